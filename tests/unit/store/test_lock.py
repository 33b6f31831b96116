"""One load at a time: a second waits and is told for whom; a dead holder blocks nobody."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tertial.store.disk import LocalDisk
from tertial.store.errors import StoreError
from tertial.store.lock import Holder, Patience, read_note, turn
from tests.stored import AT_ONCE, HOLDER

ROOT = Path(__file__).parents[3]
OTHER = Holder(99, "desk", datetime(2025, 9, 3, 6, 0, tzinfo=UTC), "tertial load norr --feed beds")


class PausingDisk(LocalDisk):
    """Counts the pauses, and does something at one of them."""

    def __init__(self) -> None:
        self.pauses: list[float] = []

    def pause(self, seconds: float) -> None:
        self.pauses.append(seconds)


def test_a_second_one_gives_up_and_says_who_holds_it(tmp_path: Path) -> None:
    disk, told = PausingDisk(), list[str]()
    with turn(tmp_path / "LOCK", HOLDER, AT_ONCE, disk):
        patience = Patience(seconds=2.0, interval=0.5, tell=told.append)
        with (
            pytest.raises(StoreError, match=r"in use by tertial load norr .*Waited 2 seconds"),
            turn(tmp_path / "LOCK", OTHER, patience, disk),
        ):
            raise AssertionError
    assert disk.pauses == [0.5] * 4
    assert told == ["Waits for tertial load norr (process 4711 on server, since 2025-09-03 07:12)."]


def test_one_who_waits_gets_the_turn_when_the_other_is_done(tmp_path: Path) -> None:
    first = turn(tmp_path / "LOCK", HOLDER, AT_ONCE, LocalDisk())
    first.__enter__()

    class Releasing(PausingDisk):
        def pause(self, seconds: float) -> None:
            super().pause(seconds)
            if len(self.pauses) == 3:
                first.__exit__(None, None, None)

    disk, told = Releasing(), list[str]()
    with turn(tmp_path / "LOCK", OTHER, Patience(10.0, 0.5, told.append), disk):
        assert read_note(tmp_path / "LOCK.holder") == OTHER
    assert len(disk.pauses) == 3
    assert len(told) == 1
    assert read_note(tmp_path / "LOCK.holder") is None


def test_a_note_of_a_dead_process_blocks_nobody(tmp_path: Path) -> None:
    code = (
        "import os, sys; from pathlib import Path; from tests.stored import *; from tertial.store.lock import turn\n"
        "from tertial.store.disk import LocalDisk\n"
        "with turn(Path(sys.argv[1]), HOLDER, AT_ONCE, LocalDisk()): os._exit(9)"
    )
    dead = subprocess.run([sys.executable, "-c", code, str(tmp_path / "LOCK")], cwd=ROOT, check=False)
    assert dead.returncode == 9
    assert read_note(tmp_path / "LOCK.holder") == HOLDER
    with turn(tmp_path / "LOCK", OTHER, AT_ONCE, PausingDisk()):
        assert read_note(tmp_path / "LOCK.holder") == OTHER


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b'{"pid": "x"}', b"\xff"])
def test_a_note_that_cannot_be_read_only_leaves_the_name_out(tmp_path: Path, content: bytes) -> None:
    with turn(tmp_path / "LOCK", HOLDER, AT_ONCE, LocalDisk()):
        (tmp_path / "LOCK.holder").write_bytes(content)
        with (
            pytest.raises(StoreError, match="in use by another command"),
            turn(tmp_path / "LOCK", OTHER, AT_ONCE, PausingDisk()),
        ):
            raise AssertionError


def test_a_disk_without_locks_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_locks(_number: int) -> None:
        raise OSError(95, "Operation not supported")

    monkeypatch.setattr("tertial.store.lock._take", no_locks)
    with pytest.raises(StoreError, match="has no file locks"), turn(tmp_path / "LOCK", HOLDER, AT_ONCE, LocalDisk()):
        raise AssertionError


def test_a_lock_in_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="is not there"), turn(tmp_path / "x" / "L", HOLDER, AT_ONCE, LocalDisk()):
        raise AssertionError


def test_the_holder_here_is_this_process(tmp_path: Path) -> None:
    assert Holder.here("tertial load", HOLDER.since).pid == os.getpid()
