"""Answers over one month of a feed: its rows are grouped by codes, and DuckDB takes the terms from the groups."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial

import duckdb
import ibis
import ibis.expr.types as ir
import pyarrow as pa
import pyarrow.compute as pc

from tertial.compute import coded
from tertial.compute.coded import Coded, Groups
from tertial.compute.logical import CELLS, COUNT, UNIT, Question, answer, cuboid_table, key_value, quantity, questions
from tertial.compute.persons import COUNTED
from tertial.compute.plan import Added, Cuboid, Key, Raw, Scope, columns_of_key
from tertial.compute.sources import EventSource
from tertial.compute.sql import duckdb_sql, feed_table
from tertial.domain.calendar import Month
from tertial.domain.expressions.tree import columns_of
from tertial.domain.feeds.stored import MARKS

ROWS, OUTCOME = "rows_of_month", "outcome"


@dataclass(frozen=True, slots=True)
class PartitionPlan:
    """A scope over a feed with its SQL, made once and used for every month."""

    scope: Scope
    columns: tuple[str, ...]
    worked_out: Mapping[Key | Added, str]
    """What is worked out of the columns by DuckDB: over rows of a month, or over the values of a column."""
    asked: tuple[tuple[tuple[Question, str], ...], ...]
    """For each cuboid its questions with their SQL."""

    @classmethod
    def of(cls, scope: Scope) -> PartitionPlan:
        """The plan of a scope over a feed as it is."""
        worked_out: dict[Key | Added, str] = {}
        columns = {scope.place, MARKS}
        for cuboid in scope.cuboids:
            columns |= cuboid.columns
            for key in cuboid.keys:
                if not isinstance(key, Raw):
                    rows = _rows_of(scope, columns_of_key(key))
                    worked_out[key] = duckdb_sql(rows.select(key_value(key, scope.fact, rows).name(OUTCOME)))
            for added in cuboid.sums:
                rows = _rows_of(scope, columns_of(added.expression))
                worked_out[added] = duckdb_sql(rows.select(quantity(added.expression, scope.fact, rows).name(OUTCOME)))
        return cls(scope, tuple(sorted(columns)), worked_out, tuple(_asked(scope, cuboid) for cuboid in scope.cuboids))


def _rows_of(scope: Scope, columns: frozenset[str]) -> ir.Table:
    kinds = feed_table(scope.fact.sources[0]).schema()
    return ibis.table({name: kinds[name] for name in sorted(columns)}, name=ROWS)


def _asked(scope: Scope, cuboid: Cuboid) -> tuple[tuple[Question, str], ...]:
    cells = cuboid_table(scope, cuboid, CELLS, months=False)
    return tuple((question, duckdb_sql(answer(question, cells, months=False))) for question in questions(cuboid))


def month_answers(
    connection: duckdb.DuckDBPyConnection, source: EventSource, plan: PartitionPlan, month: Month, known: Known
) -> list[pa.Table]:
    """The answers to every question of the plan, in order, over a month's rows. Raises StoreError."""
    rows = CodedRows(connection, countable(source.read(plan.scope.fact.sources[0], month, plan.columns)), known)
    answers: list[pa.Table] = []
    for cuboid, asked in zip(plan.scope.cuboids, plan.asked, strict=True):
        connection.register(CELLS, _cuboid(rows, plan, cuboid))
        answers += [connection.sql(sql).to_arrow_table() for _question, sql in asked]
        connection.unregister(CELLS)
    return answers


def countable(table: pa.Table) -> pa.Table:
    """The rows that may be counted."""
    marks = table[MARKS]
    if not pc.max(marks).as_py():
        return table
    allowed = pc.is_in(pc.fill_null(marks, 0).cast(pa.int64()), value_set=pa.array(COUNTED, pa.int64()))
    return table.filter(allowed).combine_chunks()


Known = dict[tuple[str, tuple[object, ...]], pa.Array]
"""What expressions came to over the values of a column: months have mostly the same values."""


class CodedRows:
    """The rows of a month with what has been coded of them, so that no column is coded twice."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, table: pa.Table, known: Known) -> None:
        self.table = table
        self._connection = connection
        self._known = known
        self._columns: dict[str, Coded | None] = {}
        self._worked: dict[str, Coded] = {}

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

    def worked_out(self, sql: str, columns: frozenset[str]) -> Coded:
        """What an expression comes to in each row, by codes."""
        if sql not in self._worked:
            self._worked[sql] = self._work_out(sql, columns)
        return self._worked[sql]

    def _work_out(self, sql: str, columns: frozenset[str]) -> Coded:
        if len(columns) == 1:
            (name,) = columns
            few = self._few(name)
            if few is not None:
                return coded.through(few, lambda values: self._outcome_of_values(sql, name, values))
        return coded.coded_values(self.outcome(sql, columns))

    def _outcome_of_values(self, sql: str, name: str, values: pa.Array) -> pa.Array:
        asked = (sql, tuple(values.to_pylist()))
        if asked not in self._known:
            self._known[asked] = self._outcome(sql, pa.table({name: values}))
        return self._known[asked]

    def outcome(self, sql: str, columns: frozenset[str]) -> pa.Array:
        """What an expression comes to in each row."""
        return self._outcome(sql, self.table.select(sorted(columns)) if columns else self.table)

    def _outcome(self, sql: str, table: pa.Table) -> pa.Array:
        self._connection.register(ROWS, table)
        found = self._connection.sql(sql).to_arrow_table()[OUTCOME].combine_chunks()
        self._connection.unregister(ROWS)
        return found.chunk(0) if isinstance(found, pa.ChunkedArray) else found


def coded_key(rows: CodedRows, worked_out: Mapping[Key | Added, str], key: Key) -> Coded:
    """A key of every row, by codes."""
    if isinstance(key, Raw):
        return rows.raw(key.name)
    return rows.worked_out(worked_out[key], columns_of_key(key))


def grouped_rows(rows: CodedRows, plan: PartitionPlan, cuboid: Cuboid) -> Groups:
    """The rows grouped by unit and the keys of a cuboid."""
    of = partial(coded_key, rows, plan.worked_out)
    keys = {UNIT: rows.raw(plan.scope.place)} | {key.name: of(key) for key in cuboid.keys}
    return coded.grouped(keys, len(rows))


def _cuboid(rows: CodedRows, plan: PartitionPlan, cuboid: Cuboid) -> pa.Table:
    groups = grouped_rows(rows, plan, cuboid)
    columns = dict(groups.keys) | {COUNT: pa.array(coded.counts(groups))}
    for added in cuboid.sums:
        amounts = rows.outcome(plan.worked_out[added], columns_of(added.expression))
        columns[added.name] = coded.sums(groups, amounts)
    return pa.table(columns)
