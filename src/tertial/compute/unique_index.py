"""Counts of different persons, found by indicator: what was counted anew for a node and a period, and nothing else."""

from __future__ import annotations

from collections.abc import Mapping

import pyarrow as pa
import pyarrow.compute as pc

from tertial.domain.calendar import Period
from tertial.domain.cells import View
from tertial.domain.results import Sex, Split

_SPLIT = ("sex", "age_band", "category")

Counts = Mapping[str, Mapping[Split, int]]
"""For each period, as it is written, the counts of the splits."""


class UniqueIndex:
    """A table of unique cells, found by indicator, view, tree, node, period and split."""

    def __init__(self, unique: pa.Table) -> None:
        self._unique = unique
        self._of_indicator: dict[str, pa.Table] = {}
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
                self._of_indicator[indicator] = self._unique.filter(pc.equal(self._unique["indicator"], indicator))
            rows = self._of_indicator[indicator]
            wanted = pc.and_(pc.equal(rows["view"], view.value), pc.equal(rows["tree"], tree))
            found = rows.filter(pc.and_(wanted, pc.equal(rows["node"], node)))
            counts: dict[str, dict[Split, int]] = {}
            keys = zip(*(found[name].to_pylist() for name in ("period", *_SPLIT, "count")), strict=True)
            for period, sex, age_band, category, count in keys:
                counts.setdefault(period, {})[Split(Sex(sex), age_band, category)] = count
            self._of_node[place] = counts
        return self._of_node[place]
