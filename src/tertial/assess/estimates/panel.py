"""Months of a unit and its sisters side by side: units are the rows of arrays."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tertial.assess.estimates.series import Columns, Floats
from tertial.domain.calendar import Month

Flags = NDArray[np.bool_]

MEMORY = 72
"""So many months before and after those that lack are looked at."""


@dataclass(frozen=True)
class Panel:
    """What was counted (`amount`) of how much (`base`, one a month for plain counts); both zero where not `known`.

    `first` is the `Month.ordinal` of the first column. `bounded` says that an amount is never larger than its base.
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
        return month.ordinal - self.first

    @property
    def turned(self) -> Panel:
        """What is not counted of the base instead."""
        return Panel(
            self.first, np.where(self.known, self.base - self.amount, 0.0), self.base, self.known, self.bounded
        )


def span(rows: Sequence[Columns], wanted: Sequence[Month]) -> tuple[int, int]:
    """The first and last number of months that are looked at, around those that are wanted."""
    ends = [month.ordinal for month in wanted]
    low, high = min(ends) - MEMORY, max(ends) + MEMORY
    known = np.concatenate([places for places, _amounts, _bases in rows])
    near = known[(known >= low) & (known <= high)]
    return int(near.min(initial=min(ends))), int(near.max(initial=max(ends)))


def panel_of(rows: Sequence[Columns | None], reach: tuple[int, int], *, bounded: bool = False) -> Panel:
    """The panel of what each unit's months have, units without any left empty."""
    first, last = reach
    amount = np.zeros((len(rows), last - first + 1))
    base = np.zeros_like(amount)
    known = np.zeros(amount.shape, dtype=np.bool_)
    for row, columns in enumerate(rows):
        if columns is not None:
            places, amounts, bases = columns
            near = (places >= first) & (places <= last)
            at = places[near] - first
            amount[row, at], base[row, at], known[row, at] = amounts[near], bases[near], True
    return Panel(first, amount, base, known, bounded)
