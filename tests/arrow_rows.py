"""Rows in plain Python as the Arrow tables that the store would give."""

from __future__ import annotations

from collections.abc import Sequence

import pyarrow as pa

from tertial.compute.reference.rows import Row
from tertial.domain.calendar import Month
from tertial.domain.feeds.registry import all_feeds
from tertial.extracts.event_schema import event_schema


def arrow_table(feed: str, rows: Sequence[Row]) -> pa.Table:
    """The rows with the stored types of the feed; columns that a row leaves out are not known.

    Raises ValueError for a column that the feed does not keep.
    """
    schema = event_schema(all_feeds()[feed])
    unknown = sorted({name for row in rows for name in row} - set(schema.names))
    if unknown:
        raise ValueError(f"{feed} keeps no column {unknown[0]}")
    return pa.Table.from_pylist([dict(row) for row in rows], schema=schema)


def arrow_months(months: Sequence[Month]) -> pa.Table:
    """The table of the months that are asked for."""
    schema = pa.schema([("month", pa.date32()), ("last_day", pa.date32())])
    return pa.Table.from_pylist([{"month": month.first_day, "last_day": month.last_day} for month in months], schema)
