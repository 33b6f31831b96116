"""Forecasts of indicators from their months: how the year will end, and how likely its target is.

All indicators of a unit are forecast in one call, since the choice of method and the width of intervals are pooled.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from tertial.assess.evidence import Evidence, Measured
from tertial.assess.forecasting.forecast import Mode, forecast_all
from tertial.assess.forecasting.results import Forecast
from tertial.assess.forecasting.series import MonthlySeries, YearTarget
from tertial.assess.series import Series as Figures
from tertial.assess.variation.indicator_series import ceiling_of, scale_of
from tertial.assess.yardstick import yardstick
from tertial.domain.calendar import Month, Period, PeriodKind
from tertial.domain.changes import broken_from
from tertial.domain.indicators import Direction, Indicator, OverTime
from tertial.domain.label import Label
from tertial.domain.measures import Additive
from tertial.domain.period_words import months_words
from tertial.domain.region import Region
from tertial.domain.results import WHOLE
from tertial.domain.targets import OfTarget, RangeTarget


def forecasts_of(
    region: Region, evidence: Mapping[str, Evidence], *, unit: str, as_of: Month, mode: Mode = Mode.FAST
) -> dict[str, Forecast]:
    """The forecast of each indicator whose months add up to its year, by indicator; unreliable months are left out."""
    series = [
        _series(region.indicators[name], measure, region, found.months[WHOLE], unit=unit, as_of=as_of)
        for name, found in evidence.items()
        if isinstance(measure := region.indicators[name].measure, Additive) and found.months.get(WHOLE)
    ]
    return {
        one.id: replace(one, notes=(*one.notes, *_left_out(evidence[one.id].months[WHOLE])))
        for one in forecast_all(series, mode=mode)
    }


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


def _series(
    indicator: Indicator, measure: Additive, region: Region, months: tuple[Measured, ...], *, unit: str, as_of: Month
) -> MonthlySeries:
    figures = Figures.of(
        indicator,
        WHOLE,
        region.outcomes.series(indicator.id, unit),
        indicator.baselines if unit == region.settings.unit else (),
    )
    by_month = {one.period.last: one for one in months if one.is_reliable}
    first = min(one.period.last for one in months)
    every = [first.plus(place) for place in range(_months_between(first, as_of) + 1)]
    known = [by_month.get(month) for month in every]
    divided = any(one is not None and one.denominator is not None for one in known)
    return MonthlySeries(
        indicator.id,
        first,
        tuple(_numerator(one) if divided else _value(one) for one in known),
        tuple(_denominator(one) for one in known) if divided else None,
        scale_of(indicator),
        # Of a ratio whose sums are not told the year is taken to be as its months are on average.
        OverTime.MEAN if measure.denominator is not None and not divided else indicator.over_time,
        ceiling_of(indicator, figures),
        indicator.id,
        broken_from(region.changes, indicator.id, as_of),
        targets=_targets(indicator, figures, unit=unit, as_of=as_of),
    )


def _months_between(first: Month, last: Month) -> int:
    return (last.year - first.year) * 12 + last.number - first.number


def _numerator(one: Measured | None) -> float | None:
    return None if one is None or one.numerator is None else float(one.numerator)


def _denominator(one: Measured | None) -> float | None:
    return None if one is None or one.denominator is None else float(one.denominator)


def _value(one: Measured | None) -> float | None:
    return None if one is None else one.value


def _targets(indicator: Indicator, figures: Figures, *, unit: str, as_of: Month) -> dict[int, YearTarget]:
    """What the year's figure shall reach, where the target says a level of it."""
    end = Month(as_of.year, 12)
    target = indicator.targets.resolve(unit=unit, split=WHOLE, month=end)
    if isinstance(target, RangeTarget):
        return {as_of.year: YearTarget(float(target.low), float(target.high))}
    level = yardstick(target, indicator, Period(PeriodKind.YEAR, end), figures).level
    if level is None or isinstance(target, OfTarget):
        return {}
    if indicator.direction not in {Direction.INCREASE, Direction.DECREASE}:
        return {}
    return {as_of.year: YearTarget.towards(float(level), indicator.direction)}
