"""How many different persons there are at each node in each period: never a sum, so each is counted by itself."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import product

import numpy as np
import pyarrow as pa

from tertial.compute.entries import MonthEntries, Numbers, different_pairs
from tertial.compute.nodes import Nodes
from tertial.domain.calendar import Period
from tertial.domain.cells import View
from tertial.store.snapshots.schema import UNIQUE

Figure = tuple[str, str, str, str]
"""A node, a sex, an age band and a category."""

Together = tuple[bool, bool, bool]
"""Whether sexes, age bands and categories are taken together."""

NOWHERE = -1
_PARTS = ("sex", "age_band", "category")
_TOGETHER = ("all", "", "")


@dataclass(frozen=True, slots=True)
class Counting:
    """What is counted of an indicator: for everybody and for every part of the people that is told apart."""

    indicator: str
    told: Collection[str]
    """Of `sex`, `age_band` and `category` those that tell the people apart."""
    nodes: Nodes

    def counted(self, period: Period, months: Sequence[MonthEntries]) -> pa.Table:
        """The counts of a period from the entries of its months, as the store keeps them.

        Of several months the tokens are numbered in common.
        """
        alike: dict[tuple[object, ...], Numbers] = {}
        pieces: list[pa.Table] = []
        for view, tree in self.nodes.ways:
            for together in self._ways_to_tell():
                numbered = _Numbered(view, tree, together, self.nodes)
                levels = [numbered.levels(one) for one in months]
                key = (tuple(numbered.figures), *(level.tobytes() for level in levels))
                # Nodes are mostly the same as they were and as they are.
                if key not in alike:
                    alike[key] = _counts(months, levels, len(numbered.figures))
                pieces += self._table(view, tree, period, list(numbered.figures), alike[key])
        return pa.concat_tables(pieces) if pieces else UNIQUE.empty_table()

    def _ways_to_tell(self) -> Iterator[Together]:
        sexes, bands, categories = ((True, False) if part in self.told else (True,) for part in _PARTS)
        return product(sexes, bands, categories)

    def _table(
        self, view: View, tree: str, period: Period, figures: Sequence[Figure], counts: Numbers
    ) -> Iterator[pa.Table]:
        there = np.flatnonzero(counts)
        if not len(there):
            return
        columns = {
            name: pa.array([figures[place][position] for place in there.tolist()]).dictionary_encode()
            for position, name in enumerate(("node", *_PARTS))
        }
        written = {"indicator": self.indicator, "view": view.value, "tree": tree, "period": str(period)}
        repeated = {name: _repeated(text, len(there)) for name, text in written.items()}
        table = pa.table(columns | repeated | {"count": pa.array(counts[there], pa.int64())})
        yield table.select(UNIQUE.names).cast(UNIQUE)


@dataclass(slots=True)
class _Numbered:
    """The figures of one view and tree, with what is told apart, by number."""

    view: View
    tree: str
    together: Together
    nodes: Nodes
    figures: dict[Figure, int] = field(default_factory=dict)

    def levels(self, entries: MonthEntries) -> Numbers:
        """For each place of the month the numbers of its figures, a row for each node that it counts at."""
        found = []
        for unit, *parts in entries.places:
            sex, age_band, category = (
                whole if together else str(part)
                for whole, together, part in zip(_TOGETHER, self.together, parts, strict=True)
            )
            at = self.nodes.at(self.view, self.tree, unit, entries.month)
            found.append([self.figures.setdefault((node, sex, age_band, category), len(self.figures)) for node in at])
        deepest = max(map(len, found), default=0)
        padded = [one + [NOWHERE] * (deepest - len(one)) for one in found]
        return np.array(padded, np.int32).reshape(len(found), deepest).T


def _counts(months: Sequence[MonthEntries], levels: Sequence[Numbers], figures: int) -> Numbers:
    """How many different tokens each figure has."""
    of_figures = [level[level != NOWHERE] for level in levels]
    if len(months) == 1 and len(np.unique(of_figures[0])) == len(of_figures[0]):
        # No figure has two places, at each of which a token stands once.
        rows = np.bincount(months[0].at, minlength=len(months[0].places))
        counts = np.zeros(figures, np.int64)
        for level in levels[0]:
            counts[level[level != NOWHERE]] = rows[level != NOWHERE]
        return counts
    who: list[Numbers] = []
    found: list[Numbers] = []
    for one, of_month in zip(months, levels, strict=True):
        for level in of_month:
            figure = level.take(one.at)
            if (level == NOWHERE).any():
                there = figure != NOWHERE
                who.append(one.who.compress(there))
                found.append(figure.compress(there))
            else:
                who.append(one.who)
                found.append(figure)
    if not found:
        return np.zeros(figures, np.int64)
    _who, at = different_pairs(np.concatenate(who), np.concatenate(found), figures)
    return np.bincount(at, minlength=figures)


def _repeated(text: str, count: int) -> pa.Array:
    return pa.DictionaryArray.from_arrays(pa.array(np.zeros(count, np.int32)), pa.array([text]))
