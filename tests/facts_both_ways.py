"""Derived facts made by both engines, which must agree to the row, and rows of feeds to make them from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from importlib import import_module
from typing import Any

import duckdb
import ibis.expr.types as ir

from tertial.compute.reference.rows import Row
from tertial.compute.sql import duckdb_sql, feed_table, months_table
from tertial.compute.table_names import MONTHS, table_name
from tertial.domain.calendar import Month
from tertial.domain.clock import local_date
from tertial.domain.facts.contract import Fact, ValueType
from tertial.domain.facts.registry import derived_facts
from tertial.domain.feeds.columns import ColumnKind
from tertial.domain.feeds.registry import all_feeds
from tertial.domain.feeds.stored import DAY_SUFFIX, EXTRACT, MARKS, PROVIDER, stored_columns
from tests.arrow_rows import arrow_months, arrow_table

_TYPES: Mapping[ValueType, type] = {
    ValueType.YES_NO: bool,
    ValueType.INTEGER: int,
    ValueType.DECIMAL: Decimal,
    ValueType.AMOUNT: int,
    ValueType.TEXT: str,
    ValueType.CODE: str,
    ValueType.UNIT: str,
    ValueType.TOKEN: str,
    ValueType.DAY: date,
    ValueType.INSTANT: datetime,
}


def stored(feed: str, **values: object) -> Row:
    """A row of a feed: of the person `alice` in `unit-1` by the extract `north` of `region` unless said otherwise.

    Local dates stand beside instants; what is not said is not known.
    """
    contract = all_feeds()[feed]
    row: dict[str, object] = dict.fromkeys(column.name for column in stored_columns(contract))
    row |= {EXTRACT: "north", PROVIDER: "region", MARKS: 0}
    row |= {name: value for name, value in (("person", "alice"), ("unit", "unit-1")) if name in row}
    row |= values
    assert set(row) == {column.name for column in stored_columns(contract)}, "a column that the feed does not keep"
    for column in contract.columns:
        instant = row.get(column.name)
        if column.kind is ColumnKind.INSTANT and isinstance(instant, datetime):
            row[column.name + DAY_SUFFIX] = local_date(instant)
    return row


def both_ways(fact: str, sources: Mapping[str, Sequence[Row]], months: Sequence[Month] = ()) -> list[dict[str, Any]]:
    """The rows of a derived fact by the slow engine, once the fast one has made the same and both keep the contract."""
    contract = derived_facts()[fact]
    slow = slowly(fact, sources, months)
    connection = _connection()
    for feed in contract.sources:
        connection.register(table_name(feed), arrow_table(feed, sources[feed]))
    connection.register(MONTHS, arrow_months(months))
    fast: list[dict[str, Any]] = connection.sql(_sql(fact)).to_arrow_table().to_pylist()
    for row in (*slow, *fast):
        _check(contract, row)
    assert _counted(contract, fast) == _counted(contract, slow)
    return slow


def slowly(fact: str, sources: Mapping[str, Sequence[Row]], months: Sequence[Month]) -> list[dict[str, Any]]:
    """The rows of a derived fact by the slow engine alone."""
    return [dict(row) for row in _module("tertial.compute.reference.facts", fact).rows(sources, months)]


@cache
def expression(fact: str) -> ir.Table:
    """The fact as the fast engine's expression over the stored rows of its sources."""
    sources = {feed: feed_table(feed) for feed in derived_facts()[fact].sources}
    made: ir.Table = _module("tertial.compute.facts", fact).rows(sources, months_table())
    return made


@cache
def _sql(fact: str) -> str:
    """Made once: generated tests ask for it hundreds of times."""
    return duckdb_sql(expression(fact))


@cache
def _connection() -> duckdb.DuckDBPyConnection:
    """One for all tests: to open one takes longer than to make a fact."""
    connection = duckdb.connect()
    connection.execute("SET TimeZone = 'UTC'")
    return connection


def _module(package: str, fact: str) -> Any:
    return import_module(f"{package}.{fact.replace('-', '_')}")


def _check(fact: Fact, row: Row) -> None:
    assert tuple(row) == fact.made_names
    for column in fact.columns:
        value = row[column.name]
        assert value is not None or column.nullable, f"{column.name} is not known"
        assert value is None or type(value) is _TYPES[column.type], f"{column.name} is {value!r}"


def _counted(fact: Fact, rows: Sequence[Row]) -> Counter[tuple[object, ...]]:
    return Counter(tuple(row[name] for name in fact.made_names) for row in rows)
