"""Loads that share a turn: each is published by itself, and what a crash left is looked for once."""

from __future__ import annotations

import errno
import os
import shutil
from pathlib import Path

import pytest

from tertial.store.errors import PublishedError, StoreError
from tertial.store.layout import Layout
from tertial.store.load_log import read_log
from tertial.store.loading import Loads
from tertial.store.state import open_state
from tertial.store.verifying import verify
from tests.store_disks import Crash, Platter, StepDisk
from tests.stored import AT_ONCE, AUGUST, HOLDER, JULY, QUICK, SEPTEMBER, in_force, publish, record, table

MONTHS = (JULY, AUGUST, SEPTEMBER)


def load_all(loads: Loads) -> None:
    """A load for each month."""
    for value, month in enumerate(MONTHS, 1):
        with loads.begin() as load:
            load.replace_month("contacts", month, table([value]))
            load.publish(record())


def read_manifests(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """The list of manifests that are read from now on."""
    found: list[Path] = []
    whole = Layout.read

    def read(self: Layout, content: bytes) -> object:
        manifest = whole(self, content)
        found.append(self.manifest(manifest.number))
        return manifest

    monkeypatch.setattr(Layout, "read", read)
    return found


def test_loads_of_one_turn_follow_on_each_other_and_each_has_its_line(tmp_path: Path) -> None:
    with Loads(tmp_path, HOLDER, AT_ONCE, QUICK) as loads:
        for value, month in enumerate(MONTHS, 1):
            with loads.begin() as load:
                assert load.before.number == value - 1
                assert [entry.number for entry in load.log] == list(range(1, value))
                load.replace_month("contacts", month, table([value]))
                load.publish(record())
            assert open_state(tmp_path).number == value
    assert in_force(tmp_path) == {("contacts", JULY): [1], ("contacts", AUGUST): [2], ("contacts", SEPTEMBER): [3]}
    assert [entry.number for entry in read_log(tmp_path / "loads.jsonl")] == [1, 2, 3]
    assert verify(tmp_path) == ()


def test_the_log_that_a_later_load_sees_is_the_one_on_disk(tmp_path: Path) -> None:
    with Loads(tmp_path, HOLDER, AT_ONCE, QUICK) as loads:
        with loads.begin() as load:
            assert load.log == []
            load.publish(record())
        with loads.begin() as load:
            assert list(load.log) == list(read_log(tmp_path / "loads.jsonl"))
            assert len(load.log) == 1


def test_the_turn_lasts_from_the_first_load_to_the_end(tmp_path: Path) -> None:
    with Loads(tmp_path, HOLDER, AT_ONCE, QUICK) as loads:
        assert publish(tmp_path, {}).number == 1
        with loads.begin() as load:
            load.publish(record())
        with pytest.raises(StoreError, match="The store is in use by"):
            publish(tmp_path, {})
    assert publish(tmp_path, {}).number == 3


def test_a_load_that_gives_up_leaves_nothing_and_the_next_goes_on(tmp_path: Path) -> None:
    with Loads(tmp_path, HOLDER, AT_ONCE, QUICK) as loads:
        with loads.begin() as load:
            load.replace_month("contacts", JULY, table([1]))
            load.publish(record())
        with loads.begin() as load:
            load.replace_month("contacts", JULY, table([9]))
        assert list((tmp_path / "incoming").iterdir()) == []
        with loads.begin() as load:
            assert load.before.number == 1
            load.replace_month("contacts", AUGUST, table([2]))
            load.publish(record())
    assert in_force(tmp_path) == {("contacts", JULY): [1], ("contacts", AUGUST): [2]}
    assert verify(tmp_path) == ()


def test_older_states_are_not_read_while_every_file_is_one_of_the_state_in_force(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for value, month in enumerate(MONTHS, 1):
        publish(tmp_path, {("contacts", month): [value]})
    found = read_manifests(monkeypatch)
    with Loads(tmp_path, HOLDER, AT_ONCE, QUICK) as loads:
        load_all(loads)
    assert found == [Layout(tmp_path).manifest(3)]


def test_older_states_that_the_chain_vouches_for_are_searched_and_not_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for value in range(1, 6):
        publish(tmp_path, {("contacts", JULY): [value if value > 3 else 1]})
    found = read_manifests(monkeypatch)
    with Loads(tmp_path, HOLDER, AT_ONCE, QUICK) as loads:
        load_all(loads)
    assert found == [Layout(tmp_path).manifest(5)]
    assert len(list((tmp_path / "events").rglob("*.parquet"))) == 5


def test_sweeping_takes_what_no_state_names_and_nothing_that_one_does(tmp_path: Path) -> None:
    for value in (1, 2, 3):
        publish(tmp_path, {("contacts", JULY): [value]})
    events = sorted((tmp_path / "events").rglob("*.parquet"))
    astray = events[0].with_name("f" * 64 + ".parquet")
    shutil.copy(events[0], astray)
    (tmp_path / "incoming" / "rows-0.arrow").write_bytes(b"x")
    with Loads(tmp_path, HOLDER, AT_ONCE, QUICK) as loads, loads.begin():
        assert sorted((tmp_path / "events").rglob("*.parquet")) == events
        assert list((tmp_path / "incoming").iterdir()) == []
    assert verify(tmp_path) == ()


def test_nothing_is_swept_while_an_older_state_that_may_name_it_cannot_be_read(tmp_path: Path) -> None:
    for value in (1, 2, 3):
        publish(tmp_path, {("contacts", JULY): [value]})
    events = sorted((tmp_path / "events").rglob("*.parquet"))
    astray = events[0].with_name("f" * 64 + ".parquet")
    shutil.copy(events[0], astray)
    Layout(tmp_path).manifest(1).write_bytes(b"{}")
    with Loads(tmp_path, HOLDER, AT_ONCE, QUICK) as loads, loads.begin():
        assert sorted((tmp_path / "events").rglob("*.parquet")) == sorted([*events, astray])


def steps_of(tmp_path: Path) -> list[str]:
    root = tmp_path / "steps" / "store"
    root.parent.mkdir()
    disk = StepDisk(Platter(root.parent))
    with Loads(root, HOLDER, AT_ONCE, disk) as loads:
        load_all(loads)
    return disk.steps


def test_a_kill_at_any_step_between_loads_leaves_those_before_it_whole(tmp_path: Path) -> None:
    steps = steps_of(tmp_path)
    published = [place for place, step in enumerate(steps) if step == "rename CURRENT"]
    assert len(published) == 1 + len(MONTHS)  # the empty store is published too
    for fail_at in range(published[1], len(steps)):
        root = tmp_path / str(fail_at) / "store"
        root.parent.mkdir()
        with pytest.raises(Crash), Loads(root, HOLDER, AT_ONCE, StepDisk(Platter(root.parent), fail_at)) as loads:
            load_all(loads)
        done = sum(place < fail_at for place in published) - 1
        assert in_force(root) == {("contacts", month): [value] for value, month in enumerate(MONTHS[:done], 1)}
        assert [finding for finding in verify(root) if not finding.harmless] == []
        with Loads(root, HOLDER, AT_ONCE, QUICK) as loads:
            load_all(loads)
        assert len(read_log(root / "loads.jsonl")) == open_state(root).number == done + len(MONTHS)
        assert verify(root) == ()
        shutil.rmtree(root.parent)


def test_a_load_that_fails_does_not_undo_those_before_it_nor_stop_those_after_it(tmp_path: Path) -> None:
    steps = steps_of(tmp_path)
    published = [place for place, step in enumerate(steps) if step == "rename CURRENT"]
    logged = [place for place, step in enumerate(steps) if step == "close loads.jsonl"]
    for fail_at in range(logged[0] + 1, logged[1] + 1):
        if steps[fail_at].startswith("remove"):
            continue  # what could not be swept between two loads is swept later
        root = tmp_path / str(fail_at) / "store"
        root.parent.mkdir()
        disk = StepDisk(Platter(root.parent), fail_at, lambda: OSError(errno.ENOSPC, os.strerror(errno.ENOSPC)))
        failed: list[StoreError] = []
        with Loads(root, HOLDER, AT_ONCE, disk) as loads:
            for value, month in enumerate(MONTHS, 1):
                try:
                    with loads.begin() as load:
                        load.replace_month("contacts", month, table([value]))
                        load.publish(record())
                except StoreError as error:
                    failed.append(error)
        stands = fail_at > published[2]
        assert [isinstance(error, PublishedError) for error in failed] == [stands], steps[fail_at]
        wanted = MONTHS if stands else (JULY, SEPTEMBER)
        assert in_force(root) == {("contacts", month): [MONTHS.index(month) + 1] for month in wanted}
        assert len(read_log(root / "loads.jsonl")) == open_state(root).number == len(wanted)
        assert verify(root) == ()
        shutil.rmtree(root.parent)
