"""A month of a feed: its rows numbered by codes, what DuckDB works out of them, and the answers to a scope's questions.

What is asked of one column of few values is worked out once for its values, and months have mostly the same ones.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import duckdb
import pyarrow as pa
import pyarrow.compute as pc

from tertial.compute import coded
from tertial.compute.coded import Classes, Coded, Codes, Groups, Keyed
from tertial.compute.counted_cells import Cells, addable, counted_cells, side_by_side
from tertial.compute.persons import COUNTED
from tertial.compute.plan import Added, Cuboid, Key, Raw, Scope, columns_of_key
from tertial.compute.questions import MONTH, UNIT, Question, questions
from tertial.compute.sources import EventSource
from tertial.compute.table_names import ROWS
from tertial.compute.term_sums import TermSums
from tertial.compute.written import WrittenSql
from tertial.domain.calendar import Month
from tertial.domain.expressions.tree import columns_of
from tertial.domain.feeds.stored import MARKS

Axes = tuple[tuple[tuple[str, ...], ...], ...]
"""For each cuboid the names of the keys that stand together, axis by axis."""


@dataclass(frozen=True, slots=True)
class WorkedOut:
    """Keys, or quantities, of rows that are made from the same columns."""

    columns: frozenset[str]
    itself: tuple[str, ...]
    """What the only column is called where it is a key itself."""
    names: tuple[str, ...]
    """What is worked out, in the order of the SQL."""
    sql: str


@dataclass(frozen=True, slots=True)
class PartitionPlan:
    """A scope over a feed with its SQL, made once and used for every month."""

    scope: Scope
    columns: tuple[str, ...]
    keys: tuple[tuple[WorkedOut, ...], ...]
    """Unit and keys of each cuboid: keys of one column together, all others by themselves."""
    sums: Mapping[str, WorkedOut]
    """The quantities that are added up, by name."""

    @classmethod
    def of(cls, scope: Scope, written: WrittenSql) -> PartitionPlan:
        """The plan of a scope over a feed as it is."""
        columns = {scope.place, MARKS}.union(*(cuboid.columns for cuboid in scope.cuboids))
        sums = {
            added.name: _worked_out(scope, columns_of(added.expression), (), (added,), written)
            for cuboid in scope.cuboids
            for added in cuboid.sums
        }
        keys = tuple(_keys(scope, cuboid, written) for cuboid in scope.cuboids)
        return cls(scope, tuple(sorted(columns)), keys, sums)


def _keys(scope: Scope, cuboid: Cuboid, written: WrittenSql) -> tuple[WorkedOut, ...]:
    groups: dict[tuple[frozenset[str], str], list[Key]] = {(frozenset({scope.place}), ""): []}
    for key in cuboid.keys:
        # What no column says is the same in all rows: any column that is read anyway will do.
        read = columns_of_key(key) or frozenset({MARKS})
        groups.setdefault((read, "" if len(read) == 1 else key.name), []).append(key)
    found: list[WorkedOut] = []
    for (read, _name), keys in groups.items():
        itself = [key.name for key in keys if isinstance(key, Raw)]
        if scope.place in read and len(read) == 1:
            itself.insert(0, UNIT)
        made = [key for key in keys if not isinstance(key, Raw)]
        found.append(_worked_out(scope, read, itself, made, written))
    return tuple(found)


def _worked_out(
    scope: Scope, columns: frozenset[str], itself: Sequence[str], made: Sequence[Key | Added], written: WrittenSql
) -> WorkedOut:
    sql = written.values(scope.fact, columns, made) if made else ""
    return WorkedOut(columns, tuple(itself), tuple(one.name for one in made), sql)


@dataclass(frozen=True, slots=True)
class PartitionQuestions:
    """What is asked of each month of a feed."""

    plan: PartitionPlan
    asked: tuple[tuple[TermSums, ...], ...]
    """For each cuboid its questions."""

    @classmethod
    def of(cls, scope: Scope, written: WrittenSql) -> PartitionQuestions:
        """The questions of a scope."""
        asked = (
            tuple(TermSums.of(one, scope, cuboid, written) for one in questions(cuboid)) for cuboid in scope.cuboids
        )
        return cls(PartitionPlan.of(scope, written), tuple(asked))

    @property
    def questions(self) -> tuple[Question, ...]:
        """The questions, in the order of the answers."""
        return tuple(sums.question for asked in self.asked for sums in asked)


def answers_of_months(
    connection: duckdb.DuckDBPyConnection,
    source: EventSource,
    asked: PartitionQuestions,
    months: Sequence[Month],
    known: Known,
) -> list[pa.Table]:
    """The answers to every question, in order, over the rows of these months; none where there are none.

    Rows are counted month by month, and what is asked is taken from the cells of all of them. Raises StoreError.
    """
    plan = asked.plan
    alike: dict[Axes, list[tuple[Month, list[Cells]]]] = {}
    for month in months:
        rows = CodedRows(connection, countable(source.read(plan.scope.fact.sources[0], month, plan.columns)), known)
        # A month may have been loaded without a row.
        if len(rows):
            cells = [_cells(rows, plan, cuboid) for cuboid in range(len(plan.keys))]
            # Keys of a column that has too many values in some month stand by themselves there.
            alike.setdefault(tuple(one.axes for one in cells), []).append((month, cells))
    answers = [_answers(connection, asked, found) for found in alike.values()]
    return [pa.concat_tables(tables) for tables in zip(*answers, strict=True)]


def _answers(
    connection: duckdb.DuckDBPyConnection, asked: PartitionQuestions, found: Sequence[tuple[Month, Sequence[Cells]]]
) -> list[pa.Table]:
    days = pa.array([month.first_day for month, _cells in found], pa.date32())
    answers: list[pa.Table] = []
    for cuboid, term_sums in enumerate(asked.asked):
        cells = side_by_side([cells[cuboid] for _month, cells in found], MONTH, days)
        answers += [sums.answer(connection, cells) for sums in term_sums]
    return answers


def _cells(rows: CodedRows, plan: PartitionPlan, cuboid: int) -> Cells:
    amounts = {added.name: rows.amounts(plan.sums[added.name]) for added in plan.scope.cuboids[cuboid].sums}
    return counted_cells(rows.keyed(plan.keys[cuboid]), amounts, len(rows))


def countable(table: pa.Table) -> pa.Table:
    """The rows that may be counted."""
    marks = table[MARKS]
    if not pc.max(marks).as_py():
        return table
    allowed = pc.is_in(pc.fill_null(marks, 0).cast(pa.int64()), value_set=pa.array(COUNTED, pa.int64()))
    return table.filter(allowed).combine_chunks()


Known = dict[tuple[WorkedOut, tuple[object, ...]], Classes]
"""What the values of a column came to: months have mostly the same values."""


class CodedRows:
    """The rows of a month with what has been coded of them, so that no column is coded twice."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, table: pa.Table, known: Known) -> None:
        self.table = table
        self._connection = connection
        self._known = known
        self._columns: dict[str, Coded | None] = {}

    def __len__(self) -> int:
        return int(self.table.num_rows)

    def array(self, name: str) -> pa.Array:
        """A column in one chunk."""
        column = self.table[name]
        return column.chunk(0) if column.num_chunks == 1 else column.combine_chunks()

    def raw(self, name: str) -> Coded:
        """A column by codes."""
        found = self._few(name)
        return coded.coded_values(self.array(name)) if found is None else found

    def _few(self, name: str) -> Coded | None:
        if name not in self._columns:
            self._columns[name] = coded.coded_column(self.array(name))
        return self._columns[name]

    def keyed(self, keys: Iterable[WorkedOut]) -> list[Keyed]:
        """What tells the rows apart by these keys."""
        return [found for worked_out in keys for found in self._keyed(worked_out)]

    def _keyed(self, keys: WorkedOut) -> Iterator[Keyed]:
        values = self._values(keys.columns)
        if values is not None:
            yield Keyed(values.codes, self._classes(keys, values.values))
            return
        for name in keys.itself:
            (column,) = keys.columns
            yield _alone(name, self.raw(column))
        for name, outcome in self._outcomes(keys, self.table.select(sorted(keys.columns))).items():
            yield _alone(name, coded.coded_values(outcome))

    def amounts(self, worked_out: WorkedOut) -> Codes:
        """The only quantity that is worked out, in each row; 0 where it is not known.

        Raises OverflowError where 64 bits may not hold its sum.
        """
        (name,) = worked_out.names
        values = self._values(worked_out.columns)
        if values is not None:
            amounts = addable(_known(self._classes(worked_out, values.values).of_values(name)), len(self))
            return amounts.take(values.codes, out=coded.room(len(self), amounts.dtype.type), mode="wrap")
        outcomes = self._outcomes(worked_out, self.table.select(sorted(worked_out.columns)))
        return addable(_known(outcomes[name]), len(self))

    def _values(self, columns: frozenset[str]) -> Coded | None:
        """The values of the only column, where they are few."""
        return self._few(next(iter(columns))) if len(columns) == 1 else None

    def _classes(self, keys: WorkedOut, values: pa.Array) -> Classes:
        asked = (keys, tuple(values.to_pylist()))
        if asked not in self._known:
            (column,) = keys.columns
            outcomes = self._outcomes(keys, pa.table({column: values}))
            self._known[asked] = Classes.of(pa.table(dict.fromkeys(keys.itself, values) | outcomes))
        return self._known[asked]

    def _outcomes(self, worked_out: WorkedOut, table: pa.Table) -> dict[str, pa.Array]:
        if not worked_out.names:
            return {}
        self._connection.register(ROWS, _wide_numbers(table))
        found = self._connection.sql(worked_out.sql).to_arrow_table().combine_chunks()
        self._connection.unregister(ROWS)
        return {name: found[name].combine_chunks() for name in worked_out.names}


def _wide_numbers(table: pa.Table) -> pa.Table:
    """The table with whole numbers of 64 bits, as the logical plan takes them to be."""
    for place, field in enumerate(table.schema):
        if pa.types.is_integer(field.type) and field.type != pa.int64():
            table = table.set_column(place, field.name, table.column(place).cast(pa.int64()))
    return table


def _alone(name: str, values: Coded) -> Keyed:
    return Keyed(values.codes, Classes(None, pa.table({name: values.values})))


def _known(amounts: pa.Array) -> Codes:
    numbers: Codes = pc.fill_null(amounts.cast(pa.int64()), 0).to_numpy(zero_copy_only=False)
    return numbers


def grouped_rows(rows: CodedRows, plan: PartitionPlan, cuboid: Cuboid) -> Groups:
    """The rows grouped by unit and the keys of a cuboid."""
    return coded.grouped(rows.keyed(plan.keys[plan.scope.cuboids.index(cuboid)]), len(rows))
