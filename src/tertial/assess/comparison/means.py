"""The interval of a mean, from a histogram: what is left when rows are counted."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

from tertial.assess.comparison.interval import LEVEL, Interval, Method
from tertial.assess.comparison.quantiles import student_quantile

LARGEST_MEAN, LARGEST_SQUARES = 1e100, 1e200
"""Beyond these floating point has no room for what is reckoned from them."""


@dataclass(frozen=True, slots=True)
class Moments:
    """How many there are, their mean and the sum of squared distances from it.

    Raises ValueError where there is none, or for figures too large to be squared.
    """

    count: float
    mean: float
    squares: float

    def __post_init__(self) -> None:
        if not (self.count > 0 and abs(self.mean) <= LARGEST_MEAN and 0 <= self.squares <= LARGEST_SQUARES):
            raise ValueError("a mean needs at least one figure, and none too large to be squared")

    @classmethod
    def of_histogram(cls, histogram: Mapping[float, int]) -> Moments:
        """From how many times each value occurs. Raises ValueError where there is none."""
        count = sum(histogram.values())
        if count <= 0:
            raise ValueError("a mean needs at least one figure")
        if len(histogram) == 1:
            # Exactly, or rounding would be taken for what varies.
            return cls(count, float(next(iter(histogram))), 0.0)
        mean = math.fsum(value * times for value, times in histogram.items()) / count
        return cls(
            count, mean, math.fsum((value - mean) * (value - mean) * times for value, times in histogram.items())
        )

    @property
    def variance(self) -> float | None:
        """The variance between single values, None of one."""
        return self.squares / (self.count - 1) if self.count > 1 else None


def mean_interval(moments: Moments, level: float = LEVEL) -> Interval | None:
    """The mean ± Student's t times its standard error; None for a single value, which says nothing of the spread."""
    variance = moments.variance
    if variance is None:
        return None
    half = student_quantile(0.5 + level / 2, moments.count - 1) * math.sqrt(variance / moments.count)
    return Interval(moments.mean - half, moments.mean + half, Method.STUDENT, level)
