"""The quarantine read back: where each line stands, each once, and how many for each reason."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tertial.domain.calendar import Month
from tertial.extracts.companions import quarantined
from tertial.extracts.quarantined_lines import QuarantinedLine, quarantined_lines
from tertial.store.load_log import LogEntry
from tertial.store.load_record import SourceFile
from tertial.store.state import State
from tests.persons_in_store import fill
from tests.stored import record

JULY, AUGUST = Month(2026, 7), Month(2026, 8)
FIRST, SECOND = "a" * 64, "b" * 64


def fault(line: int, reason: str = "unknown_unit", *, file: str = FIRST, **more: Any) -> dict[str, Any]:
    return {"file_sha256": file, "line": line, "column": "unit", "reason": reason, "nearest": "hc-1", **more}


@pytest.fixture
def state(tmp_path: Path) -> State:
    fill(
        tmp_path,
        {
            (quarantined("contacts"), JULY): [
                fault(9),
                fault(7),
                fault(7),
                fault(0, "broken_file", column=None, nearest=None),
            ],
            (quarantined("contacts"), AUGUST): [fault(7), fault(8, file=SECOND, extract="other")],
        },
    )
    return fill(tmp_path, {(quarantined("listing"), AUGUST): [fault(3, "missing_value")]})


LOG = (LogEntry(replace(record(), files=(SourceFile("kontakter.csv", FIRST, 9, "c" * 64),)), 1, "d" * 64, "e" * 64),)


def test_each_line_stands_once_with_its_files_name_in_order(state: State) -> None:
    lines = quarantined_lines(state, LOG, feed="contacts")
    assert [(one.extract, one.file, one.line) for one in lines] == [
        ("contacts-cosmic", "kontakter.csv", 0),
        ("contacts-cosmic", "kontakter.csv", 7),
        ("contacts-cosmic", "kontakter.csv", 9),
        ("other", SECOND, 8),
    ]
    assert len(lines) == 4


def test_a_whole_file_has_neither_column_nor_nearest_name(state: State) -> None:
    first = next(iter(quarantined_lines(state, LOG)))
    assert first == QuarantinedLine("contacts", "contacts-cosmic", "kontakter.csv", 0, "", "broken_file", "")


def test_reasons_are_counted_the_most_common_first(state: State) -> None:
    assert quarantined_lines(state, LOG).by_reason() == [
        ("contacts", "unknown_unit", 3),
        ("contacts", "broken_file", 1),
        ("listing", "missing_value", 1),
    ]


def test_the_lines_of_one_load_are_those_of_its_files_and_its_extract(state: State) -> None:
    loaded = replace(record(), extract="other", files=(SourceFile("andra.csv", SECOND, 9, "c" * 64),))
    assert [one.line for one in quarantined_lines(state, LOG, load=loaded)] == [8]
    assert len(quarantined_lines(state, LOG, load=replace(loaded, extract="contacts-cosmic"))) == 0


def test_a_feed_without_quarantine_has_no_lines(state: State) -> None:
    assert list(quarantined_lines(state, LOG, feed="incidents")) == []
    assert quarantined_lines(state, LOG, feed="incidents").by_reason() == []
