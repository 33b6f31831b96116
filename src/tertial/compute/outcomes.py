"""Computed figures as assessment takes them: rounded once, with whole counts beside, or why there is none."""

from __future__ import annotations

from functools import reduce

from tertial.domain.figures import ComputedFigure
from tertial.domain.label import joined
from tertial.domain.results import AbsentFigure, ReportedValue


def as_outcome(figure: ComputedFigure, *, decimals: int, source: str) -> ReportedValue | AbsentFigure:
    """The figure with the indicator's decimals; `source` is the snapshot that it is from.

    Numerator and denominator stand beside where they are whole numbers above or at zero in shown units. The reasons
    make one note.
    """
    value = figure.rounded(decimals)
    if value is None:
        why = reduce(joined, figure.reasons)
        return AbsentFigure(figure.indicator, figure.node, figure.period, figure.split, figure.quality, why)
    note = reduce(joined, figure.reasons) if figure.reasons else None
    numerator, denominator = figure.shown_counts()
    if (numerator is not None and numerator < 0) or (denominator is not None and denominator <= 0):
        numerator = denominator = None
    return ReportedValue(
        indicator=figure.indicator,
        unit=figure.node,
        period=figure.period,
        split=figure.split,
        value=value,
        numerator=numerator,
        denominator=denominator,
        source=source,
        note=note,
        quality=figure.quality,
        covered=figure.covered,
    )
