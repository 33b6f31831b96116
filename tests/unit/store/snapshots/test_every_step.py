"""A snapshot whose making fails at any one step leaves the old one or the new one, whole, and the next goes on."""

from __future__ import annotations

import errno
import os
import shutil
from pathlib import Path
from random import Random

import pytest

from tertial.domain.cells import Cell
from tertial.store.errors import PublishedError, StoreError
from tertial.store.snapshots.verifying import verify
from tests.snapshots_made import ANSWERED, VISITS, Figures, cell, cells_in_force, expected, make, unique
from tests.steps_tried import places, tried
from tests.store_disks import Crash, Platter, StepDisk, Unlucky
from tests.stored import AUGUST, JULY

FIRST: Figures = {
    ("contacts", JULY): [cell(VISITS, JULY, 1), cell(VISITS, JULY, 2, "hill-centre")],
    ("phone-calls", JULY): [cell(ANSWERED, JULY, 9)],
}
SECOND: Figures = {
    ("contacts", JULY): FIRST["contacts", JULY],
    ("contacts", AUGUST): [cell(VISITS, AUGUST, 3)],
    ("phone-calls", JULY): [cell(ANSWERED, JULY, 8)],
    ("referrals", AUGUST): [cell(VISITS, AUGUST, 4, "hill-centre")],
}
OLD, NEW = expected(FIRST), expected(SECOND)
SENTENCES = {errno.ENOSPC: "disk is full", errno.EIO: "disk fails"}


def steps_of(tmp_path: Path) -> list[str]:
    base = tmp_path / "steps"
    (base / "store").mkdir(parents=True)
    make(base / "store", FIRST)
    disk = StepDisk(Platter(base))
    make(base / "store", SECOND, [unique(2)], disk=disk)
    shutil.rmtree(base)
    return disk.steps


def prepared(tmp_path: Path, name: str) -> Path:
    """The root of a store with the first snapshot in it."""
    whole = tmp_path / "whole"
    if not whole.exists():
        (whole / "store").mkdir(parents=True)
        make(whole / "store", FIRST)
    return Path(shutil.copytree(whole, tmp_path / name)) / "store"


def second(root: Path, disk: StepDisk) -> None:
    make(root, SECOND, [unique(2)], disk=disk)


def goes_on(root: Path) -> None:
    """The next computing mends everything, whatever was left."""
    make(root, SECOND, [unique(2)])
    assert cells_in_force(root) == NEW
    assert verify(root) == ()


def unharmed(root: Path) -> bool:
    return all(finding.harmless for finding in verify(root))


def test_publishing_takes_the_steps_that_its_page_tells(tmp_path: Path) -> None:
    steps = steps_of(tmp_path)
    order = [
        steps.index("flush folder pieces", steps.index("make folder referrals")),
        steps.index("rename 00000002.json"),
        steps.index("flush folder manifests"),
        steps.index("rename CURRENT"),
        steps.index("flush folder snapshots", steps.index("rename CURRENT")),
    ]
    assert order == sorted(order)
    placed = [place for place, step in enumerate(steps) if step.startswith("rename") and step.endswith(".parquet")]
    assert len(placed) == 4
    assert max(placed) < order[1]


@pytest.mark.parametrize("number", SENTENCES)
def test_an_error_at_any_step_is_told_in_a_sentence_and_the_old_snapshot_stands(tmp_path: Path, number: int) -> None:
    steps = steps_of(tmp_path)
    published = steps.index("rename CURRENT")
    done = steps.index("flush folder snapshots", published)
    for fail_at, step in tried(steps, 1):
        root = prepared(tmp_path, str(fail_at))
        disk = StepDisk(Platter(root.parent), fail_at, lambda: OSError(number, os.strerror(number)))
        if fail_at > done:
            # What is swept after the publishing is no concern of the one who computes: the next sweeps again.
            second(root, disk)
        else:
            with pytest.raises(StoreError, match=SENTENCES[number]) as told:
                second(root, disk)
            assert isinstance(told.value, PublishedError) == (fail_at > published), step
        assert cells_in_force(root) == (NEW if fail_at > published else OLD), step
        assert unharmed(root), step
        goes_on(root)


def test_a_kill_at_any_step_leaves_a_whole_snapshot_that_computing_goes_on_from(tmp_path: Path) -> None:
    steps = steps_of(tmp_path)
    published = steps.index("rename CURRENT")
    for fail_at, step in tried(steps, 2):
        root = prepared(tmp_path, str(fail_at))
        with pytest.raises(Crash):
            second(root, StepDisk(Platter(root.parent), fail_at))
        assert cells_in_force(root) == (NEW if fail_at > published else OLD), step
        assert unharmed(root), step
        goes_on(root)


def test_a_power_cut_at_any_step_leaves_a_whole_snapshot_that_computing_goes_on_from(tmp_path: Path) -> None:
    steps = steps_of(tmp_path)
    lasting = steps.index("flush folder snapshots", steps.index("rename CURRENT"))
    for fail_at, step in tried(steps, 0):
        for name, luck in (("luck", Random(fail_at)), ("unlucky", Unlucky())):
            root = prepared(tmp_path, f"{fail_at}-{name}")
            platter = Platter(root.parent)
            with pytest.raises(Crash):
                second(root, StepDisk(platter, fail_at))
            platter.cut_power(luck)
            left = cells_in_force(root)
            assert left == NEW if fail_at > lasting else left in (OLD, NEW), step
            assert unharmed(root), step
            goes_on(root)


def test_what_a_killed_computing_left_unflushed_lasts_once_the_next_is_done(tmp_path: Path) -> None:
    for fail_at in places(1):
        root = prepared(tmp_path, str(fail_at))
        platter = Platter(root.parent)
        reached = True
        try:
            second(root, StepDisk(platter, fail_at))
            reached = False
        except Crash:
            second(root, StepDisk(platter))
        platter.cut_power(Unlucky())
        assert cells_in_force(root) == NEW, fail_at
        assert unharmed(root), fail_at
        if not reached:
            break
    assert fail_at > 40


@pytest.mark.parametrize("power", ["stays", "goes at once", "goes after the next computing"])
def test_the_very_first_computing_may_be_cut_off_at_any_step(tmp_path: Path, power: str) -> None:
    nothing: list[Cell] = []
    for fail_at in places(2):
        root = tmp_path / str(fail_at) / "store"
        root.mkdir(parents=True)
        platter = Platter(root.parent)
        reached = False
        try:
            make(root, FIRST, disk=StepDisk(platter, fail_at))
        except Crash:
            reached = True
        if power == "goes at once":
            platter.cut_power(Random(fail_at))
        elif power == "goes after the next computing":
            make(root, FIRST, disk=StepDisk(platter))
            platter.cut_power(Unlucky())
            assert cells_in_force(root) == OLD
        assert cells_in_force(root) in (nothing, OLD)
        assert unharmed(root), fail_at
        goes_on(root)
        if not reached:
            break
    assert fail_at > 30
