"""Answers over a derived fact: DuckDB makes its rows from whole feeds and groups them, some months at a time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cached_property
from math import ceil, floor

import duckdb
import pyarrow as pa

from tertial.compute.filters import conjuncts
from tertial.compute.melting import Answered
from tertial.compute.plan import Scope
from tertial.compute.sources import EventSource
from tertial.compute.table_names import CELLS, GATHERED, MADE, MONTHS
from tertial.compute.written import Statements, WrittenSql
from tertial.domain.calendar import Month
from tertial.domain.expressions.tree import Column, Compare, Comparison, Expression, Number
from tertial.domain.facts.contract import EVER, Fact


def closure(fact: Fact, first: Month, last: Month, loaded: Sequence[Month]) -> list[Month]:
    """The loaded months of a source that rows of these months depend on."""
    begin = None if fact.look_back == EVER else first.plus(-fact.look_back)
    end = last.plus(fact.look_ahead)
    return [month for month in loaded if (begin is None or begin <= month) and month <= end]


class DerivedRows:
    """Makes the rows of a scope's derived fact on a connection, some months at a time, and answers its questions.

    A fact whose module has `gathered` is made from what that keeps of the events. Those of a month are read once, and
    kept for as long as a window of the months that follow reaches back to them: so no more is held than the events of
    the months made together and of one window.
    """

    def __init__(
        self, connection: duckdb.DuckDBPyConnection, source: EventSource, scope: Scope, written: WrittenSql
    ) -> None:
        self._connection = connection
        self._source = source
        self._scope = scope
        self._written = written
        self._gathered: list[Month] = []

    def answers(self, months: Sequence[Month]) -> Iterator[Answered]:
        """The answers to every question over the rows of these months, which follow each other. Raises StoreError."""
        fact = self._scope.fact
        # What is made for one month is read once anyhow.
        if not self._written.gathers(fact) or len(months) == 1:
            with offering(self._connection, self._source, fact, months):
                yield from self._answers(self._from_feeds)
            return
        self._gather(months)
        with asking(self._connection, months):
            yield from self._answers(self._from_kept)

    @cached_property
    def _from_feeds(self) -> Statements:
        return self._written.statements(self._scope, from_kept=False)

    @cached_property
    def _from_kept(self) -> Statements:
        return self._written.statements(self._scope, from_kept=True)

    def _gather(self, months: Sequence[Month]) -> None:
        """Keep what these months need of the events; what lies ready since the months before is not read again."""
        fact = self._scope.fact
        (feed,) = fact.sources
        needed = closure(fact, months[0], months[-1], self._source.months(feed))
        self._source.offer(self._connection, feed, [month for month in needed if month not in self._gathered])
        first = months[0].ordinal - fact.look_back if self._gathered else None
        rows = self._written.gathering(self._scope, first)
        self._connection.execute(f"CREATE OR REPLACE TEMP TABLE {GATHERED} AS {rows}")
        self._gathered = needed

    def forget(self) -> None:
        """Let go of what is kept of the events."""
        for name in (GATHERED, CELLS):
            self._connection.execute(f"DROP TABLE IF EXISTS {name}")
        self._gathered = []

    def _answers(self, statements: Statements) -> Iterator[Answered]:
        if statements.made:
            self._connection.execute(f"CREATE OR REPLACE TEMP TABLE {MADE} AS {statements.made}")
        for cells, asked in statements.cuboids:
            self._connection.execute(f"CREATE OR REPLACE TEMP TABLE {CELLS} AS {cells}")
            for question, sql in asked:
                yield Answered(question, self._connection.sql(sql).to_arrow_table())
        self._connection.execute(f"DROP TABLE IF EXISTS {MADE}")


def needed_columns(scope: Scope) -> list[str]:
    """The columns of the fact that answers are made from."""
    return sorted({scope.place}.union(*(cuboid.columns for cuboid in scope.cuboids)))


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
