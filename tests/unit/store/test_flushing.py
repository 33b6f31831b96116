"""Files flushed while others are written: all of them last, or it is told, and none stays open."""

from __future__ import annotations

import pytest

from tertial.store.flushing import MOST_OPEN, Flushing


class _File:
    def __init__(self, *, fails: bool = False) -> None:
        self.fails = fails
        self.flushed = self.closed = False

    def write(self, content: bytes) -> None:
        """Nothing."""

    def flush(self) -> None:
        if self.fails:
            raise OSError("the disk is full")
        self.flushed = True

    def close(self) -> None:
        self.closed = True


def test_every_file_lasts_once_it_has_been_waited_for() -> None:
    files = [_File() for _number in range(3 * MOST_OPEN)]
    flushing = Flushing()
    for file in files:
        flushing.take(file)
    flushing.wait()
    assert all(file.flushed and file.closed for file in files)
    flushing.close()


def test_a_file_that_does_not_last_is_told_of_and_none_stays_open() -> None:
    files = [_File(), _File(fails=True), _File()]
    flushing = Flushing()
    for file in files:
        flushing.take(file)
    with pytest.raises(OSError, match="full"):
        flushing.wait()
    flushing.close()
    assert all(file.closed for file in files)
