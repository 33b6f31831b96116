"""Counts of different persons, found by indicator: what was counted anew for a node and a period, and nothing else."""

from __future__ import annotations

import pyarrow as pa
import pyarrow.compute as pc

from tertial.domain.calendar import Period
from tertial.domain.cells import View
from tertial.domain.results import Sex, Split

_KEY = ("view", "tree", "node", "period", "sex", "age_band", "category")


class UniqueIndex:
    """A table of unique cells, found by indicator, view, tree, node, period and split."""

    def __init__(self, unique: pa.Table) -> None:
        self._unique = unique
        self._by_indicator: dict[str, dict[tuple[str, ...], int]] = {}

    def count(self, indicator: str, node: str, period: Period, split: Split, *, view: View, tree: str) -> int | None:
        """How many different ones there were; None where that was not counted."""
        key = (view.value, tree, node, str(period), split.sex.value, split.age_band, split.category)
        return self._of(indicator).get(key)

    def splits(self, indicator: str, node: str, period: Period, *, view: View, tree: str) -> set[Split]:
        """The splits that were counted."""
        place = (view.value, tree, node, str(period))
        return {Split(Sex(key[4]), key[5], key[6]) for key in self._of(indicator) if key[:4] == place}

    def _of(self, indicator: str) -> dict[tuple[str, ...], int]:
        if indicator not in self._by_indicator:
            rows = self._unique.filter(pc.equal(self._unique.column("indicator"), indicator))
            keys = zip(*(rows.column(name).to_pylist() for name in _KEY), strict=True)
            self._by_indicator[indicator] = dict(zip(keys, rows.column("count").to_pylist(), strict=True))
        return self._by_indicator[indicator]
