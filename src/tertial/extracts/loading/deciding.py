"""Decides which of a load's rows come into the store and which of the store's rows leave it, in bounded memory."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from tertial.domain.calendar import Month
from tertial.domain.feeds.stored import EXTRACT
from tertial.extracts.loading.contested import MOST_HASHES, MOST_ROWS, Range, among, contested, ranges
from tertial.extracts.loading.events import DELETED, Events, joined
from tertial.extracts.loading.month_numbers import month_number
from tertial.extracts.loading.outcome import Outcome, Tally
from tertial.extracts.loading.resolving import Contenders, Flags, Places, Resolution, resolve
from tertial.extracts.loading.row_hash import Hashes
from tertial.extracts.loading.spool import Spool
from tertial.extracts.loading.stored_rows import StoredRows

FILE, LINE = "file", "line"


@dataclass(slots=True)
class Decision:
    """Which rows stay: of the load by the spool's month, of the store by its feed and month."""

    kept: dict[int, Flags] = field(default_factory=dict)
    lost: dict[tuple[str, Month], Flags] = field(default_factory=dict)
    withdrawals: list[tuple[int, pa.Table]] = field(default_factory=list)
    """Rows that withdraw, as events, with the number of the month to remember them in."""
    conflicts: list[tuple[int, int]] = field(default_factory=list)
    """File and line of each row that another contradicts."""


@dataclass(frozen=True, slots=True)
class Deciding:
    """What a decision rests on. `full` deliveries are contested by all that the store has of the extract."""

    spool: Spool
    events: Events
    live: StoredRows
    withdrawn: StoredRows
    versioned: bool
    full: bool

    def decide(self, tally: Tally, most_hashes: int = MOST_HASHES, most_rows: int = MOST_ROWS) -> Decision:
        """Decide, and count what became of each row. Raises StoreError where the store cannot be read."""
        decision = Decision()
        for month in self.spool.months:
            decision.kept[month] = np.ones(len(self.spool.hashes(month)), np.bool_)
        uncontested = self.spool.rows
        for part in ranges(self.spool.rows, most_hashes):
            for hashes in self._contested(part, most_rows):
                uncontested -= self._settle(hashes, decision, tally)
        if uncontested:
            tally.outcome[Outcome.ADDED] += uncontested
        return decision

    def _contested(self, part: Range, most: int) -> Iterator[Hashes]:
        incoming = [part.of(self.spool.hashes(month)) for month in self.spool.months]
        always = [np.empty(0, np.uint64)]
        for month in self.spool.months:
            withdraws = _flags(self.spool.column(month, DELETED))
            if withdraws.any():
                always.append(part.of(self.spool.hashes(month)[withdraws]))
        if self.full:
            always += [part.of(self._own(side, month)) for side in self._sides for month in side.months]
        stored = (part.of(side.hashes(month)) for side in self._sides for month in side.months)
        joined_hashes = np.concatenate(incoming) if incoming else np.empty(0, np.uint64)
        return contested(joined_hashes, stored, always, most)

    @property
    def _sides(self) -> tuple[StoredRows, StoredRows]:
        return self.live, self.withdrawn

    def _own(self, side: StoredRows, month: Month) -> Hashes:
        """The hashes of what the store has of this extract."""
        own = _flags(pc.equal(side.keys(month)[EXTRACT].cast(pa.string()), self.events.extract.id))
        return side.hashes(month)[own]

    def _settle(self, hashes: Hashes, decision: Decision, tally: Tally) -> int:
        """Let the rows with these hashes contend; how many of them came with the load."""
        found = _Gathered(self.events)
        for month in self.spool.months:
            found.take_incoming(month, self.spool, hashes)
        for side in self._sides:
            for stored in side.months:
                found.take_stored(side, stored, hashes)
        contenders = found.contenders()
        resolution = resolve(contenders, self.events.key, versioned=self.versioned, full=self.full)
        tally.outcome.update(resolution.outcome)
        tally.removed += resolution.removed
        tally.reasons["conflicting_rows"] += len(resolution.conflicts)
        found.enter(resolution, contenders, decision)
        return int(contenders.incoming.sum())


