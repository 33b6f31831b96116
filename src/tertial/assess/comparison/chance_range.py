"""How far apart the highest and the lowest unit would stand by chance alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from tertial.assess.comparison.pooled import Pool
from tertial.assess.comparison.quantiles import NORMAL

_POINTS = 100
_REACH = 6.0
"""Standard errors of the smallest unit on each side."""


def expected_range(pool: Pool, sizes: Sequence[float]) -> float:
    """The mean distance between the highest and the lowest of units that all have the pooled level.

    ∫ 1 − ∏F(x) − ∏(1 − F(x)) dx (Tippett 1925), with normal distributions on the scale where chance is alike. Nought
    where nothing varies.
    """
    if pool.variance == 0 or len(sizes) < 2:
        return 0.0
    middle = pool.steady(pool.centre)
    errors = Counter(pool.steady_error(size) for size in sizes)
    reach = _REACH * max(errors)
    edges = [middle + reach * (2 * index / _POINTS - 1) for index in range(_POINTS + 1)]
    found = 0.0
    for low, high in pairwise(edges):
        step = pool.from_steady(high) - pool.from_steady(low)
        if step > 0:
            found += step * _between_ends((low + high) / 2 - middle, errors)
    return found


def _between_ends(distance: float, errors: Counter[float]) -> float:
    """The probability that the place lies between the lowest and the highest."""
    all_below = all_above = 1.0
    for error, units in errors.items():
        below = NORMAL.cdf(distance / error)
        all_below *= below**units
        all_above *= (1 - below) ** units
    return max(1 - all_below - all_above, 0.0)
