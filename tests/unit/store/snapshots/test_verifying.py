"""Verify names every file of the snapshots that is not as it was published, with what to do."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from tertial.store.errors import StoreError
from tertial.store.pins import Pin, pin_in
from tertial.store.snapshots.layout import SnapshotLayout
from tertial.store.snapshots.snapshot import open_snapshots
from tertial.store.snapshots.verifying import verify
from tests.snapshots_made import ANSWERED, MADE_AT, VISITS, basis, cell, make, unique
from tests.store_disks import Platter, StepDisk
from tests.stored import AUGUST, HOLDER, JULY, QUICK
from tests.unit.store.test_verifying import cut, damaged


@pytest.fixture
def root(tmp_path: Path) -> Path:
    calls = {("phone-calls", JULY): [cell(ANSWERED, JULY, 7)]}
    make(tmp_path, {("contacts", JULY): [cell(VISITS, JULY, 1)], **calls}, [unique(3)])
    make(tmp_path, {("contacts", AUGUST): [cell(VISITS, AUGUST, 1)], **calls})
    make(tmp_path, calls)
    pin_in(SnapshotLayout.of(tmp_path), Pin(1, "anna", "report"), HOLDER, QUICK)
    return tmp_path


@pytest.mark.parametrize("change", [damaged, cut])
def test_one_wrong_bit_in_any_file_shows(root: Path, change: Callable[[bytes], bytes]) -> None:
    paths = sorted(path for path in (root / "snapshots").rglob("*") if path.is_file() and path.suffix != ".lock")
    assert len(paths) == 9
    for path in paths:
        whole = path.read_bytes()
        path.write_bytes(change(whole))
        found = verify(root)
        assert any(not finding.harmless for finding in found), path
        assert all(finding.wrong and finding.remedy for finding in found)
        path.write_bytes(whole)
    assert verify(root) == ()


def test_every_figure_of_an_older_manifest_is_held_against_its_checksum(root: Path) -> None:
    path = SnapshotLayout.of(root).manifest(1)
    whole = path.read_bytes()
    for old, new in ((b'"rows":1', b'"rows":2'), (b'"version":1', b'"version":3'), (b'"format":1', b'"format":2')):
        assert old in whole
        path.write_bytes(whole.replace(old, new, 1))
        with pytest.raises(StoreError, match=r"00000001\.json is damaged"):
            open_snapshots(root).open(1)


def test_a_manifest_of_another_number_or_another_chain_is_told(root: Path) -> None:
    layout = SnapshotLayout.of(root)
    whole = layout.manifest(1).read_bytes()
    layout.manifest(1).write_bytes(layout.manifest(2).read_bytes())
    assert [finding.path for finding in verify(root)] == [layout.manifest(1)]
    other = root / "other"
    make(other, {}, of=basis(version="9"), at=MADE_AT)
    layout.manifest(1).write_bytes(SnapshotLayout.of(other).manifest(1).read_bytes())
    told = [finding for finding in verify(root) if not finding.harmless]
    assert [finding.wrong for finding in told] == ["The manifest does not follow from the snapshot before."]
    layout.manifest(1).write_bytes(whole)
    assert verify(root) == ()


def test_a_piece_that_is_gone_shows_with_what_to_do(root: Path) -> None:
    path = next((root / "snapshots" / "pieces" / "phone-calls").iterdir())
    path.unlink()
    (finding,) = verify(root)
    assert (finding.path, finding.wrong) == (path, "The file is gone.")
    assert finding.remedy == "Put the file back from a backup, or remove it and compute again."


def test_a_current_that_is_gone_is_told_and_no_new_series_begun(root: Path) -> None:
    current = SnapshotLayout.of(root).current
    current.unlink()
    with pytest.raises(StoreError, match="CURRENT is gone, but there are snapshots"):
        make(root, {})
    assert [(finding.path, finding.wrong) for finding in verify(root)] == [(current, "The file is gone.")]


def test_a_current_that_vanishes_while_a_computing_works_loses_no_piece(root: Path) -> None:
    layout = SnapshotLayout.of(root)
    pieces = sorted(layout.published())

    def vanish(step: str, path: Path) -> None:
        if f"{step} {path.name}" == "create 00000004.json.part":
            layout.current.unlink()
            raise OSError(errno.EIO, os.strerror(errno.EIO))

    with pytest.raises(StoreError, match="disk fails"):
        make(root, {("phone-calls", JULY): [cell(ANSWERED, JULY, 8)]}, disk=StepDisk(Platter(root), watch=vanish))
    assert set(pieces) < set(layout.published())


@pytest.mark.parametrize("content", [b"", b"3", b"3 abc\n", b"three " + b"a" * 64 + b"\n"])
def test_a_damaged_current_is_told_and_nothing_computed_over_it(root: Path, content: bytes) -> None:
    SnapshotLayout.of(root).current.write_bytes(content)
    with pytest.raises(StoreError, match="CURRENT is damaged"):
        open_snapshots(root).list()
    with pytest.raises(StoreError, match="CURRENT is damaged"):
        make(root, {})
    assert [finding.path.name for finding in verify(root)] == ["CURRENT"]


def test_a_pin_whose_snapshot_somebody_removed_shows(root: Path) -> None:
    SnapshotLayout.of(root).manifest(1).unlink()
    told = [finding for finding in verify(root) if not finding.harmless]
    assert [(finding.path.name, finding.wrong) for finding in told] == [
        ("00000001.json", "The snapshot is pinned by anna, but gone.")
    ]


def test_what_a_crash_left_shows_as_harmless_and_goes_with_the_next_computing(root: Path) -> None:
    layout = SnapshotLayout.of(root)
    left = [layout.pieces / "contacts" / ("0" * 64 + ".parquet"), layout.manifest(4), layout.incoming / "1.part"]
    for path in left:
        path.write_bytes(b"cut off")
    assert {finding.path for finding in verify(root)} == set(left)
    assert all(finding.harmless for finding in verify(root))
    make(root, {("contacts", JULY): [cell(VISITS, JULY, 2)]})
    assert not left[0].exists()
    assert verify(root) == ()


def test_files_that_others_put_among_the_pieces_are_left_alone(root: Path) -> None:
    note = root / "snapshots" / "pieces" / "contacts" / "läs mig.parquet"
    note.write_bytes(b"")
    make(root, {("contacts", JULY): [cell(VISITS, JULY, 2)]})
    assert note.exists()
