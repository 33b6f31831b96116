"""Events in Parquet files, a file a month, written as the store writes them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import pyarrow as pa

from tertial.domain.calendar import Month
from tertial.domain.feeds.registry import all_feeds
from tertial.extracts.event_schema import event_schema
from tertial.store.disk import LocalDisk
from tertial.store.partition import write_partition
from tests.memory_events import MemoryEvents


class ParquetEvents(MemoryEvents):
    """Tables of stored rows by feed, which an engine may read as files too."""

    def __init__(self, tables: Mapping[str, pa.Table], folder: Path) -> None:
        super().__init__(tables)
        self._folder = folder
        for feed in tables:
            for month in self.months(feed):
                columns = event_schema(all_feeds()[feed]).names
                write_partition(LocalDisk(), self._path(feed, month), [self.read(feed, month, columns)])

    def files(self, feed: str, months: Sequence[Month]) -> Sequence[Path]:
        return [self._path(feed, month) for month in months if month in self.months(feed)]

    def _path(self, feed: str, month: Month) -> Path:
        return self._folder / f"{feed}-{month}.parquet"
