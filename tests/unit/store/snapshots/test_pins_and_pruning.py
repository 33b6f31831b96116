"""Old snapshots go when nobody needs them; pinned ones and the newest stay."""

from __future__ import annotations

import os
import shutil
from contextlib import suppress
from pathlib import Path

import pytest

from tertial.store.errors import StoreError
from tertial.store.pins import Pin, pin_in, pins_in, unpin_in
from tertial.store.snapshots.layout import SnapshotLayout
from tertial.store.snapshots.pruning import prune
from tertial.store.snapshots.snapshot import open_snapshots
from tertial.store.snapshots.verifying import verify
from tests.snapshots_made import ANSWERED, VISITS, Figures, cell, every_cell, expected, make
from tests.store_disks import Crash, Platter, StepDisk
from tests.stored import AT_ONCE, AUGUST, HOLDER, JULY, QUICK

REPORT = Pin(2, "report 2025-08", "Delårsrapport per augusti 2025")


def figures(number: int) -> Figures:
    """What snapshot `number` of these tests holds: one piece of its own and one that all share."""
    return {
        ("contacts", JULY): [cell(VISITS, JULY, number)],
        ("phone-calls", AUGUST): [cell(ANSWERED, AUGUST, 7)],
    }


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for number in range(1, 6):
        make(tmp_path, figures(number))
    return tmp_path


def kept(root: Path) -> list[int]:
    return [one.number for one in open_snapshots(root).list()]


def test_pruning_keeps_the_newest_and_their_pieces_and_no_other(root: Path) -> None:
    assert prune(root, 2, HOLDER, AT_ONCE, QUICK) == (1, 2, 3)
    assert kept(root) == [4, 5]
    assert len(list((root / "snapshots" / "pieces").rglob("*.parquet"))) == 3
    assert every_cell(open_snapshots(root).open(4)) == expected(figures(4))
    assert verify(root) == ()


def test_a_pinned_snapshot_outlives_pruning_until_the_pin_goes(root: Path) -> None:
    layout = SnapshotLayout.of(root)
    pin_in(layout, REPORT, HOLDER, QUICK)
    assert pins_in(layout) == (REPORT,)
    assert prune(root, 1, HOLDER, AT_ONCE, QUICK) == (1, 3, 4)
    assert every_cell(open_snapshots(root).open(2)) == expected(figures(2))
    assert verify(root) == ()
    unpin_in(layout, 2, "report 2025-08", HOLDER, QUICK)
    assert prune(root, 1, HOLDER, AT_ONCE, QUICK) == (2,)
    assert kept(root) == [5]


def test_pins_of_snapshots_and_of_states_are_apart(root: Path) -> None:
    layout = SnapshotLayout.of(root)
    pin_in(layout, REPORT, HOLDER, QUICK)
    assert list((root / "snapshots" / "pins").iterdir())
    assert not (root / "pins").exists()


def test_a_snapshot_that_is_not_there_is_not_pinned_and_its_pin_not_taken(root: Path) -> None:
    layout = SnapshotLayout.of(root)
    prune(root, 1, HOLDER, AT_ONCE, QUICK)
    with pytest.raises(StoreError, match="Snapshot 2 is pruned away"):
        pin_in(layout, REPORT, HOLDER, QUICK)
    with pytest.raises(StoreError, match="There is no snapshot 6 yet"):
        pin_in(layout, Pin(6, "anna", "x"), HOLDER, QUICK)
    with pytest.raises(StoreError, match="Snapshot 5 is not pinned by anna"):
        unpin_in(layout, 5, "anna", HOLDER, QUICK)


def test_what_has_no_snapshot_has_nothing_to_prune_and_none_is_begun(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="There are no snapshots in"):
        prune(tmp_path, 1, HOLDER, AT_ONCE, QUICK)
    assert list(tmp_path.iterdir()) == []


def test_the_snapshot_in_force_is_always_kept(root: Path) -> None:
    with pytest.raises(ValueError, match="at least the snapshot in force"):
        prune(root, 0, HOLDER, AT_ONCE, QUICK)


def test_a_damaged_pin_stops_pruning_rather_than_losing_what_it_kept(root: Path) -> None:
    pin_in(SnapshotLayout.of(root), REPORT, HOLDER, QUICK)
    (path,) = (root / "snapshots" / "pins").iterdir()
    path.write_bytes(b"{}")
    with pytest.raises(StoreError, match="is a damaged pin"):
        prune(root, 1, HOLDER, AT_ONCE, QUICK)
    assert 2 in kept(root)
    assert [finding.path for finding in verify(root)] == [root / "snapshots" / "pins"]


@pytest.mark.parametrize("way", ["full disk", "kill"])
def test_a_prune_that_fails_at_any_step_leaves_every_snapshot_whole_or_gone(root: Path, way: str) -> None:
    undisturbed = Path(shutil.copytree(root, root / "undisturbed"))
    disk = StepDisk(Platter(undisturbed))
    prune(undisturbed, 1, HOLDER, AT_ONCE, disk)
    assert "remove 00000002.json" in disk.steps
    for fail_at, step in enumerate(disk.steps):
        one = root / str(fail_at)
        shutil.copytree(root / "snapshots", one / "snapshots")
        failing = StepDisk(Platter(one), fail_at, Crash if way == "kill" else lambda: OSError(28, os.strerror(28)))
        with suppress(Crash, StoreError):
            prune(one, 1, HOLDER, AT_ONCE, failing)
        assert all(finding.harmless for finding in verify(one)), step
        assert all(every_cell(left) == expected(figures(left.number)) for left in open_snapshots(one).list()), step
        prune(one, 1, HOLDER, AT_ONCE, QUICK)
        assert (kept(one), verify(one)) == ([5], ()), step
