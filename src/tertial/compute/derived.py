"""Answers over a derived fact: DuckDB makes its rows from whole feeds and groups them, some months at a time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import duckdb
import ibis
import pyarrow as pa

from tertial.compute.logical import (
    CELLS,
    MONTH,
    answer,
    cuboid_rows,
    cuboid_table,
    fact_rows,
    in_asked_months,
    questions,
)
from tertial.compute.melting import Answered
from tertial.compute.plan import Scope
from tertial.compute.sources import EventSource
from tertial.compute.sql import MONTHS, duckdb_sql
from tertial.domain.calendar import Month
from tertial.domain.facts.contract import EVER, Fact

MADE = "rows_of_fact"


def closure(fact: Fact, first: Month, last: Month, loaded: Sequence[Month]) -> list[Month]:
    """The loaded months of a source that rows of these months depend on."""
    begin = None if fact.look_back == EVER else first.plus(-fact.look_back)
    end = last.plus(fact.look_ahead)
    return [month for month in loaded if (begin is None or begin <= month) and month <= end]


def derived_answers(
    connection: duckdb.DuckDBPyConnection, source: EventSource, scope: Scope, months: Sequence[Month]
) -> Iterator[Answered]:
    """The answers to every question of a scope over the rows of these months, which follow each other.

    Raises StoreError.
    """
    with offering(connection, source, scope.fact, months):
        rows = in_asked_months(fact_rows(scope.fact, scope.events), scope.fact)
        columns = sorted({scope.place, MONTH}.union(*(cuboid.columns for cuboid in scope.cuboids)))
        made = rows.select(*columns)
        connection.execute(f"CREATE OR REPLACE TEMP TABLE {MADE} AS {duckdb_sql(made)}")
    ready = ibis.table(made.schema(), name=MADE)
    for cuboid in scope.cuboids:
        grouped = duckdb_sql(cuboid_rows(ready, scope, cuboid, months=True))
        connection.execute(f"CREATE OR REPLACE TEMP TABLE {CELLS} AS {grouped}")
        cells = cuboid_table(scope, cuboid, CELLS, months=True)
        for question in questions(cuboid):
            sql = duckdb_sql(answer(question, cells, months=True))
            yield Answered(question, connection.sql(sql).to_arrow_table())
    connection.execute(f"DROP TABLE {MADE}")


@contextmanager
def offering(
    connection: duckdb.DuckDBPyConnection, source: EventSource, fact: Fact, months: Sequence[Month]
) -> Iterator[None]:
    """Let the connection find what rows of these months are made from, inside the block. Raises StoreError."""
    for feed in fact.sources:
        source.offer(connection, feed, closure(fact, months[0], months[-1], source.months(feed)))
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
