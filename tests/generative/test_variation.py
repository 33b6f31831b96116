"""Whatever figures come, a chart answers with reasons: never an error, never a figure that is none."""

from __future__ import annotations

import math
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tertial.assess.variation import Events, Left, Nature, Point, Rules, Series, Variation, vary, vary_events
from tertial.domain.calendar import Month, Period, PeriodKind
from tertial.domain.indicators import Direction
from tertial.domain.label import Label
from tertial.domain.rebasing import Rebasing
from tests.generative.odd_series import ODD_EXAMPLES, Odd, odd_counts, odd_figures

FIGURES = st.none() | st.floats() | st.sampled_from([0.0, 0.1, 5.0, 5.0, 1e308, -1e308, 1e-320, math.inf, math.nan])
COUNTS = st.none() | st.integers(-3, 40) | st.sampled_from([0, 10**30, 10**400])
RULES = st.builds(
    Rules,
    screening=st.booleans(),
    baseline_points=st.none() | st.integers(2, 30),
    gaps_break=st.booleans(),
    use_unreliable=st.booleans(),
    third_on_same_side=st.booleans(),
    beyond_is_close=st.booleans(),
    trend_by_side=st.booleans(),
)


@st.composite
def points(draw: st.DrawFn) -> tuple[Point, ...]:
    months = draw(st.lists(st.integers(0, 60), unique=True, max_size=45))
    note = st.none() | st.just(Label("Delvis"))
    return tuple(
        Point(Period(PeriodKind.MONTH, Month(2020, 1).plus(at)), draw(FIGURES), draw(COUNTS), draw(COUNTS), draw(note))
        for at in months
    )


def holds(made: Variation) -> None:
    for each in made.points:
        assert (each.limits is None) is (each.left is not None)
        assert not (each.part_of_signal and each.signal is None)
        if each.limits is not None:
            limits = each.limits
            numbers = (limits.lower, limits.close_lower, limits.close_upper, limits.upper, limits.centre)
            assert all(map(math.isfinite, numbers))
            assert limits.lower <= limits.close_lower <= limits.close_upper <= limits.upper
    assert made.variation_says.sv
    assert made.assurance_says.sv
    if made.suggestion is not None:
        assert math.isfinite(made.suggestion.old_mean + made.suggestion.new_mean)


@given(
    points(),
    st.sampled_from(Direction),
    st.sampled_from(Nature),
    st.none() | st.floats(-100, 100) | st.just((1.0, 2.0)),
    st.lists(st.integers(-5, 70), max_size=3),
    RULES,
)
def test_any_series_gets_an_answer(
    drawn: tuple[Point, ...],
    direction: Direction,
    nature: Nature,
    target: float | tuple[float, float] | None,
    rebased: list[int],
    rules: Rules,
) -> None:
    targets = {} if target is None else {each.period.last: target for each in drawn}
    decided = [
        Rebasing("x", Month(2020, 1).plus(at), Label("Nytt"), date(2025, 1, 1), Label("Chefen")) for at in rebased
    ]
    series = Series(drawn, direction, nature, 100.0, targets)
    made = vary(series, decided, rules)
    holds(made)
    assert len(made.points) == len(drawn)
    assert vary(Series(tuple(reversed(drawn)), direction, nature, 100.0, targets), decided, rules) == made


@given(st.lists(st.floats(0, 1e6), min_size=13, max_size=40), st.floats(0.5, 100))
def test_signals_do_not_depend_on_the_unit_of_measurement(values: list[float], factor: float) -> None:
    rounded = [float(round(value)) for value in values]
    scaled = [value * 2.0 ** round(math.log2(factor)) for value in rounded]
    plain, other = (
        vary(
            Series(
                tuple(Point(Period(PeriodKind.MONTH, Month(2020, 1).plus(at)), value) for at, value in enumerate(each))
            )
        )
        for each in (rounded, scaled)
    )
    assert [each.signal for each in plain.points] == [each.signal for each in other.points]


@given(st.lists(st.integers(0, 400), max_size=40), st.sampled_from(Direction), RULES)
def test_any_events_get_an_answer(days: list[int], direction: Direction, rules: Rules) -> None:
    start = date(2024, 1, 1)
    happened = tuple(date.fromordinal(start.toordinal() + day) for day in days)
    holds(vary_events(Events(happened, start, date(2026, 1, 1)), direction, (), rules))


@pytest.mark.parametrize("odd", Odd)
@settings(max_examples=ODD_EXAMPLES)
@given(st.data(), st.sampled_from(Direction), st.sampled_from(Nature))
def test_an_odd_series_has_a_chart_with_its_reasons(
    odd: Odd, data: st.DataObject, direction: Direction, nature: Nature
) -> None:
    if data.draw(st.booleans()):
        drawn = [
            Point(Period(PeriodKind.MONTH, month), None, over, under)
            for month, (over, under) in data.draw(odd_counts(odd)).items()
        ]
    else:
        drawn = [Point(Period(PeriodKind.MONTH, month), value) for month, value in data.draw(odd_figures(odd)).items()]
    made = vary(Series(tuple(drawn), direction, nature, 100.0, {each.period.last: 50.0 for each in drawn}))
    holds(made)
    assert [each.month for each in made.points] == sorted(each.period.last for each in drawn)
    if odd in {Odd.CONSTANT, Odd.SINGLE, Odd.ALL_MISSING}:
        assert made.variation is None
    if odd is Odd.ALL_MISSING:
        assert {each.left for each in made.points} == {Left.MISSING}
