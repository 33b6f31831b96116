"""Loads: under the lock, what a crash left is mended first; each replaces months and publishes them all at once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import replace
from itertools import count
from pathlib import Path
from typing import Self

import pyarrow as pa

from tertial.domain.calendar import Month
from tertial.domain.identifier import check_identifier
from tertial.language import _
from tertial.store.disk import LOCAL, Disk
from tertial.store.errors import StoreError, explaining
from tertial.store.flushing import Flushing
from tertial.store.in_force import current_manifest
from tertial.store.layout import Layout
from tertial.store.load_log import LogEntry, mend, read_line, read_log
from tertial.store.load_record import LoadRecord
from tertial.store.lock import Holder, Patience
from tertial.store.manifest import EventFile, Manifest
from tertial.store.partition import write_partition
from tertial.store.placing import PART, remove
from tertial.store.publishing import StagedFile, changed, create, following, place, publish
from tertial.store.series import own_turn
from tertial.store.state import State
from tertial.store.sweeping import clear_incoming, sweep

PATIENT = Patience()


class Load:
    """The one load at work: replaces whole months, then publishes once. Nothing is seen before `publish` returns."""

    def __init__(self, layout: Layout, before: Manifest, disk: Disk, log: Callable[[], Sequence[LogEntry]]) -> None:
        self.layout = layout
        self.disk = disk
        """Where whoever loads writes what goes into the workspace."""
        self._staged: dict[tuple[str, Month], tuple[StagedFile | EventFile, ...] | None] = {}
        self._numbers = count(1)  # one step, which threads cannot come between
        self._open = True
        self._flushing = Flushing()
        self.before = State(layout, before)
        """The state that the load starts from."""
        self._log = log
        self.publishing = False
        """Whether publishing has begun, so that files may have come to their places."""
        self.after: Manifest | None = None
        """The state published, once all of it lasts and the log has its line."""

    @property
    def workspace(self) -> Path:
        """A folder for what the load needs on the way; emptied after it."""
        return self.layout.incoming

    @property
    def log(self) -> Sequence[LogEntry]:
        """The load log up to the state that the load starts from. Raises StoreError."""
        return self._log()

    def replace_month(self, feed: str, month: Month, table: pa.Table) -> None:
        """Let the month hold these rows and no others. A month without a row has been loaded; a removed one has not.

        Raises ValueError for a feed's id that is none, StoreError where the rows cannot be written.
        """
        self.replace_month_by_pieces(feed, month, (table,))

    def replace_month_by_pieces(self, feed: str, month: Month, tables: Iterable[pa.Table]) -> None:
        """The same for tables of one schema, at least one, that are made while they are written.

        May be called by several threads at once, for different months.
        """
        self._check(feed)
        with explaining(self.workspace):
            path = self._new_path()
            file = write_partition(self.disk, path, tables, self._flushing)
            self._stage(feed, month, (StagedFile(path, file),))

    def add_to_month(self, feed: str, month: Month, table: pa.Table) -> None:
        """Let the month hold these rows too, in a file beside those that it has. Raises as `replace_month`."""
        self._check(feed)
        with explaining(self.workspace):
            path = self._new_path()
            file = write_partition(self.disk, path, (table,), self._flushing)
            held = self._staged.get((feed, month), self.before.manifest.feeds.get(feed, {}).get(month))
            self._staged[feed, month] = (*(held or ()), StagedFile(path, file))

    def remove_month(self, feed: str, month: Month) -> None:
        """Let the feed have no such month, as if it had never been loaded."""
        self._check(feed)
        with explaining(self.workspace):
            self._stage(feed, month, None)

    def publish(self, record: LoadRecord) -> State:
        """Publish the months replaced, and write the load into the log; the new state. Once a load.

        Raises StoreError where the disk fails (the old state stands), PublishedError where it fails after the new state
        came in force.
        """
        self._check(record.feed)
        self._open = False
        with explaining(self.workspace):
            self._flushing.wait()
        self.publishing = True
        touched: dict[str, list[Month]] = {}
        for feed, month in self._staged:
            touched.setdefault(feed, []).append(month)
        ordered = {feed: tuple(sorted(months)) for feed, months in touched.items()}
        before = self.before.manifest
        manifest = following(before, replace(record, touched=ordered), changed(before, self._staged))
        with explaining(self.layout.root):
            place(self.layout, self._staged, self.disk)
            publish(self.layout, manifest, self.disk)
        self.after = manifest
        return State(self.layout, manifest)

    def close(self) -> None:
        """End the load; nothing more can be replaced or published."""
        self._open = False
        self._flushing.close()

    def _check(self, feed: str) -> None:
        check_identifier(feed)
        if not self._open:
            raise ValueError("the load is over: it publishes once")

    def _new_path(self) -> Path:
        return self.workspace / f"{next(self._numbers):08d}.parquet{PART}"

    def _stage(self, feed: str, month: Month, files: tuple[StagedFile, ...] | None) -> None:
        for one in self._staged.get((feed, month)) or ():
            if isinstance(one, StagedFile):
                remove(self.disk, one.path)
        self._staged[feed, month] = files


class Loads:
    """Loads made one after the other in one turn, each from the state that the one before it published.

    What a crash left is looked for once, when the turn comes, and again after a load that failed while it published.
    The turn comes with the first load, and ends with the block. A disk other than this machine's is for tests.
    """

    def __init__(self, root: Path, holder: Holder, patience: Patience = PATIENT, disk: Disk = LOCAL) -> None:
        self._layout = Layout(root)
        self._holder = holder
        self._patience = patience
        self._disk = disk
        self._turn = ExitStack()
        self._has_turn = False
        self._before: Manifest | None = None
        """The state in force; None while it is not known to be whole."""
        self._log: list[LogEntry] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self._turn.close()

    @contextmanager
    def begin(self) -> Iterator[Load]:
        """Load inside the block; the store is made where there is none. What is not published there is thrown away.

        Raises StoreError.
        """
        load = Load(self._layout, self._settled(), self._disk, self._entries)
        try:
            yield load
        finally:
            load.close()
            with suppress(OSError, StoreError):  # the next turn sweeps what cannot be removed now
                self._end(load)

    def _settled(self) -> Manifest:
        if not self._has_turn:
            self._turn.enter_context(own_turn(self._layout, self._holder, self._patience, self._disk))
            self._has_turn = True
        if self._before is None:
            with explaining(self._layout.root):
                self._before = settle(self._layout, self._disk)
        return self._before

    def _entries(self) -> Sequence[LogEntry]:
        if self._log is None:
            with explaining(self._layout.log):
                self._log = list(read_log(self._layout.log))
        return self._log

    def _end(self, load: Load) -> None:
        if load.publishing and load.after is None:
            self._before, self._log = None, None
            sweep(self._layout, current_manifest(self._layout, self._disk), self._disk)
            return
        if load.after is not None:
            self._before = load.after
            line = load.after.log_line()
            if self._log is not None and line is not None:
                self._log.append(read_line(line))
        clear_incoming(self._layout, self._disk)


@contextmanager
def begin_load(root: Path, holder: Holder, patience: Patience = PATIENT, disk: Disk = LOCAL) -> Iterator[Load]:
    """Take one's turn for one load, mend what a crash left, and load inside the block. Raises StoreError."""
    with Loads(root, holder, patience, disk) as loads, loads.begin() as load:
        yield load


@contextmanager
def holding(layout: Layout, holder: Holder, patience: Patience, disk: Disk) -> Iterator[Manifest]:
    """Hold the load lock inside the block, with the store mended and swept; gives the state in force."""
    with own_turn(layout, holder, patience, disk):
        with explaining(layout.root):
            before = settle(layout, disk)
        yield before


def settle(layout: Layout, disk: Disk) -> Manifest:
    """Make whole what a crash left unfinished; the state in force. Raises OSError, StoreError."""
    if not layout.current.exists():
        if layout.log.exists() or any(layout.manifest_numbers()):
            raise StoreError(
                _("{path} is gone, but there are states. Put it back from a backup.").format(path=layout.current)
            )
        clear_incoming(layout, disk)
        # A load that was killed may have made the folder and not come to flush the one above.
        disk.flush_folder(layout.root.parent)
        return create(layout, disk)
    current = current_manifest(layout, disk)
    # A killed load may have renamed CURRENT and not come to flush it; nothing may build on it before it lasts.
    disk.flush_folder(layout.root)
    mend(layout.log, current, disk)
    sweep(layout, current, disk)
    return current
