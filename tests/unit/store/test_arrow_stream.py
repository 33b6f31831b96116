"""What pyarrow writes in pieces of any size arrives on the disk whole, in order and in few writes."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest

from tertial.store.arrow_stream import TOGETHER, written
from tests.store_disks import Platter, StepDisk


@pytest.mark.parametrize(
    ("sizes", "writes"),
    [([], 0), ([1, 2, 3], 1), ([TOGETHER], 1), ([TOGETHER - 1, 1, 1], 2), ([5, TOGETHER + 9, 4], 3), ([0, 0], 0)],
)
def test_pieces_arrive_whole_and_in_order(tmp_path: Path, sizes: list[int], writes: int) -> None:
    disk = StepDisk(Platter(tmp_path))
    pieces = [bytes([place + 1]) * size for place, size in enumerate(sizes)]
    with written(disk, tmp_path / "rows") as stream:
        for piece in pieces:
            stream.write(piece)
    assert (tmp_path / "rows").read_bytes() == b"".join(pieces)
    assert [step.split()[0] for step in disk.steps] == ["create", *["write"] * writes, "close"]


def test_a_file_that_could_not_be_written_is_closed(tmp_path: Path) -> None:
    disk = StepDisk(Platter(tmp_path), "write rows", lambda: OSError(errno.ENOSPC, "No space left on device"))
    with pytest.raises(OSError, match="No space left"), written(disk, tmp_path / "rows") as stream:
        stream.write(b"row")
    assert disk.steps == ["create rows", "write rows", "close rows"]
