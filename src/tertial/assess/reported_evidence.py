"""What reported figures are judged by: a unit's months where somebody reports months, and units that report alike."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import Decimal

from tertial.assess import reasons
from tertial.assess.age_standardised import counts_events
from tertial.assess.case_figure import counts_cases
from tertial.assess.evidence import MOST_MONTHS, ByAge, Counts, Evidence, Measured
from tertial.assess.peer_units import aged_among, levels_below, peers_among, sisters
from tertial.assess.series import COUNTED, figure_of
from tertial.domain.calendar import Month, Period, PeriodKind, resolve
from tertial.domain.indicators import Indicator, ValueUnit
from tertial.domain.organisation import LINE
from tertial.domain.region import Region
from tertial.domain.results import WHOLE, ReportedValue, Sex, Split

LEAST_MONTHS = 2
"""A single month tells of no variation: a measure with one is one that is reported without months."""
_SPLITS = (WHOLE, Split(Sex.WOMEN), Split(Sex.MEN))


def reported_evidence(indicator: Indicator, region: Region, *, unit: str, as_of: Month) -> Evidence:
    """The evidence that a region's reported figures give of an indicator at a unit: empty where they give none."""
    period = resolve(indicator.shown, as_of)
    return Evidence(
        dict(_months(indicator, region, unit, as_of)),
        _in_period(indicator, region, unit, period),
        peers_among(
            indicator,
            unit,
            (
                *levels_below(region.organisation, unit, LINE, as_of.last_day),
                sisters(region.organisation, unit, as_of.last_day),
            ),
            lambda one: _in_period(indicator, region, one, period),
        )
        if counts_cases(indicator)
        else None,
        ages=reported_ages(indicator, region, unit=unit, period=period),
    )


def reported_ages(indicator: Indicator, region: Region, *, unit: str, period: Period) -> dict[str, ByAge]:
    """The counts by age of a period: of the unit, of the whole region and of units below it, or else its sisters."""
    if not counts_events(indicator):
        return {}
    day = period.last.last_day
    found = {one: _by_age(indicator, region, one, period) for one in (unit, region.settings.unit)}
    candidates = (*levels_below(region.organisation, unit, LINE, day), sisters(region.organisation, unit, day))
    return found | aged_among(candidates, lambda one: _by_age(indicator, region, one, period))


def _by_age(indicator: Indicator, region: Region, unit: str, period: Period) -> ByAge:
    series = region.outcomes.series(indicator.id, unit)
    bands = {
        split.age_band: _both(value)
        for (when, split), value in series.items()
        if when == period and split.age_band and split == Split(age_band=split.age_band)
    }
    whole = series.get((period, WHOLE))
    if whole is None:
        return ByAge(None, bands)
    return ByAge(_both(whole), bands, whole.quality, whole.note)


def _both(value: ReportedValue | None) -> Counts | None:
    if value is None or value.numerator is None or value.denominator is None:
        return None
    return value.numerator, value.denominator


def reported_months(indicator: Indicator, region: Region, *, unit: str, as_of: Month) -> tuple[Measured, ...]:
    """Everybody's months with numerator and denominator where figures are divided; empty where no months are reported.

    Unlike those of `reported_evidence` the counts may be of anything, such as kronor over hours.
    """
    series = region.outcomes.series(indicator.id, unit)
    months = dict(_months(indicator, region, unit, as_of)).get(WHOLE, ())
    return tuple(_with_amounts(one, series.get((one.period, WHOLE)), indicator) for one in months)


def reported_year(indicator: Indicator, region: Region, *, unit: str, as_of: Month) -> Measured:
    """Everybody's figure of the year so far, where it is reported."""
    period = Period(PeriodKind.YTD, as_of)
    return _measured(indicator, region.outcomes.series(indicator.id, unit).get((period, WHOLE)), period)


def has_months(indicator: Indicator, region: Region, *, unit: str, as_of: Month) -> bool:
    """Whether single months are reported, enough to be a series."""
    return len(_reported(indicator, region, unit, as_of)) >= LEAST_MONTHS


def _with_amounts(month: Measured, reported: ReportedValue | None, indicator: Indicator) -> Measured:
    divided = reported is not None and reported.denominator is not None and indicator.value_unit not in COUNTED
    # Of a figure that is no share nobody has checked that it is its counts', unless it is made of them here.
    if reported is None or not divided or not (indicator.is_share or reported.value is None):
        return replace(month, numerator=None, denominator=None)
    return replace(month, numerator=reported.numerator, denominator=reported.denominator)


def _months(
    indicator: Indicator, region: Region, unit: str, as_of: Month
) -> Iterator[tuple[Split, tuple[Measured, ...]]]:
    """From the first month reported to the month that is reported on; those between without a figure say so."""
    series = region.outcomes.series(indicator.id, unit)
    reported = _reported(indicator, region, unit, as_of)
    if len(reported) < LEAST_MONTHS:
        return
    first = max(min(reported), as_of.plus(1 - MOST_MONTHS))
    periods = [Period.of_month(month) for month in first.through(as_of)]
    for split in _SPLITS:
        if any((period, split) in series for period in periods):
            yield split, tuple(_measured(indicator, series.get((period, split)), period) for period in periods)


def _reported(indicator: Indicator, region: Region, unit: str, as_of: Month) -> set[Month]:
    return {
        period.last
        for period, split in region.outcomes.series(indicator.id, unit)
        if period.kind is PeriodKind.MONTH and period.last <= as_of and split == WHOLE
    }


def _in_period(indicator: Indicator, region: Region, unit: str, period: Period) -> Mapping[Sex, Measured]:
    series = region.outcomes.series(indicator.id, unit)
    found = {split.sex: series.get((period, split)) for split in _SPLITS}
    return {sex: _measured(indicator, one, period) for sex, one in found.items() if one is not None}


def _measured(indicator: Indicator, reported: ReportedValue | None, period: Period) -> Measured:
    value = None if reported is None else _unrounded(reported, indicator)
    if reported is None or value is None:
        return Measured(period, note=reasons.missing(period) if reported is None else reasons.NO_DENOMINATOR)
    numerator, denominator = _counts(reported, indicator, value)
    return Measured(period, float(value), numerator, denominator, None, reported.quality, reported.note)


def _counts(reported: ReportedValue, indicator: Indicator, value: Decimal) -> tuple[int | None, int | None]:
    """The counted cases: of a share both counts, of a count the figure itself; none of anything else."""
    if indicator.is_share and reported.denominator is not None:
        return reported.numerator, reported.denominator
    if indicator.value_unit is ValueUnit.COUNT and value >= 0 and value == int(value):
        return int(value), None
    return None, None


def _unrounded(reported: ReportedValue, indicator: Indicator) -> Decimal | None:
    """The figure that is printed, or all of the counts' own."""
    if reported.value is None and indicator.is_share and reported.numerator is not None and reported.denominator:
        return Decimal(reported.numerator) * 100 / Decimal(reported.denominator)
    return figure_of(reported, indicator)
