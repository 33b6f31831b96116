"""Pruning: old snapshots that nobody has pinned go, and with them the pieces that only they needed."""

from __future__ import annotations

from pathlib import Path

from tertial.store.disk import LOCAL, Disk
from tertial.store.errors import explaining
from tertial.store.in_force import current_manifest, read_current
from tertial.store.loading import PATIENT
from tertial.store.lock import Holder, Patience
from tertial.store.pruning import remove_old
from tertial.store.snapshots.layout import SnapshotLayout
from tertial.store.snapshots.settling import holding


def prune(root: Path, keep: int, holder: Holder, patience: Patience = PATIENT, disk: Disk = LOCAL) -> tuple[int, ...]:
    """Keep the newest `keep` snapshots of a store and every pinned one; the numbers of those that went.

    A reader still at a snapshot that goes is told so when it next opens a piece. Raises ValueError when not even the
    one in force would be kept, StoreError where there is none, the disk fails, or a computing at work does not end.
    """
    if keep < 1:
        raise ValueError("at least the snapshot in force is kept")
    layout = SnapshotLayout.of(root)
    with explaining(layout.root):
        read_current(layout, disk)  # there is nothing to begin here
    with holding(layout, holder, patience, disk):
        with explaining(layout.root):
            current = current_manifest(layout, disk)
        return remove_old(layout, current, keep, holder, disk)
