"""Counts of different persons, found by indicator: what was counted anew for a node and a period, and nothing else."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from tertial.compute.figure_frame import Frame, ratios, whole_numbers
from tertial.compute.figure_key import FigureKey
from tertial.compute.first_stage import FirstStage
from tertial.domain.calendar import Period
from tertial.domain.cells import View
from tertial.domain.reckoning import COUNTED
from tertial.domain.results import WHOLE, Sex, Split

_SPLIT = ("sex", "age_band", "category")

Counts = Mapping[str, Mapping[Split, int]]
"""For each period, as it is written, the counts of the splits."""


Place = tuple[str, str, str]
"""A view, a tree and a node."""


class UniqueIndex:
    """A table of unique cells, found by indicator, view, tree, node, period and split."""

    def __init__(self, unique: pa.Table) -> None:
        self._unique = unique
        self._of_indicator: dict[str, Mapping[Place, pa.Table]] = {}
        self._of_node: dict[tuple[str, View, str, str], Counts] = {}

    def count(self, indicator: str, node: str, period: Period, split: Split, *, view: View, tree: str) -> int | None:
        """How many different ones there were; None where that was not counted."""
        return self.of_node(indicator, view, tree, node).get(str(period), {}).get(split)

    def splits(self, indicator: str, node: str, period: Period, *, view: View, tree: str) -> set[Split]:
        """The splits that were counted."""
        return set(self.of_node(indicator, view, tree, node).get(str(period), ()))

    def of_node(self, indicator: str, view: View, tree: str, node: str) -> Counts:
        """The counts of all periods and splits at a node."""
        place = (indicator, view, tree, node)
        if place not in self._of_node:
            if indicator not in self._of_indicator:
                rows = self._unique.filter(pc.equal(self._unique["indicator"], indicator))
                self._of_indicator[indicator] = _by_place(rows)
            found = self._of_indicator[indicator].get((view.value, tree, node))
            self._of_node[place] = {} if found is None else _by_period(found)
        return self._of_node[place]


def is_none_of_more(index: UniqueIndex, stage: FirstStage, asked: FigureKey, months: Iterable[int]) -> bool:
    """Whether nobody was counted at a node of a whole that was counted: then there was nobody, and not no count.

    All nodes are counted at once, and only those where there was somebody are kept. `months` are places of months.
    """
    if asked.split != WHOLE:
        return False
    places = stage.places(asked.view)
    above = {
        node
        for month in months
        for node in places.of(asked.node, places.months[month], asked.tree).counted
        if node != asked.node
    }
    return any(
        index.count(asked.indicator.id, node, asked.period, WHOLE, view=asked.view, tree=asked.tree) is not None
        for node in above
    )


def _by_place(rows: pa.Table) -> Mapping[Place, pa.Table]:
    """The rows of each place, put side by side once."""
    if not rows.num_rows:
        return {}
    encoded = [rows[name].cast(pa.string()).combine_chunks().dictionary_encode() for name in ("view", "tree", "node")]
    codes = [one.indices.to_numpy(zero_copy_only=False) for one in encoded]
    number = np.ravel_multi_index(codes, [len(one.dictionary) for one in encoded])
    order = np.argsort(number, kind="stable")
    ordered = rows.take(pa.array(order))
    starts = np.flatnonzero(np.r_[True, np.diff(number[order]) != 0])
    ends = np.r_[starts[1:], len(order)]
    words = [one.dictionary.to_pylist() for one in encoded]
    found: dict[Place, pa.Table] = {}
    for start, end in zip(starts.tolist(), ends.tolist(), strict=True):
        view, tree, node = (word[code[order[start]]] for word, code in zip(words, codes, strict=True))
        found[view, tree, node] = ordered.slice(start, end - start)
    return found


def _by_period(rows: pa.Table) -> Counts:
    counts: dict[str, dict[Split, int]] = {}
    for period, sex, age_band, category, count in zip(
        *(rows[name].to_pylist() for name in ("period", *_SPLIT, "count")), strict=True
    ):
        counts.setdefault(period, {})[Split(Sex(sex), age_band, category)] = count
    return counts


def unique_figures(frame: Frame, index: UniqueIndex) -> pa.Table:
    """The figures of different persons: what was counted for just these nodes and periods."""
    periods = [str(period) for period in frame.periods]
    found = [
        [
            index.of_node(frame.indicator.id, frame.view, frame.tree, one.node).get(period, {}).get(frame.split)
            for period in periods
        ]
        for one in frame.asked
    ]
    stood = frame.stood()
    for row, one in enumerate(frame.asked):
        for place, period in enumerate(frame.periods):
            if found[row][place] is None and stood[row, place]:
                asked = replace(one, period=period)
                found[row][place] = 0 if is_none_of_more(index, frame.stage, asked, frame.positions[place]) else None
    counts = np.array([[count or 0 for count in row] for row in found], np.int64).reshape(frame.shape)
    counted = np.array([[count is not None for count in row] for row in found], np.bool_).reshape(frame.shape)
    divided = frame.divided()
    there = counted & frame.covered & ~divided
    how = COUNTED
    return frame.table(
        ratios((counts * how.per).ravel(), np.full(counts.size, how.scale * how.whole_unit), there.ravel()),
        frame.qualities(
            lacking=np.zeros(frame.shape, np.bool_),
            nothing=~counted & ~stood,
            missing=divided | (~counted & stood),
        ),
        np.where(there, counts, 0),
        numerator=whole_numbers(counts, there),
    )
