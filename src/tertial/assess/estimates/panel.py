"""Months of a unit and its sisters side by side: units are the rows of arrays, the unit itself the first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tertial.domain.calendar import Month

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]

MEMORY = 72
"""So many months before and after those that lack are looked at."""


def place(month: Month) -> int:
    """A month's place among all months."""
    return month.year * 12 + month.number - 1


@dataclass(frozen=True)
class Panel:
    """What was counted (`amount`) of how much (`base`, one a month for plain counts); both zero where not `known`.

    `first` is the place of the first column. `bounded` says that an amount is never larger than its base.
    """

    first: int
    amount: Floats
    base: Floats
    known: Flags
    bounded: bool = False

    @property
    def months(self) -> int:
        """How many columns there are."""
        return int(self.amount.shape[1])

    def column(self, month: Month) -> int:
        """The column of a month."""
        return place(month) - self.first

    @property
    def turned(self) -> Panel:
        """What is not counted of the base instead."""
        return Panel(
            self.first, np.where(self.known, self.base - self.amount, 0.0), self.base, self.known, self.bounded
        )


def span(months: Iterable[Month], wanted: Iterable[Month]) -> tuple[int, int]:
    """The first and last place of months that are looked at, around those that are wanted."""
    ends = [place(month) for month in wanted]
    low, high = min(ends) - MEMORY, max(ends) + MEMORY
    every = [*ends, *(number for month in months if low <= (number := place(month)) <= high)]
    return min(every), max(every)


def panel_of(
    rows: Sequence[Mapping[Month, tuple[float, float]]], reach: tuple[int, int], *, bounded: bool = False
) -> Panel:
    """The panel of amounts and bases by month, each row a unit."""
    first, last = reach
    amount = np.zeros((len(rows), last - first + 1))
    base = np.zeros_like(amount)
    known = np.zeros(amount.shape, dtype=np.bool_)
    for row, months in enumerate(rows):
        for month, (one, of) in months.items():
            column = place(month) - first
            if 0 <= column <= last - first:
                amount[row, column], base[row, column], known[row, column] = one, of, True
    return Panel(first, amount, base, known, bounded)
