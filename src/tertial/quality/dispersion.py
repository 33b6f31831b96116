"""How far the rows of a month lie from what was expected when nothing is wrong.

Counts vary more than those of pure chance: a month's rows y, of which e were expected, vary as φe + τ²e² (chance with a
factor, and months that are busy or calm as a whole). Both are learned from q = (y − e)²/e of past months, which is
φ + τ²e on average, by weighted least squares over all units of a feed; each unit has a factor of its own beside, drawn
towards 1 while its months are few. The rule is a quasi-likelihood (McCullagh and Nelder, Generalized Linear Models,
chapter 9), solved in one step.
"""

from __future__ import annotations

from collections import defaultdict, deque

USUAL_CHANCE, USUAL_SWING = 1.4, 0.04
"""φ and τ where nothing is known yet: somewhat more than pure chance, and months that differ by four per cent."""
USUAL_WEIGHT = 6.0
"""What is usual weighs as much as so many months of one unit, at each of these sizes."""
USUAL_SIZES = (100.0, 1000.0, 10_000.0)

UNIT_WEIGHT = 15.0
"""A unit's own factor is half its own after so many months."""
LEAST_FACTOR = 0.7
MOST_COUNTED = 16.0
"""A month so many times as far off as is usual counts as no farther: it was hardly chance."""
MEMORY = 24
"""Months of a unit that its own factor remembers."""


class Dispersion:
    """The dispersion of one feed, learned month by month."""

    def __init__(self) -> None:
        self._weight = self._size = self._square = self._far = self._far_size = 0.0
        for size in USUAL_SIZES:
            self._add(size, USUAL_CHANCE + USUAL_SWING**2 * size, USUAL_WEIGHT)
        self._ratios: dict[str, deque[float]] = defaultdict(lambda: deque(maxlen=MEMORY))

    def learn(self, unit: str, rows: float, expected: float, inflation: float) -> None:
        """Take in a month; `inflation` is how many times larger the variance is for what was not known before it."""
        if expected < 1:
            return
        usual = self._of_feed(expected)
        far = min((rows - expected) ** 2 / expected / inflation, MOST_COUNTED * usual)
        self._ratios[unit].append(far / usual)
        self._add(expected, far, 1.0)

    def of(self, unit: str, expected: float) -> float:
        """The variance of a unit's rows over what pure chance would give, at least 1."""
        ratios = self._ratios.get(unit, ())
        factor = (UNIT_WEIGHT + sum(ratios)) / (UNIT_WEIGHT + len(ratios))
        return max(1.0, self._of_feed(expected) * max(LEAST_FACTOR, factor))

    def _add(self, size: float, far: float, weight: float) -> None:
        # What is far off is also more uncertain; this weight is its inverse variance but for a factor.
        weight /= (USUAL_CHANCE + USUAL_SWING**2 * size) ** 2
        self._weight += weight
        self._size += weight * size
        self._square += weight * size * size
        self._far += weight * far
        self._far_size += weight * far * size

    def _of_feed(self, expected: float) -> float:
        spread = self._weight * self._square - self._size**2
        swing = (self._weight * self._far_size - self._size * self._far) / spread if spread > 0 else 0.0
        swing = max(0.0, swing)
        chance = (self._far - swing * self._size) / self._weight
        if chance < 1.0:
            chance = 1.0
            swing = max(0.0, (self._far_size - self._size) / self._square)
        return chance + swing * expected
