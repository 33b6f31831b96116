"""How far apart the highest and the lowest unit would stand by chance alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from itertools import accumulate, pairwise

from tertial.assess.comparison.pooled import Pool
from tertial.assess.comparison.quantiles import NORMAL

_POINTS = 400
_REACH = 6.0
"""Standard errors of the smallest unit on each side."""
_SAME = 1e-9
"""A count this near a whole number is that number."""

Below = Callable[[float], float]
"""The probability of a value at or below this one."""


def expected_range(pool: Pool, sizes: Sequence[float]) -> float:
    """The mean distance between the highest and the lowest of units that all have the pooled level.

    ∫ 1 − ∏F(x) − ∏(1 − F(x)) dx (Tippett 1925). F is that of the counts; of means and of large counts it is normal, on
    the scale where chance is alike. Nought where nothing varies.
    """
    if pool.variance == 0 or len(sizes) < 2:
        return 0.0
    middle = pool.steady(pool.centre)
    units = [(_below(pool, size, middle), count) for size, count in Counter(sizes).items()]
    reach = _REACH * max(map(pool.steady_error, sizes))
    edges = [pool.from_steady(middle + reach * (2 * index / _POINTS - 1)) for index in range(_POINTS + 1)]
    return sum((high - low) * _between_ends((low + high) / 2, units) for low, high in pairwise(edges) if high > low)


def _below(pool: Pool, size: float, middle: float) -> Below:
    counted = pool.counted(size)
    if counted is None:
        error = pool.steady_error(size)
        return lambda value: NORMAL.cdf((pool.steady(value) - middle) / error)
    events, of = counted
    reached = list(accumulate(events.probabilities, initial=0.0))

    def below(value: float) -> float:
        place = int(value * of + _SAME) - events.first + 1
        return min(reached[min(max(place, 0), len(reached) - 1)], 1.0)

    return below


def _between_ends(value: float, units: Sequence[tuple[Below, int]]) -> float:
    """The probability that the value lies between the lowest and the highest."""
    all_below = all_above = 1.0
    for below, count in units:
        share = below(value)
        all_below *= share**count
        all_above *= (1 - share) ** count
    return max(1 - all_below - all_above, 0.0)
