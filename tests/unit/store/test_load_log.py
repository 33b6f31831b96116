"""The load log shows when it was changed or cut, and a torn last line is mended from the manifest."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from tertial.store.errors import StoreError
from tertial.store.load_log import read_log
from tertial.store.verifying import verify
from tests.stored import JULY, publish, record


@pytest.fixture
def log(tmp_path: Path) -> Path:
    for number in range(1, 5):
        publish(tmp_path, {("contacts", JULY): [number]}, read=number)
    return tmp_path / "loads.jsonl"


def lines(log: Path) -> list[bytes]:
    return log.read_bytes().splitlines(keepends=True)


def reads(log: Path) -> list[int]:
    return [entry.record.read for entry in read_log(log)]


def test_a_line_changed_shows_at_the_line_after(log: Path) -> None:
    log.write_bytes(
        log.read_bytes()
        .replace(b'"read":2', b'"read":1')
        .replace(b':1,"action"', b':0,"action"', 1)
        .replace(b'"added":1', b'"added":0', 1)
    )
    with pytest.raises(StoreError, match="line 3: the load log is altered"):
        read_log(log)
    assert [finding.path for finding in verify(log.parent)] == [log]


def test_a_line_taken_out_or_moved_shows(log: Path) -> None:
    first, second, third, fourth = lines(log)
    for wrong in ([first, third, fourth], [second, first, third, fourth], [first, first, second, third]):
        log.write_bytes(b"".join(wrong))
        with pytest.raises(StoreError, match="is altered or damaged from here"):
            read_log(log)


def test_a_last_line_changed_shows_against_the_manifest(log: Path) -> None:
    *before, last = lines(log)
    document = json.loads(last)
    document["program"] = "9.9.9"
    changed = json.dumps(document, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode() + b"\n"
    log.write_bytes(b"".join(before) + changed)
    assert [finding.path for finding in verify(log.parent)] == [log]


def test_a_log_cut_by_more_than_a_crash_can_is_refused_by_the_next_load(log: Path) -> None:
    log.write_bytes(b"".join(lines(log)[:2]))
    assert [(finding.path, finding.harmless) for finding in verify(log.parent)] == [(log, False)]
    with pytest.raises(StoreError, match="is cut or altered: it does not lead to state 4"):
        publish(log.parent, {})
    log.unlink()
    with pytest.raises(StoreError, match="is cut or altered"):
        publish(log.parent, {})


@pytest.mark.parametrize("kept", [0, 1, 40])
def test_a_last_line_torn_by_a_crash_is_written_again_byte_by_byte(log: Path, kept: int) -> None:
    whole = log.read_bytes()
    *before, last = lines(log)
    log.write_bytes(b"".join(before) + last[:kept])
    assert reads(log) == [1, 2, 3]
    assert [(finding.path, finding.harmless) for finding in verify(log.parent)] == [(log, True)]
    publish(log.parent, {}, read=5)
    assert log.read_bytes().startswith(whole)
    assert reads(log) == [1, 2, 3, 4, 5]


def test_a_log_that_knows_more_than_current_is_refused(log: Path) -> None:
    current = (log.parent / "CURRENT").read_bytes()
    publish(log.parent, {})
    (log.parent / "CURRENT").write_bytes(current)
    with pytest.raises(StoreError, match="knows of state 5, but CURRENT names state 4"):
        publish(log.parent, {})
    assert (log.parent / "manifests" / "00000005.json").exists()


def test_a_line_in_other_words_for_the_same_is_refused(log: Path) -> None:
    first, *rest = lines(log)
    log.write_bytes(first.replace(b'":', b'": ', 1) + b"".join(rest))
    with pytest.raises(StoreError, match="line 1"):
        read_log(log)


def test_a_line_that_lacks_a_field_is_refused(log: Path) -> None:
    document = json.loads(lines(log)[0])
    for name in document:
        short = {key: value for key, value in document.items() if key != name}
        log.write_bytes(json.dumps(short, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode() + b"\n")
        with pytest.raises(StoreError, match="line 1"):
            read_log(log)


def test_every_row_read_is_accepted_or_quarantined_with_a_reason() -> None:
    whole = record(read=3, quarantined=1)
    for wrong, match in (
        ({"read": 4}, "4 rows read are not 2 accepted"),
        ({"reasons": {}}, "add up to 0, not to 1"),
        ({"accepted": 4, "quarantined": -1, "reasons": {"x": -1}}, "counted from 0"),
        ({"loaded_at": whole.loaded_at.replace(tzinfo=None)}, "carries its zone"),
        ({"feed": "No id"}, "is no id"),
    ):
        with pytest.raises(ValueError, match=match):
            replace(whole, **wrong)


def test_a_source_file_has_a_name_without_folders() -> None:
    (file,) = record().files
    for wrong in ("", "out/contacts.csv", "C:\\contacts.csv"):
        with pytest.raises(ValueError, match="is no file name"):
            replace(file, name=wrong)
