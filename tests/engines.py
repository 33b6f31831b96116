"""The engines that must give the same: a test of what figures come to runs on each."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from tertial.compute.engine import Engine
from tertial.compute.reference.cells import reference_cells
from tertial.compute.reference.rows import Row
from tertial.compute.reference.unique import reference_unique
from tertial.domain.calendar import Month, Period
from tertial.domain.cells import Cell, NodesOfUnits, UniqueCell, View
from tertial.domain.indicators import Indicator
from tertial.store.snapshots.schema import cells_of
from tests.arrow_rows import arrow_table
from tests.memory_events import MemoryEvents

Cells = Callable[[Sequence[Indicator], Mapping[str, Sequence[Row]], Sequence[Month]], Sequence[Cell]]
"""From indicators, the stored rows of each feed and months to the cells, in any order."""

UniqueCells = Callable[
    [Sequence[Indicator], Mapping[str, Sequence[Row]], NodesOfUnits, Sequence[Period]], Sequence[UniqueCell]
]
"""From indicators, stored rows, where units count and periods to the counts of different tokens, in any order."""


class _NodesByTable:
    """Where units count, by a table."""

    def __init__(self, nodes: NodesOfUnits) -> None:
        self._nodes = nodes
        self.ways = sorted({(view, tree) for view, tree, _unit, _month in nodes})

    def at(self, view: View, tree: str, unit: str, month: Month) -> tuple[str, ...]:
        return self._nodes.get((view, tree, unit, month), ())


def _engine(events: Mapping[str, Sequence[Row]]) -> Engine:
    return Engine(MemoryEvents({feed: arrow_table(feed, rows) for feed, rows in events.items()}), cores=1)


def _fast_cells(
    indicators: Sequence[Indicator], events: Mapping[str, Sequence[Row]], months: Sequence[Month]
) -> list[Cell]:
    return list(cells_of(_engine(events).cells(indicators, months)))


def _fast_unique(
    indicators: Sequence[Indicator],
    events: Mapping[str, Sequence[Row]],
    nodes: NodesOfUnits,
    periods: Sequence[Period],
) -> list[UniqueCell]:
    return list(_engine(events).unique(indicators, _NodesByTable(nodes), periods))


CELLS: Mapping[str, Cells] = {
    "reference": reference_cells,
    "duckdb": _fast_cells,
}

UNIQUE_CELLS: Mapping[str, UniqueCells] = {
    "reference": reference_unique,
    "duckdb": _fast_unique,
}
