"""Chance that is the same on every machine: whole numbers drawn by PCG64, and comparisons of them.

Each part of the region draws from a stream of its own, made of the seed, the month and the part's name, so that a
change of one part leaves the others as they were. Nothing here takes a logarithm or a power: those may differ in the
last bit between processors, where sums, products and square roots may not.
"""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.floating[Any]]
Yes = npt.NDArray[np.bool_]

_TRIALS = 32
"""A count is the sum of so many throws while it expects at most half as many."""

_STEPS = 12
"""A large count varies as the sum of so many whole numbers, whose spread is that of one standard deviation."""

_SCALE = 1 << 16


class Chance:
    """One stream of chance: the same seed, month and part give the same draws in the same order."""

    def __init__(self, seed: int, month: int, part: str) -> None:
        sequence = np.random.SeedSequence([seed, month, zlib.crc32(part.encode())])
        self._draw = np.random.Generator(np.random.PCG64(sequence))

    def shares(self, size: int) -> Floats:
        """Evenly spread numbers from 0 up to, and without, 1."""
        return self._draw.random(size)

    def below(self, high: int | Ints, size: int) -> Ints:
        """Whole numbers from 0 up to, and without, `high`, which is above 0."""
        found: Ints = self._draw.integers(0, high, size, dtype=np.int64)
        return found

    def whether(self, chance: float | Floats, size: int) -> Yes:
        """Yes with the chance given, for each."""
        found: Yes = self._draw.random(size) < chance
        return found

    def one_of(self, weights: Sequence[int] | Ints, size: int) -> Ints:
        """Places in a list, each as often as its weight says."""
        ends = np.cumsum(np.asarray(weights, np.int64))
        drawn = self._draw.integers(0, int(ends[-1]), size, dtype=np.int64)
        return ends.searchsorted(drawn, side="right").astype(np.int64)

    def of(self, table: Sequence[int], size: int) -> Ints:
        """Values of a table, each equally often: a table of percentiles makes any spread of values."""
        return np.asarray(table, np.int64).take(self._draw.integers(0, len(table), size, dtype=np.int64))

    def bearers(self, weights: Floats, expected: float) -> Ints:
        """Places that events fall on, in order: about `expected` of them, each place as often as its weight says.

        The same place may come several times. It is as if each place had its own Poisson process.
        """
        ends = np.cumsum(weights)
        if not len(ends) or not ends[-1] > 0:
            return np.zeros(0, np.int64)
        drawn = self._draw.random(self.number(expected)) * ends[-1]
        drawn.sort()
        # The last float below the sum may be rounded up to it.
        found: Ints = np.minimum(ends.searchsorted(drawn, side="right"), len(ends) - 1).astype(np.int64)
        return found

    def number(self, expected: float) -> int:
        """How many events there are where so many are expected."""
        return int(self.numbers(np.array([expected]))[0])

    def numbers(self, expected: Floats) -> Ints:
        """How many events there are in each of many places, varying about as the counts of Poisson do."""
        found = np.zeros(len(expected), np.int64)
        few = expected <= _TRIALS / 2
        if few.any():
            throws = self._draw.random((int(few.sum()), _TRIALS)) < (expected[few] / _TRIALS)[:, None]
            found[few] = np.count_nonzero(throws, axis=1)
        many = ~few
        if many.any():
            steps = self._draw.integers(0, _SCALE, (int(many.sum()), _STEPS), dtype=np.int64).sum(axis=1)
            deviation = (steps - _STEPS * (_SCALE - 1) // 2) / _SCALE
            found[many] = np.maximum(np.rint(expected[many] + np.sqrt(expected[many]) * deviation), 0)
        return found

    def part(self, counts: Ints, share: float | Floats) -> Ints:
        """A share of each count, rounded up or down by chance so that it is right on average."""
        return np.floor(counts * share + self._draw.random(len(counts))).astype(np.int64)

    def sample(self, size: int, chosen: int) -> Ints:
        """So many different places of a list of a size, in order; all of them where more are asked for."""
        found: Ints = np.argsort(self._draw.random(size), kind="stable")[:chosen]
        found.sort()
        return found
