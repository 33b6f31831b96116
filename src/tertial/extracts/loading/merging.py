"""Writes the months that a load changes: what the store keeps of them, and what comes in, in the store's order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from tertial.domain.calendar import Month
from tertial.domain.feeds.stored import VERSION
from tertial.extracts.event_schema import event_schema
from tertial.extracts.loading.deciding import Deciding
from tertial.extracts.loading.events import Order, in_one, in_order, joined, key_columns, key_hashes, tidied
from tertial.extracts.loading.gathering import Decision
from tertial.extracts.loading.months_together import MOST_PLACES, ordered_months
from tertial.extracts.loading.progress import Progress
from tertial.extracts.loading.resolving import Flags
from tertial.extracts.loading.row_hash import Hashes
from tertial.extracts.loading.spool import HASH
from tertial.language import current_language, using
from tertial.store.loading import Load
from tertial.store.partition import ROWS_A_GROUP

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
        changed = self._changed()
        large = [month for month in changed if self._rows(month) > LARGEST_TOGETHER]
        small = [month for month in changed if self._rows(month) <= LARGEST_TOGETHER]
        done = 0
        language = current_language()

        def write(months: Sequence[Month]) -> int:
            with using(language):  # a thread of the pool does not know in which language errors are told
                self._write_run(months)
            return len(months)

        with ThreadPoolExecutor(THREADS) as pool:
            for months in pool.map(write, self._runs(small)):
                done += months
                self.progress.writes(done, len(changed))
        for month in large:
            self._write_month(month, self._pieces(month))
            done += 1
            self.progress.writes(done, len(changed))

    def _runs(self, months: Iterable[Month]) -> Iterator[list[Month]]:
        """The months in runs of few rows that are put in order together."""
        run: list[Month] = []
        rows = 0
        for month in months:
            more = self._rows(month)
            if run and (len(run) + 1) * (rows + more) > MOST_PLACES:
                yield run
                run, rows = [], 0
            run.append(month)
            rows += more
        if run:
            yield run

    def _rows(self, month: Month) -> int:
        """How many rows a month has now and gets, some of which may be the same."""
        return self.deciding.live.count(month) + int(self._kept(month).sum())

    def _changed(self) -> list[Month]:
        changed = {Month.from_ordinal(number) for number, kept in self.decision.kept.items() if kept.any()}
        live = self.deciding.live.name
        return sorted(changed | {month for feed, month in self.decision.lost if feed == live})

    def _kept(self, month: Month) -> Flags:
        return self.decision.kept.get(month.ordinal, np.zeros(0, np.bool_))

    def _write_run(self, months: Sequence[Month]) -> None:
        if len(months) == 1:
            self._write_month(months[0], self._pieces(months[0]))
        else:
            for month, table in zip(months, self._together(months), strict=True):
                self._write_month(month, (table,))

    def _write_month(self, month: Month, pieces: Iterable[pa.Table]) -> None:
        self.load.replace_month_by_pieces(self.deciding.live.name, month, pieces)

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
            for rows in spool.chunks(month.ordinal):
                mine = kept[start : start + rows.num_rows]
                taken = rows if mine.all() else rows.filter(pa.array(mine))
                start += rows.num_rows
                yield self.deciding.events.of_rows(taken), np.asarray(taken[HASH].to_numpy(), np.uint64)

    def _together(self, months: Sequence[Month]) -> Iterator[pa.Table]:
        """The events of each of some months, in order."""
        live = self.deciding.live
        tables: list[pa.Table] = []
        hashes: list[Hashes] = []
        places: list[Order] = []
        stored = [(place, month) for place, month in enumerate(months) if live.count(month)]
        if stored:
            events = live.events_of([month for _place, month in stored])
            lasts = np.concatenate([self._lasts(month) for _place, month in stored])
            of_month = np.repeat([place for place, _month in stored], [live.count(month) for _place, month in stored])
            if not lasts.all():
                events, of_month = events.filter(pa.array(lasts)), of_month[lasts]
            tables.append(events)
            hashes.append(key_hashes(events, live.feed))
            places.append(of_month)
        coming = [(place, self._kept(month)) for place, month in enumerate(months)]
        rows = [self._coming(month, kept) for month, (_place, kept) in zip(months, coming, strict=True) if kept.any()]
        if rows:
            taken = pa.concat_tables(rows)
            tables.append(self.deciding.events.of_rows(taken))
            hashes.append(np.asarray(taken[HASH].to_numpy(), np.uint64))
            places.append(np.concatenate([np.full(int(kept.sum()), place) for place, kept in coming]))
        return ordered_months(
            joined(tables, live.feed), live.feed, np.concatenate(hashes), np.concatenate(places), len(months)
        )

    def _lasts(self, month: Month) -> Flags:
        """Which of the store's rows of a month stay."""
        lost = self.decision.lost.get((self.deciding.live.name, month))
        return np.ones(self.deciding.live.count(month), np.bool_) if lost is None else ~lost

    def _coming(self, month: Month, kept: Flags) -> pa.Table:
        rows = self.deciding.spool.table(month.ordinal)
        return rows if kept.all() else rows.filter(pa.array(kept))

    def _write_withdrawals(self) -> None:
        side = self.deciding.withdrawn
        new: dict[Month, list[pa.Table]] = {}
        for number, table in self.decision.withdrawals:
            new.setdefault(self.loaded if number < 0 else Month.from_ordinal(number), []).append(table)
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
