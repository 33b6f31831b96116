"""Takes what terms ask for from counted cells: DuckDB says which combinations of keys meet a condition, numpy adds up.

What a condition reads has few values, and partitions have mostly the same ones: it is asked once, not once a partition.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import duckdb
import numpy as np
import numpy.typing as npt
import pyarrow as pa

from tertial.compute.coded import Codes, room
from tertial.compute.counted_cells import Cells, Combinations, added
from tertial.compute.drafts import Drafts, most_cells
from tertial.compute.plan import Cuboid, Scope, weight_of
from tertial.compute.questions import CALLED, MONTH, UNIT, Asked, Question
from tertial.compute.table_names import CELLS
from tertial.compute.written import WrittenSql
from tertial.domain.cells import NO_UNIT
from tertial.domain.expressions.tree import columns_of

FEW = 128
"""Combinations of keys up to this are asked of together, whether or not each condition reads all of the keys."""
MOST_PAIRS = 1 << 22
"""Pairs of a part and a combination up to this are held whether or not a cell has them."""
AT_ONCE = 1 << 12
"""Combinations whose conditions are held as floating-point numbers at a time."""

Met = npt.NDArray[np.bool_]
"""Whether a combination of keys, by row, meets a condition, by column."""


@dataclass(frozen=True, slots=True)
class Alike:
    """What is asked under conditions that read keys with few combinations."""

    places: tuple[int, ...]
    """Where it stands in the question."""
    names: Mapping[str, str | None]
    """The keys that the conditions read, which go by no other name where they are unknown."""
    sql: str
    """What tells whether they are met; empty where there is no condition."""
    _known: dict[object, Met] = field(default_factory=dict, compare=False)

    def met(self, connection: duckdb.DuckDBPyConnection, combinations: Combinations) -> Met:
        """Which combinations meet the conditions."""
        found = self._known.get(combinations.known_as)
        if found is None:
            found = self._met(connection, combinations)
            if combinations.known_as is not None:
                self._known[combinations.known_as] = found
        return found

    def _met(self, connection: duckdb.DuckDBPyConnection, combinations: Combinations) -> Met:
        met = np.ones((combinations.count, len(self.places)), bool)
        if self.sql:
            connection.register(CELLS, pa.table(dict(combinations.keys)))
            answers = connection.sql(self.sql).fetchnumpy()
            connection.unregister(CELLS)
            for number, place in enumerate(self.places):
                if (name := _met_by(place)) in answers:
                    met[:, number] = np.ma.filled(answers[name], False)
        return met


def _met_by(place: int) -> str:
    """What the column is called that says whether the condition in a place is met; without one there is none."""
    return f"met_{place}"


@dataclass(frozen=True, slots=True)
class TermSums:
    """How the answer to a question is taken from the cells of its cuboid."""

    question: Question
    splits: Mapping[str, str | None]
    """The keys that tell the answer's rows apart."""
    alike: tuple[Alike, ...]

    @classmethod
    def of(cls, question: Question, scope: Scope, cuboid: Cuboid, written: WrittenSql) -> TermSums:
        """One question of a cuboid."""
        numbers = {key.name: number for number, key in enumerate(cuboid.keys)}
        weights = [weight_of(scope.fact, "", key) for key in cuboid.keys]
        read = [frozenset() if asked.where is None else columns_of(asked.where) for asked in question.asked]
        size = {names: most_cells(weights[numbers[name]] for name in names) for names in read}
        drafts = Drafts(weights, cells=FEW, keys=len(weights))
        together = {
            names: drafts.put(map(numbers.__getitem__, names)) for names in sorted(size, key=lambda names: -size[names])
        }
        groups: dict[int, list[int]] = {}
        for place in sorted(range(len(read)), key=lambda place: -size[read[place]]):
            groups.setdefault(together[read[place]], []).append(place)
        alike = tuple(_alike(question.asked, places, scope, cuboid, written) for places in groups.values())
        return cls(question, _splits(question), alike)

    def answer(self, connection: duckdb.DuckDBPyConnection, cells: Cells) -> pa.Table:
        """A row for each unit, month and part that has cells; columns of rows and of amounts for all that is asked."""
        parts = cells.told_apart(self.splits).there()
        columns = {name: parts.keys[name] for name in (UNIT, MONTH)} | {
            name: parts.keys[key] for name, key in self.question.keys.items()
        }
        for alike in self.alike:
            combinations = cells.told_apart(alike.names).possible()
            met = alike.met(connection, combinations)
            adding: dict[str, list[int]] = {}
            for number, place in enumerate(alike.places):
                adding.setdefault(self.question.asked[place].add, []).append(number)
            for number, rows in enumerate(_sums(cells.counts, parts, combinations, met)):
                columns[self.question.rows(alike.places[number])] = pa.array(rows)
            for name, numbers in adding.items():
                if name:
                    for number, amounts in zip(
                        numbers, _sums(cells.sums[name], parts, combinations, met[:, numbers]), strict=True
                    ):
                        columns[self.question.amount(alike.places[number])] = pa.array(amounts)
        return pa.table(columns)


def _alike(asked: Sequence[Asked], places: Sequence[int], scope: Scope, cuboid: Cuboid, written: WrittenSql) -> Alike:
    conditions = {place: where for place in places if (where := asked[place].where) is not None}
    names = sorted(frozenset[str]().union(*map(columns_of, conditions.values())))
    wanted = {_met_by(place): where for place, where in conditions.items()}
    sql = written.conditions(scope, cuboid, wanted) if wanted else ""
    return Alike(tuple(places), dict.fromkeys(names), sql)


def _splits(question: Question) -> Mapping[str, str | None]:
    return {UNIT: NO_UNIT, MONTH: None} | {key: CALLED.get(name) for name, key in question.keys.items()}


def _sums(weights: Codes, parts: Combinations, combinations: Combinations, met: Met) -> Codes:
    """For each condition, by row, what the cells that meet it come to in each part, by column."""
    pairs = parts.count * combinations.count
    if pairs > MOST_PAIRS:
        wanted = (met[combinations.at, number] for number in range(met.shape[1]))
        found = [added(parts.at[these], weights[these], parts.count) for these in wanted]
        return np.array(found).astype(np.int64)
    pair = room(len(parts.at), np.int64)
    np.multiply(parts.at, combinations.count, out=pair)
    np.add(pair, combinations.at, out=pair)
    by_pair = added(pair, weights, pairs).reshape(parts.count, combinations.count)
    total: Codes = np.zeros((met.shape[1], parts.count), weights.dtype)
    for first in range(0, combinations.count, AT_ONCE):
        some = slice(first, first + AT_ONCE)
        total += met[some].T.astype(weights.dtype) @ by_pair[:, some].T
    return total.astype(np.int64)
