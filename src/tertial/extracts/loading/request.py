"""What an extract is to be loaded from and how, and what follows from it and the store for reading its files."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from tertial.domain.clock import local_date
from tertial.domain.extracts import Extract
from tertial.domain.feeds.contract import Delivery, Feed
from tertial.domain.reserve_numbers import ReservePattern
from tertial.extracts.checking.terms import Terms
from tertial.extracts.identity_changing import current_tokens
from tertial.extracts.loading.origins import Found, Origin
from tertial.extracts.loading.past_loads import PastLoads
from tertial.extracts.loading.reading_hash import reading_hash
from tertial.extracts.loading.spool import LARGEST_IN_MEMORY
from tertial.extracts.loading.taking import Asked
from tertial.store.load_log import LogEntry
from tertial.store.state import State


@dataclass(frozen=True, slots=True)
class Job:
    """What is loaded and how.

    `units` and `declared` are as in `Terms`. `now` carries its zone. `history` takes rows older than the feed's
    look-back, `again` reads files that have been loaded before, `shrink` takes a full delivery that lost half its rows.
    `in_memory` is how many bytes of rows are held before they go to files of the workspace.
    """

    feed: Feed
    extract: Extract
    units: Mapping[str, str]
    declared: frozenset[str]
    patterns: tuple[ReservePattern, ...]
    now: datetime
    history: bool = False
    again: bool = False
    shrink: bool = False
    in_memory: int = LARGEST_IN_MEMORY


@dataclass(frozen=True, slots=True)
class Request:
    """What reading rests on, and which files have been read in that way: their hashes and ways of reading."""

    asked: Asked
    reading: str
    known: frozenset[tuple[str, str]]

    def new(self, found: Found) -> tuple[Origin, ...]:
        """The files to read: those not known. A full delivery counts as a whole."""
        new = tuple(one for one in found.origins if not (one.known_before and (one.sha256, self.reading) in self.known))
        full = self.asked.terms.feed.delivery is Delivery.FULL
        if full and {(one.sha256, self.reading) for one in found.origins} != self.known:
            return found.origins
        return new


def request_of(job: Job, before: State, log: Sequence[LogEntry]) -> Request:
    """What reading rests on where the store is as it is. Raises StoreError."""
    past = PastLoads(job.feed, job.extract, log)
    terms = _terms(job, past, before)
    reading = reading_hash(terms)
    known = frozenset() if job.again else frozenset(past.known(reading, history=job.history))
    return Request(Asked(terms, past.kept_from, past.in_time, current_tokens(before).changes), reading, known)


def _terms(job: Job, past: PastLoads, before: State) -> Terms:
    """The look-back counts from the newest month that the extract itself has brought rows of.

    Another extract of the feed may have been loaded a moment ago, with months that this one has yet to bring.
    """
    today = local_date(job.now)
    limited = job.feed.delivery is Delivery.DELTA and past.took_rows and not job.history
    newest = past.newest_month or max(before.months(job.feed.id), default=None)
    oldest = [newest.plus(-job.feed.look_back)] if limited and newest is not None else []
    if past.kept_from is not None:
        oldest.append(past.kept_from)
    return Terms(job.feed, job.extract, job.units, job.declared, today, max(oldest, default=None), job.patterns)
