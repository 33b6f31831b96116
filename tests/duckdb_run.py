"""An Ibis expression run as the program runs it: compiled to DuckDB's SQL, on tables given."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

import duckdb
import ibis.expr.types as ir
import pyarrow as pa

from tertial.compute.sql import duckdb_sql
from tertial.compute.table_names import table_name

# Compiling takes many times as long as running, and generated tests run the same expression over and over.
_sql = lru_cache(maxsize=64)(duckdb_sql)


def run(expression: ir.Expr, tables: Mapping[str, pa.Table]) -> list[dict[str, Any]]:
    """The rows of the expression over the tables, which go by the ids of feeds or by their names in SQL."""
    with duckdb.connect() as connection:
        connection.execute("SET TimeZone = 'UTC'")
        for name, table in tables.items():
            connection.register(table_name(name), table)
        found: list[dict[str, Any]] = connection.sql(_sql(expression)).to_arrow_table().to_pylist()
    return found
