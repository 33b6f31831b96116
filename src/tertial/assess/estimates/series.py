"""What an estimate is made from: the monthly figures that are sound, and what came of the months that are not."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from math import isfinite

import numpy as np
from numpy.typing import NDArray

from tertial.domain.calendar import Month

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]
Columns = tuple[Integers, Floats, Floats]
"""The numbers of months (`Month.ordinal`), and what was counted of how much in each."""

MOST = 1e60
"""A larger amount is taken for no number: sums of its squares would not be finite."""
LEAST = 1 / MOST
"""So is a smaller one that is not zero: its square would be, and nothing can be divided by that."""


class Shape(StrEnum):
    """What a figure is made of.

    `COUNT`: a numerator alone. `SHARE`: a part of a whole, never larger than it. `RATIO`: a mean or a rate, without an
    upper limit.
    """

    COUNT = "count"
    SHARE = "share"
    RATIO = "ratio"


@dataclass(frozen=True, slots=True)
class Counts:
    """The numerator of a month and, of a share or ratio, its denominator."""

    numerator: float
    denominator: float | None = None

    @property
    def is_usable(self) -> bool:
        """Whether both are numbers that can be reckoned with: zero or more, neither enormous nor vanishing."""
        return all(one == 0 or LEAST <= one <= MOST for one in (self.numerator, self.denominator) if one is not None)


@dataclass(frozen=True)
class UnitSeries:
    """The monthly figures of one indicator and unit that are held to be sound; months that lack are left out.

    A figure is `times` numerator over denominator; of a count `times` the numerator. `same_rows` says that numerator
    and denominator are counted of the same rows, so that rows lost at random are lost to both. Before `broken_from`
    figures are not comparable, and not used.
    """

    unit: str
    shape: Shape
    months: Mapping[Month, Counts]
    times: float = 1.0
    same_rows: bool = True
    broken_from: Month | None = None

    def __post_init__(self) -> None:
        if not (isfinite(self.times) and self.times > 0):
            raise ValueError(f"{self.unit}: a figure is some times its counts, not {self.times}")

    @cached_property
    def usable(self) -> dict[Month, Counts]:
        """The months since any break that can be reckoned with."""
        return {month: one for month, one in self.months.items() if self._is_usable(month, one)}

    @cached_property
    def amounts(self) -> Columns:
        """The numerators of usable months, of their denominators or of one."""
        found = [(month.ordinal, one.numerator, one.denominator or 1.0) for month, one in self.usable.items()]
        return _columns(found)

    @cached_property
    def bases(self) -> Columns:
        """The denominators of usable months."""
        return _columns([(month.ordinal, one.denominator or 0.0, 1.0) for month, one in self.usable.items()])

    def _is_usable(self, month: Month, one: Counts) -> bool:
        if self.broken_from is not None and month < self.broken_from:
            return False
        if not one.is_usable or (self.shape is not Shape.COUNT and not one.denominator):
            return False
        return self.shape is not Shape.SHARE or one.denominator is None or one.numerator <= one.denominator


@dataclass(frozen=True)
class ProxySeries:
    """What still arrives of a unit by another way: the rows (or hours, or kronor) of another feed by month.

    `name` is the feed's id. Those of sister units teach how the two go together.
    """

    unit: str
    name: str
    months: Mapping[Month, float]

    @cached_property
    def amounts(self) -> Columns:
        """The usable months."""
        return _columns([(month.ordinal, one, 1.0) for month, one in self.months.items() if 0 <= one <= MOST])


def _columns(found: list[tuple[int, float, float]]) -> Columns:
    places = np.array([one for one, _amount, _base in found], dtype=np.int64)
    numbers = np.array([(amount, base) for _one, amount, base in found], dtype=np.float64).reshape(-1, 2)
    return places, numbers[:, 0], numbers[:, 1]


@dataclass(frozen=True, slots=True)
class Coverage:
    """What came of a month that lacks rows: how many, of how many that were expected, with their standard deviation.

    `partial` are the figures counted of what came; None where they say nothing, as where no row came, or where a row
    that came is counted otherwise because another is lost. `whole` is the denominator where nothing is wrong with that.
    """

    rows: float
    expected: float | None = None
    deviation: float = 0.0
    partial: Counts | None = None
    whole: float | None = None

    @property
    def share(self) -> float | None:
        """The part of the expected rows that came, at most all of them; None where it is not known."""
        if self.expected is None or not (LEAST <= self.expected <= MOST and 0 <= self.rows <= MOST):
            return None
        return min(1.0, self.rows / self.expected)
