"""The days of the rows that a part of a figure counts."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import duckdb

from tertial.compute.filters import Chain
from tertial.compute.sources import EventSource
from tertial.compute.sql import duckdb_sql
from tertial.compute.steps import PASSED, Node, rows_offered
from tertial.domain.calendar import Month
from tertial.domain.measures import Part

_DAY = "day_of_row"


def row_days(
    connection: duckdb.DuckDBPyConnection,
    source: EventSource,
    chain: Chain,
    part: Part,
    node: Node,
    months: Sequence[Month],
) -> tuple[date, ...]:
    """One day a row, in order, in these months, which are in order and at least one. Nothing else of a row is read.

    Raises StoreError.
    """
    with rows_offered(connection, source, chain, node, months) as rows:
        days = rows.filter(rows[PASSED] >= chain.ends[part]).select(**{_DAY: rows[chain.fact.day]}).order_by(_DAY)
        found = connection.sql(duckdb_sql(days)).to_arrow_table()
    return tuple(found.column(_DAY).to_pylist())
