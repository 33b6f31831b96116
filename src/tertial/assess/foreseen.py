"""Forecasts of indicators from their months: how the year will end, and how likely its target is.

All indicators of a unit are forecast in one call, since the choice of method and the width of intervals are pooled.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from tertial.assess.evidence import Evidence, Measured
from tertial.assess.figure_wording import wording_of
from tertial.assess.forecasting.forecast import forecast_all
from tertial.assess.forecasting.method import Method
from tertial.assess.forecasting.results import Forecast
from tertial.assess.forecasting.sentences import MOSTLY_NOT_REPORTED, one_off_ahead, one_off_not_used, one_off_taken_out
from tertial.assess.forecasting.series import Adjustment, MonthlySeries, YearTarget
from tertial.assess.given_months import GivenMonths, computed_months, reported_months_given
from tertial.assess.own_targets import own_target
from tertial.assess.reported_evidence import reported_months, reported_year
from tertial.assess.reported_years import reported_otherwise
from tertial.assess.series import Series as Figures
from tertial.assess.variation.indicator_series import ceiling_of, scale_of
from tertial.assess.yardstick import range_in, yardstick
from tertial.domain.calendar import Month, Period, PeriodKind
from tertial.domain.changes import broken_from
from tertial.domain.forecasts import OneOff
from tertial.domain.indicators import Direction, Indicator, OverTime
from tertial.domain.label import Label
from tertial.domain.period_words import months_words
from tertial.domain.region import Region
from tertial.domain.results import WHOLE
from tertial.domain.targets import OfTarget, RangeTarget

LEAST_REPORTED = 0.5
"""The part of the months that somebody has reported where they are forecast: gaps are filled by straight lines."""


def forecasts_of(region: Region, evidence: Mapping[str, Evidence], *, unit: str, as_of: Month) -> dict[str, Forecast]:
    """The forecast of each indicator that has months, by indicator; unreliable months are left out."""
    given = {
        name: computed_months(region.indicators[name], months, found.year)
        for name, found in evidence.items()
        if (months := found.months.get(WHOLE))
    }
    return _forecasts(region, given, unit=unit, as_of=as_of)


def reported_forecasts_of(region: Region, *, unit: str, as_of: Month) -> dict[str, Forecast]:
    """The forecast of each indicator whose figures are reported, where its months are, by indicator.

    They are pooled by themselves, so that what is computed beside them changes none. Of months that are mostly not
    reported none is made.
    """
    found = {
        name: months
        for name, indicator in region.indicators.items()
        if indicator.measure is None and (months := reported_months(indicator, region, unit=unit, as_of=as_of))
    }
    given = {
        name: reported_months_given(
            region.indicators[name],
            months,
            region.outcomes.series(name, unit).values(),
            reported_year(region.indicators[name], region, unit=unit, as_of=as_of),
        )
        for name, months in found.items()
        if _has_most(months)
    }
    made = _forecasts(region, given, unit=unit, as_of=as_of)
    return {name: made.get(name) or Forecast(name, Method.NONE, MOSTLY_NOT_REPORTED) for name in found}


def _has_most(months: Sequence[Measured]) -> bool:
    """Whether there are figures of half the months or more, to the last that has one."""
    there = [place for place, one in enumerate(months) if one.value is not None]
    return not there or len(there) / (there[-1] + 1) >= LEAST_REPORTED


def _forecasts(region: Region, given: Mapping[str, GivenMonths], *, unit: str, as_of: Month) -> dict[str, Forecast]:
    series = [_series(region.indicators[name], region, one, unit=unit, as_of=as_of) for name, one in given.items()]
    return {
        one.id: replace(
            one,
            notes=(
                *one.notes,
                *_left_out(given[one.id].months),
                *_one_off_notes(region, each, one, unit=unit, as_of=as_of),
                *_otherwise(region, one, unit=unit, as_of=as_of),
            ),
        )
        for each, one in zip(series, forecast_all(series), strict=True)
    }


def _otherwise(region: Region, forecast: Forecast, *, unit: str, as_of: Month) -> Iterator[Label]:
    values = region.outcomes.series(forecast.id, unit)
    found = reported_otherwise(region.indicators[forecast.id], forecast.year_end, values, as_of)
    if found is not None:
        yield found


def _one_off_notes(
    region: Region, series: MonthlySeries, forecast: Forecast, *, unit: str, as_of: Month
) -> Iterator[Label]:
    """What was done with each known one-off that the series or the forecast reaches; nothing without a forecast."""
    if not forecast.points:
        return
    indicator, last = region.indicators[series.id], forecast.points[-1].month
    for one in region.one_offs_at(series.id, unit, as_of):
        if not series.first <= one.month <= last:
            continue
        adjustment = _adjustment(one)
        if adjustment not in series.adjustments:
            yield one_off_not_used(one.month)
        elif adjustment in forecast.adjustments:
            yield one_off_ahead(adjustment, indicator)
        else:
            yield one_off_taken_out(adjustment, indicator)


def _adjustment(one: OneOff) -> Adjustment:
    return Adjustment(one.month, float(one.amount), one.reason)


def _left_out(months: Sequence[Measured]) -> tuple[Label, ...]:
    """That months of the last year have figures which the forecast does not rest on."""
    lacking = [one.period.last for one in months[-12:] if one.value is not None and not one.is_reliable]
    if not lacking:
        return ()
    words = months_words(lacking)
    return (
        Label(
            f"Prognosen bygger inte på {words.sv}, där uppgifterna är osäkra.",
            f"The forecast does not rest on {words.en}, where the data are uncertain.",
        ),
    )


def _series(indicator: Indicator, region: Region, given: GivenMonths, *, unit: str, as_of: Month) -> MonthlySeries:
    figures = Figures.of(
        indicator,
        WHOLE,
        region.outcomes.series(indicator.id, unit),
        indicator.baselines if unit == region.settings.unit else (),
    )
    figures = replace(figures, points={**_year_before(indicator, given, region, as_of), **figures.points})
    first = min(one.period.last for one in given.months)
    known = [given.amounts.get(month) for month in first.through(as_of)]
    is_divided = any(one is not None and one[1] is not None for one in known)
    announced = region.announced_forecast(indicator.id, unit, as_of)
    return MonthlySeries(
        indicator.id,
        first,
        tuple(None if one is None else one[0] for one in known),
        tuple(None if one is None else one[1] for one in known) if is_divided else None,
        scale_of(indicator),
        given.year,
        ceiling_of(indicator, figures),
        indicator.id,
        broken_from(region.changes, indicator.id, as_of),
        adjustments=tuple(_adjustment(one) for one in region.one_offs_at(indicator.id, unit, as_of))
        if given.takes_amounts
        else (),
        targets=_targets(indicator, figures, unit=unit, as_of=as_of, is_main=unit == region.settings.unit),
        announced=None if announced is None else float(announced.value),
        is_near=given.is_near,
        year_so_far=given.so_far,
    )


def _year_before(indicator: Indicator, given: GivenMonths, region: Region, as_of: Month) -> dict[Period, Decimal]:
    """The whole year before, for targets that start from it; nothing where the series has been broken since."""
    december = Month(as_of.year - 1, 12)
    begins = december if given.year is OverTime.LAST else Month(december.year, 1)
    broken = broken_from(region.changes, indicator.id, as_of)
    figure = given.of_year(december.year, scale_of(indicator))
    if figure is None or not math.isfinite(figure) or (broken is not None and broken > begins):
        return {}
    return {Period(PeriodKind.YEAR, december): wording_of(indicator).rounded(figure)}


def _targets(
    indicator: Indicator, figures: Figures, *, unit: str, as_of: Month, is_main: bool
) -> dict[int, YearTarget]:
    """What the year's figure shall reach, where the unit has a target of its own that says a level of it."""
    end = Month(as_of.year, 12)
    year = Period(PeriodKind.YEAR, end)
    target = own_target(indicator, unit, WHOLE, end, is_main=is_main)
    if isinstance(target, RangeTarget):
        ends = range_in(target, indicator, year)
        return {} if ends is None else {as_of.year: YearTarget(*ends)}
    level = yardstick(target, indicator, year, figures).level
    if level is None or isinstance(target, OfTarget):
        return {}
    if indicator.direction not in {Direction.INCREASE, Direction.DECREASE}:
        return {}
    return {as_of.year: YearTarget.towards(float(level), indicator.direction)}
