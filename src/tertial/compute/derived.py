"""Answers over a derived fact: DuckDB makes its rows from whole feeds and groups them, some months at a time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property, reduce
from math import ceil, floor
from operator import or_

import duckdb
import ibis
import ibis.expr.types as ir
import pyarrow as pa

from tertial.compute.facts.windows import MONTH_NUMBER, month_number
from tertial.compute.filters import conjuncts
from tertial.compute.ibis_expressions import ibis_value
from tertial.compute.logical import (
    CELLS,
    MONTH,
    Question,
    answer,
    cuboid_rows,
    cuboid_table,
    fact_rows,
    fact_sources,
    in_asked_months,
    maker,
    questions,
)
from tertial.compute.melting import Answered
from tertial.compute.plan import Cuboid, Scope
from tertial.compute.sources import EventSource
from tertial.compute.sql import MONTHS, duckdb_sql, months_table
from tertial.domain.calendar import Month
from tertial.domain.expressions.tree import Column, Compare, Comparison, Expression, Number
from tertial.domain.facts.contract import EVER, Fact

MADE = "rows_of_fact"
"""What rows of a fact that lie ready are called."""
GATHERED = "gathered_events"
"""What is kept of events, from some asked months to the next, is called."""
MOST_CONDITIONS = 8
"""Different conditions of which rows are asked whether they meet any; more of them cost more than the rows left out."""


def closure(fact: Fact, first: Month, last: Month, loaded: Sequence[Month]) -> list[Month]:
    """The loaded months of a source that rows of these months depend on."""
    begin = None if fact.look_back == EVER else first.plus(-fact.look_back)
    end = last.plus(fact.look_ahead)
    return [month for month in loaded if (begin is None or begin <= month) and month <= end]


def gathers(fact: Fact) -> bool:
    """Whether what is kept of the events for some months serves the months that follow."""
    return hasattr(maker(fact), "gathered")


class DerivedRows:
    """Makes the rows of a scope's derived fact on a connection, some months at a time, and answers its questions.

    A fact whose module has `gathered` is made from what that keeps of the events. Those of a month are read once, and
    kept for as long as a window of the months that follow reaches back to them: so no more is held than the events of
    the months made together and of one window.
    """

    def __init__(self, connection: duckdb.DuckDBPyConnection, source: EventSource, scope: Scope) -> None:
        self._connection = connection
        self._source = source
        self._scope = scope
        self._gathered: list[Month] = []

    def answers(self, months: Sequence[Month]) -> Iterator[Answered]:
        """The answers to every question over the rows of these months, which follow each other. Raises StoreError."""
        fact = self._scope.fact
        # What is made for one month is read once anyhow.
        if not gathers(fact) or len(months) == 1:
            with offering(self._connection, self._source, fact, months):
                yield from self._answers(self._from_feeds)
            return
        self._gather(months)
        with asking(self._connection, months):
            yield from self._answers(self._from_kept)

    @cached_property
    def _from_feeds(self) -> _Statements:
        fact = self._scope.fact
        return _Statements.of(self._scope, fact_rows(fact, self._scope.events, needed_columns(self._scope)))

    @cached_property
    def _from_kept(self) -> _Statements:
        kept = ibis.table(self._keeping.schema(), name=GATHERED)
        made_by = maker(self._scope.fact)
        return _Statements.of(self._scope, made_by.rows_of(kept, months_table(), fewest(self._scope)))

    @cached_property
    def _keeping(self) -> ir.Table:
        fact = self._scope.fact
        kept: ir.Table = maker(fact).gathered(fact_sources(fact, self._scope.events))
        return kept

    def _gather(self, months: Sequence[Month]) -> None:
        """Keep what these months need of the events; what lies ready since the months before is not read again."""
        fact, new = self._scope.fact, self._keeping
        (feed,) = fact.sources
        needed = closure(fact, months[0], months[-1], self._source.months(feed))
        self._source.offer(self._connection, feed, [month for month in needed if month not in self._gathered])
        if self._gathered:
            kept = ibis.table(new.schema(), name=GATHERED)
            first = month_number(ibis.literal(months[0].first_day)) - fact.look_back
            new = kept.filter(kept[MONTH_NUMBER] >= first).union(new)
        self._connection.execute(f"CREATE OR REPLACE TEMP TABLE {GATHERED} AS {duckdb_sql(new)}")
        self._gathered = needed

    def _answers(self, statements: _Statements) -> Iterator[Answered]:
        if statements.made:
            self._connection.execute(f"CREATE OR REPLACE TEMP TABLE {MADE} AS {statements.made}")
        for cells, asked in statements.cuboids:
            self._connection.execute(f"CREATE OR REPLACE TEMP TABLE {CELLS} AS {cells}")
            for question, sql in asked:
                yield Answered(question, self._connection.sql(sql).to_arrow_table())
        self._connection.execute(f"DROP TABLE IF EXISTS {MADE}")


@dataclass(frozen=True, slots=True)
class _Statements:
    """The SQL that answers a scope, whatever the months: the rows, where several cuboids are made from them, and
    each cuboid with its questions.
    """

    made: str
    cuboids: tuple[tuple[str, tuple[tuple[Question, str], ...]], ...]

    @classmethod
    def of(cls, scope: Scope, made: ir.Table) -> _Statements:
        rows = wanted_rows(in_asked_months(made, scope.fact), scope)
        sql = ""
        if len(scope.cuboids) > 1:
            needed = rows.select(MONTH, *needed_columns(scope))
            sql = duckdb_sql(needed)
            rows = ibis.table(needed.schema(), name=MADE)
        return cls(sql, tuple(_of_cuboid(scope, cuboid, rows) for cuboid in scope.cuboids))


def _of_cuboid(scope: Scope, cuboid: Cuboid, rows: ir.Table) -> tuple[str, tuple[tuple[Question, str], ...]]:
    cells = cuboid_table(scope, cuboid, CELLS, months=True)
    asked = [(question, duckdb_sql(answer(question, cells, months=True))) for question in questions(cuboid)]
    return duckdb_sql(cuboid_rows(rows, scope, cuboid, months=True)), tuple(asked)


def needed_columns(scope: Scope) -> list[str]:
    """The columns of the fact that answers are made from."""
    return sorted({scope.place}.union(*(cuboid.columns for cuboid in scope.cuboids)))


def wanted_rows(rows: ir.Table, scope: Scope) -> ir.Table:
    """The rows that any term of a scope asks for, and maybe more."""
    conditions = dict.fromkeys(term.term.rows.where for cuboid in scope.cuboids for term in cuboid.terms)
    asked = [condition for condition in conditions if condition is not None]
    if len(asked) < len(conditions) or len(asked) > MOST_CONDITIONS:
        return rows
    return rows.filter(reduce(or_, [ibis_value(condition, rows) for condition in asked]))


def fewest(scope: Scope) -> int:
    """The least number of contacts that a term asks for; none takes a row with fewer."""
    return min(_least(term.term.rows.where) for cuboid in scope.cuboids for term in cuboid.terms)


def _least(condition: Expression | None) -> int:
    """What `contacts` is at least where the condition holds, as far as one of its parts says so by itself."""
    found = [1]
    for part in conjuncts(condition):
        match part:
            case Compare(how=Comparison.AT_LEAST, left=Column(name="contacts"), right=Number(value=value)):
                found.append(ceil(value))
            case Compare(how=Comparison.MORE, left=Column(name="contacts"), right=Number(value=value)):
                found.append(floor(value) + 1)
            case _:
                pass
    return max(found)


@contextmanager
def offering(
    connection: duckdb.DuckDBPyConnection, source: EventSource, fact: Fact, months: Sequence[Month]
) -> Iterator[None]:
    """Let the connection find what rows of these months are made from, inside the block. Raises StoreError."""
    for feed in fact.sources:
        source.offer(connection, feed, closure(fact, months[0], months[-1], source.months(feed)))
    with asking(connection, months):
        yield


@contextmanager
def asking(connection: duckdb.DuckDBPyConnection, months: Sequence[Month]) -> Iterator[None]:
    """Let the connection find the months that are asked for, inside the block."""
    connection.register(MONTHS, asked_months(months))
    try:
        yield
    finally:
        connection.unregister(MONTHS)


def asked_months(months: Sequence[Month]) -> pa.Table:
    """The months as the logical plan knows them."""
    return pa.table(
        {
            "month": pa.array([month.first_day for month in months], pa.date32()),
            "last_day": pa.array([month.last_day for month in months], pa.date32()),
        }
    )
