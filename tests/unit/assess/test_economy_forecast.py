"""The plain forecast beside the announced one."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tertial.assess.assessment import EconomyForecast
from tertial.assess.economy_forecast import twelfth_rule
from tertial.assess.region import assess_region
from tertial.domain.calendar import Period
from tertial.domain.economy import NET, AmountUnit, EconomyLine, Item
from tertial.domain.label import Label
from tests.unit.assess.cast import AUGUST, a_region

REASONS = Label("Hyrpersonal och läkemedel.", "Agency staff and medicines.")


def a_line(period: str, item: Item, amount: str, frame: str = "board", note: Label | None = None) -> EconomyLine:
    return EconomyLine(frame, NET, Period.parse(period), item, Decimal(amount), AmountUnit.MSEK, note=note)


def test_the_plain_forecast_stands_beside_the_announced_one() -> None:
    economy = [a_line("2025-YTD08", Item.DEVIATION, "-335"), a_line("2025", Item.FORECAST, "-550", note=REASONS)]
    found = assess_region(a_region(economy=economy), as_of=AUGUST).forecast
    assert found == EconomyForecast("board", AUGUST, Decimal(-335), Decimal("-502.5"), Decimal(-550), REASONS)


def test_nothing_announced_leaves_the_plain_forecast() -> None:
    economy = [a_line("2025-YTD08", Item.DEVIATION, "-335")]
    found = assess_region(a_region(economy=economy), as_of=AUGUST).forecast
    assert found is not None
    assert (found.announced, found.announced_note) == (None, None)


@pytest.mark.parametrize(("period", "frame"), [("2025-YTD07", "board"), ("2025-YTD08", "centre")])
def test_without_the_units_deviation_so_far_there_is_no_forecast(period: str, frame: str) -> None:
    economy = [a_line(period, Item.DEVIATION, "-335", frame)]
    assert assess_region(a_region(economy=economy), as_of=AUGUST).forecast is None


@pytest.mark.parametrize(
    ("deviation", "months", "year"),
    [("-335", 8, "-502.5"), ("12", 12, "12.0"), ("-100", 7, "-171.4"), ("-100.5", 8, "-150.75"), ("1E+2", 8, "150.0")],
)
def test_the_twelfth_rule_carries_the_pace_on(deviation: str, months: int, year: str) -> None:
    assert str(twelfth_rule(Decimal(deviation), months)) == year
