"""The ratios of a table of figures, with the machine's numbers and beyond them."""

from __future__ import annotations

from decimal import Decimal

import numpy as np
import pytest

from tertial.compute.figure_frame import DECIMALS, SMALL, ratios
from tertial.domain.figures import rounded_ratio

JUST_SMALL = SMALL // 10**DECIMALS - 1
"""The largest numerator that is divided in the machine's numbers."""
IN_64_BITS = 2**62
ALL_KNOWN = np.array([True, True, True])


@pytest.mark.parametrize("largest", [1, JUST_SMALL, JUST_SMALL + 1, JUST_SMALL + 2, IN_64_BITS])
@pytest.mark.parametrize("kind", [np.int64, object])
def test_ratios_of_numbers_of_any_size_are_those_of_one_figure(largest: int, kind: type) -> None:
    over, under = [largest, -largest, 2], [7, largest, 3]
    found = ratios(np.array(over, kind), np.array(under, kind), ALL_KNOWN)
    expected = [rounded_ratio(one, other, DECIMALS) for one, other in zip(over, under, strict=True)]
    assert found.to_pylist() == expected


def test_numbers_that_no_machine_number_holds_have_a_ratio() -> None:
    found = ratios(np.array([10**24, 1], object), np.array([10**20, 3], object), np.array([True, True]))
    assert found.to_pylist() == [Decimal("10000.000000"), Decimal("0.333333")]


@pytest.mark.parametrize("largest", [1, IN_64_BITS])
def test_what_is_not_known_has_no_ratio_even_where_it_would_be_divided_by_zero(largest: int) -> None:
    found = ratios(np.array([largest, 5, 0]), np.array([2, 0, 0]), np.array([True, False, False]))
    assert found.to_pylist() == [rounded_ratio(largest, 2, DECIMALS), None, None]


@pytest.mark.parametrize("factor", [1, 10**12])
def test_halves_are_rounded_away_from_zero(factor: int) -> None:
    over, under = np.array([1, -1]) * factor, np.array([2_000_000, 2_000_000]) * factor
    assert ratios(over, under, np.array([True, True])).to_pylist() == [Decimal("0.000001"), Decimal("-0.000001")]


def test_no_figures_have_no_ratios() -> None:
    none = np.zeros(0, np.int64)
    assert ratios(none, none, none.astype(np.bool_)).to_pylist() == []
