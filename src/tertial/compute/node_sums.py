"""Cells of units brought together at the nodes of a tree, month by month."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import repeat
from typing import Any

import numpy as np
import numpy.typing as npt

from tertial.compute.cell_index import PARTS, IndicatorCells, Numbers
from tertial.compute.places import MappingTable
from tertial.domain.figures import Amount
from tertial.domain.histogram import Histogram
from tertial.domain.measures import Part

Sums = npt.NDArray[Any]
"""Whole numbers: of the machine or, where those are too small, Python's."""


@dataclass(frozen=True, slots=True)
class TreePlaces:
    """Where the units of an index count in a tree: for each layout the pairs of a unit and a node, with the share."""

    table: MappingTable
    node_places: dict[str, int]
    months: npt.NDArray[np.bool_]
    """For each layout the months that have it."""
    unit_count: int

    @classmethod
    def of(cls, table: MappingTable, layouts: Numbers, unit_count: int) -> TreePlaces:
        """The places of a mapping table; `layouts` has the number of the layout of each month."""
        count = int(layouts.max()) + 1
        months = layouts[None, :] == np.arange(count)[:, None]
        return cls(table, {node: place for place, node in enumerate(table.node_ids)}, months, unit_count)

    def pairs(self, layout: int) -> tuple[Numbers, Numbers, Numbers]:
        """The units, nodes and shares of a layout, one pair a place."""
        starts = self.table.starts[layout * self.unit_count : (layout + 1) * self.unit_count + 1]
        units = np.repeat(np.arange(self.unit_count), np.diff(starts))
        piece = slice(int(starts[0]), int(starts[-1]))
        return units, self.table.nodes[piece], self.table.shares[piece]

    def units_at(self, node: str) -> npt.NDArray[np.bool_]:
        """For each layout and unit whether the unit counts at the node."""
        found = np.zeros(len(self.table.starts) - 1, dtype=np.bool_)
        place = self.node_places.get(node)
        if place is not None:
            owners = np.repeat(np.arange(len(found)), np.diff(self.table.starts))
            found[owners[self.table.nodes == place]] = True
        return found.reshape(len(self.months), self.unit_count)


@dataclass(frozen=True, slots=True)
class NodeSums:
    """Amounts and rows of one part of an indicator by share, node and month."""

    amounts: Sums
    rows: Numbers
    shares: tuple[Fraction, ...]

    def amount(self, node: int, months: slice | Numbers) -> Amount:
        """The amount at a node in some months."""
        by_share = self.amounts[:, node, months].sum(axis=1)
        if len(self.shares) == 1:
            return int(by_share[0])
        total = sum((share * int(one) for share, one in zip(self.shares, by_share, strict=True)), Fraction(0))
        return total.numerator if total.denominator == 1 else total

    def row_count(self, node: int, months: slice | Numbers) -> int:
        """How many rows the amount rests on."""
        return int(self.rows[node, months].sum())


def node_sums(
    cells: IndicatorCells, chosen: npt.NDArray[np.bool_], places: TreePlaces, first_month: int
) -> dict[Part, NodeSums]:
    """The sums of the chosen cells at every node, part by part."""
    size = places.unit_count, places.months.shape[1]
    found: dict[Part, NodeSums] = {}
    for part in np.unique(cells.parts):
        of_part = chosen & (cells.parts == part)
        at = cells.units[of_part], cells.months[of_part] - first_month
        amounts = np.zeros(size, dtype=cells.amounts.dtype)
        np.add.at(amounts, at, cells.amounts[of_part])
        rows = np.zeros(size, dtype=np.int64)
        np.add.at(rows, at, cells.rows[of_part])
        found[PARTS[part]] = _at_nodes(amounts, rows, places)
    return found


