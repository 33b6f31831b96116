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

from tertial.store.disk import LocalDisk
from tertial.store.errors import StoreError
from tests.integration.published import PUBLISHED, Published, expected
from tests.store_disks import Platter, StepDisk

ROOT = Path(__file__).parents[2]
LONGEST = 0.15
"""Seconds: about what a publishing takes, so that the parent's kill falls anywhere in it."""


@dataclass(frozen=True, slots=True)
class Killed:
    """How a child died and what it left."""

    at: str
    """The step it died at; "anywhere" where the parent killed it."""
    before: int
    """The number in force before the child's last publishing began."""
    told: int
    """The newest that the child said was published; 0 where it came to none."""
    found: int
    """The number in force afterwards."""
    lost: int
    doubled: int
    """Rows too few and too many, over every month."""
    halves: int
    """How many of the parent's reads meanwhile saw anything but one whole state or snapshot."""
    reads: int
    damage: int
    """Findings of verify that the next publishing would not mend."""


def child(root: Path, die_at: int | None, published: Published) -> None:
    """Publish without end, telling each number; at the given step leave the world by the system's own signal."""
    disk: LocalDisk | StepDisk = LocalDisk()
    if die_at is not None:
        disk = _Deadly(root, die_at)
    while True:
        print(published.publish_next(root, disk), flush=True)


class _Deadly(StepDisk):
    def __init__(self, root: Path, die_at: int) -> None:
        super().__init__(Platter(root), watch=self._count)
        self._left = die_at

    def _count(self, step: str, path: Path) -> None:
        if self._left == 0:
            print(f"{step} {re.sub('[0-9a-f]{8,}|2025-[0-9]{2}', '*', path.name)}", flush=True)
            os.kill(os.getpid(), signal.SIGKILL)
        self._left -= 1


def run_and_kill(root: Path, luck: Random, what: str) -> Killed:
    """Let a child publish and die, at a step of its own or by the parent's hand, reading all the while."""
    published = PUBLISHED[what]
    die_at = luck.randrange(published.steps) if luck.random() < 0.7 else None
    began = published.number(root)
    command = [sys.executable, "-m", "tests.integration.killed_publisher", str(root), str(die_at), what]
    lines: list[str] = []
    with _child(command) as process, _reading(root, published) as seen:
        assert process.stdout is not None
        patience = luck.randrange(1, 5)
        for line in process.stdout:
            lines.append(line.strip())
            if die_at is None and len(lines) == patience:
                threading.Event().wait(luck.random() * LONGEST)
                process.send_signal(signal.SIGKILL)
    told = max((int(line) for line in lines if line.isdigit()), default=0)
    died = next((line for line in lines if not line.isdigit()), "anywhere")
    return _left(root, died, (max(began, told), told), seen, published)


@contextmanager
def _reading(root: Path, published: Published) -> Iterator[list[bool]]:
    """Read what is in force again and again beside the child; for each read, whether it was whole."""
    seen: list[bool] = []
    done = threading.Event()

    def read() -> None:
        while not done.is_set():
            try:
                number, there = published.there(root)
                if number:
                    seen.append(there == expected(number))
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


def _left(root: Path, died: str, known: tuple[int, int], seen: list[bool], published: Published) -> Killed:
    before, told = known
    number, held = published.there(root)
    there = {key: set(rows) for key, rows in held.items()}
    wanted = {key: set(rows) for key, rows in expected(number).items()}
    return Killed(
        at=died,
        before=before,
        told=told,
        found=number,
        lost=sum(len(rows - there.get(key, set())) for key, rows in wanted.items())
        + max(told - published.recorded(root), 0),
        doubled=sum(map(len, held.values())) - sum(map(len, there.values())),
        halves=seen.count(False),
        reads=len(seen),
        damage=sum(not finding.harmless for finding in published.findings(root)),
    )


if __name__ == "__main__":
    child(Path(sys.argv[1]), None if sys.argv[2] == "None" else int(sys.argv[2]), PUBLISHED[sys.argv[3]])
