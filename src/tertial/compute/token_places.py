"""Where tokens are counted: the nodes and periods as small tables of numbers, and what numbers mean in an answer."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import pyarrow as pa

from tertial.compute.nodes import Nodes
from tertial.compute.questions import MONTH, UNIT
from tertial.compute.token_plan import COUNT, PERIOD, PLACE
from tertial.domain.calendar import Month, Period
from tertial.domain.cells import UniqueCell, View
from tertial.domain.results import Sex


@dataclass(frozen=True, slots=True)
class TokenPlaces:
    """The places where units count, by number.

    Nodes at which the same units count in the same months are one place: a centre in two trees, the whole of each.
    """

    table: pa.Table
    nodes: Sequence[Sequence[tuple[View, str, str]]]

    @classmethod
    def of(cls, entries: pa.Table, nodes: Nodes) -> TokenPlaces:
        """The places of the units and months that there are entries of."""
        counted: dict[tuple[View, str, str], list[int]] = {}
        units, days = entries[UNIT].to_pylist(), entries[MONTH].to_pylist()
        for row, (unit, day) in enumerate(zip(units, days, strict=True)):
            for view, tree in nodes.ways:
                for node in nodes.at(view, tree, unit, Month(day.year, day.month)):
                    counted.setdefault((view, tree, node), []).append(row)
        alike: dict[tuple[int, ...], list[tuple[View, str, str]]] = {}
        for named, rows in counted.items():
            alike.setdefault(tuple(rows), []).append(named)
        pairs = [(row, place) for place, rows in enumerate(alike) for row in rows]
        table = pa.table(
            {
                "unit": pa.array([units[row] for row, _place in pairs], pa.string()),
                "month": pa.array([days[row] for row, _place in pairs], pa.date32()),
                PLACE: pa.array([place for _row, place in pairs], pa.int64()),
            }
        )
        return cls(table, list(alike.values()))

    def cells(self, indicator: str, periods: Sequence[Period], counted: pa.Table) -> Iterator[UniqueCell]:
        """What was counted at the places in these periods, for every node of each place."""
        for row in counted.to_pylist():
            part = Sex(row.get("sex", Sex.ALL)), row.get("age_band", ""), row.get("category", "")
            for view, tree, node in self.nodes[row[PLACE]]:
                yield UniqueCell(indicator, view, tree, node, periods[row[PERIOD]], *part, row[COUNT])


def period_months(periods: Sequence[Period]) -> pa.Table:
    """The months of the periods, which are numbered in their order."""
    pairs = [(month.first_day, number) for number, period in enumerate(periods) for month in period.months]
    return pa.table(
        {
            "month": pa.array([day for day, _number in pairs], pa.date32()),
            PERIOD: pa.array([number for _day, number in pairs], pa.int64()),
        }
    )