class _Gathered:
    """Contenders with the place that each came from."""

    def __init__(self, events: Events) -> None:
        self._events = events
        self._tables: list[pa.Table] = []
        self._hashes: list[Hashes] = []
        self._incoming: list[Flags] = []
        self._deleted: list[Flags] = []
        self._sources: list[int | tuple[str, Month]] = []
        self._source: list[Places] = []
        self._place: list[Places] = []
        self._count: dict[int | tuple[str, Month], int] = {}
        self._at: list[tuple[list[int], list[int]]] = []

    def take_incoming(self, month: int, spool: Spool, wanted: Hashes) -> None:
        hashes = spool.hashes(month)
        places = np.flatnonzero(among(hashes, wanted))
        if not len(places):
            return
        rows = spool.table(month).take(pa.array(places))
        self._at.append((rows[FILE].to_pylist(), rows[LINE].to_pylist()))
        self._add(month, len(hashes), self._events.of_rows(rows), hashes[places], places, _flags(rows[DELETED]), True)

    def take_stored(self, side: StoredRows, month: Month, wanted: Hashes) -> None:
        hashes = side.hashes(month)
        places = np.flatnonzero(among(hashes, wanted))
        if not len(places):
            return
        rows = side.events(month).take(pa.array(places))
        deleted = np.full(len(places), side.withdrawn)
        self._add((side.name, month), len(hashes), rows, hashes[places], places, deleted, False)

    def _add(
        self,
        source: int | tuple[str, Month],
        count: int,
        events: pa.Table,
        hashes: Hashes,
        places: Places,
        deleted: Flags,
        incoming: bool,
    ) -> None:
        self._tables.append(events)
        self._hashes.append(hashes)
        self._place.append(places)
        self._deleted.append(deleted)
        self._incoming.append(np.full(len(places), incoming))
        self._source.append(np.full(len(places), len(self._sources)))
        self._sources.append(source)
        self._count[source] = count

    def contenders(self) -> Contenders:
        return Contenders(
            joined(self._tables, self._events.feed),
            np.concatenate(self._hashes),
            np.concatenate(self._incoming),
            np.concatenate(self._deleted),
        )

    def enter(self, resolution: Resolution, contenders: Contenders, decision: Decision) -> None:
        """Write down what stays and what goes."""
        source, place = np.concatenate(self._source), np.concatenate(self._place)
        stays = np.zeros(len(source), np.bool_)
        stays[resolution.winners] = True
        stays &= ~contenders.deleted
        loses = np.zeros(len(source), np.bool_)
        loses[resolution.lost] = True
        for number, origin in enumerate(self._sources):
            mine = source == number
            if isinstance(origin, int):
                decision.kept[origin][place[mine]] = stays[mine]
            elif (gone := mine & loses).any():
                lost = decision.lost.setdefault(origin, np.zeros(self._count[origin], np.bool_))
                lost[place[gone]] = True
        files = [file for files, _lines in self._at for file in files]
        lines = [line for _files, lines in self._at for line in lines]
        decision.conflicts += [(files[one], lines[one]) for one in resolution.conflicts]
        self._remember(resolution, contenders, source, decision)

    def _remember(self, resolution: Resolution, contenders: Contenders, source: Places, decision: Decision) -> None:
        """Withdrawals are kept in the month of the row that they withdraw, where it is known."""
        withdraws = contenders.deleted[resolution.winners]
        winners, replaced = resolution.winners[withdraws], resolution.replaced[withdraws]
        numbers = []
        for one, other in zip(winners, replaced, strict=True):
            origin = self._sources[source[other if other >= 0 else one]]
            numbers.append(origin if isinstance(origin, int) else month_number(origin[1]))
        for number in sorted(set(numbers)):
            mine = winners[np.array(numbers) == number]
            decision.withdrawals.append((number, contenders.events.take(pa.array(mine))))


def _flags(column: pa.Array | pa.ChunkedArray) -> Flags:
    return np.asarray(column.to_numpy(zero_copy_only=False) if isinstance(column, pa.Array) else column.to_numpy())
