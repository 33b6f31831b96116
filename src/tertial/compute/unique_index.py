"""Counts of different persons, found by indicator: what was counted anew for a node and a period, and nothing else."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from tertial.domain.calendar import Period
from tertial.domain.cells import View
from tertial.domain.results import Sex, Split

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
        return self._counts(indicator, view, tree, node).get(str(period), {}).get(split)

    def splits(self, indicator: str, node: str, period: Period, *, view: View, tree: str) -> set[Split]:
        """The splits that were counted."""
        return set(self._counts(indicator, view, tree, node).get(str(period), ()))

    def _counts(self, indicator: str, view: View, tree: str, node: str) -> Counts:
        place = (indicator, view, tree, node)
        if place not in self._of_node:
            if indicator not in self._of_indicator:
                rows = self._unique.filter(pc.equal(self._unique["indicator"], indicator))
                self._of_indicator[indicator] = _by_place(rows)
            found = self._of_indicator[indicator].get((view.value, tree, node))
            self._of_node[place] = {} if found is None else _by_period(found)
        return self._of_node[place]


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
