"""The log of whose data was looked at is only added to, and a crash in it loses no other line."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from tertial.extracts.access_log import Access, AccessKind, log_accesses, read_accesses
from tests.persons_in_store import ALICE, BOB, HOLDER, NOW, token
from tests.stored import QUICK

SEEN = Access(AccessKind.RELINK, "hc-1", NOW, "anna", token(ALICE), "kallelse")
OTHER = replace(SEEN, person=token(BOB), unit="hc-2")


def test_each_access_is_a_line_that_tells_what_where_when_who_whom_and_why(tmp_path: Path) -> None:
    log_accesses(tmp_path, [SEEN], HOLDER, QUICK)
    assert json.loads((tmp_path / "access.jsonl").read_text("utf-8")) == {
        "action": "relink",
        "unit": "hc-1",
        "time": "2026-11-22T09:30:00+00:00",
        "user": "anna",
        "patient": token(ALICE),
        "reason": "kallelse",
    }


def test_lines_are_added_after_those_that_are_there(tmp_path: Path) -> None:
    log_accesses(tmp_path, [SEEN], HOLDER, QUICK)
    before = (tmp_path / "access.jsonl").read_bytes()
    log_accesses(tmp_path, [OTHER, SEEN], HOLDER, QUICK)
    assert (tmp_path / "access.jsonl").read_bytes().startswith(before)
    assert read_accesses(tmp_path) == (SEEN, OTHER, SEEN)


@pytest.mark.parametrize("left", [1, 40, 100])
def test_a_line_cut_off_by_a_crash_hides_neither_those_before_nor_those_after(tmp_path: Path, left: int) -> None:
    log_accesses(tmp_path, [SEEN, OTHER], HOLDER, QUICK)
    path = tmp_path / "access.jsonl"
    first = path.read_bytes().index(b"\n") + 1
    path.write_bytes(path.read_bytes()[: first + left])
    log_accesses(tmp_path, [OTHER], HOLDER, QUICK)
    assert read_accesses(tmp_path) == (SEEN, OTHER)


def test_where_nothing_was_looked_at_there_is_no_log(tmp_path: Path) -> None:
    assert read_accesses(tmp_path) == ()


@pytest.mark.parametrize(
    "wrong", [{"user": " "}, {"reason": ""}, {"person": ALICE}, {"at": NOW.replace(tzinfo=None)}, {"unit": "Hc 1"}]
)
def test_an_access_that_lacks_a_part_cannot_be(wrong: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        replace(SEEN, **wrong)  # type: ignore[arg-type]
