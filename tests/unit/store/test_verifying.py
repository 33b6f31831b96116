"""Verify names every file that is not as it was published, with what to do."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tertial.store.errors import StoreError
from tertial.store.state import open_state
from tertial.store.verifying import verify
from tests.stored import AUGUST, JULY, in_force, publish


@pytest.fixture
def root(tmp_path: Path) -> Path:
    publish(tmp_path, {("contacts", JULY): [1, 2], ("contacts", AUGUST): [3]})
    publish(tmp_path, {("contacts", AUGUST): [4]})
    return tmp_path


def damaged(content: bytes) -> bytes:
    middle = len(content) // 2
    return content[:middle] + bytes([content[middle] ^ 1]) + content[middle + 1 :]


def cut(content: bytes) -> bytes:
    return content[:-1]


@pytest.mark.parametrize("change", [damaged, cut])
def test_one_wrong_bit_in_any_file_shows(root: Path, change: Callable[[bytes], bytes]) -> None:
    for path in sorted(path for path in root.rglob("*") if path.is_file() and path.suffix != ".lock"):
        whole = path.read_bytes()
        path.write_bytes(change(whole))
        found = verify(root)
        assert found, path
        assert all(finding.wrong and finding.remedy for finding in found)
        # A log whose last line has lost its end is what a crash leaves, and is mended.
        assert any(not finding.harmless for finding in found) or (path.suffix == ".jsonl" and change is cut)
        path.write_bytes(whole)
    assert verify(root) == ()


def test_a_file_that_is_gone_shows_with_what_to_load_again(root: Path) -> None:
    (path,) = open_state(root).files("contacts", [JULY])
    path.unlink()
    (finding,) = verify(root)
    assert (finding.path, finding.wrong) == (path, "The file is gone.")
    assert finding.remedy == "Put the file back from a backup, or load contacts for 2025-07 again."
    publish(root, {("contacts", JULY): [1, 2]})
    assert verify(root) == ()


def test_loading_the_same_rows_again_heals_a_damaged_file(root: Path) -> None:
    rows = [value * value for value in range(1000)]  # so many that the middle byte is of a row
    (path,) = publish(root, {("contacts", JULY): rows}).files("contacts", [JULY])
    whole = path.read_bytes()
    for wrong in (damaged(whole), cut(whole), b"PAR1", b""):
        path.write_bytes(wrong)
        with pytest.raises(StoreError, match=r"parquet is damaged"):
            open_state(root).table("contacts", [JULY])
    publish(root, {("contacts", JULY): rows})
    assert verify(root) == ()
    assert in_force(root)["contacts", JULY] == rows


def test_an_older_state_that_was_altered_is_not_read(root: Path) -> None:
    path = root / "manifests" / "00000001.json"
    path.write_bytes(path.read_bytes().replace(b'"rows":2', b'"rows":3'))
    with pytest.raises(StoreError, match="not the one that the load log knows"):
        open_state(root, 1)
    path.write_bytes((root / "manifests" / "00000002.json").read_bytes())
    with pytest.raises(StoreError, match=r"00000001\.json is damaged"):
        open_state(root, 1)


@pytest.mark.parametrize("content", [b"", b"2", b"2 abc\n", b"two " + b"a" * 64 + b"\n", b"2 " + b"a" * 64])
def test_a_damaged_current_is_told_and_nothing_is_loaded_over_it(root: Path, content: bytes) -> None:
    (root / "CURRENT").write_bytes(content)
    with pytest.raises(StoreError, match="CURRENT is damaged"):
        open_state(root)
    with pytest.raises(StoreError, match="CURRENT is damaged"):
        publish(root, {})
    assert [finding.path.name for finding in verify(root)] == ["CURRENT"]


def test_a_current_that_is_gone_is_told_and_no_new_store_begun(root: Path) -> None:
    (root / "CURRENT").unlink()
    with pytest.raises(StoreError, match="CURRENT is gone, but there are states"):
        publish(root, {})
    with pytest.raises(StoreError, match="There is no store"):
        verify(root)


def test_the_manifest_in_force_is_held_against_its_hash(root: Path) -> None:
    path = root / "manifests" / "00000002.json"
    path.write_bytes(path.read_bytes().replace(b'"rows":1', b'"rows":2'))
    with pytest.raises(StoreError, match=r"00000002\.json is damaged"):
        open_state(root)
    path.unlink()
    with pytest.raises(StoreError, match="is not there"):
        open_state(root)


def test_what_a_crash_left_shows_as_harmless_and_goes_with_the_next_load(root: Path) -> None:
    orphan = root / "events" / "contacts" / "2025-07" / ("0" * 64 + ".parquet")
    unborn = root / "manifests" / "00000003.json"
    part = root / "incoming" / "00000001.parquet.part"
    for path in (orphan, unborn, part):
        path.write_bytes(b"cut off")
    assert {finding.path for finding in verify(root)} == {orphan, unborn, part}
    assert all(finding.harmless for finding in verify(root))
    publish(root, {("contacts", AUGUST): [5]})
    assert not orphan.exists()
    assert not part.exists()
    assert verify(root) == ()


def test_a_manifest_of_a_newer_program_is_not_guessed_at(root: Path) -> None:
    path = root / "manifests" / "00000001.json"
    path.write_bytes(path.read_bytes().replace(b'"format":1', b'"format":2'))
    with pytest.raises(StoreError, match="this program reads format 1"):
        open_state(root, 1)
