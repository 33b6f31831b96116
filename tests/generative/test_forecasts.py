"""Any figures at all give a forecast with a reason: never a traceback, a warning or something that is no number."""

from __future__ import annotations

import math

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tertial.assess.forecasting.forecast import Mode, forecast_all
from tertial.assess.forecasting.method import Method
from tertial.assess.forecasting.results import Forecast, PredictionInterval
from tertial.assess.forecasting.series import Adjustment, MonthlySeries, YearTarget
from tertial.domain.calendar import Month
from tertial.domain.indicators import OverTime
from tertial.domain.label import Label
from tests.generative.odd_series import LAST, Odd, odd_counts, odd_figures, without_gaps

ODD = [1e308, -1e308, 1e100, -1e100, 1e-100, 1e99, 5e-324, 0.0, 1.0, math.inf, -math.inf, math.nan, None]
TARGETS = (
    st.tuples(st.floats(allow_nan=False), st.floats(allow_nan=False))
    .map(sorted)
    .flatmap(lambda ends: st.sampled_from([YearTarget(*ends), YearTarget(least=ends[0]), YearTarget(most=ends[1])]))
)


def columns(months: int) -> st.SearchStrategy[tuple[float | None, ...]]:
    figures: list[st.SearchStrategy[float | None]] = [
        st.none() | st.floats(),
        st.integers(0, 40).map(float),
        st.integers(0, 1).map(float),
        st.floats(1, 100),
        st.sampled_from(ODD),
    ]
    kinds = [st.lists(figure, min_size=months, max_size=months) for figure in figures]
    return st.one_of(*kinds, st.sampled_from(ODD).map(lambda figure: [figure] * months)).map(tuple)


@st.composite
def series(draw: st.DrawFn, usual: int) -> MonthlySeries:
    months = draw(st.sampled_from([usual, usual, usual, draw(st.integers(0, 50))]))
    first = Month(2015, 1).plus(draw(st.integers(0, 40)))
    adjustments = st.builds(
        Adjustment, st.integers(0, 70).map(first.plus), st.floats(-1e100, 1e100), st.just(Label("Engång."))
    )
    target = draw(st.none() | TARGETS)
    return MonthlySeries(
        draw(st.sampled_from("abc")),
        first,
        draw(columns(months)),
        draw(st.none() | columns(months)),
        over_time=draw(st.sampled_from(OverTime)),
        most=draw(st.sampled_from([None, 100.0])),
        family=draw(st.sampled_from("ab")),
        broken_from=draw(st.none() | st.integers(-3, 50).map(first.plus)),
        adjustments=tuple(draw(st.lists(adjustments, max_size=2))),
        targets={} if target is None else dict.fromkeys(range(2014, 2026), target),
    )


def in_order(value: float, narrow: PredictionInterval | None, wide: PredictionInterval | None) -> bool:
    if narrow is None or wide is None:
        return narrow is wide
    ends = [wide.low, narrow.low, value, narrow.high, wide.high]
    return ends == sorted(ends) and all(map(math.isfinite, ends))


def sound(found: Forecast) -> bool:
    end, record = found.year_end, found.backtest
    figures = [point.value for point in found.points]
    if end is not None:
        figures += [figure for figure in (end.value, end.so_far, end.twelfth) if figure is not None]
        if not in_order(end.value, end.interval_80, end.interval_95):
            return False
        if end.probability is not None and not 0 <= end.probability <= 1:
            return False
    if record is not None:
        figures += [*record.errors.values(), *record.pooled.values(), record.covered_80, record.covered_95]
    bands = all(in_order(point.value, point.interval_80, point.interval_95) for point in found.points)
    return bands and all(map(math.isfinite, figures)) and bool(found.reason.sv)


# Without shrinking: it takes minutes, and what fails can be read as it is.
@settings(
    max_examples=60,
    deadline=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(
    st.integers(28, 60).flatmap(lambda months: st.lists(series(months), min_size=1, max_size=6)),
    st.sampled_from(Mode),
)
def test_any_series_have_a_forecast_or_a_reason(several: list[MonthlySeries], mode: Mode) -> None:
    found = forecast_all(several, mode=mode)
    assert [each.id for each in found] == [each.id for each in several]
    assert [each for each in found if not sound(each)] == []
    assert forecast_all(several[::-1], mode=mode) == found[::-1]


@pytest.mark.parametrize("odd", Odd)
@settings(max_examples=15, phases=[Phase.explicit, Phase.generate], suppress_health_check=[HealthCheck.too_slow])
@given(st.data(), st.sampled_from(Mode), st.sampled_from(OverTime))
def test_odd_series_have_a_forecast_or_a_reason(odd: Odd, data: st.DataObject, mode: Mode, over_time: OverTime) -> None:
    several = []
    for number in range(data.draw(st.integers(1, 3))):
        target = {LAST.year: YearTarget(least=50.0)}
        first, figures = without_gaps(data.draw(odd_figures(odd)))
        several.append(MonthlySeries(f"plain-{number}", first, tuple(figures), over_time=over_time, targets=target))
        counts = data.draw(odd_counts(odd))
        first, over = without_gaps({month: amount(one) for month, (one, _of) in counts.items()})
        _first, under = without_gaps({month: amount(of) for month, (_one, of) in counts.items()})
        several.append(
            MonthlySeries(f"share-{number}", first, tuple(over), tuple(under), 100.0, over_time, 100.0, targets=target)
        )
    found = forecast_all(several, mode=mode)
    assert [each for each in found if not sound(each)] == []
    if odd is Odd.ALL_MISSING:
        assert {each.method for each in found} == {Method.NONE}
    if odd is Odd.CONSTANT:
        assert all(each.points[0].interval_80 is None for each in found if each.method is Method.CONSTANT)
    if odd in {Odd.SINGLE, Odd.ALL_MISSING}:
        assert all(each.backtest is None for each in found)


def amount(count: int | None) -> float | None:
    """As the program hands a count to the methods: one that no float holds is infinite."""
    if count is None:
        return None
    try:
        return float(count)
    except OverflowError:
        return math.inf
