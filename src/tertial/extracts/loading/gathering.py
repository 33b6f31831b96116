"""Gathers the rows that contend for some keys, from the load and from the store, and enters what was decided."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from tertial.domain.calendar import Month
from tertial.domain.feeds.stored import EXTRACT
from tertial.extracts.loading.contested import among
from tertial.extracts.loading.events import DELETED, Events, joined
from tertial.extracts.loading.resolving import Contenders, Flags, Places, Resolution
from tertial.extracts.loading.row_hash import Hashes
from tertial.extracts.loading.spool import Spool
from tertial.extracts.loading.stored_rows import StoredRows

FILE, LINE = "file", "line"
Source = int | tuple[str, Month]
"""Where rows come from: a month of the spool, by its `ordinal`, or a month of a feed of the store."""


@dataclass(slots=True)
class Decision:
    """Which rows stay: of the load by the spool's month, of the store by its feed and month."""

    kept: dict[int, Flags] = field(default_factory=dict)
    lost: dict[tuple[str, Month], Flags] = field(default_factory=dict)
    settled: dict[Source, Flags] = field(default_factory=dict)
    """Rows about which there is nothing more to decide."""
    withdrawals: list[tuple[int, pa.Table]] = field(default_factory=list)
    """Rows that withdraw, as events, with the number of the month to remember them in.

    Below 0 where neither they nor a row that they withdraw say when that happened.
    """
    conflicts: list[tuple[int, Places]] = field(default_factory=list)
    """Rows that others contradict: a file's number, and lines of it."""

    def open(self, source: Source, count: int) -> Flags:
        """Which rows of a source are not settled."""
        settled = self.settled.get(source)
        return np.ones(count, np.bool_) if settled is None else ~settled


class Gathered:
    """Contenders with the place that each came from."""

    def __init__(self, events: Events, decision: Decision) -> None:
        self._events = events
        self._decision = decision
        self._tables: list[pa.Table] = []
        self._hashes: list[Hashes] = []
        self._incoming: list[Flags] = []
        self._deleted: list[Flags] = []
        self._sources: list[Source] = []
        self._source: list[Places] = []
        self._place: list[Places] = []
        self._count: dict[Source, int] = {}
        self._at: list[tuple[Places, Places]] = []

    def take_incoming(self, month: int, spool: Spool, wanted: Hashes) -> None:
        """Take the load's rows of a month with the wanted hashes."""
        hashes = spool.hashes(month)
        places = np.flatnonzero(among(hashes, wanted) & self._decision.open(month, len(hashes)))
        if not len(places):
            return
        rows = spool.table(month).take(pa.array(places))
        self._at.append((rows[FILE].to_numpy(), rows[LINE].to_numpy()))
        self._add(month, len(hashes), self._events.of_rows(rows), hashes[places], places, flags(rows[DELETED]), True)

    def take_stored(self, side: StoredRows, month: Month, wanted: Hashes) -> None:
        """Take the store's rows of a month with the wanted hashes."""
        hashes = side.hashes(month)
        places = np.flatnonzero(among(hashes, wanted) & self._decision.open((side.name, month), len(hashes)))
        if not len(places):
            return
        rows = side.events(month).take(pa.array(places))
        own = flags(pc.equal(rows[EXTRACT].cast(pa.string()), self._events.extract.id))
        if not own.all():  # a key of another extract that happens to have one of the hashes
            rows, places = rows.filter(pa.array(own)), places[own]
        deleted = np.full(len(places), side.withdrawn)
        self._add((side.name, month), len(hashes), rows, hashes[places], places, deleted, False)

    def _add(
        self,
        source: Source,
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
        """All that was taken; the load's rows come first."""
        return Contenders(
            joined(self._tables, self._events.feed),
            np.concatenate(self._hashes),
            np.concatenate(self._incoming),
            np.concatenate(self._deleted),
        )

    def enter(self, resolution: Resolution, contenders: Contenders) -> None:
        """Write down what stays and what goes, and that all of it is settled."""
        decision = self._decision
        source, place = np.concatenate(self._source), np.concatenate(self._place)
        stays = np.zeros(len(source), np.bool_)
        stays[resolution.winners] = True
        stays &= ~contenders.deleted
        loses = np.zeros(len(source), np.bool_)
        loses[resolution.lost] = True
        for number, origin in enumerate(self._sources):
            mine = source == number
            settled = decision.settled.setdefault(origin, np.zeros(self._count[origin], np.bool_))
            settled[place[mine]] = True
            if isinstance(origin, int):
                decision.kept[origin][place[mine]] = stays[mine]
            elif (gone := mine & loses).any():
                lost = decision.lost.setdefault(origin, np.zeros(self._count[origin], np.bool_))
                lost[place[gone]] = True
        if len(resolution.conflicts):
            files = np.concatenate([files for files, _lines in self._at])[resolution.conflicts]
            lines = np.concatenate([lines for _files, lines in self._at])[resolution.conflicts]
            decision.conflicts += [(file, lines[files == file]) for file in np.unique(files).tolist()]
        self._remember(resolution, contenders, source)

    def _remember(self, resolution: Resolution, contenders: Contenders, source: Places) -> None:
        """Withdrawals are kept in the month of the row that they withdraw, where it is known."""
        withdraws = contenders.deleted[resolution.winners]
        winners, replaced = resolution.winners[withdraws], resolution.replaced[withdraws]
        numbers = []
        for one, other in zip(winners, replaced, strict=True):
            origin = self._sources[source[other if other >= 0 else one]]
            numbers.append(origin if isinstance(origin, int) else origin[1].ordinal)
        for number in sorted(set(numbers)):
            mine = winners[np.array(numbers) == number]
            self._decision.withdrawals.append((number, contenders.events.take(pa.array(mine))))


def flags(column: pa.Array | pa.ChunkedArray) -> Flags:
    """A column of yes and no."""
    return np.asarray(column.to_numpy(zero_copy_only=False) if isinstance(column, pa.Array) else column.to_numpy())
