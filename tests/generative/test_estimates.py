"""Whatever a series holds, an estimate is finite and plausible, or says why there is none."""

from __future__ import annotations

from math import isfinite, nan

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tertial.assess.estimates.results import Estimate, NoEstimate
from tertial.assess.estimates.sentences import sentence
from tertial.assess.estimates.series import Counts, Coverage, ProxySeries, Shape, UnitSeries
from tertial.assess.estimates.totals import Whole, put_together
from tertial.domain.calendar import Month, Period, PeriodKind
from tertial.domain.indicators import Direction, Indicator, Kind, ValueUnit
from tertial.domain.label import Label
from tests.generative.odd_series import LAST, ODD_EXAMPLES, Odd, odd_figures
from tests.unit.assess.estimates.invented import estimate_months

FIRST = Month(2022, 1)
INDICATOR = Indicator("i", Label("I"), Kind.REPORTED, ValueUnit.COUNT, PeriodKind.YTD, Direction.NONE)

NUMBERS = st.one_of(
    st.just(0.0), st.just(7.0), st.floats(0, 500), st.integers(0, 40).map(float), st.floats(), st.just(1e59)
)


@st.composite
def counts(draw: st.DrawFn, shape: Shape) -> Counts:
    above = draw(NUMBERS)
    return Counts(above, None if shape is Shape.COUNT else draw(st.one_of(NUMBERS, st.just(above), st.just(60.0))))


@st.composite
def a_series(draw: st.DrawFn, unit: str, shape: Shape) -> UnitSeries:
    places = draw(st.lists(st.integers(0, 47), max_size=48, unique=True))
    one = draw(counts(shape))
    same = draw(st.booleans())
    found = {FIRST.plus(at): one if same else draw(counts(shape)) for at in draw(st.permutations(places))}
    broken = draw(st.sampled_from([None, Month(2024, 1), Month(2025, 12)]))
    return UnitSeries(unit, shape, found, draw(st.sampled_from([1.0, 100.0])), draw(st.booleans()), broken)


@st.composite
def coverages(draw: st.DrawFn, shape: Shape) -> Coverage:
    partial = draw(st.one_of(st.none(), counts(shape)))
    return Coverage(draw(NUMBERS), draw(st.one_of(st.none(), NUMBERS)), draw(st.floats(0, 100)), partial)


@st.composite
def asked(draw: st.DrawFn) -> tuple[UnitSeries, dict[Month, Coverage], list[UnitSeries], list[ProxySeries]]:
    shape = draw(st.sampled_from(Shape))
    lacking = draw(st.dictionaries(st.integers(30, 47).map(FIRST.plus), coverages(shape), max_size=4))
    sisters = [draw(a_series(f"s{number}", shape)) for number in range(draw(st.integers(0, 2)))]
    proxies = [ProxySeries("a", "contacts", {FIRST.plus(at): draw(NUMBERS) for at in range(draw(st.integers(0, 48)))})]
    return draw(a_series("a", shape)), lacking, sisters, proxies


@given(asked())
def test_an_estimate_is_finite_and_plausible_or_says_why_there_is_none(
    given_: tuple[UnitSeries, dict[Month, Coverage], list[UnitSeries], list[ProxySeries]],
) -> None:
    series, lacking, sisters, proxies = given_
    found = estimate_months(series, lacking, sisters, proxies)
    assert [one.period.last for one in found] == sorted(lacking)
    for one in found:
        check(one, series)
    if lacking:
        period = Period(PeriodKind.R12, max(lacking))
        whole = put_together(Whole(series.unit, period, series.shape, series.times), Counts(3.0, 7.0), found)
        if whole is not None:
            check(whole, series)


@pytest.mark.parametrize("odd", Odd)
@settings(max_examples=ODD_EXAMPLES)
@given(st.data(), st.sampled_from(Shape))
def test_of_an_odd_series_an_estimate_is_plausible_or_says_why_there_is_none(
    odd: Odd, data: st.DataObject, shape: Shape
) -> None:
    own, sister = (odd_unit(data, unit, shape, odd) for unit in "ab")
    lacking = {LAST.plus(-back): data.draw(coverages(shape)) for back in data.draw(st.sets(st.integers(0, 14)))}
    proxy = ProxySeries("a", "contacts", {month: amount(one) for month, one in data.draw(odd_figures(odd)).items()})
    found = estimate_months(own, lacking, [sister], [proxy])
    assert [one.period.last for one in found] == sorted(lacking)
    for one in found:
        check(one, own)
    if odd is Odd.ALL_MISSING:
        assert all(isinstance(one, NoEstimate) for month, one in zip(sorted(lacking), found, strict=True)
                   if lacking[month].partial is None)  # fmt: skip


def odd_unit(data: st.DataObject, unit: str, shape: Shape, odd: Odd) -> UnitSeries:
    """Plain figures as counts, with others below where the shape has them; a month without a figure is not there."""
    above, below = (data.draw(odd_figures(odd)) for _part in range(2))
    found = {
        month: Counts(one, None if shape is Shape.COUNT else amount(below.get(month)))
        for month, one in above.items()
        if one is not None
    }
    return UnitSeries(unit, shape, found, 100.0)


def amount(figure: float | None) -> float:
    """A figure that lacks is no amount."""
    return nan if figure is None else figure


def check(one: Estimate | NoEstimate, series: UnitSeries) -> None:
    """An answer or a reason, with a sentence."""
    assert sentence(one, INDICATOR).sv
    if isinstance(one, NoEstimate):
        assert one.reason.sv
        assert one.reason.en
        return
    for amount in (one.figure, one.numerator, one.denominator):
        if amount is not None:
            assert 0 <= amount.low <= amount.value <= amount.high
            assert isfinite(amount.high)
    if series.shape is Shape.SHARE:
        assert one.high <= series.times * (1 + 1e-12)
    assert one.sources
    assert all(0 <= part <= 1 for part in (*one.together.own, *one.together.between))
