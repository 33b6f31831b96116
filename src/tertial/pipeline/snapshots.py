"""What a region does with the snapshots of its results: lists, compares, verifies, prunes and pins them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from tertial.language import _
from tertial.pipeline.errand import Errand, refusals
from tertial.pipeline.input_error import InputError
from tertial.store.disk import LOCAL
from tertial.store.pins import Pin, pin_in, pins_in, unpin_in
from tertial.store.snapshots.comparing import Comparison
from tertial.store.snapshots.comparing import compare as compare_snapshots
from tertial.store.snapshots.layout import SnapshotLayout
from tertial.store.snapshots.pruning import prune as prune_snapshots
from tertial.store.snapshots.snapshot import Snapshot, open_snapshots
from tertial.store.snapshots.verifying import verify as verify_snapshots
from tertial.store.verifying import Finding


@dataclass(frozen=True, slots=True)
class Listed:
    """A snapshot that is kept, whether it is the one in force, and who has pinned it."""

    snapshot: Snapshot
    in_force: bool
    pinned_by: tuple[str, ...]


def listed(errand: Errand) -> tuple[Listed, ...]:
    """Every snapshot that is kept, the newest last. Raises InputError where one cannot be read."""
    with refusals():
        found = open_snapshots(errand.root).list()
        by = _pinned_by(errand)
        return tuple(Listed(one, one is found[-1], by.get(one.number, ())) for one in found)


def _pinned_by(errand: Errand) -> Mapping[int, tuple[str, ...]]:
    found: dict[int, tuple[str, ...]] = {}
    for one in pins_in(SnapshotLayout.of(errand.root)):
        found[one.number] = (*found.get(one.number, ()), one.by)
    return found


def compare(errand: Errand, before: int, after: int | None = None) -> Comparison:
    """Two snapshots held against each other; the second is the one in force where none is named. Raises InputError."""
    with refusals():
        snapshots = open_snapshots(errand.root)
        old = snapshots.open(before)
        new = snapshots.current if after is None else snapshots.open(after)
        return compare_snapshots(old, new or old)


def verify(errand: Errand) -> tuple[Finding, ...]:
    """Everything that is wrong with the snapshots. Raises InputError where they may not be read."""
    with refusals():
        return verify_snapshots(errand.root)


def prune(errand: Errand, keep: int) -> tuple[int, ...]:
    """Keep the newest snapshots and the pinned ones; the numbers of those that went. Raises InputError."""
    with refusals():
        return prune_snapshots(errand.root, keep, errand.holder, errand.patience)


def pin(errand: Errand, number: int, by: str, why: str) -> None:
    """Keep a snapshot until the pin is taken away. Raises InputError."""
    if number < 1:
        raise InputError(_("There is no snapshot {number}: they are numbered from 1.").format(number=number))
    if not by.strip() or not why.strip():
        raise InputError(_("A pin says who keeps the snapshot, and why."))
    with refusals():
        pin_in(SnapshotLayout.of(errand.root), Pin(number, by, why), errand.holder, LOCAL)


def unpin(errand: Errand, number: int, by: str) -> None:
    """Take a pin away. Raises InputError where there is none."""
    with refusals():
        unpin_in(SnapshotLayout.of(errand.root), number, by, errand.holder, LOCAL)


def all_pins(errand: Errand) -> tuple[Pin, ...]:
    """Every pin of a snapshot, by number. Raises InputError."""
    with refusals():
        return pins_in(SnapshotLayout.of(errand.root))
