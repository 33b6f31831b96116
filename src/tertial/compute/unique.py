"""How many different persons there are at each node in each period: never a sum, so each is counted by itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product

import numpy as np
import pyarrow as pa

from tertial.compute.entries import MonthEntries, Numbers, sorted_once
from tertial.compute.nodes import Nodes
from tertial.domain.calendar import Month, Period
from tertial.domain.cells import View
from tertial.domain.results import Sex
from tertial.store.snapshots.schema import UNIQUE

Figure = tuple[str, str, str, str]
"""A node, a sex, an age band and a category."""

Whole = tuple[bool, bool, bool]
"""Whether sexes, age bands and categories are taken together."""

NOWHERE = -1


def unique_cells(indicator: str, entries: Iterable[MonthEntries], nodes: Nodes, periods: Sequence[Period]) -> pa.Table:
    """The counts of different tokens for everybody and for every part that has rows, as the store keeps them."""
    by_month = {one.month: one for one in entries}
    most = max((int(one.tokens.max(initial=0)) for one in by_month.values()), default=0) + 1
    ways = [
        _Way(view, tree, whole, nodes) for (view, tree), whole in product(nodes.ways, _wholes(list(by_month.values())))
    ]
    pieces = [
        piece
        for period in periods
        for way in ways
        for piece in way.counted(period, [by_month[month] for month in period.months if month in by_month], most)
    ]
    if not pieces:
        return UNIQUE.empty_table()
    table = pa.concat_tables(pieces).unify_dictionaries()
    return table.append_column("indicator", _repeated(indicator, len(table))).select(UNIQUE.names).cast(UNIQUE)


def _wholes(months: Sequence[MonthEntries]) -> list[Whole]:
    """Every way to take what is told apart together or by itself."""
    places = [place for one in months for place in one.places]
    told = (
        any(place[1] is not Sex.ALL for place in places),
        any(place[2] for place in places),
        any(place[3] for place in places),
    )
    sexes, bands, categories = ((True, False) if one else (True,) for one in told)
    return list(product(sexes, bands, categories))


@dataclass(slots=True)
class _Way:
    """One view and tree, with what is told apart: figures have numbers, the same in every period."""

    view: View
    tree: str
    whole: Whole
    nodes: Nodes
    figures: dict[Figure, int] = field(default_factory=dict)
    _levels: dict[Month, Numbers] = field(default_factory=dict)

    def counted(self, period: Period, months: Sequence[MonthEntries], most: int) -> Iterator[pa.Table]:
        """The counts of a period, one table or none."""
        found = [keys for one in months for keys in self._keys(one, most)]
        if not found:
            return
        counts = np.bincount(sorted_once(np.concatenate(found)) // most, minlength=len(self.figures))
        there = np.flatnonzero(counts)
        if not len(there):
            return
        yield self._table(period, there, counts[there])

    def _keys(self, entries: MonthEntries, most: int) -> Iterator[Numbers]:
        """A number for each figure and token, once for each node that a unit counts at."""
        if entries.month not in self._levels:
            self._levels[entries.month] = self._numbered(entries)
        for level in self._levels[entries.month]:
            figure = level[entries.at]
            there = figure != NOWHERE
            yield figure[there] * most + entries.tokens[there]

    def _numbered(self, entries: MonthEntries) -> Numbers:
        """For each place of the month the numbers of its figures, a row for each node that it counts at."""
        found = []
        for unit, sex, age_band, category in entries.places:
            part = (
                Sex.ALL.value if self.whole[0] else sex.value,
                "" if self.whole[1] else age_band,
                "" if self.whole[2] else category,
            )
            at = self.nodes.at(self.view, self.tree, unit, entries.month)
            found.append([self.figures.setdefault((node, *part), len(self.figures)) for node in at])
        deepest = max(map(len, found), default=0)
        padded = [one + [NOWHERE] * (deepest - len(one)) for one in found]
        return np.array(padded, np.int64).reshape(len(found), deepest).T

    def _table(self, period: Period, there: Numbers, counts: Numbers) -> pa.Table:
        figures = list(self.figures)
        columns: Mapping[str, list[str]] = {
            name: [figures[place][position] for place in there.tolist()]
            for position, name in enumerate(("node", "sex", "age_band", "category"))
        }
        written = {"view": self.view.value, "tree": self.tree, "period": str(period)}
        return pa.table(
            {name: pa.array(values).dictionary_encode() for name, values in columns.items()}
            | {name: _repeated(text, len(there)) for name, text in written.items()}
            | {"count": pa.array(counts, pa.int64())}
        )


def _repeated(text: str, count: int) -> pa.Array:
    return pa.DictionaryArray.from_arrays(pa.array(np.zeros(count, np.int32)), pa.array([text]))
