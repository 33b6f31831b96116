"""The months of an indicator's results as effects are told from them."""

from __future__ import annotations

from collections.abc import Iterable

from tertial.assess.effects.effect import MonthFigure, Scale
from tertial.assess.series import figure_of
from tertial.domain.calendar import PeriodKind
from tertial.domain.indicators import Indicator, ValueUnit
from tertial.domain.results import Quality, ReportedValue

WHOLE = 100
"""Per cent."""


def months_of(values: Iterable[ReportedValue], indicator: Indicator) -> tuple[MonthFigure, ...]:
    """The figures of single months, shares from their counts where they have them; all must be of one unit and split.

    Figures of longer periods are left aside: they overlap. A month whose figure is not complete (partial, preliminary,
    estimated, of a broken series) is not reliable.
    """
    return tuple(
        MonthFigure(
            value.period.last,
            _exact(value, indicator),
            None if value.denominator is None else float(value.denominator),
            value.quality is Quality.COMPLETE,
        )
        for value in values
        if value.period.kind is PeriodKind.MONTH
    )


def scale_of(indicator: Indicator) -> Scale:
    """What an effect on the indicator is counted in."""
    if indicator.is_share:
        return Scale.POINTS
    return Scale.PERCENT if indicator.value_unit is ValueUnit.COUNT else Scale.VALUE


def _exact(value: ReportedValue, indicator: Indicator) -> float | None:
    """The unrounded figure: rounding to whole per cent would hide how months vary."""
    if value.value is None and value.numerator is not None and value.denominator is not None:
        return value.numerator / value.denominator * (WHOLE if indicator.is_share else 1)
    figure = figure_of(value, indicator)
    return None if figure is None else float(figure)
