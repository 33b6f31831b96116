"""What the store has of a feed as a load sees it: its rows by month, and the hashes of their keys."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pyarrow as pa

from tertial.domain.calendar import Month
from tertial.domain.feeds.contract import Feed
from tertial.extracts.companions import deleted
from tertial.extracts.loading.events import joined, key_columns, key_hashes
from tertial.extracts.loading.row_hash import Hashes
from tertial.store.state import State


@dataclass(frozen=True, slots=True)
class StoredRows:
    """The rows of a feed in the state before a load, or (`withdrawn`) the keys of those that were withdrawn."""

    state: State
    feed: Feed
    withdrawn: bool = False

    @property
    def name(self) -> str:
        """The feed's name in the store."""
        return deleted(self.feed.id) if self.withdrawn else self.feed.id

    @property
    def months(self) -> Sequence[Month]:
        """The months that have rows."""
        held = self.state.manifest.feeds.get(self.name, {})
        return sorted(month for month, files in held.items() if any(file.rows for file in files))

    def count(self, month: Month) -> int:
        """How many rows a month has."""
        return sum(file.rows for file in self.state.manifest.feeds.get(self.name, {}).get(month, ()))

    def keys(self, month: Month) -> pa.Table:
        """The columns that name the month's rows, in the order of `events`. Raises StoreError."""
        return self.state.table(self.name, [month], key_columns(self.feed))

    def hashes(self, month: Month) -> Hashes:
        """The hash of each key. Raises StoreError."""
        return key_hashes(self.keys(month), self.feed)

    def events(self, month: Month) -> pa.Table:
        """The rows of a month; of those withdrawn only the key and the version are not null. Raises StoreError."""
        if not self.count(month):
            return joined([], self.feed)
        return joined([self.state.table(self.name, [month])], self.feed)

    def events_of(self, months: Sequence[Month]) -> pa.Table:
        """The rows of months, one after the other, each with a row or more. Raises StoreError."""
        return joined([self.state.table(self.name, months)], self.feed)
