"""Writes the months that a load changes: what the store keeps of them, and what comes in, in the store's order."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from tertial.domain.calendar import Month
from tertial.domain.feeds.stored import VERSION
from tertial.extracts.event_schema import event_schema
from tertial.extracts.loading.deciding import Deciding
from tertial.extracts.loading.events import in_one, in_order, joined, key_columns, key_hashes, tidied
from tertial.extracts.loading.gathering import Decision
from tertial.extracts.loading.month_numbers import month_number, numbered_month
from tertial.extracts.loading.progress import Progress
from tertial.extracts.loading.row_hash import Hashes
from tertial.extracts.loading.spool import HASH
from tertial.language import current_language, using
from tertial.store.loading import Load
from tertial.store.partition import ROWS_A_GROUP

Order = npt.NDArray[np.int64]
THREADS = 2
LARGEST_TOGETHER = 1 << 21
"""Rows of a month; larger ones are written one at a time, so that memory stays bounded."""


@dataclass(frozen=True, slots=True)
class Merging:
    """Carries a decision out in the load's workspace."""

    load: Load
    deciding: Deciding
    decision: Decision
    loaded: Month
    """The month of the load, for withdrawals of rows that nobody knows the month of."""
    progress: Progress

    def write(self) -> None:
        """Write every month that changes. Raises StoreError."""
        self._write_withdrawals()
        small: list[Month] = []
        large: list[Month] = []
        changed = self._changed()
        for month in changed:
            rows = self.deciding.live.count(month) + int(self._kept(month).sum())
            (large if rows > LARGEST_TOGETHER else small).append(month)
        language = current_language()

        def write(month: Month) -> None:
            with using(language):  # a thread of the pool does not know in which language errors are told
                self._write_month(month)

        with ThreadPoolExecutor(THREADS) as pool:
            for done, _written in enumerate(pool.map(write, small), 1):
                self.progress.writes(done, len(changed))
        for done, month in enumerate(large, len(small) + 1):
            self._write_month(month)
            self.progress.writes(done, len(changed))

    def _changed(self) -> list[Month]:
        changed = {numbered_month(number) for number, kept in self.decision.kept.items() if kept.any()}
        live = self.deciding.live.name
        return sorted(changed | {month for feed, month in self.decision.lost if feed == live})

    def _kept(self, month: Month) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
        return self.decision.kept.get(month_number(month), np.zeros(0, np.bool_))

    def _write_month(self, month: Month) -> None:
        self.load.replace_month_by_pieces(self.deciding.live.name, month, self._pieces(month))

    def _pieces(self, month: Month) -> Iterator[pa.Table]:
        """The month's events in order, a group of rows at a time."""
        events, order = self._ordered(month)
        for start in range(0, max(len(order), 1), ROWS_A_GROUP):
            yield tidied(events.take(pa.array(order[start : start + ROWS_A_GROUP])))

    def _ordered(self, month: Month) -> tuple[pa.Table, Order]:
        """The month's events, each column in one piece, and the order to keep them in."""
        feed = self.deciding.events.feed
        tables: list[pa.Table] = []
        hashes: list[Hashes] = []
        for table, mine in self._parts(month):
            tables.append(table)
            hashes.append(mine)
        events = joined(tables, feed)
        order = in_order(events, feed, np.concatenate(hashes))
        # Column by column, each let go as soon as it is copied, so that a large month is not held twice.
        columns = events.columns
        del tables, events
        pieces = []
        while columns:
            pieces.append(in_one(columns.pop(0)))
        return pa.table(pieces, schema=event_schema(feed)), order

    def _parts(self, month: Month) -> Iterator[tuple[pa.Table, Hashes]]:
        """What stays of the month in the store, and what comes, with the hashes of the keys."""
        live, spool = self.deciding.live, self.deciding.spool
        if live.count(month):
            stored = live.events(month)
            lost = self.decision.lost.get((live.name, month))
            if lost is not None:
                stored = stored.filter(pa.array(~lost))
            yield stored, key_hashes(stored, live.feed)
        kept, start = self._kept(month), 0
        if kept.any():
            for rows in spool.chunks(month_number(month)):
                mine = kept[start : start + rows.num_rows]
                taken = rows if mine.all() else rows.filter(pa.array(mine))
                start += rows.num_rows
                yield self.deciding.events.of_rows(taken), np.asarray(taken[HASH].to_numpy(), np.uint64)

    def _write_withdrawals(self) -> None:
        side = self.deciding.withdrawn
        new: dict[Month, list[pa.Table]] = {}
        for number, table in self.decision.withdrawals:
            new.setdefault(self.loaded if number < 0 else numbered_month(number), []).append(table)
        lost = {month for feed, month in self.decision.lost if feed == side.name}
        for month in sorted(new.keys() | lost):
            stored = side.events(month)
            if (side.name, month) in self.decision.lost:
                stored = stored.filter(pa.array(~self.decision.lost[side.name, month]))
            events = joined([stored, *new.get(month, ())], side.feed)
            if not events.num_rows:
                self.load.remove_month(side.name, month)
                continue
            order = np.argsort(key_hashes(events, side.feed), kind="stable")
            keys = events.select([*key_columns(side.feed), VERSION]).take(pa.array(order))
            self.load.replace_month(side.name, month, tidied(keys))
