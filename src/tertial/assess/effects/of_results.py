"""The months of an indicator's results as effects are told from them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from tertial.assess.effects.effect import WHOLE, MonthFigure, Scale
from tertial.assess.series import figure_of
from tertial.domain.calendar import PeriodKind
from tertial.domain.indicators import Indicator, ValueUnit
from tertial.domain.results import Quality, ReportedValue


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


def months_together(units: Iterable[Iterable[ReportedValue]], indicator: Indicator) -> tuple[MonthFigure, ...] | None:
    """The months of several units as one, by their counts; None where a figure has none.

    A month that any of the units lacks has no figure.
    """
    by_unit = [{value.period: value for value in values if value.period.kind is PeriodKind.MONTH} for values in units]
    periods = sorted({period for months in by_unit for period in months}, key=lambda period: period.last)
    months: list[MonthFigure] = []
    for period in periods:
        held = [months[period] for months in by_unit if period in months]
        above = [one.numerator for one in held if one.numerator is not None]
        below = [one.denominator for one in held if one.denominator is not None]
        if len(above) < len(held) or len(below) not in {0, len(held)}:
            return None
        denominator = sum(below) if below else None
        whole = replace(held[0], value=None, numerator=sum(above), denominator=denominator)
        is_reliable = len(held) == len(by_unit) and all(one.quality is Quality.COMPLETE for one in held)
        months.append(
            MonthFigure(
                period.last,
                _exact(whole, indicator) if len(held) == len(by_unit) else None,
                None if denominator is None else float(denominator),
                is_reliable,
            )
        )
    return tuple(months)


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
