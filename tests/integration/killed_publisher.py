"""A child process that publishes without end until it is killed, and what is checked of the store it leaves."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from random import Random

from tertial.domain.calendar import Month
from tertial.store.disk import LocalDisk
from tertial.store.errors import StoreError
from tertial.store.load_log import read_log
from tertial.store.state import State, open_state
from tertial.store.verifying import verify
from tests.store_disks import Platter, StepDisk
from tests.stored import held, publish

ROOT = Path(__file__).parents[2]
MONTHS = tuple(Month(2025, number) for number in range(1, 5))
STEPS_A_LOAD = 90
"""More steps than one load of these months takes, so that every step of it is hit."""


LONGEST_LOAD = 0.15
"""Seconds: about what a load takes, so that the parent's kill falls anywhere in it."""


@dataclass(frozen=True, slots=True)
class Killed:
    """How a child died and what it left."""

    at: str
    """The step it died at; "anywhere" where the parent killed it."""
    before: int
    """The state in force before the child's last load began."""
    told: int
    """The newest state that the child said was published; 0 where it came to none."""
    found: int
    """The state in force afterwards."""
    lost: int
    doubled: int
    """Rows too few and too many, over every month of the state."""
    halves: int
    """How many of the parent's reads meanwhile saw anything but one whole state."""
    reads: int
    damage: int
    """Findings of verify that the next load would not mend."""


def expected(number: int) -> dict[tuple[str, Month], list[int]]:
    """What state `number` holds: each load replaces one month by its own rows, and the first all of them."""
    content = {}
    for place, month in enumerate(MONTHS):
        last = max(number - (number - 1 - place) % len(MONTHS), 1)
        content["contacts", month] = rows_of(last, month)
    return content if number else {}


def rows_of(number: int, month: Month) -> list[int]:
    """The rows that load `number` gives the month."""
    return [number * 1000 + month.number * 10 + row for row in range(3)]


def publish_next(root: Path, disk: LocalDisk | StepDisk) -> State:
    """Publish the state after the one in force."""
    number = open_state(root).number + 1 if (root / "CURRENT").exists() else 1
    months = MONTHS if number == 1 else (MONTHS[(number - 1) % len(MONTHS)],)
    return publish(root, {("contacts", month): rows_of(number, month) for month in months}, read=number, disk=disk)


def child(root: Path, die_at: int | None) -> None:
    """Publish without end, telling each state; at the given step leave the world by the system's own signal."""
    disk: LocalDisk | StepDisk = LocalDisk()
    if die_at is not None:
        disk = _Deadly(root, die_at)
    while True:
        print(publish_next(root, disk).number, flush=True)


class _Deadly(StepDisk):
    def __init__(self, root: Path, die_at: int) -> None:
        super().__init__(Platter(root), watch=self._count)
        self._left = die_at

    def _count(self, step: str, path: Path) -> None:
        if self._left == 0:
            print(f"{step} {re.sub('[0-9a-f]{8,}|2025-[0-9]{2}', '*', path.name)}", flush=True)
            os.kill(os.getpid(), signal.SIGKILL)
        self._left -= 1


def run_and_kill(root: Path, luck: Random) -> Killed:
    """Let a child publish and die, at a step of its own or by the parent's hand, reading all the while."""
    die_at = luck.randrange(STEPS_A_LOAD) if luck.random() < 0.7 else None
    began = open_state(root).number if (root / "CURRENT").exists() else 0
    command = [sys.executable, "-m", "tests.integration.killed_publisher", str(root), str(die_at)]
    lines: list[str] = []
    with _child(command) as process, _reading(root) as seen:
        assert process.stdout is not None
        patience = luck.randrange(1, 5)
        for line in process.stdout:
            lines.append(line.strip())
            if die_at is None and len(lines) == patience:
                threading.Event().wait(luck.random() * LONGEST_LOAD)
                process.send_signal(signal.SIGKILL)
    told = max((int(line) for line in lines if line.isdigit()), default=0)
    died = next((line for line in lines if not line.isdigit()), "anywhere")
    return _left(root, died, (max(began, told), told), seen)


@contextmanager
def _reading(root: Path) -> Iterator[list[bool]]:
    """Read the state in force again and again beside the child; for each read, whether it was whole."""
    seen: list[bool] = []
    done = threading.Event()

    def read() -> None:
        while not done.is_set():
            if (root / "CURRENT").exists():
                try:
                    state = open_state(root)
                    seen.append(held(state) == expected(state.number))
                except StoreError:
                    seen.append(False)

    reader = threading.Thread(target=read)
    reader.start()
    try:
        yield seen
    finally:
        done.set()
        reader.join()


@contextmanager
def _child(command: list[str]) -> Iterator[subprocess.Popen[str]]:
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        yield process
    assert process.returncode == -signal.SIGKILL, process.returncode


def _left(root: Path, died: str, known: tuple[int, int], seen: list[bool]) -> Killed:
    before, told = known
    state = open_state(root) if (root / "CURRENT").exists() else None
    number = state.number if state else 0
    there = {key: set(rows) for key, rows in (held(state) if state else {}).items()}
    wanted = {key: set(rows) for key, rows in expected(number).items()}
    logged = len(read_log(root / "loads.jsonl"))
    return Killed(
        at=died,
        before=before,
        told=told,
        found=number,
        lost=sum(len(rows - there.get(key, set())) for key, rows in wanted.items()) + max(told - logged, 0),
        doubled=sum(len(rows) for rows in held(state).values()) - sum(map(len, there.values())) if state else 0,
        halves=seen.count(False),
        reads=len(seen),
        damage=sum(not finding.harmless for finding in verify(root)) if state else 0,
    )


if __name__ == "__main__":
    child(Path(sys.argv[1]), None if sys.argv[2] == "None" else int(sys.argv[2]))
