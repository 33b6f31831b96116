"""Estimated months of units put together with what is known into the figure of a longer period, or of a node.

What is known stays as it is. The errors of estimates go together, those of months of a unit and those of different
units, as the trial says of months that lie as far apart. Ends of intervals are added as deviations, below and above by
themselves, each pair weighed by how much the two go together.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

import numpy as np

from tertial.assess.estimates import reasons
from tertial.assess.estimates.results import Amount, Estimate, NoEstimate, Places, Said, Together, Weight
from tertial.assess.estimates.series import Counts, Floats, Shape
from tertial.domain.calendar import Period


@dataclass(frozen=True, slots=True)
class Whole:
    """What parts are put together into: the node and period, and how a figure is made of its counts.

    A figure is `times` numerator over denominator; of a count `times` the numerator. `of_units` is how many units the
    node has, those that are estimated among them.
    """

    unit: str
    period: Period
    shape: Shape
    times: float = 1.0
    of_units: int = 1


def put_together(whole: Whole, known: Counts, said: Sequence[Said]) -> Said | None:
    """The figure of a whole: `known` is what is counted in all other months and units of it.

    `said` are months of units. One that cannot be estimated leaves the whole without an answer; None where none lacks.
    """
    parts = [one for one in said if isinstance(one, Estimate)]
    if len(parts) < len(said):
        why = {one.reason for one in said if isinstance(one, NoEstimate)}
        reason = why.pop() if not parts and len(why) == 1 else reasons.UNKNOWN_PARTS
        return NoEstimate(whole.unit, whole.period, reason)
    if not parts:
        return None
    numerator = _numerator(whole, parts, known.numerator)
    denominator = None
    if whole.shape is Shape.COUNT:
        figure = Amount(*(one * whole.times for one in (numerator.value, numerator.low, numerator.high)))
    else:
        bases = [one.denominator for one in parts if one.denominator is not None]
        if len(bases) < len(parts):
            return NoEstimate(whole.unit, whole.period, reasons.NOT_ADDED)
        denominator = _added(bases, _correlations(parts, [one.bases for one in parts]), known.denominator or 0.0)
        if denominator.value <= 0:
            return NoEstimate(whole.unit, whole.period, reasons.NOT_ADDED)
        figure = _ratio(whole, numerator.value, denominator.value, parts)
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
            whole.of_units,
            tuple((one.unit, one.period.last) for one in parts),
        ),
        sources,
        reasons.rests_on(sources),
        tried=min(one.tried for one in parts),
    )


def _correlations(parts: Sequence[Estimate], together: Sequence[Together]) -> Floats:
    """How much the errors of each two parts go together: as much as on (geometric) average by what is known of both."""
    months = np.array([one.period.last.ordinal for one in parts])
    names = {one.unit: number for number, one in enumerate(parts)}
    units = np.array([names[one.unit] for one in parts])
    apart = np.abs(np.subtract.outer(months, months))
    reach = range(int(apart.max()) + 1)
    same, other = (
        np.array([[one.of(number, same=is_same) for number in reach] for one in together]) for is_same in (True, False)
    )
    by_first = np.where(
        np.equal.outer(units, units), *(np.take_along_axis(one, apart, axis=1) for one in (same, other))
    )
    return np.asarray(np.sqrt(by_first * by_first.T), dtype=np.float64)


def _numerator(whole: Whole, parts: Sequence[Estimate], sure: float) -> Amount:
    """The counts; of a share or ratio the errors of parts' figures and of their denominators each by themselves."""
    value = sure + sum(one.numerator.value for one in parts)
    figures = _correlations(parts, [one.together for one in parts])
    below = [one.numerator.value - one.numerator.low for one in parts]
    above = [one.numerator.high - one.numerator.value for one in parts]
    if whole.shape is Shape.COUNT:
        return _around(value, _spread(below, figures), _spread(above, figures), least=sure)
    bases = _correlations(parts, [one.bases for one in parts])
    ends = []
    for widths, of_bases in ((below, _by_bases(parts, is_low=True)), (above, _by_bases(parts, is_low=False))):
        by_figures = [sqrt(max(0.0, one**2 - other**2)) for one, other in zip(widths, of_bases, strict=True)]
        ends.append(sqrt(_spread(by_figures, figures) ** 2 + _spread(of_bases, bases) ** 2))
    return _around(value, *ends, least=sure)


def _by_bases(parts: Sequence[Estimate], *, is_low: bool) -> list[float]:
    """How far each part's numerator errs because its denominator does."""
    found = []
    for one in parts:
        base = one.denominator
        width = 0.0 if base is None else base.value - base.low if is_low else base.high - base.value
        found.append(width * one.numerator.value / base.value if base is not None and base.value > 0 else 0.0)
    return found


def _added(amounts: Sequence[Amount], together: Floats, sure: float) -> Amount:
    value = sure + sum(one.value for one in amounts)
    below = _spread([one.value - one.low for one in amounts], together)
    above = _spread([one.high - one.value for one in amounts], together)
    return _around(value, below, above, least=sure)


def _around(value: float, below: float, above: float, *, least: float) -> Amount:
    """A value so much wide; never less than what is known."""
    return Amount(value, min(value, max(least, value - below)), value + above)


def _ratio(whole: Whole, above: float, base: float, parts: Sequence[Estimate]) -> Amount:
    """A share or ratio: parts err in it by their weight, and by how far a part that weighs otherwise lies from it."""
    value = whole.times * above / base
    bases = [one.denominator for one in parts if one.denominator is not None]
    weights = [one.value / base for one in bases]
    together = _correlations(parts, [one.together for one in parts])
    lower = [weight * (one.value - one.low) for weight, one in zip(weights, parts, strict=True)]
    upper = [weight * (one.high - one.value) for weight, one in zip(weights, parts, strict=True)]
    moved = [(one.value - value) * (its.high - its.low) / 2 / base for one, its in zip(parts, bases, strict=True)]
    shift = _spread(moved, _correlations(parts, [one.bases for one in parts]))
    low = max(0.0, value - sqrt(_spread(lower, together) ** 2 + shift**2))
    high = value + sqrt(_spread(upper, together) ** 2 + shift**2)
    if whole.shape is Shape.SHARE:
        value, high = min(value, whole.times), min(high, whole.times)
    return Amount(value, min(low, value), max(high, value))


def _spread(ends: Sequence[float], together: Floats) -> float:
    """The deviation of a sum of parts whose errors go together."""
    deviations = np.array(ends, dtype=np.float64)
    return sqrt(max(0.0, float(deviations @ together @ deviations)))


def _merged(parts: Sequence[Estimate]) -> tuple[Weight, ...]:
    """The sources of all parts, each as much as on average."""
    found: dict[tuple[object, str], Weight] = {}
    for one in parts:
        for source in one.sources:
            key = (source.source, source.name)
            before = found[key].part if key in found else 0.0
            found[key] = Weight(source.source, before + source.part / len(parts), source.name)
    return tuple(sorted(found.values(), key=lambda one: (-one.part, one.source, one.name)))
