"""A loading process that is killed, that waits, or that another reads beside: whole states, and each row once."""

from __future__ import annotations

import json
import shutil
import signal
import subprocess
import sys
from pathlib import Path
from random import Random

import pytest

from tertial.store.load_log import read_log
from tertial.store.loading import begin_load
from tertial.store.lock import Holder
from tertial.store.state import open_state
from tertial.store.verifying import verify
from tests.command_line import Json, answer
from tests.contacts_loads import every_row
from tests.integration.killed_load import STAGES, KilledLoad, kill_one, reading, seconds_of_a_load
from tests.integration.loaded_region import (
    KEY,
    ROOT,
    Undisturbed,
    command,
    event_files,
    surroundings,
    undisturbed,
)
from tests.stored import AT_ONCE, WHEN

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="kill as on POSIX")

KILLS = 4


@pytest.fixture(scope="module")
def scene(tmp_path_factory: pytest.TempPathFactory) -> Undisturbed:
    return undisturbed(tmp_path_factory.mktemp("scene"))


@pytest.fixture
def key(monkeypatch: pytest.MonkeyPatch) -> None:
    """The key of persons, for loads in the test's own process."""
    for name, value in KEY.items():
        monkeypatch.setenv(name, value)


def copied(scene: Undisturbed, folder: Path) -> Path:
    """A region folder of its own with the first deliveries loaded and the second ones sent."""
    return Path(shutil.copytree(scene.base, folder))


def ends_as_undisturbed(scene: Undisturbed, region: Path) -> None:
    state = open_state(region / "store")
    assert state.number == scene.numbers[-1]
    assert event_files(state) == scene.files
    assert every_row(state) == scene.rows[state.number]
    assert len(read_log(region / "store" / "loads.jsonl")) == state.number
    assert verify(region / "store") == ()


def states(printed: Json) -> list[int | None]:
    """The state that each extract led to; None where there was nothing new of it."""
    return [one["state"] for one in printed["extracts"]]


def load(region: Path, *more: str) -> list[int | None]:
    """Load to the end, in the test's own process."""
    return states(answer("load", region, "--history", "--json", *more))


def dies(region: Path, step: str) -> None:
    """Load in a process that is killed at a step of the disk."""
    died = subprocess.run(command(region, step), cwd=ROOT, env=surroundings(), capture_output=True, check=False)
    assert died.returncode == -signal.SIGKILL


def test_loads_killed_at_any_moment_lose_nothing_and_double_nothing(scene: Undisturbed, tmp_path: Path) -> None:
    luck = Random(2026)
    killed: list[KilledLoad] = []
    with reading(scene.rows) as reader:
        seconds = seconds_of_a_load(scene, tmp_path / "timed", reader)
        while len(killed) < KILLS:
            one = kill_one(scene, tmp_path / "killed", luck, seconds, reader)
            if one is not None:
                killed.append(one)
    assert [one for one in killed if not one.right] == []
    assert {one.loaded + one.known for one in killed} == {2}
    assert all(one.known == one.found for one in killed)
    assert {one.stage for one in killed} <= set(STAGES)


@pytest.mark.parametrize("step", ["rename CURRENT", "write loads.jsonl"])
def test_after_a_kill_in_one_extract_the_next_run_knows_those_before_it(
    scene: Undisturbed, tmp_path: Path, step: str, key: None
) -> None:
    region = copied(scene, tmp_path / "region")
    assert load(region, "--feed", "beds") == [scene.numbers[1]]
    dies(region, step)
    published = step == "write loads.jsonl"
    assert open_state(region / "store").number == scene.numbers[2 if published else 1]
    assert load(region) == [None, None if published else scene.numbers[2]]
    ends_as_undisturbed(scene, region)


def test_a_run_killed_in_its_second_extract_of_three_goes_on_there(
    scene: Undisturbed, tmp_path: Path, key: None
) -> None:
    region = copied(scene, tmp_path / "region")
    text = (region / "extracts.toml").read_text("utf-8")
    third = text[text.index("[extract.beds-wards]") : text.index("[extract.contacts-journal]")]
    third = third.replace("beds-wards", "zz-beds-again")
    (region / "extracts.toml").write_text(text + third, "utf-8")
    dies(region, "rename 00000004.json")
    assert every_row(open_state(region / "store")) == scene.rows[3]
    assert load(region) == [None, 4, 5]
    assert verify(region / "store") == ()


def test_a_load_waits_for_another_and_says_for_whom_while_readers_read(scene: Undisturbed, tmp_path: Path) -> None:
    region = copied(scene, tmp_path / "region")
    store = region / "store"
    before = scene.numbers[0]
    holder = Holder(4711, "server", WHEN, "tertial load norr")
    with begin_load(store, holder, AT_ONCE) as other:
        process = subprocess.Popen(
            command(region), cwd=ROOT, env=surroundings(), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )
        assert process.stderr is not None
        told = process.stderr.readline()
        assert told == "Väntar på tertial load norr (process 4711 på server, sedan 2025-09-03 07:12).\n"
        assert every_row(open_state(store)) == scene.rows[before]
        assert other.before.number == before
    printed, errors = process.communicate()
    assert (process.returncode, errors) == (0, "")
    assert states(json.loads(printed)) == [before + 1, before + 2]
    ends_as_undisturbed(scene, region)


def test_of_two_loads_at_once_each_extract_is_loaded_by_one(scene: Undisturbed, tmp_path: Path) -> None:
    region = copied(scene, tmp_path / "region")
    both = [
        subprocess.Popen(
            command(region), cwd=ROOT, env=surroundings(), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )
        for _one in range(2)
    ]
    found: list[int | None] = []
    for process in both:
        printed, errors = process.communicate()
        assert process.returncode == 0, errors
        found += states(json.loads(printed))
    assert sorted(state or 0 for state in found) == [0, 0, *scene.numbers[1:]]
    ends_as_undisturbed(scene, region)
