"""Events held in memory, for the engine to read as it reads a store."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import duckdb
import pyarrow as pa
import pyarrow.compute as pc

from tertial.compute.sources import in_one_piece, offer_table
from tertial.domain.calendar import Month
from tertial.domain.feeds.registry import all_feeds
from tertial.domain.feeds.stored import event_day
from tertial.store.person_codes import PERSON_CODE, with_codes


class MemoryEvents:
    """Tables of stored rows by feed; each row lies in the month of its event."""

    def __init__(self, tables: Mapping[str, pa.Table], loaded: Sequence[Month] = ()) -> None:
        self._parts: dict[str, dict[Month, pa.Table]] = {}
        for feed, table in tables.items():
            days = table[event_day(all_feeds()[feed])]
            months = pc.strftime(days, "%Y-%m")
            parts = {month: table.schema.empty_table() for month in loaded}
            for text in sorted(set(months.to_pylist())):
                parts[Month.parse(text)] = table.filter(pc.equal(months, text))
            self._parts[feed] = parts

    def months(self, feed: str) -> Sequence[Month]:
        return sorted(self._parts.get(feed, {}))

    def read(self, feed: str, month: Month, columns: Sequence[str]) -> pa.Table:
        rows = self._parts[feed][month]
        held = with_codes(rows) if PERSON_CODE in columns else rows
        return in_one_piece([held.select(list(columns))], columns)

    def offer(self, connection: duckdb.DuckDBPyConnection, feed: str, months: Sequence[Month]) -> None:
        parts = [self._parts[feed][month] for month in months if month in self._parts.get(feed, {})]
        offer_table(connection, feed, pa.concat_tables(parts) if parts else None)
