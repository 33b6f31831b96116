"""From Ibis expressions to SQL text; the compilers alone are used, so that no engine is loaded that does not run."""

from __future__ import annotations

from functools import cache

import ibis
import ibis.expr.datatypes as dt
import ibis.expr.types as ir
from ibis.backends.sql.compilers import DuckDBCompiler, PySparkCompiler

from tertial.compute.table_names import MONTHS, table_name
from tertial.domain.feeds.registry import all_feeds
from tertial.domain.feeds.stored import StoredKind, stored_columns

_TYPES: dict[StoredKind, dt.DataType] = {
    StoredKind.TEXT: dt.string,
    StoredKind.NAME: dt.string,
    StoredKind.TOKEN: dt.string,
    StoredKind.INTEGER: dt.int64,
    StoredKind.DECIMAL: dt.Decimal(18, 6),
    StoredKind.AMOUNT: dt.int64,
    StoredKind.DATE: dt.date,
    StoredKind.INSTANT: dt.Timestamp(timezone="UTC", scale=6),
    StoredKind.YES_NO: dt.boolean,
}


def duckdb_sql(expression: ir.Expr) -> str:
    """The expression as DuckDB reads it."""
    return str(DuckDBCompiler().to_sqlglot(expression).sql("duckdb"))


def spark_sql(expression: ir.Expr) -> str:
    """The expression as Spark reads it."""
    return str(PySparkCompiler().to_sqlglot(expression).sql("spark"))


@cache
def feed_table(feed: str) -> ir.Table:
    """The rows of a feed as the store keeps them, under the name that `table_name` gives. Raises KeyError."""
    columns = stored_columns(all_feeds()[feed])
    return ibis.table({column.name: _TYPES[column.kind] for column in columns}, name=table_name(feed))


@cache
def months_table() -> ir.Table:
    """The months that are asked for: the first day of each, and the last."""
    return ibis.table({"month": dt.date, "last_day": dt.date}, name=MONTHS)
