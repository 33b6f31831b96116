"""The mean of the comparison units, month by month, in sizes that do not change when a unit lacks a month."""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from tertial.assess.effects.effect import MonthFigure, Scale
from tertial.domain.calendar import Month

LEAST_SHARE = 0.9
"""Of the months, a comparison unit has figures for at least this share."""
LEAST_COUNT = 5.0
"""Counts are compared as logarithms where every month has at least this many."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """What units without the action show.

    `changes` is how far each month is from the units' own means, weighed by their size; `level` their mean figure;
    `sizes` the cases behind each month, None where they are not known.
    """

    units: tuple[str, ...]
    left_out: tuple[str, ...]
    level: float
    changes: Mapping[Month, float]
    sizes: Mapping[Month, float] | None


def compared(series: Mapping[str, Sequence[MonthFigure]], months: Collection[Month], scale: Scale) -> Comparison:
    """The comparison units over the months. A unit that lacks too many of them is left out."""
    there: dict[str, dict[Month, MonthFigure]] = {}
    for unit, figures in sorted(series.items()):
        own = {one.month: one for one in figures if one.usable and one.month in months}
        if len(own) >= max(LEAST_SHARE * len(months), 1) and _comparable(own.values(), scale):
            there[unit] = own
    own_means = {unit: _mean([measured(one, scale) for one in own.values()]) for unit, own in there.items()}
    weights = {unit: _size(own.values(), scale) for unit, own in there.items()}
    if any(weight is None for weight in weights.values()):
        weights = dict.fromkeys(weights, 1.0)
    known = {unit: weight for unit, weight in weights.items() if weight is not None}
    changes: dict[Month, float] = {}
    for month in months:
        units = [unit for unit, own in there.items() if month in own]
        total = sum(known[unit] for unit in units)
        if units and math.isfinite(total) and total > 0:
            parts = (known[unit] / total * (measured(there[unit][month], scale) - own_means[unit]) for unit in units)
            changes[month] = math.fsum(parts)
    total = sum(known.values())
    level = math.fsum(weight / total * own_means[unit] for unit, weight in known.items()) if total > 0 else 0.0
    left_out = tuple(sorted(set(series) - set(there)))
    return Comparison(tuple(there), left_out, level, changes, _sizes(there, months))


def measured(one: MonthFigure, scale: Scale) -> float:
    """The figure as it is compared: counts as logarithms. Raises ValueError where there is no figure."""
    if one.figure is None:
        raise ValueError(f"{one.month} has no figure")
    return math.log(one.figure) if scale is Scale.PERCENT else one.figure


def large_enough(figures: Collection[MonthFigure]) -> bool:
    """Whether every month has counts that logarithms can be taken of."""
    return all(one.figure is not None and one.figure >= LEAST_COUNT for one in figures)


def _comparable(figures: Collection[MonthFigure], scale: Scale) -> bool:
    return scale is not Scale.PERCENT or large_enough(figures)


def known_size(one: MonthFigure) -> float | None:
    """The cases behind a month, None where they are not known."""
    return one.size if one.size is not None and math.isfinite(one.size) and one.size > 0 else None


def _size(figures: Collection[MonthFigure], scale: Scale) -> float | None:
    """How much a unit weighs: its mean count, or the mean of the cases behind its figures."""
    sizes = [one.figure if scale is Scale.PERCENT else known_size(one) for one in figures]
    there = [size for size in sizes if size is not None]
    return _mean(there) if there and len(there) == len(sizes) else None


def _sizes(there: Mapping[str, Mapping[Month, MonthFigure]], months: Collection[Month]) -> Mapping[Month, float] | None:
    sizes: dict[Month, float] = {}
    for month in months:
        behind = [known_size(own[month]) for own in there.values() if month in own]
        known = [size for size in behind if size is not None]
        if len(known) < len(behind):
            return None
        sizes[month] = math.fsum(known) if known else 0.0
    return sizes


def _mean(figures: Sequence[float]) -> float:
    # Divided first: the sum of finite figures can be infinite.
    return math.fsum(figure / len(figures) for figure in figures)
