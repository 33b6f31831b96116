"""What a region announces of its year, and one-offs that it knows of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from tertial.domain.calendar import Month
from tertial.domain.forecasts import MOST, Announced, OneOff
from tertial.domain.label import Label
from tertial.domain.region import Region
from tests.unit.assess.cast import AUGUST, a_region

WHY = Label("Skäl")


def announced(period: Month, value: str = "5.7", unit: str = "board") -> Announced:
    return Announced("phone", unit, period, Decimal(value), date(2025, 9, 24), WHY)


def one_off(month: Month, unit: str = "board", amount: str = "10") -> OneOff:
    return OneOff("phone", unit, month, Decimal(amount), WHY)


def region(forecasts: Sequence[Announced] = (), one_offs: Sequence[OneOff] = ()) -> Region:
    return replace(a_region(), announced=tuple(forecasts), one_offs=tuple(one_offs))


def test_the_latest_announced_forecast_of_the_year_is_the_one_known_in_the_month() -> None:
    april, december = announced(Month(2025, 4), "6"), announced(Month(2025, 12), "5")
    known = region([announced(AUGUST), april, december, announced(Month(2024, 12), "9")])
    assert known.announced_forecast("phone", "board", AUGUST) == announced(AUGUST)
    assert known.announced_forecast("phone", "board", Month(2025, 7)) == april
    assert known.announced_forecast("phone", "board", Month(2025, 3)) is None
    assert known.announced_forecast("phone", "centre", AUGUST) is None
    assert known.announced_forecast("visits", "board", AUGUST) is None


def test_one_offs_of_units_below_count_at_the_unit_and_not_the_other_way_round() -> None:
    own, below = one_off(Month(2025, 11)), one_off(Month(2025, 3), "centre")
    known = region(one_offs=[own, below])
    assert known.one_offs_at("phone", "board", AUGUST) == (below, own)
    assert known.one_offs_at("phone", "centre", AUGUST) == (below,)
    assert known.one_offs_at("visits", "board", AUGUST) == ()


@pytest.mark.parametrize("figure", ["NaN", "Infinity", str(MOST + 1), str(-MOST - 1)])
def test_figures_that_cannot_be_are_refused(figure: str) -> None:
    with pytest.raises(ValueError, match="forecast of a year"):
        announced(AUGUST, figure)
    with pytest.raises(ValueError, match="amount of a one-off"):
        one_off(AUGUST, amount=figure)
    assert announced(AUGUST, str(MOST)).value == MOST
