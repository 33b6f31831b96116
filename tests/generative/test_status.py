"""What holds of every status, whatever the figures."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from hypothesis import assume, given
from hypothesis import strategies as st

from tertial.assess.status import (
    attainment,
    attainment_of_change,
    attainment_of_improvement,
    attainment_of_range,
    attainment_of_zero,
    status_of,
)
from tertial.domain.calendar import Period
from tertial.domain.indicators import Direction
from tertial.domain.judgements import Status, worst
from tertial.domain.results import Split
from tertial.domain.targets import BetterThan, BySex, ChangeTarget, ValueTarget
from tests.unit.assess.cast import MEN, RULE, WOMEN, a_figure, an_indicator, assessed, one_row

figures = st.decimals(min_value=-10_000, max_value=10_000, places=2)
positive = st.decimals(min_value=Decimal("0.01"), max_value=10_000, places=2)
ways = st.sampled_from([Direction.INCREASE, Direction.DECREASE])
ORDER = {Status.NOT_MET: 0, Status.PARTLY_MET: 1, Status.MET: 2}


def reaches(value: Decimal, level: Decimal, way: Direction) -> bool:
    return value >= level if way is Direction.INCREASE else value <= level


@given(figures, figures, ways)
def test_a_target_is_met_exactly_when_the_figure_reaches_it(value: Decimal, level: Decimal, way: Direction) -> None:
    attained = attainment(value, level, way)
    assert (attained >= 100) == reaches(value, level, way)
    assert attained >= 0


@given(figures, figures, figures, ways)
def test_a_better_figure_never_has_a_worse_status(one: Decimal, other: Decimal, level: Decimal, way: Direction) -> None:
    worse, better = sorted((one, other), reverse=way is Direction.DECREASE)
    found = [ORDER[status_of(attainment(value, level, way), RULE)] for value in (worse, better)]
    assert found == sorted(found)


@given(positive, positive, positive, ways)
def test_above_zero_a_better_figure_never_attains_less(
    one: Decimal, other: Decimal, level: Decimal, way: Direction
) -> None:
    worse, better = sorted((one, other), reverse=way is Direction.DECREASE)
    assert attainment(worse, level, way) <= attainment(better, level, way)


@given(positive, positive)
def test_attainment_is_the_exact_ratio_rounded_down(value: Decimal, level: Decimal) -> None:
    attained = attainment(value, level, Direction.INCREASE)
    assert attained <= Fraction(value) * 100 / Fraction(level) < attained + 1


@given(figures, figures)
def test_a_decrease_is_the_mirror_of_an_increase(value: Decimal, level: Decimal) -> None:
    assert attainment(value, level, Direction.DECREASE) == attainment(-value, -level, Direction.INCREASE)


@given(figures, figures, ways)
def test_better_than_is_met_only_by_a_strictly_better_figure(
    value: Decimal, reference: Decimal, way: Direction
) -> None:
    attained = attainment_of_improvement(value, reference, way)
    assert (attained >= 100) == (reaches(value, reference, way) and value != reference)


@given(figures, figures.filter(bool), figures.filter(bool))
def test_a_change_is_met_exactly_when_the_level_is_reached(
    value: Decimal, reference: Decimal, percent: Decimal
) -> None:
    way = Direction.INCREASE if percent > 0 else Direction.DECREASE
    level = Fraction(reference) + abs(Fraction(reference)) * Fraction(percent) / 100
    reached = Fraction(value) >= level if way is Direction.INCREASE else Fraction(value) <= level
    assert (attainment_of_change(value, reference, percent) >= 100) == reached


@given(figures, figures, positive)
def test_a_figure_that_went_the_wrong_way_attains_nothing(value: Decimal, reference: Decimal, percent: Decimal) -> None:
    assume(reference != 0)
    if value <= reference:
        assert attainment_of_change(value, reference, percent) == 0
    if value >= reference:
        assert attainment_of_change(value, reference, -percent) == 0


@given(figures, figures, figures)
def test_a_range_is_met_inside_and_missed_outside(value: Decimal, one: Decimal, other: Decimal) -> None:
    low, high = sorted((one, other))
    attained = attainment_of_range(value, low, high)
    assert attained == 100 if low <= value <= high else 0 <= attained <= 99


@given(figures, ways, st.none() | positive)
def test_a_budget_is_met_missed_or_within_its_margin(value: Decimal, way: Direction, margin: Decimal | None) -> None:
    attained = attainment_of_zero(value, way, margin)
    if reaches(value, Decimal(0), way):
        assert attained == 100
    else:
        assert attained == (None if margin is not None and abs(value) <= margin else 0)


@given(figures, figures, positive, positive, ways)
def test_women_and_men_together_stand_as_the_worse_of_the_two(
    women: Decimal, men: Decimal, target_women: Decimal, target_men: Decimal, way: Direction
) -> None:
    indicator = an_indicator(target=BySex(ValueTarget(target_women), ValueTarget(target_men)), direction=way)
    figures_of = [
        a_figure("2025-YTD08", str(women), WOMEN),
        a_figure("2025-YTD08", str(men), MEN),
        a_figure("2025-YTD08", "50", Split()),
    ]
    found = assessed(indicator, *figures_of)
    statuses = [row.status for row in found.indicators if row.status.is_judged]
    assert len(statuses) == 2
    (objective,) = found.objectives
    assert objective.suggested is worst(statuses)


@given(figures, figures, figures.filter(bool))
def test_every_row_has_a_figure_or_a_reason(value: Decimal, reference: Decimal, percent: Decimal) -> None:
    way = Direction.INCREASE if percent > 0 else Direction.DECREASE
    against = Period.parse("2024-YTD08")
    for target in (ChangeTarget(percent, against), BetterThan(against)):
        indicator = an_indicator(target=target, direction=way)
        for reported in ([], [a_figure("2025-YTD08", str(value))]):
            for earlier in ([], [a_figure("2024-YTD08", str(reference))]):
                row = one_row(indicator, *reported, *earlier)
                assert row.status.is_judged == (row.attainment is not None)
                assert row.status.is_judged or row.note is not None
