"""The engines that must give the same: a test of what figures come to runs on each."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from tertial.compute.reference.cells import reference_cells
from tertial.compute.reference.rows import Row
from tertial.compute.reference.unique import reference_unique
from tertial.domain.calendar import Month, Period
from tertial.domain.cells import Cell, NodesOfUnits, UniqueCell
from tertial.domain.indicators import Indicator

Cells = Callable[[Sequence[Indicator], Mapping[str, Sequence[Row]], Sequence[Month]], Sequence[Cell]]
"""From indicators, the stored rows of each feed and months to the cells, in any order."""

UniqueCells = Callable[
    [Sequence[Indicator], Mapping[str, Sequence[Row]], NodesOfUnits, Sequence[Period]], Sequence[UniqueCell]
]
"""From indicators, stored rows, where units count and periods to the counts of different tokens, in any order."""

CELLS: Mapping[str, Cells] = {
    "reference": reference_cells,
}

UNIQUE_CELLS: Mapping[str, UniqueCells] = {
    "reference": reference_unique,
}
