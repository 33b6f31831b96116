"""Estimated months put together with known ones into a longer period, and estimated units with known ones into a whole.

What is known stays as it is. The errors of estimates go together: those of neighbouring months of a unit as the trial
says, less the further apart they are; those of different units in the same month likewise. Ends of intervals are added
as deviations, below and above by themselves, each pair weighed by how much the two go together.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from math import sqrt

from tertial.assess.estimates import reasons
from tertial.assess.estimates.results import Amount, Estimate, NoEstimate, Places, Weight
from tertial.assess.estimates.series import Counts, Shape, UnitSeries
from tertial.domain.calendar import Month, Period
from tertial.domain.indicators import OverTime

Said = Estimate | NoEstimate


@dataclass(frozen=True, slots=True)
class Whole:
    """What parts are put together into: the unit and period, and how a figure is made of its counts."""

    unit: str
    period: Period
    shape: Shape
    times: float = 1.0


def over_months(
    series: UnitSeries, said: Sequence[Said], period: Period, *, over_time: OverTime = OverTime.SUM
) -> Said | None:
    """A unit's figure for a longer period, of its known months and the estimated ones; None where none of it lacks.

    Of a figure that stands at the period's end it is that month's. A month neither known nor estimated has no answer,
    nor has the period then.
    """
    estimates = {one.period.last: one for one in said if one.period.last in set(period.months)}
    if over_time is OverTime.LAST:
        last = estimates.get(period.last)
        return None if last is None else _of_period(last, period)
    if not estimates:
        return None
    usable = series.usable
    known: dict[Month, Counts] = {}
    for month in period.months:
        if month in estimates:
            continue
        if month not in usable:
            return NoEstimate(series.unit, period, reasons.UNKNOWN_PARTS)
        known[month] = usable[month]
    parts = [one for one in estimates.values() if isinstance(one, Estimate)]
    if len(parts) < len(estimates):
        return NoEstimate(series.unit, period, reasons.UNKNOWN_PARTS)
    times = series.times
    if over_time is OverTime.MEAN and series.shape is Shape.COUNT:
        times /= period.month_count
    return _together(Whole(series.unit, period, series.shape, times), list(known.values()), parts, _over_months, 1)


def over_units(whole: Whole, known: Mapping[str, Counts], said: Sequence[Said]) -> Said | None:
    """The figure of a node, of units that are known and others that are estimated; None where none is estimated.

    All are of the same period. A unit that cannot be estimated leaves the node without an answer.
    """
    parts = [one for one in said if isinstance(one, Estimate)]
    if len(parts) < len(said):
        return NoEstimate(whole.unit, whole.period, reasons.UNKNOWN_PARTS)
    if not parts:
        return None
    others = [counts for unit, counts in known.items() if unit not in {one.unit for one in parts}]
    return _together(whole, others, parts, _over_units, len(others) + len(parts))


def _of_period(one: Said, period: Period) -> Said:
    if isinstance(one, NoEstimate):
        return NoEstimate(one.unit, period, one.reason)
    return replace(one, period=period)


Together = Callable[[Estimate, Estimate], float]


def _over_months(one: Estimate, other: Estimate) -> float:
    """By how many months apart they are, as a process that forgets at an even pace."""
    first, last = one.period.last, other.period.last
    apart = abs((first.year - last.year) * 12 + first.number - last.number)
    return min(one.correlation, other.correlation) ** apart if apart else 1.0


def _over_units(one: Estimate, other: Estimate) -> float:
    return 1.0 if one.unit == other.unit else min(one.between_units, other.between_units)


def _together(
    whole: Whole, known: Sequence[Counts], parts: Sequence[Estimate], together: Together, of_units: int
) -> Said:
    sure = sum(one.numerator for one in known)
    numerator = _added([one.numerator for one in parts], parts, together, sure)
    denominator = None
    if whole.shape is Shape.COUNT:
        figure = Amount(*(one * whole.times for one in (numerator.value, numerator.low, numerator.high)))
    else:
        bases = [one.denominator for one in parts]
        sure_base = sum(one.denominator or 0.0 for one in known)
        if any(one is None for one in bases):
            return NoEstimate(whole.unit, whole.period, reasons.NOT_ADDED)
        denominator = _added([one for one in bases if one is not None], parts, together, sure_base)
        if denominator.value <= 0:
            return NoEstimate(whole.unit, whole.period, reasons.NOT_ADDED)
        figure = _ratio(whole, numerator, denominator, parts, together)
    sources = _merged(parts)
    return Estimate(
        whole.unit,
        whole.period,
        figure,
        numerator,
        denominator,
        Places(
            tuple(sorted({month for one in parts for month in one.replaces.months})),
            tuple(sorted({unit for one in parts for unit in one.replaces.units})),
            of_units,
        ),
        sources,
        reasons.rests_on(sources),
        max(one.correlation for one in parts),
        max(one.between_units for one in parts),
        min(one.tried for one in parts),
    )


def _added(amounts: Sequence[Amount], parts: Sequence[Estimate], together: Together, sure: float) -> Amount:
    value = sure + sum(one.value for one in amounts)
    below = _spread([one.value - one.low for one in amounts], parts, together)
    above = _spread([one.high - one.value for one in amounts], parts, together)
    return Amount(value, min(value, max(sure, value - below)), value + above)


def _ratio(
    whole: Whole, numerator: Amount, denominator: Amount, parts: Sequence[Estimate], together: Together
) -> Amount:
    """A share or ratio: parts err in it by their weight, and by how far a part that weighs otherwise lies from it."""
    value = whole.times * numerator.value / denominator.value
    bases = [one.denominator for one in parts if one.denominator is not None]
    weights = [one.value / denominator.value for one in bases]
    below = [weight * (one.value - one.low) for weight, one in zip(weights, parts, strict=True)]
    above = [weight * (one.high - one.value) for weight, one in zip(weights, parts, strict=True)]
    moved = [
        (one.value - value) * (base.high - base.low) / 2 / denominator.value
        for one, base in zip(parts, bases, strict=True)
    ]
    shift = _spread(moved, parts, together)
    low = max(0.0, value - sqrt(_spread(below, parts, together) ** 2 + shift**2))
    high = value + sqrt(_spread(above, parts, together) ** 2 + shift**2)
    if whole.shape is Shape.SHARE:
        value, high = min(value, whole.times), min(high, whole.times)
    return Amount(value, min(low, value), max(high, value))


def _spread(ends: Sequence[float], parts: Sequence[Estimate], together: Together) -> float:
    """The deviation of a sum of parts whose errors go together."""
    square = sum(
        ends[at] * ends[place] * together(one, other)
        for at, one in enumerate(parts)
        for place, other in enumerate(parts)
    )
    return sqrt(max(0.0, square))


def _merged(parts: Sequence[Estimate]) -> tuple[Weight, ...]:
    """The sources of all parts, each as much as on average."""
    found: dict[tuple[object, str], Weight] = {}
    for one in parts:
        for source in one.sources:
            key = (source.source, source.name)
            before = found[key].part if key in found else 0.0
            found[key] = Weight(source.source, before + source.part / len(parts), source.name)
    return tuple(sorted(found.values(), key=lambda one: (-one.part, one.source, one.name)))
