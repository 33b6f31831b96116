"""Second stages: figures over the figures of units, such as how many clinics reach a level."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Protocol

from tertial.compute import absence
from tertial.compute.figure_key import Counts, FigureKey
from tertial.domain.expressions.tree import Comparison
from tertial.domain.figures import Amount, ComputedFigure
from tertial.domain.histogram import Histogram
from tertial.domain.label import Label
from tertial.domain.measures import AmongReaching, Level, Reaching
from tertial.domain.reckoning import reckoning_of
from tertial.domain.results import Quality

_WORST_FIRST = (Quality.PARTIAL, Quality.PROVISIONAL)


class FiguresOfUnits(Protocol):
    """What a second stage is made from."""

    def units_of_kind(self, kind: str, asked: FigureKey) -> tuple[str, ...]:
        """The units of a kind that count at the node and were valid at the period's end."""
        ...

    def is_distinct(self, indicator: str) -> bool:
        """Whether an indicator counts different persons, so that units cannot be added up."""
        ...

    def of_unit(self, indicator: str, unit: str, asked: FigureKey) -> ComputedFigure:
        """A unit's own figure of an indicator, for the same period, split and view."""
        ...


def reaches(value: Fraction, level: Level) -> bool:
    """Whether an exact, unrounded figure reaches a level."""
    bound = Fraction(level.level)
    match level.how:
        case Comparison.AT_LEAST:
            return value >= bound
        case Comparison.MORE:
            return value > bound
        case Comparison.AT_MOST:
            return value <= bound
        case Comparison.LESS:
            return value < bound
        case Comparison.EQUAL:
            return value == bound
        case Comparison.NOT_EQUAL:
            return value != bound


def reaching(asked: FigureKey, measure: Reaching, figures: FiguresOfUnits) -> ComputedFigure:
    """How many units of the kind reach the level, of those that have a figure."""
    units = figures.units_of_kind(measure.kind, asked)
    if not units:
        return asked.not_applicable(absence.no_units(measure.kind))
    held = [figures.of_unit(measure.level.indicator, unit, asked) for unit in units]
    values = [value for value in (figure.value() for figure in held) if value is not None]
    lacking = _lacking(len(units) - len(values), len(units))
    if not values:
        return _absent(asked, held, lacking)
    counts = Counts(
        numerator=sum(reaches(value, measure.level) for value in values),
        denominator=len(values),
        rows=len(values),
        reckoning=reckoning_of(asked.indicator),
    )
    quality, reasons = _worst(held)
    return asked.figure(quality, [*reasons, *lacking], **counts)


def among_reaching(asked: FigureKey, measure: AmongReaching, figures: FiguresOfUnits) -> ComputedFigure:
    """An indicator's figure over the units of the kind that reach the level of another."""
    units = figures.units_of_kind(measure.kind, asked)
    if not units:
        return asked.not_applicable(absence.no_units(measure.kind))
    levels = {unit: figures.of_unit(measure.level.indicator, unit, asked) for unit in units}
    values = {unit: figure.value() for unit, figure in levels.items()}
    known = {unit: value for unit, value in values.items() if value is not None}
    lacking = _lacking(len(units) - len(known), len(units))
    if not known:
        return _absent(asked, list(levels.values()), lacking)
    chosen = [unit for unit, value in known.items() if reaches(value, measure.level)]
    if not chosen:
        return asked.not_applicable(absence.NO_UNIT_REACHES, *lacking)
    if len(chosen) > 1 and figures.is_distinct(measure.indicator):
        return asked.missing(absence.NOT_ADDED_UP)
    held = [figures.of_unit(measure.indicator, unit, asked) for unit in chosen]
    others = [levels[unit] for unit in units if unit in chosen or levels[unit].quality is Quality.MISSING]
    quality, reasons = _worst([*held, *others])
    return together(asked, held, quality, [*reasons, *lacking])


def together(
    asked: FigureKey, held: Sequence[ComputedFigure], quality: Quality, reasons: Sequence[Label]
) -> ComputedFigure:
    """The figures of several units as one. Those that only lack cases add nothing; one that is missing is told."""
    counted = [one for one in held if one.histogram is not None or one.numerator is not None]
    missing = [one for one in held if one.quality is Quality.MISSING]
    if not counted or (missing and not any(one.has_value for one in counted)):
        return _absent(asked, held, [])
    lacking = _lacking(len(missing), len(held))
    if missing:
        quality = Quality.PARTIAL
    first = counted[0]
    histogram = _added([one.histogram for one in counted if one.histogram is not None])
    is_spread = first.histogram is not None
    denominators = [one.denominator for one in counted if one.denominator is not None]
    counts = Counts(
        numerator=None if is_spread else _sum([one.numerator for one in counted if one.numerator is not None]),
        denominator=_sum(denominators) if denominators else None,
        histogram=histogram if is_spread else None,
        rows=sum(one.rows for one in counted),
        months=first.months,
        reckoning=first.reckoning,
    )
    if not any(one.has_value for one in counted):
        return asked.figure(Quality.NOT_APPLICABLE, [absence.no_cases(asked.period), *lacking], **counts)
    return asked.figure(quality, [*reasons, *lacking], **counts)


def _sum(amounts: Sequence[Amount]) -> Amount:
    total = sum(amounts, Fraction(0))
    return total.numerator if total.denominator == 1 else total


def _added(histograms: Sequence[Histogram]) -> Histogram:
    total: dict[tuple[int, int | None], Amount] = {}
    for histogram in histograms:
        for bar, count in histogram.items():
            total[bar] = total.get(bar, 0) + count
    return total


def _worst(figures: Sequence[ComputedFigure]) -> tuple[Quality, list[Label]]:
    """The headline of several figures, and what they say of themselves; without one that is missing it is partial.

    One that only lacks cases is no gap.
    """
    qualities = {Quality.PARTIAL if figure.quality is Quality.MISSING else figure.quality for figure in figures}
    quality = next((one for one in _WORST_FIRST if one in qualities), Quality.COMPLETE)
    return quality, [reason for figure in figures if figure.has_value for reason in figure.reasons]


def _lacking(without: int, of: int) -> list[Label]:
    return [absence.units_without_figure(without, of)] if without else []


def _absent(asked: FigureKey, held: Sequence[ComputedFigure], lacking: Sequence[Label]) -> ComputedFigure:
    """That no unit has a figure, and why: missing where any of theirs is."""
    reasons = [reason for figure in held for reason in figure.reasons]
    is_missing = any(figure.quality is Quality.MISSING for figure in held)
    return asked.figure(Quality.MISSING if is_missing else Quality.NOT_APPLICABLE, [*lacking, *reasons])
