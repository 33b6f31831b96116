"""Estimated months of units put together with what is known into the figure of a longer period, or of a node.

What is known stays as it is. The errors of estimates go together, those of months of a unit and those of different
units, as the trial says of months that lie as far apart. Halves of intervals are added as deviations, each pair weighed
by how much the two go together. How much further one end of a sum lies from its value than the other follows from how
skewed its parts are, and how few.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import hypot, sqrt

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
        figure = numerator.times(whole.times)
    else:
        bases = [one.denominator for one in parts if one.denominator is not None]
        if len(bases) < len(parts):
            return NoEstimate(whole.unit, whole.period, reasons.NOT_ADDED)
        of_bases = _correlations(parts, [one.bases for one in parts])
        denominator = _sum(bases, _ends(_widths(bases), of_bases), known.denominator or 0.0)
        if denominator.value <= 0:
            return NoEstimate(whole.unit, whole.period, reasons.NOT_ADDED)
        figure = _ratio(whole, numerator.value, denominator.value, parts)
    return Estimate(
        whole.unit,
        whole.period,
        figure,
        numerator,
        denominator,
        Places(tuple(place for one in parts for place in one.replaces.parts), whole.of_units),
        _merged(parts),
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
    amounts = [one.numerator for one in parts]
    widths, figures = _widths(amounts), _correlations(parts, [one.together for one in parts])
    if whole.shape is Shape.COUNT:
        return _sum(amounts, _ends(widths, figures), sure)
    bases = [one.denominator or Amount(0.0, 0.0, 0.0) for one in parts]
    figure = [one.value / base.value if base.value > 0 else 0.0 for one, base in zip(amounts, bases, strict=True)]
    by_bases = _widths(bases) * np.array(figure)
    by_figures = np.sqrt(np.maximum(0.0, widths**2 - by_bases**2))
    of_bases = _correlations(parts, [one.bases for one in parts])
    both = zip(_ends(by_figures, figures), _ends(by_bases, of_bases), strict=True)
    below, above = (hypot(*one) for one in both)
    return _sum(amounts, (below, above), sure)


def _ratio(whole: Whole, above: float, base: float, parts: Sequence[Estimate]) -> Amount:
    """A share or ratio: parts err in it by their weight, and by how far a part that weighs otherwise lies from it."""
    value = whole.times * above / base
    bases = [one.denominator for one in parts if one.denominator is not None]
    weighed = _widths([one.figure for one in parts]) * np.array([one.value / base for one in bases])
    ends = _ends(weighed, _correlations(parts, [one.together for one in parts]))
    apart = np.array([(one.value - value) / base for one in parts])
    shift = _spread(apart * _widths(bases)[1], _correlations(parts, [one.bases for one in parts]))
    low, high = max(0.0, value - hypot(ends[0], shift)), value + hypot(ends[1], shift)
    if whole.shape is Shape.SHARE:
        value, high = min(value, whole.times), min(high, whole.times)
    return Amount(value, min(low, value), max(high, value))


def _sum(amounts: Sequence[Amount], ends: tuple[float, float], sure: float) -> Amount:
    """What is known and the amounts; never less than what is known."""
    value = sure + sum(one.value for one in amounts)
    return Amount(value, min(value, max(sure, value - ends[0])), value + ends[1])


def _widths(amounts: Sequence[Amount]) -> Floats:
    """How far each interval reaches: below the value, to either side of a number without limits, and above."""
    return np.array([(one.value - one.low, one.half, one.high - one.value) for one in amounts], dtype=np.float64).T


def _ends(widths: Floats, together: Floats) -> tuple[float, float]:
    """How far below and above its value the interval of a sum reaches.

    Variances add by pairs. The ends part from the middle as third moments say (Cornish and Fisher 1938): the more parts
    that do not go together, the less.
    """
    below, half, above = widths
    if len(half) == 1:
        return float(below[0]), float(above[0])
    shared = together @ half
    square = float(half @ shared)
    if square <= 0:
        return 0.0, 0.0
    lean = float((above - below) @ shared**2) / square / 2
    return max(0.0, sqrt(square) - lean), max(0.0, sqrt(square) + lean)


def _spread(deviations: Floats, together: Floats) -> float:
    """The deviation of a sum of parts whose errors go together."""
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
