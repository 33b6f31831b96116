"""How the store's columns are kept by Arrow and Parquet."""

from __future__ import annotations

import pyarrow as pa

from tertial.domain.feeds.contract import Feed
from tertial.domain.feeds.stored import AGE_DAYS, AGE_YEARS, MARKS, StoredColumn, StoredKind, stored_columns

NAMES = pa.dictionary(pa.int32(), pa.string())
INSTANTS = pa.timestamp("us", "UTC")
DECIMALS = pa.decimal128(18, 6)

_TYPES = {
    StoredKind.TEXT: pa.string(),
    StoredKind.NAME: NAMES,
    StoredKind.TOKEN: NAMES,
    StoredKind.INTEGER: pa.int64(),
    StoredKind.DECIMAL: DECIMALS,
    StoredKind.AMOUNT: pa.int64(),
    StoredKind.DATE: pa.date32(),
    StoredKind.INSTANT: INSTANTS,
    StoredKind.YES_NO: pa.bool_(),
}
_NARROW = {AGE_YEARS: pa.int16(), AGE_DAYS: pa.int16(), MARKS: pa.uint8()}


def arrow_type(column: StoredColumn) -> pa.DataType:
    """The type of a column of events."""
    return (None if column.of else _NARROW.get(column.name)) or _TYPES[column.kind]


def event_schema(feed: Feed) -> pa.Schema:
    """The columns of a feed's events, in order."""
    return pa.schema([pa.field(column.name, arrow_type(column)) for column in stored_columns(feed)])
