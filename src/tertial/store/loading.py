"""A load: under the lock, what a crash left is mended first, then months are replaced, and all is published at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from itertools import count
from pathlib import Path

import pyarrow as pa

from tertial.domain.calendar import Month
from tertial.domain.identifier import check_identifier
from tertial.language import _
from tertial.store.disk import LOCAL, Disk
from tertial.store.errors import StoreError, explaining
from tertial.store.in_force import current_manifest
from tertial.store.layout import Layout
from tertial.store.load_log import mend
from tertial.store.load_record import LoadRecord
from tertial.store.lock import Holder, Patience
from tertial.store.manifest import EventFile, Manifest
from tertial.store.partition import write_partition
from tertial.store.placing import PART, remove
from tertial.store.publishing import StagedFile, changed, create, following, place, publish
from tertial.store.series import own_turn
from tertial.store.state import State
from tertial.store.sweeping import sweep

PATIENT = Patience()


class Load:
    """The one load at work: replaces whole months, then publishes once. Nothing is seen before `publish` returns."""

    def __init__(self, layout: Layout, before: Manifest, disk: Disk) -> None:
        self.layout = layout
        self.disk = disk
        """Where whoever loads writes what goes into the workspace."""
        self._staged: dict[tuple[str, Month], tuple[StagedFile | EventFile, ...] | None] = {}
        self._numbers = count(1)  # one step, which threads cannot come between
        self._open = True
        self.before = State(layout, before)
        """The state that the load starts from."""

    @property
    def workspace(self) -> Path:
        """A folder for what the load needs on the way; emptied after it."""
        return self.layout.incoming

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
            file = write_partition(self.disk, path, tables)
            self._stage(feed, month, (StagedFile(path, file),))

    def add_to_month(self, feed: str, month: Month, table: pa.Table) -> None:
        """Let the month hold these rows too, in a file beside those that it has. Raises as `replace_month`."""
        self._check(feed)
        with explaining(self.workspace):
            path = self._new_path()
            file = write_partition(self.disk, path, (table,))
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
        touched: dict[str, list[Month]] = {}
        for feed, month in self._staged:
            touched.setdefault(feed, []).append(month)
        ordered = {feed: tuple(sorted(months)) for feed, months in touched.items()}
        before = self.before.manifest
        manifest = following(before, replace(record, touched=ordered), changed(before, self._staged))
        with explaining(self.layout.root):
            place(self.layout, self._staged, self.disk)
            publish(self.layout, manifest, self.disk)
        return State(self.layout, manifest)

    def close(self) -> None:
        """End the load; nothing more can be replaced or published."""
        self._open = False

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


@contextmanager
def begin_load(root: Path, holder: Holder, patience: Patience = PATIENT, disk: Disk = LOCAL) -> Iterator[Load]:
    """Take one's turn, mend what a crash left, and load inside the block; the store is made where there is none.

    What is not published inside the block is thrown away. Raises StoreError.
    """
    layout = Layout(root)
    with holding(layout, holder, patience, disk) as before:
        load = Load(layout, before, disk)
        try:
            yield load
        finally:
            load.close()
            with suppress(OSError, StoreError):  # the next load sweeps what cannot be removed now
                sweep(layout, current_manifest(layout, disk), disk)


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
        for path in layout.incoming.iterdir():
            remove(disk, path)
        # A load that was killed may have made the folder and not come to flush the one above.
        disk.flush_folder(layout.root.parent)
        return create(layout, disk)
    current = current_manifest(layout, disk)
    # A killed load may have renamed CURRENT and not come to flush it; nothing may build on it before it lasts.
    disk.flush_folder(layout.root)
    mend(layout.log, current, disk)
    sweep(layout, current, disk)
    return current
