"""A decided new level holds for an indicator everywhere, or at one unit."""

from __future__ import annotations

from datetime import date

import pytest

from tertial.domain.calendar import Month
from tertial.domain.label import Label
from tertial.domain.rebasing import Rebasing, rebasings_of


def rebasing(indicator: str, month: int, unit: str = "") -> Rebasing:
    return Rebasing(indicator, Month(2025, month), Label("Ny växel"), date(2025, 3, 1), Label("Chefen"), unit)


def test_a_unit_has_its_own_decisions_and_those_for_all_in_order() -> None:
    for_all, own, other = rebasing("phone", 5), rebasing("phone", 2, "north"), rebasing("phone", 1, "south")
    assert rebasings_of([for_all, own, other, rebasing("plans", 3)], "phone", "north") == (own, for_all)


def test_of_two_decisions_of_a_month_that_of_the_unit_stands() -> None:
    for_all, own = rebasing("phone", 5), rebasing("phone", 5, "north")
    assert rebasings_of([for_all, own], "phone", "north") == (own,)
    assert rebasings_of([own, for_all], "phone", "north") == (own,)
    assert rebasings_of([own, for_all], "phone", "south") == (for_all,)


def test_an_indicator_that_is_no_id_is_refused() -> None:
    with pytest.raises(ValueError, match="no id"):
        rebasing("Phone calls", 5)
