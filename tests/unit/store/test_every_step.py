"""A publish that fails at any one step leaves the old state or the new one, whole, and the next load goes on."""

from __future__ import annotations

import errno
import os
import shutil
from pathlib import Path
from random import Random

import pytest

from tertial.store.errors import PublishedError, StoreError
from tertial.store.load_log import read_log
from tertial.store.state import open_state
from tertial.store.verifying import verify
from tests.steps_tried import places, tried
from tests.store_disks import Crash, Platter, StepDisk, Unlucky
from tests.stored import AUGUST, JULY, SEPTEMBER, Rows, in_force, publish

FIRST: Rows = {("contacts", JULY): [1, 2], ("contacts", AUGUST): [3], ("beds", AUGUST): [9]}
SECOND: Rows = {("contacts", AUGUST): [3, 4, 5], ("contacts", SEPTEMBER): [6], ("beds", AUGUST): None}
OLD = {key: list(values) for key, values in FIRST.items() if values is not None}
NEW = {("contacts", JULY): [1, 2], ("contacts", AUGUST): [3, 4, 5], ("contacts", SEPTEMBER): [6]}

SENTENCES = {errno.ENOSPC: "disk is full", errno.EIO: "disk fails"}


def steps_of(tmp_path: Path) -> list[str]:
    base = tmp_path / "steps"
    base.mkdir()
    publish(base / "store", FIRST)
    disk = StepDisk(Platter(base))
    publish(base / "store", SECOND, disk=disk)
    shutil.rmtree(base)
    return disk.steps


def prepared(tmp_path: Path, name: str) -> Path:
    """The root of a store with the first load in it."""
    whole = tmp_path / "whole"
    if not whole.exists():
        whole.mkdir()
        publish(whole / "store", FIRST)
    return Path(shutil.copytree(whole, tmp_path / name)) / "store"


def goes_on(root: Path) -> None:
    """The next load mends everything, whatever was left."""
    publish(root, {**FIRST, **SECOND})
    assert in_force(root) == NEW
    assert verify(root) == ()
    assert len(read_log(root / "loads.jsonl")) == open_state(root).number


def test_publishing_takes_the_steps_that_its_page_tells(tmp_path: Path) -> None:
    steps = steps_of(tmp_path)
    order = [
        steps.index("rename 00000002.json"),
        steps.index("flush folder manifests"),
        steps.index("rename CURRENT"),
        steps.index("flush folder store", steps.index("rename CURRENT")),
        steps.index("extend loads.jsonl"),
    ]
    assert order == sorted(order)
    placed = [place for place, step in enumerate(steps) if step.startswith("rename") and step.endswith(".parquet")]
    assert len(placed) == 2
    assert max(placed) < order[0]


@pytest.mark.parametrize("number", SENTENCES)
def test_an_error_at_any_step_is_told_in_a_sentence_and_the_old_state_stands(tmp_path: Path, number: int) -> None:
    steps = steps_of(tmp_path)
    published = steps.index("rename CURRENT")
    for fail_at, step in tried(steps, 1):
        root = prepared(tmp_path, str(fail_at))
        disk = StepDisk(Platter(root.parent), fail_at, lambda: OSError(number, os.strerror(number)))
        if fail_at > steps.index("close loads.jsonl"):
            # What is swept after the publishing is no concern of the one who loads: the next load sweeps again.
            publish(root, SECOND, disk=disk)
            assert in_force(root) == NEW, step
        else:
            with pytest.raises(StoreError, match=SENTENCES[number]) as told:
                publish(root, SECOND, disk=disk)
            assert isinstance(told.value, PublishedError) == (fail_at > published), step
            assert in_force(root) == (NEW if fail_at > published else OLD), step
        assert not [finding for finding in verify(root) if not finding.harmless], step
        goes_on(root)


def test_a_kill_at_any_step_leaves_a_whole_state_that_loading_goes_on_from(tmp_path: Path) -> None:
    steps = steps_of(tmp_path)
    published = steps.index("rename CURRENT")
    for fail_at, step in tried(steps, 2):
        root = prepared(tmp_path, str(fail_at))
        with pytest.raises(Crash):
            publish(root, SECOND, disk=StepDisk(Platter(root.parent), fail_at))
        assert in_force(root) == (NEW if fail_at > published else OLD), step
        assert not [finding for finding in verify(root) if not finding.harmless], step
        goes_on(root)


def test_a_power_cut_at_any_step_leaves_a_whole_state_that_loading_goes_on_from(tmp_path: Path) -> None:
    steps = steps_of(tmp_path)
    told = steps.index("close loads.jsonl")
    for fail_at, step in tried(steps, 0):
        for name, luck in (("luck", Random(fail_at)), ("unlucky", Unlucky())):
            root = prepared(tmp_path, f"{fail_at}-{name}")
            platter = Platter(root.parent)
            with pytest.raises(Crash):
                publish(root, SECOND, disk=StepDisk(platter, fail_at))
            platter.cut_power(luck)
            left = in_force(root)
            assert left == NEW if fail_at > told else left in (OLD, NEW), step
            assert not [finding for finding in verify(root) if not finding.harmless], step
            goes_on(root)


def test_what_a_killed_load_left_unflushed_lasts_once_the_next_load_is_done(tmp_path: Path) -> None:
    third: Rows = {("contacts", SEPTEMBER): [6], ("visits", JULY): [7]}
    for fail_at in places(1):
        root = prepared(tmp_path, str(fail_at))
        platter = Platter(root.parent)
        reached = True
        try:
            publish(root, third, disk=StepDisk(platter, fail_at))
            reached = False
        except Crash:
            publish(root, third, disk=StepDisk(platter))
        platter.cut_power(Unlucky())
        assert in_force(root) == {**OLD, **third}, fail_at
        assert not [finding for finding in verify(root) if not finding.harmless], fail_at
        if not reached:
            break
    assert fail_at > 35


def test_a_current_that_a_killed_load_renamed_is_not_built_upon_before_it_lasts(tmp_path: Path) -> None:
    killed_at = steps_of(tmp_path).index("rename CURRENT") + 1
    for fail_at in places(2):
        root = prepared(tmp_path, str(fail_at))
        platter = Platter(root.parent)
        with pytest.raises(Crash):
            publish(root, SECOND, disk=StepDisk(platter, killed_at))
        reached = False
        try:
            publish(root, {}, disk=StepDisk(platter, fail_at))
        except Crash:
            reached = True
        platter.cut_power(Unlucky())
        assert in_force(root) in (OLD, NEW), fail_at
        goes_on(root)
        if not reached:
            break
    assert fail_at > 20


@pytest.mark.parametrize("power", ["stays", "goes at once", "goes after the next load"])
def test_the_very_first_load_may_be_cut_off_at_any_step(tmp_path: Path, power: str) -> None:
    for fail_at in places(0):
        root = tmp_path / str(fail_at) / "store"
        root.parent.mkdir()
        platter = Platter(root.parent)
        reached = False
        try:
            publish(root, FIRST, disk=StepDisk(platter, fail_at))
        except Crash:
            reached = True
        if power == "goes at once":
            platter.cut_power(Random(fail_at))
        elif power == "goes after the next load":
            publish(root, FIRST, disk=StepDisk(platter))
            platter.cut_power(Unlucky())
            assert in_force(root) == OLD
        goes_on(root)
        if not reached:
            break
    assert fail_at > 30
