"""Decides which of a load's rows come into the store and which of the store's rows leave it, in bounded memory."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from tertial.domain.calendar import Month
from tertial.domain.feeds.stored import EXTRACT
from tertial.extracts.loading.contested import MOST_HASHES, MOST_ROWS, Range, among, contested, pieces, ranges, repeated
from tertial.extracts.loading.events import DELETED, Events
from tertial.extracts.loading.gathering import Decision, Gathered, flags
from tertial.extracts.loading.outcome import Outcome, Tally
from tertial.extracts.loading.resolving import Contenders, Resolution, resolve
from tertial.extracts.loading.row_hash import Hashes
from tertial.extracts.loading.spool import Spool
from tertial.extracts.loading.stored_rows import StoredRows
from tertial.extracts.reasons import Reason

NO_HASHES: Hashes = np.empty(0, np.uint64)


@dataclass(frozen=True, slots=True)
class Deciding:
    """What a decision rests on. `full` deliveries are contested by all that the store has of the extract; where it is
    `new` the store has no row of it yet, and none is looked for.
    """

    spool: Spool
    events: Events
    live: StoredRows
    withdrawn: StoredRows
    versioned: bool
    full: bool
    new: bool = False

    def decide(self, tally: Tally, most_hashes: int = MOST_HASHES, most_rows: int = MOST_ROWS) -> Decision:
        """Decide, and count what became of each row. Raises StoreError where the store cannot be read.

        Most rows that the store knows lie in the month that they lay in, and come once: those are decided month by
        month. What is left is decided key by key, over all months.
        """
        decision = Decision()
        for month in self.spool.months:
            decision.kept[month] = np.ones(self.spool.count(month), np.bool_)
        parts = list(ranges(self.spool.rows, most_hashes))
        twice = np.concatenate([repeated(self._incoming(part, decision)) for part in parts])
        for month in self.spool.months:
            if month >= 0:
                for hashes in pieces(self._in_both(month, twice), most_rows):
                    self._settle_month(month, hashes, decision, tally)
        for part in parts:
            for hashes in self._contested(part, twice, decision, most_rows):
                found = Gathered(self.events, decision)
                for month in self.spool.months:
                    found.take_incoming(month, self.spool, hashes)
                for side in self._sides:
                    for stored in side.months:
                        found.take_stored(side, stored, hashes)
                self._settle(found, tally)
        uncontested = sum(int(decision.open(month, len(kept)).sum()) for month, kept in decision.kept.items())
        if uncontested:
            tally.outcome[Outcome.ADDED] += uncontested
        return decision

    def _incoming(self, part: Range, decision: Decision) -> Hashes:
        """The hashes of the load's rows that are not settled, within a range."""
        found = [NO_HASHES]
        for month in self.spool.months:
            hashes = self.spool.hashes(month)
            found.append(part.of(hashes[decision.open(month, len(hashes))]))
        return np.concatenate(found)

    def _in_both(self, number: int, twice: Hashes) -> Hashes:
        """The hashes of a month's rows that come once and that the store has in the same month, sorted."""
        month = Month.from_ordinal(number)
        if self.new or not self.live.count(month):
            return NO_HASHES
        hashes = self.spool.hashes(number)
        single = ~among(hashes, twice) & ~flags(self.spool.column(number, DELETED))
        return np.intersect1d(hashes[single], self.live.hashes(month))

    def _contested(self, part: Range, twice: Hashes, decision: Decision, most: int) -> Iterator[Hashes]:
        """The hashes within a range that need a decision: those that came more than once or withdraw a row, and those
        that the store has too, in a full delivery all that it has of the extract.
        """
        always = [part.of(twice)]
        for month in self.spool.months:
            withdraws = flags(self.spool.column(month, DELETED))
            if withdraws.any():
                always.append(part.of(self.spool.hashes(month)[withdraws]))
        months = [(side, month) for side in self._sides for month in side.months]
        if self.full or not months:
            always += [part.of(self._own(side, month, decision)) for side, month in months]
            return contested(always, NO_HASHES, (), most)
        stored = (self._open(side, month, decision, part) for side, month in months)
        return contested(always, self._incoming(part, decision), stored, most)

    @property
    def _sides(self) -> tuple[StoredRows, ...]:
        return () if self.new else (self.live, self.withdrawn)

    def _open(self, side: StoredRows, month: Month, decision: Decision, part: Range) -> Hashes:
        hashes = side.hashes(month)
        return part.of(hashes[decision.open((side.name, month), len(hashes))])

    def _own(self, side: StoredRows, month: Month, decision: Decision) -> Hashes:
        """The hashes of what the store has of this extract, and that is not settled."""
        own = flags(pc.equal(side.keys(month)[EXTRACT].cast(pa.string()), self.events.extract.id))
        return side.hashes(month)[own & decision.open((side.name, month), len(own))]

    def _settle_month(self, month: int, hashes: Hashes, decision: Decision, tally: Tally) -> None:
        """Let rows of the load contend with those that the store has in the same month."""
        found = Gathered(self.events, decision)
        found.take_incoming(month, self.spool, hashes)
        found.take_stored(self.live, Month.from_ordinal(month), hashes)
        contenders = found.contenders()
        resolution = self._resolved(contenders)
        # Another key may have the hash that was met; the row's own may lie in any month.
        alone = resolution.winners[resolution.replaced < 0]
        if not len(alone):
            self._enter(found, contenders, resolution, tally)
        elif len(left := np.setdiff1d(hashes, contenders.hashes[alone])):
            self._settle_month(month, left, decision, tally)

    def _settle(self, found: Gathered, tally: Tally) -> None:
        """Let what was gathered contend."""
        contenders = found.contenders()
        self._enter(found, contenders, self._resolved(contenders), tally)

    def _resolved(self, contenders: Contenders) -> Resolution:
        return resolve(contenders, self.events.key, versioned=self.versioned, full=self.full)

    def _enter(self, found: Gathered, contenders: Contenders, resolution: Resolution, tally: Tally) -> None:
        tally.outcome.update(resolution.outcome)
        tally.removed += resolution.removed
        if len(resolution.conflicts):
            tally.reasons[Reason.CONFLICTING_ROWS.value] += len(resolution.conflicts)
        found.enter(resolution, contenders)
