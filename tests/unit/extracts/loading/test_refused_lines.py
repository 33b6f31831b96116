"""Lines that are not taken: each is counted, and stored as file, line, column and reason, never as what it said."""

from __future__ import annotations

from collections import Counter
from hashlib import sha256
from pathlib import Path

import pytest

from tertial.extracts.loading.quarantine import Kind, Refused
from tests.loaded import Content, Incoming, Row, extract, lines, text
from tests.persons_in_store import CECILIA
from tests.unit.extracts.loading.sent import contact


@pytest.fixture
def incoming(tmp_path: Path) -> Incoming:
    return Incoming(tmp_path)


@pytest.mark.parametrize(
    ("wrong", "column", "reason", "nearest"),
    [
        ({"unit": "hc-11"}, "unit", "unknown_unit", "hc-1"),
        ({"unit": "hc-9"}, "unit", "undeclared_unit", ""),
        ({"profession": "docter"}, "profession", "unknown_code", "doctor"),
        ({"person": ""}, "person", "person_empty", ""),
        ({"date": "2026-12-01"}, "date", "future", ""),
        ({"person": CECILIA, "date": "2022-12-31"}, "person", "before_birth", ""),
        ({"contact_id": ""}, "contact_id", "missing_value", ""),
    ],
)
def test_a_wrong_value_is_quarantined_with_the_nearest_right_name(
    incoming: Incoming, wrong: Row, column: str, reason: str, nearest: str
) -> None:
    rows = [contact("K-1"), {**contact("K-2"), **wrong}, contact("K-3")]
    loaded = incoming.load(extract(), {"kontakter.csv": rows})
    assert incoming.quarantine() == [(sha256(text(rows)).hexdigest(), 3, column, reason, nearest)]
    assert loaded.refused == (Refused(Kind("kontakter.csv", column, reason, nearest), 1, 3),)
    assert incoming.values("contact_id") == ["K-1", "K-3"]
    assert (incoming.record.read, incoming.record.accepted, incoming.record.reasons) == (3, 2, {reason: 1})


def test_every_line_of_a_file_without_a_column_is_quarantined_with_its_name(incoming: Incoming) -> None:
    lacking = [{name: value for name, value in contact(key).items() if name != "unit"} for key in ("K-1", "K-2")]
    renamed = [{**lacking[0], "unitt": "hc-1"}]
    loaded = incoming.load(extract(), {"1.csv": lacking, "2.csv": [contact("K-3")], "3.csv": renamed})
    assert [(one.kind.file, one.kind.column, one.kind.reason, one.count) for one in loaded.refused] == [
        ("1.csv", "unit", "missing_column", 2),
        ("3.csv", "unit", "missing_column", 1),
    ]
    assert [one.kind.nearest for one in loaded.refused] == ["", "unitt"]
    assert sorted(lines(incoming.quarantine())) == [(2, "unit", "missing_column")] * 2 + [(3, "unit", "missing_column")]
    assert incoming.values("contact_id") == ["K-3"]


def test_each_line_is_told_by_the_hash_of_its_own_file(incoming: Incoming) -> None:
    files = {f"{number}.csv": [contact(f"K-{number}"), contact(f"L-{number}", unit="nowhere")] for number in range(4)}
    incoming.load(extract(), files)
    hashes = sorted(sha256(text(rows)).hexdigest() for rows in files.values())
    assert [(file, line) for file, line, *_rest in incoming.quarantine()] == [(one, 3) for one in hashes]


def test_files_that_are_not_read_are_told_beside_those_that_are(incoming: Incoming) -> None:
    files: dict[str, Content] = {
        "1.csv": b"%PDF-1.7\n",
        "2.csv": [contact("K-1"), contact("K-2", unit="nowhere")],
        "3.csv": b"",
    }
    loaded = incoming.load(extract(), files)
    assert {(one.kind.file, one.kind.reason) for one in loaded.refused} == {
        ("1.csv", "unknown_format"),
        ("2.csv", "unknown_unit"),
        ("3.csv", "empty_file"),
    }
    assert (loaded.tally.read, loaded.tally.accepted, loaded.tally.quarantined) == (4, 1, 3)
    assert Counter(reason for _line, _column, reason in lines(incoming.quarantine())) == loaded.tally.reasons


def test_lines_of_several_loads_lie_side_by_side(incoming: Incoming) -> None:
    folder = incoming.folder({"rows.csv": [contact("K-1", unit="nowhere")]})
    for _ in range(2):
        incoming.load_folder(extract(), folder, again=True)
    incoming.load(extract(), [contact("K-2"), contact("K-3", date="soon")])
    assert Counter(lines(incoming.quarantine())) == {(2, "unit", "unknown_unit"): 2, (3, "date", "not_a_date"): 1}


def test_a_kind_of_fault_is_told_once_with_its_count_and_first_line(incoming: Incoming) -> None:
    rows = [contact(f"K-{number}", **({"unit": "nowhere"} if number % 3 else {})) for number in range(9)]
    loaded = incoming.load(extract(), [*rows, contact("K-10", date="soon")])
    assert [(one.kind.reason, one.count, one.first_line) for one in loaded.refused] == [
        ("unknown_unit", 6, 3),
        ("not_a_date", 1, 11),
    ]


@pytest.mark.parametrize("name", ["vårdkontakter; nr 1.csv", "a\\b.csv", "a\n\x1b[31m.csv", "\udcff.csv", "%.csv"])
def test_a_file_may_have_any_name(incoming: Incoming, name: str) -> None:
    rows = [contact("K-1"), contact("K-2", unit="nowhere")]
    loaded = incoming.load(extract(), {name: rows, "1" + name: b"%PDF-1.7"})
    assert {one.kind.file for one in loaded.refused} == {*loaded.files, "1" + loaded.files[0]}
    assert loaded.files[0].isprintable()
    assert incoming.record.files[0].name == loaded.files[0]


def test_a_broken_file_that_stays_makes_one_state_and_is_told_of_each_time(incoming: Incoming) -> None:
    folder = incoming.folder({"1.csv": b"", "2.csv": [contact("K-1")]})
    assert incoming.load_folder(extract(), folder).state == 1
    nights = [incoming.load_folder(extract(), folder) for _night in range(3)]
    assert [night.state for night in nights] == [2, None, None]
    assert [one.kind.reason for night in nights for one in night.refused] == ["empty_file"] * 3
    assert incoming.values("contact_id") == ["K-1"]


def test_a_link_that_only_fits_a_pattern_is_refused(incoming: Incoming, tmp_path: Path) -> None:
    folder = incoming.folder({"rows.csv": [contact("K-1")]})
    elsewhere = tmp_path / "elsewhere.csv"
    elsewhere.write_bytes(text([contact("K-2")]))
    (folder / "linked.csv").symlink_to(elsewhere)
    loaded = incoming.load_folder(extract(), folder)
    assert [one.kind.reason for one in loaded.refused] == ["symbolic_link"]
    assert incoming.values("contact_id") == ["K-1"]
