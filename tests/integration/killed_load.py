"""`tertial load` as a process that is killed at any moment, and what is checked of the store that it leaves."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from random import Random
from unittest.mock import patch

from tertial import cli
from tertial.extracts.loading.request import Job
from tertial.pipeline import loading
from tertial.store.disk import LOCAL, Disk
from tertial.store.layout import Layout
from tertial.store.load_log import read_log
from tertial.store.loading import Loads
from tertial.store.lock import read_note
from tertial.store.placing import PART
from tertial.store.state import open_state
from tertial.store.sweeping import leftovers
from tertial.store.verifying import verify
from tests.contacts_loads import every_row
from tests.integration.loaded_region import (
    ROOT,
    Undisturbed,
    checked,
    command,
    event_files,
    loaded,
    rows_of,
    surroundings,
)
from tests.store_disks import Platter, StepDisk

EARLY, AIMED = 0.1, 0.4
"""Shares of kills: before the process has the lock, and at the beginning of a stage that may be too short to be hit by
chance; the others come at any time after it has the lock."""
BEFORE, READING, SPOOLING, MERGING = "before or between loads", "reading", "rows in the workspace", "writing months"
PLACING, PUBLISHING, LOGGING = "moving files to their places", "publishing", "writing the log's line"
STAGES = (BEFORE, READING, SPOOLING, MERGING, PLACING, PUBLISHING, LOGGING)
"""In the order in which a load goes through them."""


@dataclass(frozen=True, slots=True)
class KilledLoad:
    """How a process died, what it left, and what the same command did afterwards."""

    stage: str
    """What it was doing, told by what it left."""
    found: int
    """How many of the two extracts were published."""
    legal: bool
    """Whether the state in force was whole: one of those that undisturbed loads go through."""
    loaded: int
    known: int
    """Extracts that the next run of the command loaded, and those that it had nothing to load of."""
    lost: int
    doubled: int
    """Rows too few and too many in the end."""
    other: int
    """Event files that an undisturbed load would not have left, or would have; and log lines too few or too many."""
    reads: int
    halves: int
    """States that the reader opened meanwhile, and how many of them were none of the whole ones."""
    damage: int
    """Findings of verify after the kill that the next load would not mend, and all of them in the end."""

    @property
    def right(self) -> bool:
        """Whether nothing was lost, doubled, damaged or seen half."""
        return self.legal and not (self.lost or self.doubled or self.other or self.halves or self.damage)


@dataclass(slots=True)
class Reader:
    """A process that reads a store again and again."""

    process: subprocess.Popen[str]

    def watch(self, root: Path) -> None:
        """Begin with a store."""
        self._say(str(root))

    def told(self) -> tuple[int, int]:
        """End with it: how many states were opened, and how many of them were not whole."""
        self._say("")
        assert self.process.stdout is not None
        reads, halves = self.process.stdout.readline().split()
        return int(reads), int(halves)

    def _say(self, line: str) -> None:
        assert self.process.stdin is not None
        self.process.stdin.write(line + "\n")
        self.process.stdin.flush()


@contextmanager
def reading(rows: Mapping[int, str]) -> Iterator[Reader]:
    """A reader that knows the hash of every whole state."""
    program = [sys.executable, "-m", "tests.integration.state_reader", json.dumps(rows)]
    with subprocess.Popen(
        program, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8"
    ) as process:
        yield Reader(process)
        assert process.stdin is not None
        process.stdin.close()


def seconds_of_a_load(scene: Undisturbed, folder: Path, reader: Reader) -> tuple[float, float]:
    """How long an undisturbed process takes until it has the lock, and then to its end, with a reader beside it."""
    region = Path(shutil.copytree(scene.base, folder))
    reader.watch(region / "store")
    began = time.monotonic()
    with _process(region) as process:
        _wait_for_lock(process, region)
        locked = time.monotonic()
        process.wait()
        ended = time.monotonic()
    assert not reader.told()[1]
    shutil.rmtree(region)
    return locked - began, ended - locked


def kill_one(
    scene: Undisturbed, region: Path, luck: Random, seconds: tuple[float, float], reader: Reader
) -> KilledLoad | None:
    """Load a copy of the scene, kill it at any moment, and load again; None where it ended before it was killed."""
    shutil.copytree(scene.base, region)
    store = region / "store"
    reader.watch(store)
    with _process(region) as process:
        _wait_for_the_moment(process, scene, store, luck, seconds)
        process.send_signal(signal.SIGKILL)
        process.wait()
    killed = process.returncode == -signal.SIGKILL
    left = _left(scene, store, process.pid)
    run = loaded(region)
    reads, halves = reader.told()
    checked(run)
    found = _in_the_end(scene, store, run.stdout, left, (reads, halves)) if killed else None
    shutil.rmtree(region)
    return found


@dataclass(frozen=True, slots=True)
class _Left:
    stage: str
    number: int
    legal: bool
    damage: int


def _left(scene: Undisturbed, store: Path, pid: int) -> _Left:
    state = open_state(store)
    harmful = sum(not finding.harmless for finding in verify(store))
    return _Left(_stage(store, pid), state.number, scene.rows.get(state.number) == _rows(store), harmful)


def _rows(store: Path) -> str:
    return every_row(open_state(store))


def _stage(store: Path, pid: int) -> str:
    """What a dead process was doing when it died."""
    layout = Layout(store)
    state = open_state(store)
    holder = read_note(layout.lock.with_name(layout.lock.name + ".holder"))
    if holder is None or holder.pid != pid:
        return BEFORE
    if len(read_log(layout.log)) < state.number:
        return LOGGING
    names = {path.name for path in layout.incoming.iterdir()}
    if max(layout.manifest_numbers()) > state.number or any(name.endswith(f".json{PART}") for name in names):
        return PUBLISHING
    if any(path.is_relative_to(layout.events) for path in leftovers(layout, state.manifest)):
        return PLACING
    if any(name.endswith(f".parquet{PART}") for name in names):
        return MERGING
    return SPOOLING if names else READING


def _in_the_end(scene: Undisturbed, store: Path, printed: str, left: _Left, seen: tuple[int, int]) -> KilledLoad:
    state = open_state(store)
    rows = rows_of(state)
    files = event_files(state)
    extracts = json.loads(printed)["extracts"]
    other = len(set(files) ^ set(scene.files)) + abs(len(files) - len(scene.files))
    other += abs(len(read_log(store / "loads.jsonl")) - scene.numbers[-1]) + abs(state.number - scene.numbers[-1])
    return KilledLoad(
        stage=left.stage,
        found=left.number - scene.numbers[0],
        legal=left.legal,
        loaded=sum(one["state"] is not None for one in extracts),
        known=sum(one["state"] is None for one in extracts),
        lost=(scene.last - rows).total(),
        doubled=(rows - scene.last).total(),
        other=other,
        reads=seen[0],
        halves=seen[1],
        damage=left.damage + len(verify(store)),
    )


@contextmanager
def _process(region: Path) -> Iterator[subprocess.Popen[bytes]]:
    with subprocess.Popen(
        command(region), cwd=ROOT, env=surroundings(), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as process:
        yield process


def _wait_for_the_moment(
    process: subprocess.Popen[bytes], scene: Undisturbed, store: Path, luck: Random, seconds: tuple[float, float]
) -> None:
    chance = luck.random()
    if chance < EARLY:
        _let_pass(luck.random() * seconds[0])
    elif chance < EARLY + AIMED:
        stage, state = luck.randrange(2, len(STAGES)), scene.numbers[luck.randrange(2)]
        while process.poll() is None and _place(store, process.pid) < (state, stage):
            _let_pass(0.001)
    else:
        _wait_for_lock(process, store.parent)
        _let_pass(luck.random() * seconds[1])


def _place(store: Path, pid: int) -> tuple[int, int]:
    """How far the process has come: the state that it started from, and the stage."""
    stage = STAGES.index(_stage(store, pid))
    return open_state(store).number - (STAGES[stage] == LOGGING), stage


def _wait_for_lock(process: subprocess.Popen[bytes], region: Path) -> None:
    note = region / "store" / "LOAD.lock.holder"
    while process.poll() is None and not note.exists():
        _let_pass(0.002)


def _let_pass(seconds: float) -> None:
    threading.Event().wait(seconds)


class _Deadly:
    """Kills its own process at the step with a name."""

    def __init__(self, step: str) -> None:
        self._step = step

    def __call__(self, name: str, path: Path) -> None:
        if f"{name} {path.name}" == self._step:
            os.kill(os.getpid(), signal.SIGKILL)


def child(die_at: str, arguments: list[str]) -> None:
    """`tertial`, with rows in files of the workspace however few they are; dies at a step of the disk that is named."""
    disk: Disk = StepDisk(Platter(Path(arguments[1]) / "store"), watch=_Deadly(die_at)) if die_at else LOCAL
    with (
        patch.object(loading, "Job", partial(Job, in_memory=0)),
        patch.object(loading, "Loads", partial(Loads, disk=disk)),
    ):
        cli.main(arguments)


if __name__ == "__main__":
    child(sys.argv[1], sys.argv[2:])
