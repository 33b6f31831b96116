"""One's turn at the snapshots: under the lock, with what a crash left unfinished made whole or swept away."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from tertial.language import _
from tertial.store.disk import Disk
from tertial.store.errors import StoreError, explaining
from tertial.store.in_force import current_manifest
from tertial.store.lock import Holder, Patience
from tertial.store.pins import pins_in
from tertial.store.series import own_turn
from tertial.store.snapshots.layout import SnapshotLayout
from tertial.store.snapshots.manifest import SnapshotManifest
from tertial.store.sweeping import sweep


@contextmanager
def holding(
    layout: SnapshotLayout, holder: Holder, patience: Patience, disk: Disk
) -> Iterator[SnapshotManifest | None]:
    """Hold the lock of snapshots inside the block, with what a crash left swept; gives the one in force, if any."""
    with own_turn(layout, holder, patience, disk):
        with explaining(layout.root):
            before = _settle(layout, disk)
        yield before


def _settle(layout: SnapshotLayout, disk: Disk) -> SnapshotManifest | None:
    """Make whole what a crash left unfinished; the snapshot in force. Raises OSError, StoreError."""
    before = None
    if layout.current.exists():
        before = current_manifest(layout, disk)
    elif not only_begun(layout):
        raise StoreError(
            _("{path} is gone, but there are snapshots. Put it back from a backup.").format(path=layout.current)
        )
    else:
        disk.flush_folder(layout.root.parent)
    # A killed computing may have renamed CURRENT and not come to flush it; nothing may build on it before it lasts.
    disk.flush_folder(layout.root)
    sweep(layout, before, disk)
    return before


def only_begun(layout: SnapshotLayout) -> bool:
    """Whether a folder without CURRENT is what the first computing, cut off before its rename, leaves: no more than
    the first manifest, and no pin. Raises OSError, StoreError.
    """
    return layout.manifest_numbers() in ([], [1]) and not pins_in(layout)
