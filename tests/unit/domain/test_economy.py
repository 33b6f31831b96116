"""The economy: lines, budgets in versions, savings."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tertial.domain.calendar import Period
from tertial.domain.economy import NET, AmountUnit, Economy, EconomyLine, Item, Savings, SavingsEffect

NOW = Period.parse("2025-YTD08")


def a_line(
    amount: str,
    item: Item = Item.DEVIATION,
    *,
    frame: str = "board",
    period: Period = NOW,
    unit: AmountUnit = AmountUnit.MSEK,
    version: str = "",
) -> EconomyLine:
    return EconomyLine(frame, NET, period, item, Decimal(amount), unit, version)


def test_the_frames_add_up_to_the_total_of_the_board() -> None:
    frames = {"dental": "-112", "primary": "-33", "hospital": "-334", "central": "144"}
    economy = Economy([a_line(amount, frame=frame) for frame, amount in frames.items()] + [a_line("-335")])
    found = [economy.find(frame, NET, NOW, Item.DEVIATION) for frame in frames]
    total = economy.find("board", NET, NOW, Item.DEVIATION)
    assert total is not None
    assert sum(line.amount for line in found if line) == total.amount == -335
    assert len(economy) == 5


def test_of_a_budget_in_versions_the_last_in_the_file_holds() -> None:
    economy = Economy(
        [a_line("100", Item.BUDGET, version="plan"), a_line("110", Item.BUDGET, version="revised 2025-02")]
    )
    found = economy.find("board", NET, NOW, Item.BUDGET)
    assert found is not None
    assert (found.amount, found.version) == (Decimal(110), "revised 2025-02")


def test_an_amount_and_a_share_of_the_same_item_are_two_lines() -> None:
    share = a_line("3.8", Item.EXTRA_SHARE, unit=AmountUnit.PERCENT)
    amount = a_line("40", Item.EXTRA_SHARE)
    economy = Economy([share, amount])
    assert economy.find("board", NET, NOW, Item.EXTRA_SHARE, AmountUnit.PERCENT) == share
    assert economy.find("board", NET, NOW, Item.EXTRA_SHARE) == amount


def test_what_is_not_reported_is_not_found() -> None:
    assert Economy([a_line("1")]).find("board", NET, NOW, Item.FORECAST) is None


def test_the_same_amount_twice_is_refused() -> None:
    with pytest.raises(ValueError, match="stands twice"):
        Economy([a_line("1"), a_line("2")])


@pytest.mark.parametrize("amount", ["NaN", "Infinity"])
def test_an_amount_is_a_number(amount: str) -> None:
    with pytest.raises(ValueError, match="no number"):
        a_line(amount)


def test_lines_keep_the_order_of_the_file() -> None:
    last_year = a_line("9", period=Period.parse("2024-YTD08"))
    lines = [a_line("2", frame="b"), last_year, a_line("1", frame="a")]
    economy = Economy(lines)
    assert economy.lines == tuple(lines)
    assert [line.frame for line in economy.of_period(NOW)] == ["b", "a"]


def test_the_effect_of_savings_is_found_by_its_period() -> None:
    effect = SavingsEffect(NOW, Decimal(137), share=Decimal(35))
    savings = Savings(effects=(effect,))
    assert savings.effect(NOW) == effect
    assert savings.effect(Period.parse("2025")) is None
