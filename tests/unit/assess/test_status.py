"""Edges of the formulas that no table of the page can show: what they refuse."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tertial.assess.status import attainment, attainment_of_change, attainment_of_zero
from tertial.domain.indicators import Direction


@pytest.mark.parametrize("direction", [Direction.WITHIN, Direction.NONE])
def test_a_level_without_a_way_to_reach_it_is_refused(direction: Direction) -> None:
    with pytest.raises(ValueError, match="which way"):
        attainment(1, 2, direction)


def test_a_percentage_of_zero_is_refused() -> None:
    with pytest.raises(ValueError, match="from zero"):
        attainment_of_change(1, 0, 20)


def test_a_third_is_rounded_down_exactly() -> None:
    assert attainment(Decimal(1), Decimal(3), Direction.INCREASE) == 33
    assert attainment(Decimal("0.3"), Decimal("0.3"), Direction.DECREASE) == 100


def test_the_margin_of_a_budget_counts_on_the_wrong_side_only() -> None:
    found = [attainment_of_zero(value, Direction.DECREASE, 5) for value in (-100, 0, 5, 6)]
    assert found == [100, 100, None, 0]
