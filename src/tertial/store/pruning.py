"""Pruning: old states that nobody has pinned go, and with them the files that only they needed."""

from __future__ import annotations

from pathlib import Path

from tertial.store.disk import Disk
from tertial.store.errors import explaining
from tertial.store.layout import Layout
from tertial.store.loading import PATIENT, holding
from tertial.store.lock import Holder, Patience, turn
from tertial.store.manifest import Manifest
from tertial.store.pins import BRIEF, pins
from tertial.store.placing import remove
from tertial.store.state import LOCAL, read_current
from tertial.store.sweeping import sweep


def prune(root: Path, keep: int, holder: Holder, patience: Patience = PATIENT, disk: Disk = LOCAL) -> tuple[int, ...]:
    """Keep the newest `keep` states and every pinned one; the numbers of those that went.

    A reader still at a state that goes is told so when it next opens a file. Raises ValueError when not even the state
    in force would be kept, StoreError where the disk fails or a load at work does not end in time.
    """
    if keep < 1:
        raise ValueError("at least the state in force is kept")
    layout = Layout(root)
    with explaining(root):
        read_current(layout, disk)  # there is no store to begin here
    with holding(layout, holder, patience, disk) as current, explaining(layout.manifests):
        with turn(layout.pin_lock, holder, BRIEF, disk):
            gone = _remove_manifests(layout, current, keep, disk)
        # Only now: were the names to come back after a power cut, they would name files that are gone.
        sweep(layout, current, disk)
    return gone


def _remove_manifests(layout: Layout, current: Manifest, keep: int, disk: Disk) -> tuple[int, ...]:
    pinned = {one.number for one in pins(layout.root)}
    old = [number for number in layout.manifest_numbers() if number <= current.number - keep and number not in pinned]
    gone = tuple(number for number in old if remove(disk, layout.manifest(number)))
    disk.flush_folder(layout.manifests)
    return gone
