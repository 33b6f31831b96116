"""How much units really differ: the variance between them, freed from what chance adds to each.

The estimate is that of Paule and Mandel (1982), the method of moments carried to its end: the variance between units
at which the weighted spread is what it should be. Its limits are those of the Q-profile (Viechtbauer, Statistics in
Medicine 2007;26:37–52).
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from tertial.assess.comparison.interval import LEVEL
from tertial.assess.comparison.quantiles import chi_square_quantile

_HALVINGS = 100
"""At most; the search ends sooner, where it is within a ten-thousand-millionth part."""
_NEAR = 1e-10


@dataclass(frozen=True, slots=True)
class Seen:
    """A unit's value and its variance, `own` + `part` × the variance between units.

    `part` is 1 where chance is the same whatever the unit's real level. Of a share it is 1 − 1/n, since the
    variance of a share of n shrinks as units differ: E p(1 − p) = m(1 − m) − τ² (Kleinman 1973).
    """

    value: float
    own: float
    part: float = 1.0


@dataclass(frozen=True, slots=True)
class Between:
    """The mean of the units' real levels and the variance between them, with limits."""

    mean: float
    variance: float
    low: float
    high: float


def between_units(units: Sequence[Seen], most: float = math.inf, level: float = LEVEL) -> Between:
    """The variance between at least two units, at most `most` (a share's cannot exceed m(1 − m)).

    Raises ValueError where a unit's own variance is not above nought.
    """
    if len(units) < 2 or not all(unit.own > 0 for unit in units):
        raise ValueError("at least two units that chance touches are needed")
    freedom = len(units) - 1
    tail = (1 - level) / 2
    low, middle, high = (
        _where(lambda variance: weighted_spread(units, variance), wanted, units, most)
        for wanted in (chi_square_quantile(1 - tail, freedom), float(freedom), chi_square_quantile(tail, freedom))
    )
    return Between(weighted_mean(units, middle), middle, low, high)


def weighted_mean(units: Sequence[Seen], variance: float) -> float:
    """The mean with each unit weighted by how sure its value is."""
    weights = _weights(units, variance)
    total = math.fsum(weights)
    return math.fsum(weight / total * unit.value for weight, unit in zip(weights, units, strict=True))


def weighted_spread(units: Sequence[Seen], variance: float) -> float:
    """Cochran's Q for a variance between units: about the number of units less one when the variance is right."""
    weights = _weights(units, variance)
    total = math.fsum(weights)
    mean = math.fsum(weight / total * unit.value for weight, unit in zip(weights, units, strict=True))
    return math.fsum(weight * (unit.value - mean) ** 2 for weight, unit in zip(weights, units, strict=True))


def _weights(units: Sequence[Seen], variance: float) -> list[float]:
    return [1 / (unit.own + unit.part * variance) for unit in units]


def _where(spread: Callable[[float], float], wanted: float, units: Sequence[Seen], most: float) -> float:
    """The variance at which the spread, which falls as the variance grows, is as wanted; 0 where it is less already."""
    if spread(0.0) <= wanted:
        return 0.0
    high = min(max(unit.own for unit in units), most)
    while high < most and spread(high) > wanted:
        high = min(high * 4, most)
    if spread(high) > wanted:
        return high
    low = 0.0
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        if spread(middle) > wanted:
            low = middle
        else:
            high = middle
        if high - low <= _NEAR * high:
            break
    return (low + high) / 2
