"""Loads one extract: under the store's lock it is read, checked, decided, merged and published, or nothing changes."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

import tertial
from tertial.domain.calendar import Month
from tertial.domain.clock import local_date
from tertial.domain.extracts import Extract, Query
from tertial.domain.feeds.contract import Delivery, Feed
from tertial.domain.person_key import PersonKey
from tertial.domain.reserve_numbers import ReservePattern
from tertial.extracts.batches import WHOLE_FILE, Rejected
from tertial.extracts.checking.checker import Checker
from tertial.extracts.checking.persons import Persons
from tertial.extracts.checking.terms import Terms
from tertial.extracts.identity_changing import current_tokens
from tertial.extracts.keys_known import check_known
from tertial.extracts.loading.checked_rows import Reader, ReadFile, spool_schema
from tertial.extracts.loading.deciding import Deciding
from tertial.extracts.loading.events import Events
from tertial.extracts.loading.merging import Merging
from tertial.extracts.loading.origins import Found, LoadProblem, Origin
from tertial.extracts.loading.outcome import Outcome, Tally
from tertial.extracts.loading.past_loads import PastLoads
from tertial.extracts.loading.progress import Progress
from tertial.extracts.loading.quarantine import Quarantine, Refused
from tertial.extracts.loading.reading_hash import reading_hash
from tertial.extracts.loading.spool import LARGEST_IN_MEMORY, Spool
from tertial.extracts.loading.stored_rows import StoredRows
from tertial.extracts.loading.tokens import Tokens
from tertial.extracts.reasons import Reason, sentence
from tertial.language import _
from tertial.store.canonical import NO_HASH
from tertial.store.declared import declaration_document
from tertial.store.load_record import LoadRecord, SourceFile
from tertial.store.loading import Load, Loads
from tertial.store.state import State

SHRUNK = 0.5
"""A full delivery with less than this share of the rows before is taken for an accident."""


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
class Loaded:
    """What a load came to. `state` is the state published, None where nothing new had come."""

    extract: str
    feed: str
    state: int | None
    tally: Tally = field(default_factory=Tally)
    files: tuple[str, ...] = ()
    known: tuple[str, ...] = ()
    """Files that had been loaded before, and were not read again."""
    refused: tuple[Refused, ...] = ()


def load_extract(
    loads: Loads,
    job: Job,
    find: Callable[[], Found],
    key: Callable[[], PersonKey],
    progress: Progress,
) -> Loaded:
    """Load an extract, as one of the loads of a turn.

    `find` finds what to read and `key` the key of persons; both are asked when it is this load's turn, the key only
    where the feed has persons. Raises LoadProblem, KeyProblem, StoreError, and what `find` raises: the store is then as
    it was.
    """
    with loads.begin() as load:
        found = find()
        past = PastLoads(job.feed, job.extract, load.log)
        terms = _terms(job, past, load.before)
        reading = reading_hash(terms)
        known = set() if job.again else past.known(reading, history=job.history)
        new = tuple(one for one in found.origins if not (one.known_before and (one.sha256, reading) in known))
        names = tuple(one.name for one in found.origins if one not in new)
        if job.feed.delivery is Delivery.FULL and {(one.sha256, reading) for one in found.origins} != known:
            new, names = found.origins, ()  # a full delivery counts as a whole
        if not new and not found.refused:
            return Loaded(job.extract.id, job.feed.id, None, known=names)
        return _Loading(load, job, terms, reading, progress).run(new, found, names, past, key)


def _terms(job: Job, past: PastLoads, before: State) -> Terms:
    """The look-back counts from the newest month that the store has of the feed."""
    today = local_date(job.now)
    limited = job.feed.delivery is Delivery.DELTA and past.took_rows and not job.history
    oldest = [month.plus(-job.feed.look_back) for month in before.months(job.feed.id)[-1:]] if limited else []
    if past.kept_from is not None:
        oldest.append(past.kept_from)
    return Terms(job.feed, job.extract, job.units, job.declared, today, max(oldest, default=None), job.patterns)


@dataclass(slots=True)
class _Loading:
    """One load at work."""

    load: Load
    job: Job
    terms: Terms
    reading: str
    progress: Progress
    tally: Tally = field(default_factory=Tally)
    quarantine: Quarantine = field(default_factory=Quarantine)

    def run(
        self,
        origins: Sequence[Origin],
        found: Found,
        known: tuple[str, ...],
        past: PastLoads,
        key: Callable[[], PersonKey],
    ) -> Loaded:
        job = self.job
        person_key = key() if job.feed.person is not None else None
        if person_key is not None:
            check_known(past.log, person_key)
        persons = Persons(person_key, self.terms.today, job.patterns)
        checker = Checker(self.terms, persons)
        anew = Checker(replace(self.terms, oldest=past.kept_from), persons)
        events = Events(job.feed, job.extract, Tokens(persons, current_tokens(self.load.before)))
        spool = Spool(self.load.workspace, spool_schema(checker), self.load.disk, job.in_memory)
        reader = Reader(
            checker,
            anew,
            past.in_time,
            events,
            spool,
            self.quarantine,
            self.tally,
            self.progress,
        )
        self.progress.begins(sum(origin.size for origin in origins))
        files = reader.read(origins)
        for number, refused in enumerate(found.refused, len(files)):
            self.quarantine.name(number, refused.name, NO_HASH)
            self.quarantine.add_rejected(number, [Rejected(WHOLE_FILE, refused.reason)])
            self.tally.reasons[refused.reason.value] += 1
        whole = all(file.whole and not file.cut_short for file in files) and not found.refused
        self._merge(events, spool, whole=whole, new=not past.took_rows)
        self.quarantine.write(self.load, job.feed.id, job.extract.id, self._month)
        record = self._record(files, person_key)
        # A broken file that stays where it lies is told of each time, and makes a state once.
        old = past.said_by_last(record) and not self.tally.changes
        state = None if old else self.load.publish(record).number
        return Loaded(
            job.extract.id,
            job.feed.id,
            state,
            self.tally,
            tuple(file.origin.name for file in files),
            known,
            tuple(self.quarantine.kinds()),
        )

    @property
    def _month(self) -> Month:
        return Month(self.terms.today.year, self.terms.today.month)

    def _merge(self, events: Events, spool: Spool, *, whole: bool, new: bool) -> None:
        state, feed = self.load.before, self.job.feed
        full = feed.delivery is Delivery.FULL
        if not whole and (full or isinstance(self.job.extract.origin, Query)):
            raise LoadProblem(_("It could not be read to its end, so nothing of it was loaded.") + self._why())
        deciding = Deciding(
            spool,
            events,
            StoredRows(state, feed),
            StoredRows(state, feed, withdrawn=True),
            versioned=self.job.extract.version is not None,
            full=full,
            new=new,
        )
        decision = deciding.decide(self.tally)
        if full and not self.job.shrink:
            self._refuse_shrunk()
        for file, lines in decision.conflicts:
            self.quarantine.add_lines(file, lines, Reason.CONFLICTING_ROWS, feed.key[0])
        Merging(self.load, deciding, decision, self._month, self.progress).write()

    def _refuse_shrunk(self) -> None:
        outcome = self.tally.outcome
        stay = outcome[Outcome.UNCHANGED] + outcome[Outcome.CORRECTED]
        before = stay + self.tally.removed
        now = stay + outcome[Outcome.ADDED]
        if before and now < before * SHRUNK:
            raise LoadProblem(
                _(
                    "The full delivery has {now} rows to take, and the one before had {before}: nothing was loaded. Is "
                    "the file whole? If it is right, load it with --shrink."
                ).format(now=now, before=before)
                + self._why()
            )

    def _why(self) -> str:
        kinds = self.quarantine.kinds()
        if not kinds:
            return ""
        first = kinds[0]
        return " " + _("{count} lines of {file} were refused, the first of them line {line}. {reason}").format(
            count=first.count,
            file=first.kind.file,
            reason=sentence(Reason(first.kind.reason)),
            line=first.first_line,
        )

    def _record(self, files: Sequence[ReadFile], key: PersonKey | None) -> LoadRecord:
        return LoadRecord(
            feed=self.job.feed.id,
            loaded_at=self.job.now,
            files=tuple(
                SourceFile(
                    file.origin.name,
                    file.origin.sha256,
                    file.origin.size,
                    # What could not be read to its end is worth reading again.
                    self.reading if file.whole else NO_HASH,
                )
                for file in files
            ),
            read=self.tally.read,
            accepted=self.tally.accepted,
            quarantined=self.tally.quarantined,
            reasons={str(reason): count for reason, count in sorted(self.tally.reasons.items()) if count},
            outcome={outcome.value: self.tally.outcome[outcome] for outcome in Outcome if self.tally.outcome[outcome]},
            removed=self.tally.removed,
            program=tertial.__version__,
            extract=self.job.extract.id,
            declaration=declaration_document(self.job.extract.declaration),
            keys={key.id: key.check_value} if key is not None else {},
        )
