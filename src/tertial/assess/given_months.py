"""The months of a figure as they are forecast: their amounts, and how they make its year or why they do not."""

from __future__ import annotations

import math
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import dropwhile

from tertial.assess.evidence import Measured
from tertial.assess.forecasting.sentences import HOW_NOT_SAID, MADE_ANEW, NO_COUNTS
from tertial.assess.series import COUNTED
from tertial.domain.calendar import Month, PeriodKind
from tertial.domain.indicators import Indicator, Kind, OverTime
from tertial.domain.label import Label
from tertial.domain.results import Quality, ReportedValue

Amounts = tuple[float, float | None]
"""A numerator with its denominator, or a figure without."""
_NEAR_ITS_MONTHS = frozenset({Kind.MEDIAN, Kind.PERCENTILE})
"""Figures that are found anew for each period, and that of a year are about the mean of its months'."""


@dataclass(frozen=True, slots=True)
class GivenMonths:
    """Months with how they make the year, or why not.

    `amounts` are those of months that can be relied on, by month. `is_near`: the months' mean is no more than about the
    year's figure; `so_far` is then that of the year so far, None where it cannot be relied on. `takes_amounts`: known
    amounts can be put on top of them.
    """

    months: tuple[Measured, ...]
    amounts: Mapping[Month, Amounts]
    year: OverTime | Label
    takes_amounts: bool = True
    is_near: bool = False
    so_far: float | None = None

    def of_year(self, year: int, times: float) -> float | None:
        """What the months of a calendar year make together as the year will be made; a ratio is so many `times` it.

        None where a month lacks, where months make no year, and where their mean is no more than about its figure.
        """
        if isinstance(self.year, Label) or self.is_near:
            return None
        months = Month(year, 1).through(Month(year, 12))
        if self.year is OverTime.LAST:
            months = months[-1:]
        parts = [self.amounts[month] for month in months if month in self.amounts]
        if len(parts) < len(months):
            return None
        over, under = sum(one for one, _below in parts), [below for _one, below in parts if below is not None]
        if under:
            return times * over / sum(under) if sum(under) else None
        return over if self.year is OverTime.SUM else over / len(parts)


def computed_months(indicator: Indicator, months: tuple[Measured, ...], year: Measured | None = None) -> GivenMonths:
    """Through numerators and denominators where every month has them, else the figures alone.

    `year` is everybody's figure of the year so far.
    """
    if indicator.is_found_anew:
        return _found_anew(indicator, months, year)
    is_flow = indicator.over_time is OverTime.SUM
    if not indicator.is_ratio:
        none = _empty(months, (0.0, None)) if is_flow else {}
        return GivenMonths(months, none | _figures(months), indicator.over_time or OverTime.MEAN)
    if all(_parts(one) is not None for one in months if one.is_reliable):
        none = _empty(months, (0.0, 0.0)) if is_flow else {}
        return GivenMonths(months, none | _amounts(months), indicator.over_time or OverTime.MEAN)
    if indicator.over_time is OverTime.LAST:
        return GivenMonths(months, _figures(months), OverTime.LAST, takes_amounts=False)
    # Of a ratio whose sums are not told the year is taken to be about as its months are on average.
    return GivenMonths(months, _figures(months), OverTime.MEAN, False, True, _known(year))


def reported_months_given(
    indicator: Indicator, months: tuple[Measured, ...], values: Iterable[ReportedValue], year: Measured | None = None
) -> GivenMonths:
    """The same of months that somebody reports; `values` are all that is reported of the figure."""
    is_counted = all(_parts(one) is not None for one in months if one.value is not None)
    is_divided = indicator.is_ratio or (
        indicator.value_unit not in COUNTED and any(one.denominator is not None for one in values)
    )
    if indicator.is_found_anew:
        return _found_anew(indicator, months, year)
    amounts = _amounts(months) if is_counted else _figures(months)
    over_time: OverTime | Label = indicator.over_time or HOW_NOT_SAID
    if over_time is OverTime.SUM and is_divided and not is_counted:
        over_time = NO_COUNTS
    return GivenMonths(months, amounts, over_time, takes_amounts=is_counted or not is_divided)


def _found_anew(indicator: Indicator, months: tuple[Measured, ...], year: Measured | None) -> GivenMonths:
    """By the figures alone. What is told by month ends the year with December's."""
    figures = _figures(months)
    if indicator.over_time is OverTime.LAST or indicator.shown is PeriodKind.MONTH:
        return GivenMonths(months, figures, OverTime.LAST, takes_amounts=False)
    if (indicator.reported_as or indicator.kind) in _NEAR_ITS_MONTHS:
        return GivenMonths(months, figures, OverTime.MEAN, False, True, _known(year))
    return GivenMonths(months, figures, MADE_ANEW, takes_amounts=False)


def _parts(one: Measured) -> tuple[float, float] | None:
    """Numerator and denominator, where the figure has both."""
    if one.amounts is not None:
        return one.amounts
    if one.numerator is None or one.denominator is None:
        return None
    return _amount(one.numerator), _amount(one.denominator)


def _empty(months: Iterable[Measured], nothing: Amounts) -> dict[Month, Amounts]:
    """Months in which there was nothing to add up: to a year they add nothing, once there has been anything."""
    since = dropwhile(lambda one: one.value is None, months)
    return {one.period.last: nothing for one in since if one.quality is Quality.NOT_APPLICABLE}


def _figures(months: Iterable[Measured]) -> dict[Month, Amounts]:
    return {one.period.last: (one.value, None) for one in months if one.is_reliable and one.value is not None}


def _amounts(months: Iterable[Measured]) -> dict[Month, Amounts]:
    return {one.period.last: parts for one in months if one.is_reliable and (parts := _parts(one)) is not None}


def _amount(count: int) -> float:
    """A count that no float holds is infinite, which the forecast counts as missing and says so."""
    return float(count) if abs(count) <= sys.float_info.max else math.inf


def _known(figure: Measured | None) -> float | None:
    return figure.value if figure is not None and figure.is_reliable else None
