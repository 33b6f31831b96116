"""Measures as engines take them: units stand where conditions ask the organisation for kinds and providers."""

from __future__ import annotations

from dataclasses import replace

from tertial.domain.expressions.grounding import grounded
from tertial.domain.expressions.tree import Expression
from tertial.domain.indicators import Indicator
from tertial.domain.measures import Additive, Measure, Rows, Spread, Sum, Unique
from tertial.domain.organisation import Organisation


def grounded_indicator(indicator: Indicator, organisation: Organisation) -> Indicator:
    """The indicator with its measure grounded."""
    if indicator.measure is None:
        return indicator
    return replace(indicator, measure=grounded_measure(indicator.measure, organisation))


def grounded_measure(measure: Measure, organisation: Organisation) -> Measure:
    """The measure with lists of units instead of kinds and providers; a second stage is as it was."""
    match measure:
        case Additive(numerator=above, denominator=below):
            part = None if below is None else _sum(below, organisation)
            return replace(measure, numerator=_sum(above, organisation), denominator=part)
        case Spread() | Unique():
            return replace(measure, rows=_rows(measure.rows, organisation))
        case _:
            return measure


def _sum(part: Sum, organisation: Organisation) -> Sum:
    return replace(part, rows=_rows(part.rows, organisation))


def _rows(rows: Rows, organisation: Organisation) -> Rows:
    def of(condition: Expression | None) -> Expression | None:
        return None if condition is None else grounded(condition, organisation)

    return replace(rows, where=of(rows.where), events=of(rows.events))
