"""Estimates in the cells of a table and in the charts of months: figures with intervals, and what they stand in for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tertial.assess.estimates.results import Estimate, NoEstimate, Said
from tertial.assess.estimates.sentences import place_words
from tertial.domain.calendar import Month
from tertial.domain.indicators import Indicator, ValueUnit
from tertial.language import _, current_language
from tertial.report.charts.estimated import EstimatedFigure, EstimatedPeriods
from tertial.report.numbers import DASH, figure_value, figure_words, join_unit, month_year, number

NO_ESTIMATES: Mapping[Month, Estimate] = {}
MOST_NAMED = 6
"""Months whose estimates a picture names in words, the latest."""


def estimate_cells(said: Said, indicator: Indicator) -> tuple[str, str, str]:
    """The figure, the interval, and the months and units; dashes and the reason where it cannot be estimated."""
    language = current_language()
    if isinstance(said, NoEstimate):
        return DASH, DASH, said.reason.in_language(language)
    interval = estimate_interval(said, indicator.value_unit, indicator.decimals)
    return estimate_figure(said, indicator), interval, place_words(said).in_language(language)


def estimate_figure(said: Estimate, indicator: Indicator) -> str:
    """The figure as the indicator is printed."""
    return figure_words(said.value, indicator.value_unit, indicator.decimals)


def estimate_interval(said: Estimate, unit: ValueUnit, decimals: int) -> str:
    """74–82 %; one figure where both ends are printed so."""
    low, high = (number(figure_value(end, decimals)) for end in (said.low, said.high))
    return join_unit(low if low == high else f"{low}–{high}", unit)


def estimated_periods(estimates: Mapping[Month, Estimate], months: Sequence[Month | None]) -> EstimatedPeriods:
    """Those of a chart's months that are estimated; None for what is no month."""
    found = [None if month is None else estimates.get(month) for month in months]
    figures = [None if one is None else EstimatedFigure(one.value, (one.low, one.high)) for one in found]
    return EstimatedPeriods(figures, _("estimated figure"))


def estimated_text(
    estimates: Mapping[Month, Estimate], months: Sequence[Month | None], unit: ValueUnit, decimals: int
) -> str:
    """What a chart says of them, in words; nothing where none is drawn."""
    drawn = [(month, estimates[month]) for month in months if month is not None and month in estimates]
    if not drawn:
        return ""
    named = ", ".join(_named(month, one, unit, decimals) for month, one in drawn[-MOST_NAMED:])
    return _("Hatched months are estimated, no official figures: {months}.").format(months=named)


def _named(month: Month, one: Estimate, unit: ValueUnit, decimals: int) -> str:
    figure, interval = figure_words(one.value, unit, decimals), estimate_interval(one, unit, decimals)
    return f"{month_year(month)} {figure} ({interval})"
