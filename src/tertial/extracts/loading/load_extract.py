"""Loads one extract: under the store's lock it is read, checked, decided, merged and published, or nothing changes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import tertial
from tertial.domain.calendar import Month
from tertial.domain.extracts import Query
from tertial.domain.feeds.contract import Delivery
from tertial.domain.person_key import PersonKey
from tertial.extracts.batches import WHOLE_FILE, Rejected
from tertial.extracts.keys_known import check_known
from tertial.extracts.loading.ahead import ReadingAhead
from tertial.extracts.loading.checked_rows import ReadFile
from tertial.extracts.loading.deciding import Deciding
from tertial.extracts.loading.events import Events
from tertial.extracts.loading.merging import Merging
from tertial.extracts.loading.origins import Found, LoadProblem, Origin
from tertial.extracts.loading.outcome import Outcome, Tally
from tertial.extracts.loading.past_loads import PastLoads
from tertial.extracts.loading.progress import Progress
from tertial.extracts.loading.quarantine import Quarantine, Refused
from tertial.extracts.loading.request import Job, Request, request_of
from tertial.extracts.loading.spool import Spool
from tertial.extracts.loading.stored_rows import StoredRows
from tertial.extracts.loading.taking import Room, Taken, take_rows
from tertial.extracts.reasons import Reason, sentence
from tertial.language import _
from tertial.store.canonical import NO_HASH
from tertial.store.declared import declaration_document
from tertial.store.load_record import LoadRecord, SourceFile
from tertial.store.loading import Load, Loads

SHRUNK = 0.5
"""A full delivery with less than this share of the rows before is taken for an accident."""


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
    ahead: ReadingAhead | None = None,
) -> Loaded:
    """Load an extract, as one of the loads of a turn.

    `find` finds what to read and `key` the key of persons; both are asked when it is this load's turn, the key only
    where the feed has persons. What `ahead` has read of it meanwhile is not read again. Raises LoadProblem, KeyProblem,
    StoreError, and what `find` raises: the store is then as it was.
    """
    with loads.begin() as load:
        if ahead is not None:
            ahead.begins(load.before, load.log)
        request = request_of(job, load.before, load.log)
        found = find()
        new = request.new(found)
        names = tuple(one.name for one in found.origins if one not in new)
        if not new and not found.refused:
            return Loaded(job.extract.id, job.feed.id, None, known=names)
        past = PastLoads(job.feed, job.extract, load.log)
        return _Loading(load, job, request, ahead, progress).run(new, found, names, past, key)


@dataclass(slots=True)
class _Loading:
    """One load at work."""

    load: Load
    job: Job
    request: Request
    ahead: ReadingAhead | None
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
        taken = self._taken(origins, found, person_key)
        self.tally, self.quarantine, files = taken.tally, taken.quarantine, taken.files
        for number, refused in enumerate(found.refused, len(files)):
            self.quarantine.name(number, refused.name, NO_HASH)
            self.quarantine.add_rejected(number, [Rejected(WHOLE_FILE, refused.reason)])
            self.tally.reasons[refused.reason.value] += 1
        whole = all(file.whole and not file.cut_short for file in files) and not found.refused
        self._merge(taken.events(self.request.asked), taken.spool, whole=whole, new=not past.took_rows)
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

    def _taken(self, origins: Sequence[Origin], found: Found, key: PersonKey | None) -> Taken:
        """What the files come to, read now unless that has been done."""
        if self.ahead is not None and not found.refused:
            done = self.ahead.take(self.request, origins, key)
            if done is not None:
                self.progress.begins(sum(origin.size for origin in origins))
                for origin in origins:
                    self.progress.reads(origin.name, 0, origin.size)
                return done
        room = Room(self.load.workspace, self.load.disk, self.job.in_memory)
        return take_rows(self.request.asked, origins, key, room, self.progress)

    @property
    def _month(self) -> Month:
        today = self.request.asked.terms.today
        return Month(today.year, today.month)

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
                    self.request.reading if file.whole else NO_HASH,
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
