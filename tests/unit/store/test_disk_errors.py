"""Errors of the operating system become sentences, and Windows' refusals are waited out or told."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from tertial.store.disk import LocalDisk
from tertial.store.errors import StoreError, explaining, sentence
from tertial.store.pruning import prune
from tertial.store.state import open_state
from tertial.store.verifying import verify
from tests.store_disks import QuickDisk
from tests.stored import AT_ONCE, HOLDER, JULY, in_force, publish


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (errno.ENOSPC, "The disk is full"),
        (errno.EDQUOT, "The disk is full"),
        (errno.EROFS, "can only be read"),
        (errno.EACCES, "This user may not use"),
        (errno.EPERM, "This user may not use"),
        (errno.ENOTDIR, "a file where a folder should be"),
        (errno.EISDIR, "a folder where a file should be"),
        (errno.ENOENT, "is not there"),
        (errno.EIO, "The disk fails"),
        (errno.EFBIG, "would be larger"),
        (errno.EMFILE, "Too many open files"),
    ],
)
def test_each_error_has_its_sentence_with_the_file(number: int, words: str) -> None:
    told = sentence(OSError(number, os.strerror(number)), Path("/store/CURRENT"))
    assert words in told
    assert "/store/CURRENT" in told


def test_the_file_that_the_system_names_is_named(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match=r"gone\.txt is not there"), explaining(tmp_path):
        (tmp_path / "gone.txt").read_bytes()


class WindowsDisk(QuickDisk):
    """Refuses to replace or remove what somebody has open, as Windows does, for so many times."""

    def __init__(self, held: str, refusals: int) -> None:
        self.held = held
        self.left = refusals
        self.pauses = 0

    @property
    def refuses_open_files(self) -> bool:
        return True

    def _refuse(self, path: Path) -> None:
        if path.name == self.held and self.left:
            self.left -= 1
            raise PermissionError(errno.EACCES, "The process cannot access the file", str(path))

    def rename(self, source: Path, target: Path) -> None:
        self._refuse(target)
        super().rename(source, target)

    def remove(self, path: Path) -> None:
        self._refuse(path)
        super().remove(path)

    def pause(self, seconds: float) -> None:
        assert seconds > 0
        self.pauses += 1


def test_on_windows_a_rename_over_an_open_file_is_tried_again(tmp_path: Path) -> None:
    publish(tmp_path, {("contacts", JULY): [1]})
    disk = WindowsDisk("CURRENT", 7)
    publish(tmp_path, {("contacts", JULY): [2]}, disk=disk)
    assert disk.pauses == 7
    assert in_force(tmp_path) == {("contacts", JULY): [2]}


def test_on_windows_a_file_held_open_for_long_is_told_and_the_old_state_stands(tmp_path: Path) -> None:
    publish(tmp_path, {("contacts", JULY): [1]})
    with pytest.raises(StoreError, match=r"Another program keeps .*CURRENT open, so it cannot be replaced"):
        publish(tmp_path, {("contacts", JULY): [2]}, disk=WindowsDisk("CURRENT", 10**6))
    assert in_force(tmp_path) == {("contacts", JULY): [1]}
    publish(tmp_path, {("contacts", JULY): [3]})
    assert verify(tmp_path) == ()


def test_on_windows_an_old_file_held_open_is_removed_by_a_later_load(tmp_path: Path) -> None:
    publish(tmp_path, {("contacts", JULY): [1]})
    (path,) = open_state(tmp_path).files("contacts")
    publish(tmp_path, {("contacts", JULY): [2]})
    prune(tmp_path, 1, HOLDER, AT_ONCE, WindowsDisk(path.name, 10**6))
    assert path.exists()
    assert [finding.path for finding in verify(tmp_path)] == [path]
    publish(tmp_path, {("contacts", JULY): [3]})
    assert not path.exists()


class RightlessDisk(QuickDisk):
    def rename(self, source: Path, target: Path) -> None:
        raise PermissionError(errno.EACCES, "Permission denied", str(source), None, str(target))


def test_elsewhere_a_missing_right_is_told_at_once(tmp_path: Path) -> None:
    publish(tmp_path, {("contacts", JULY): [1]})
    with pytest.raises(StoreError, match="This user may not use"):
        publish(tmp_path, {("contacts", JULY): [2]}, disk=RightlessDisk())
    assert in_force(tmp_path) == {("contacts", JULY): [1]}


def test_the_local_disk_writes_cuts_and_flushes_in_earnest(tmp_path: Path) -> None:
    disk = LocalDisk()
    stream = disk.create(tmp_path / "a")
    stream.write(b"abc")
    stream.flush()
    stream.close()
    disk.cut(tmp_path / "a", 2)
    stream = disk.extend(tmp_path / "a")
    stream.write(b"z")
    stream.close()
    disk.flush_folder(tmp_path)
    disk.pause(0)
    assert (tmp_path / "a").read_bytes() == b"abz"
    with pytest.raises(FileExistsError):
        disk.create(tmp_path / "a")


@pytest.mark.skipif(os.name == "nt", reason="rights as on POSIX")
def test_events_of_persons_are_never_open_to_every_account_of_the_machine(tmp_path: Path) -> None:
    publish(tmp_path / "store", {("contacts", JULY): [1]})
    written = [
        path for path in (tmp_path / "store").rglob("*") if path.is_dir() or path.suffix in {".parquet", ".jsonl"}
    ]
    assert len(written) == 8
    assert [path for path in written if path.stat().st_mode & 0o007] == []
