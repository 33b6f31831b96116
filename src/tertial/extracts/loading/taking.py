"""Reads an extract's new files: rows checked and hashed, lines refused, and counts. Nothing is decided yet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from tertial.domain.calendar import Month
from tertial.domain.identity_changes import IdentityChange, IdentityChanges
from tertial.domain.person_key import PersonKey
from tertial.extracts.checking.checker import Checker
from tertial.extracts.checking.persons import Persons
from tertial.extracts.checking.terms import Terms
from tertial.extracts.loading.checked_rows import Reader, ReadFile, spool_schema
from tertial.extracts.loading.events import Events
from tertial.extracts.loading.origins import Origin
from tertial.extracts.loading.outcome import Tally
from tertial.extracts.loading.progress import Progress
from tertial.extracts.loading.quarantine import Quarantine
from tertial.extracts.loading.spool import Spool
from tertial.extracts.loading.tokens import Numbered, Tokens
from tertial.store.disk import Disk


@dataclass(frozen=True, slots=True)
class Asked:
    """All that reading rests on beside the files and the key: with equal ones the same files say the same."""

    terms: Terms
    kept_from: Month | None
    in_time: frozenset[str]
    """The hashes of files that were read before, none of whose rows is late."""
    changes: tuple[IdentityChange, ...]


@dataclass(frozen=True, slots=True)
class Room:
    """Where rows wait that do not fit in memory, and how many bytes of them do."""

    folder: Path
    disk: Disk
    in_memory: int


@dataclass(frozen=True, slots=True)
class Taken:
    """What the files came to."""

    files: tuple[ReadFile, ...]
    persons: Numbered
    spool: Spool
    quarantine: Quarantine = field(default_factory=Quarantine)
    tally: Tally = field(default_factory=Tally)

    def events(self, asked: Asked) -> Events:
        """How the rows become events."""
        return Events(asked.terms.feed, asked.terms.extract, Tokens(self.persons, IdentityChanges(asked.changes)))


def take_rows(asked: Asked, origins: Sequence[Origin], key: PersonKey | None, room: Room, progress: Progress) -> Taken:
    """Read the files. Raises StoreError where the spool cannot be written."""
    persons = Persons(key, asked.terms.today, asked.terms.patterns)
    checker = Checker(asked.terms, persons)
    spool = Spool(room.folder, spool_schema(checker), room.disk, room.in_memory)
    taken = Taken((), persons, spool)
    reader = Reader(
        checker,
        Checker(replace(asked.terms, oldest=asked.kept_from), persons),
        asked.in_time,
        taken.events(asked),
        spool,
        taken.quarantine,
        taken.tally,
        progress,
    )
    progress.begins(sum(origin.size for origin in origins))
    return replace(taken, files=tuple(reader.read(origins)))
