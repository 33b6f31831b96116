"""Reads the extracts that come next in a process of its own, while those before them are decided and written.

The other process is told what to read and says what it read; it never writes, and knows the store by what it is told.
What it says is used only where the load, when its turn has come, asks for the very same: the same files by their
hashes, read in the same way, with the same key. Else, and where it has not begun, the load reads by itself.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import CancelledError, Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass, field
from multiprocessing import get_context, parent_process
from multiprocessing.reduction import ForkingPickler
from pathlib import Path
from threading import Thread
from types import MappingProxyType
from typing import Any

import numpy as np
import pyarrow as pa

from tertial.domain.person_key import PersonKey
from tertial.extracts.keys import KeyProblem
from tertial.extracts.loading.checked_rows import ReadFile
from tertial.extracts.loading.origins import Found, LoadProblem, Origin
from tertial.extracts.loading.outcome import Tally
from tertial.extracts.loading.progress import Silent
from tertial.extracts.loading.quarantine import Quarantine
from tertial.extracts.loading.request import Job, Request, request_of
from tertial.extracts.loading.spool import Spool
from tertial.extracts.loading.taking import Room, Taken, take_rows
from tertial.extracts.loading.tokens import KnownTokens
from tertial.store.disk import LOCAL
from tertial.store.load_log import LogEntry
from tertial.store.state import State

WINDOW = 4
"""Extracts that are read, or have been, and not been loaded: their rows are in memory."""
LARGEST = 64 << 20
"""Bytes of an extract's files; a larger one is read by its load, which need not hold it in memory."""
WORTH = 16 << 20
"""Bytes of all extracts' files from which a second process is worth its start."""


def _received(items: dict[Any, Any]) -> MappingProxyType[Any, Any]:
    return MappingProxyType(items)


def _sent(mapping: MappingProxyType[Any, Any]) -> tuple[Callable[..., Any], tuple[dict[Any, Any]]]:
    """How a mapping that nobody may change is told to another process, where it is one again."""
    return _received, (dict(mapping),)


ForkingPickler.register(MappingProxyType, _sent)


@dataclass(frozen=True, slots=True)
class Next:
    """An extract that comes later: how it is loaded, and functions that find its files and read the key."""

    job: Job
    find: Callable[[], Found]
    key: Callable[[], PersonKey]


@dataclass(frozen=True, slots=True)
class _Told:
    """What the other process says of an extract: what it read, and with which key; the tokens of persons alone."""

    origins: tuple[tuple[str, str, int], ...]
    key: str
    files: tuple[tuple[bool, bool], ...]
    tokens: pa.Array
    rows: pa.Table | None
    """Those of a month together."""
    quarantine: Quarantine
    tally: Tally


@dataclass(slots=True)
class ReadingAhead:
    """Has the extracts read in their order, a few before their loads."""

    pool: ProcessPoolExecutor
    waiting: list[Next]
    asked: dict[str, tuple[Request, Future[_Told | None]]] = field(default_factory=dict)
    reached: str = ""

    def begins(self, before: State, log: Sequence[LogEntry]) -> None:
        """Ask for those that come next, unless enough are asked for."""
        while self.waiting and len(self.asked) < WINDOW:
            coming = self.waiting.pop(0)
            request = request_of(coming.job, before, log)
            try:
                told = self.pool.submit(_read, request, coming.find, coming.key)
            except BrokenProcessPool:
                self.waiting.clear()
                return
            self.asked[coming.job.extract.id] = request, told

    def take(self, request: Request, origins: Sequence[Origin], key: PersonKey | None) -> Taken | None:
        """What was read, where the very same was asked for; None also where reading has not begun."""
        then, told = self.asked.pop(request.asked.terms.extract.id, (None, None))
        if told is None or told.cancel() or then != request:
            return None
        try:
            found = told.result()
        except (BrokenProcessPool, CancelledError):
            return None
        if found is None or found.origins != _named(origins) or found.key != _check_value(key):
            return None
        spool = Spool(Path(), pa.schema([]), LOCAL, sys.maxsize)
        if found.rows is not None:
            spool.add(found.rows)
        files = tuple(ReadFile(one, *how, ()) for one, how in zip(origins, found.files, strict=True))
        return Taken(files, KnownTokens(found.tokens), spool, found.quarantine, found.tally)

    def reaches(self, extract: str) -> None:
        """The turn of an extract has come: it need not be asked for any more, and what was read for nothing goes."""
        self.waiting = [one for one in self.waiting if one.job.extract.id != extract]
        untaken = self.asked.pop(self.reached, None)
        if untaken is not None:
            untaken[1].cancel()
        self.reached = extract


@contextmanager
def reading_ahead(coming: Sequence[Next]) -> Iterator[ReadingAhead]:
    """Read extracts ahead inside the block, in one process."""
    # Spawned: a process copied while it has threads may wait for one of them for ever.
    pool = ProcessPoolExecutor(1, mp_context=get_context("spawn"), initializer=_end_with_parent)
    try:
        yield ReadingAhead(pool, list(coming))
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _end_with_parent() -> None:
    """Let the process end when the one that started it does, however that ends; the terminal's signals are for it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)

    def wait() -> None:
        parent = parent_process()
        if parent is not None:
            parent.join()
            os._exit(1)

    Thread(target=wait, daemon=True).start()


def _read(request: Request, find: Callable[[], Found], read_key: Callable[[], PersonKey]) -> _Told | None:
    """Read an extract's new files, in the other process; None where its load is to do, or to tell of it."""
    try:
        found = find()
        origins = request.new(found)
        if found.refused or not origins or sum(one.size for one in origins) > LARGEST:
            return None
        key = read_key() if request.asked.terms.feed.person is not None else None
    except (LoadProblem, KeyProblem):
        return None
    taken = take_rows(request.asked, origins, key, Room(Path(), LOCAL, sys.maxsize), Silent())
    persons = taken.persons
    return _Told(
        _named(origins),
        _check_value(key),
        tuple((file.whole, file.cut_short) for file in taken.files),
        persons.tokens(np.arange(len(persons), dtype=np.int32)),
        _in_one(taken.spool),
        taken.quarantine,
        taken.tally,
    )


def _in_one(spool: Spool) -> pa.Table | None:
    """All rows, which are quicker told of in one piece; None without any."""
    months = [spool.table(month) for month in spool.months]
    return pa.concat_tables(months).combine_chunks() if months else None


def _named(origins: Sequence[Origin]) -> tuple[tuple[str, str, int], ...]:
    return tuple((one.name, one.sha256, one.size) for one in origins)


def _check_value(key: PersonKey | None) -> str:
    return "" if key is None else f"{key.id} {key.check_value}"
