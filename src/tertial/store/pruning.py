"""Pruning: old states that nobody has pinned go, and with them the files that only they needed."""

from __future__ import annotations

from pathlib import Path

from tertial.store.disk import LOCAL, Disk
from tertial.store.errors import explaining
from tertial.store.in_force import read_current
from tertial.store.layout import Layout
from tertial.store.loading import PATIENT, holding
from tertial.store.lock import Holder, Patience, turn
from tertial.store.pins import BRIEF, pins_in
from tertial.store.placing import remove
from tertial.store.series import M, Series
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
    with holding(layout, holder, patience, disk) as current:
        return remove_old(layout, current, keep, holder, disk)


def remove_old(series: Series[M], current: M, keep: int, holder: Holder, disk: Disk) -> tuple[int, ...]:
    """Remove all of a series but the newest `keep` and what is pinned, under its lock; the numbers of those that went.

    Raises StoreError.
    """
    with explaining(series.manifests):
        with turn(series.pin_lock, holder, BRIEF, disk):
            gone = _remove_manifests(series, current.number - keep, disk)
        # Only now: were the names to come back after a power cut, they would name files that are gone.
        sweep(series, current, disk)
    return gone


def _remove_manifests(series: Series[M], last: int, disk: Disk) -> tuple[int, ...]:
    pinned = {one.number for one in pins_in(series)}
    old = [number for number in series.manifest_numbers() if number <= last and number not in pinned]
    gone = tuple(number for number in old if remove(disk, series.manifest(number)))
    disk.flush_folder(series.manifests)
    return gone
