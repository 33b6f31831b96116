"""The same months say the same whoever they come from, and anything that can be reported has a forecast or a reason."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import TypeVar

from hypothesis import given, settings
from hypothesis import strategies as st

from tertial.assess.evidence import Evidence, Measured
from tertial.assess.forecasting.results import Forecast, Point, YearEnd
from tertial.assess.foreseen import forecasts_of, reported_forecasts_of
from tertial.domain.calendar import Period, PeriodKind
from tertial.domain.facts.of_feeds import fact_of_feed
from tertial.domain.indicators import Indicator, Kind, OverTime, ValueUnit
from tertial.domain.measures import Additive, Rows, Sum
from tertial.domain.results import WHOLE, ReportedValue
from tests.unit.assess.cast import AUGUST, a_region, an_indicator

CONTACTS = Sum(Rows(fact_of_feed("contacts")))
Counts = tuple[int, int]
Drawn = TypeVar("Drawn")
COUNTS = st.tuples(st.integers(0, 400), st.integers(1, 400)).map(lambda pair: (min(pair), max(pair)))


@st.composite
def gapped(draw: st.DrawFn, figures: st.SearchStrategy[Drawn]) -> list[Drawn | None]:
    """A series from its first month on, of which less than half lacks."""
    found = draw(st.lists(figures, min_size=4, max_size=60))
    gaps = draw(st.sets(st.integers(1, len(found) - 1), max_size=len(found) // 2 - 1))
    return [None if place in gaps else figure for place, figure in enumerate(found)]


def months(count: int) -> list[Period]:
    return [Period(PeriodKind.MONTH, AUGUST.plus(place - count + 1)) for place in range(count)]


def reported(period: Period, value: Decimal | None, counts: Counts | None = None) -> ReportedValue:
    numerator, denominator = counts or (None, None)
    return ReportedValue("phone", "board", period, WHOLE, value, numerator, denominator)


def of_reported(indicator: Indicator, figures: Sequence[ReportedValue]) -> dict[str, Forecast]:
    return reported_forecasts_of(a_region([indicator], figures), unit="board", as_of=AUGUST)


def of_computed(indicator: Indicator, measured: Sequence[Measured]) -> dict[str, Forecast]:
    evidence = {"phone": Evidence({WHOLE: tuple(measured)}, {})}
    return forecasts_of(a_region([indicator]), evidence, unit="board", as_of=AUGUST)


@settings(max_examples=40)
@given(gapped(COUNTS), st.sampled_from([OverTime.SUM, OverTime.LAST]))
def test_a_share_of_reported_counts_is_forecast_as_one_of_computed_counts(
    pairs: list[Counts | None], over_time: OverTime
) -> None:
    share = an_indicator(over_time=over_time)
    computed = replace(share, kind=Kind.SHARE, measure=Additive(CONTACTS, CONTACTS))
    periods = list(zip(months(len(pairs)), pairs, strict=True))
    measured = [Measured(one) if pair is None else Measured(one, pair[0] / pair[1], *pair) for one, pair in periods]
    figures = [reported(one, None, pair) for one, pair in periods if pair is not None]
    assert of_reported(share, figures) == of_computed(computed, measured)


@settings(max_examples=40)
@given(gapped(st.integers(0, 5000)), st.sampled_from(OverTime))
def test_a_reported_count_is_forecast_as_a_computed_one(counts: list[int | None], over_time: OverTime) -> None:
    visits = an_indicator(unit=ValueUnit.COUNT, over_time=over_time)
    computed = replace(visits, kind=Kind.COUNT, measure=Additive(CONTACTS))
    periods = list(zip(months(len(counts)), counts, strict=True))
    measured = [Measured(one) if count is None else Measured(one, float(count), count, None) for one, count in periods]
    figures = [reported(one, Decimal(count)) for one, count in periods if count is not None]
    assert of_reported(visits, figures) == of_computed(computed, measured)


VALUES = st.decimals(-(10**15), 10**15, places=6) | st.sampled_from(
    [Decimal(0), Decimal("0.000001"), Decimal("1E308"), Decimal("-1E400")]
)
ENORMOUS = st.sampled_from([(0, 1), (10**15, 1), (1, 10**15), (10**400, 10**400)])


@settings(max_examples=150)
@given(
    st.lists(st.tuples(VALUES | st.none(), COUNTS | ENORMOUS | st.none()) | st.none(), max_size=40),
    st.sampled_from([*OverTime, None]),
    st.sampled_from(ValueUnit),
    st.sampled_from([None, Kind.MEAN, Kind.MEDIAN]),
)
def test_anything_that_can_be_reported_has_a_forecast_of_numbers_or_a_reason(
    figures: list[tuple[Decimal | None, Counts | None] | None],
    over_time: OverTime | None,
    unit: ValueUnit,
    kind: Kind | None,
) -> None:
    indicator = replace(an_indicator(unit=unit), over_time=over_time, reported_as=kind)
    periods = zip(months(len(figures)), figures, strict=True)
    given_figures = [reported(one, *figure) for one, figure in periods if figure is not None and any(figure)]
    found = of_reported(indicator, given_figures)
    assert len(found) == (len(given_figures) >= 2)
    for one in found.values():
        assert one.reason.sv
        assert all(map(math.isfinite, numbers(one)))
        assert (one.year_end is None) == (one.why_no_year is not None or not one.points)


def numbers(found: Forecast) -> Iterator[float]:
    said: list[Point | YearEnd] = [*found.points]
    if found.year_end is not None:
        said.append(found.year_end)
    for one in said:
        yield one.value
        for interval in (one.interval_80, one.interval_95):
            if interval is not None:
                yield from (interval.low, interval.high)
