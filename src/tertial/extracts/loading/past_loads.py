"""What the load log tells of an extract's earlier loads: which files were read, in which way, and how far back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tertial.domain.calendar import Month
from tertial.domain.extracts import Extract
from tertial.domain.feeds.contract import Delivery, Feed
from tertial.extracts.disposing import disposed_through
from tertial.extracts.reasons import Reason
from tertial.store.canonical import NO_HASH
from tertial.store.load_log import LogEntry
from tertial.store.load_record import Action, LoadRecord


@dataclass(frozen=True, slots=True)
class PastLoads:
    """The log as one extract sees it."""

    feed: Feed
    extract: Extract
    log: Sequence[LogEntry]

    @property
    def took_rows(self) -> bool:
        """Whether any load took a row: the first that does is the history."""
        return any(record.accepted for record in self._loads())

    @property
    def newest_month(self) -> Month | None:
        """The newest month that the extract's own loads have changed; None where they changed none."""
        months = (month for record in self._loads() for month in record.touched.get(self.feed.id, ()))
        return max(months, default=None)

    def known(self, reading: str, *, history: bool) -> set[tuple[str, str]]:
        """Files that were read in this way, as hash and reading; of full deliveries those of the last, which alone is
        in force.

        Where history is asked for, files of a load that refused rows for their age have more to say.
        """
        loads = self._in_time() if history else self._loads()
        if self.feed.delivery is Delivery.FULL:
            loads = self._loads()[-1:]
        return {(file.sha256, file.reading) for record in loads for file in record.files if file.reading == reading}

    def said_by_last(self, record: LoadRecord) -> bool:
        """Whether a load says only what the last one did: the same broken files, refused for the same reasons."""
        if any(file.reading != NO_HASH for file in record.files):
            return False
        last = self._loads()[-1:]
        return any((one.files, one.reasons, one.read) == (record.files, record.reasons, record.read) for one in last)

    @property
    def in_time(self) -> frozenset[str]:
        """Hashes of files that had no row too old: when they are read anew, for a new mapping, they are not late."""
        return frozenset(file.sha256 for record in self._in_time() for file in record.files)

    @property
    def kept_from(self) -> Month | None:
        """The first month that has not been disposed of, where any has: what is gone does not come back."""
        gone = disposed_through(self.log, self.feed.id)
        return None if gone is None else gone.plus(1)

    def _loads(self) -> list[LoadRecord]:
        records = (entry.record for entry in self.log)
        return [one for one in records if one.extract == self.extract.id and one.action is Action.LOAD]

    def _in_time(self) -> list[LoadRecord]:
        return [record for record in self._loads() if Reason.TOO_OLD not in record.reasons]
