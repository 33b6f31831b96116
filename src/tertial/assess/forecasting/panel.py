"""Many monthly series of equal length side by side: a row a series, a column a month, all ending in one month."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from tertial.domain.calendar import Month

Floats = NDArray[np.float64]
Whole = NDArray[np.int64]
Flags = NDArray[np.bool_]

YEAR = 12
HORIZON = 12
"""Months that a forecast reaches ahead."""
TWO_YEARS = 24
"""Months without which no shape of a year can be told."""


def dot(rows: Floats, column: Floats) -> Floats:
    """The scalar product of each row with a column, added up in the same order wherever it stands in memory.

    A matrix product may add in another order from one run to the next, and the last digits would differ.
    """
    product: Floats = (rows * column).sum(axis=-1)
    return product


@dataclass(frozen=True)
class Panel:
    """Rows of figures, each in a unit of its own in which its mean size is 1, and the family of each row.

    Series of a family are of one kind, such as one indicator at many units: they share the shape of the year.
    """

    figures: Floats
    last: Month
    families: Whole

    @property
    def count(self) -> int:
        """How many series there are."""
        return int(self.figures.shape[0])

    @property
    def length(self) -> int:
        """How many months each has."""
        return int(self.figures.shape[1])

    @property
    def first_place(self) -> int:
        """The calendar month of the first column, January being 0."""
        return (self.last.number - self.length) % YEAR

    @property
    def next_place(self) -> int:
        """The calendar month that follows the last column, January being 0."""
        return self.last.number % YEAR

    def until(self, months: int) -> Panel:
        """What was known when there were so many months."""
        return replace(self, figures=self.figures[:, :months], last=self.last.plus(months - self.length))

    def rows(self, wanted: Flags) -> Panel:
        """Some of the series."""
        return replace(self, figures=self.figures[wanted], families=self.families[wanted])