def _at_nodes(amounts: Sums, rows: Numbers, places: TreePlaces) -> NodeSums:
    """From units to nodes, layout by layout, for the months that have it."""
    shares = places.table.share_values
    node_count, month_count = len(places.node_places), rows.shape[1]
    amounts_there = np.zeros((len(shares), node_count, month_count), dtype=amounts.dtype)
    rows_there = np.zeros((node_count, month_count), dtype=np.int64)
    for layout, months in enumerate(places.months):
        units, nodes, share_places = places.pairs(layout)
        in_layout = np.flatnonzero(months)
        summed = np.zeros((len(shares), node_count, len(in_layout)), dtype=amounts.dtype)
        np.add.at(summed, (share_places, nodes), amounts[np.ix_(units, in_layout)])
        amounts_there[:, :, in_layout] = summed
        counted = np.zeros((node_count, len(in_layout)), dtype=np.int64)
        np.add.at(counted, nodes, rows[np.ix_(units, in_layout)])
        rows_there[:, in_layout] = counted
    return NodeSums(amounts_there, rows_there, shares)


class NodeHistograms:
    """The histograms of an indicator's chosen cells at every node, month by month."""

    def __init__(
        self, cells: IndicatorCells, chosen: npt.NDArray[np.bool_], places: TreePlaces, first_month: int
    ) -> None:
        units, months = cells.units[chosen], cells.months[chosen] - first_month
        layout_of = np.argmax(places.months, axis=0)
        owners = layout_of[months] * places.unit_count + units
        starts = places.table.starts
        counts = starts[owners + 1] - starts[owners]
        cell = np.repeat(np.arange(len(owners)), counts)
        step = np.arange(len(cell)) - np.repeat(np.cumsum(counts) - counts, counts)
        pair = starts[owners][cell] + step
        self._month_count = places.months.shape[1]
        keys = places.table.nodes[pair] * self._month_count + months[cell]
        order = np.argsort(keys, kind="stable")
        self._bounds = _bounds(keys[order])
        of_cell = cell[order]
        self._shares = places.table.share_values
        self._share_places = places.table.shares[pair][order]
        self.values, self._overs = cells.values[chosen][of_cell], cells.overs[chosen][of_cell]
        self.counts, self.rows = cells.amounts[chosen][of_cell], cells.rows[chosen][of_cell]
        self._has_over = cells.has_over

    def of(self, node: int, months: Iterable[int]) -> tuple[Histogram, int]:
        """The histogram of a node in some months, and how many rows it rests on."""
        histogram: dict[tuple[int, int | None], Amount] = {}
        rows = 0
        for month in months:
            bounds = self._bounds.get(node * self._month_count + month)
            if bounds is None:
                continue
            there = slice(*bounds)
            rows += int(self.rows[there].sum())
            values, counts = self.values[there].tolist(), self.counts[there].tolist()
            overs = self._overs[there].tolist() if self._has_over else repeat(None)
            if len(self._shares) > 1:
                shares = [self._shares[place] for place in self._share_places[there].tolist()]
                counts = [count if share == 1 else share * count for count, share in zip(counts, shares, strict=True)]
            for bar, count in zip(zip(values, overs, strict=False), counts, strict=True):
                histogram[bar] = histogram.get(bar, 0) + count
        return histogram, rows

    def cells(self, node: int, spans: Sequence[Numbers]) -> tuple[Numbers, Numbers]:
        """The cells of a node in each of some spans of months, by place in `values`, and the span each is there for."""
        found = [
            (range(*self._bounds.get(node * self._month_count + month, (0, 0))), place)
            for place, months in enumerate(spans)
            for month in months.tolist()
        ]
        lengths = np.array([len(cells) for cells, _place in found], np.int64)
        starts = np.array([cells.start for cells, _place in found], np.int64)
        step = np.arange(int(lengths.sum())) - np.repeat(np.cumsum(lengths) - lengths, lengths)
        return np.repeat(starts, lengths) + step, np.repeat([place for _cells, place in found], lengths).astype(
            np.int64
        )


def _bounds(ordered: Numbers) -> dict[int, tuple[int, int]]:
    """Where each number of an ordered array begins and ends."""
    numbers, starts = np.unique(ordered, return_index=True)
    ends = [*starts[1:].tolist(), len(ordered)]
    return {number: (start, end) for number, start, end in zip(numbers.tolist(), starts.tolist(), ends, strict=True)}
