"""Which column of a file is which of the feed, and what is missing."""

from __future__ import annotations

from typing import Any

import pytest

from tertial.domain.extracts import Cell, Flag, Version, VersionKind
from tertial.domain.row_marks import Mark
from tertial.extracts.checking.binding import MissingColumn
from tertial.extracts.checking.checker import BoundFile, Checker
from tertial.extracts.checking.persons import Persons
from tertial.extracts.checking.terms import Terms
from tests.unit.extracts.checking.cast import GOOD, KEY, TODAY, batch, bound, outcomes, terms


def missing(stated: Terms, *names: str) -> list[tuple[str, str]]:
    found = Checker(stated, Persons(KEY, TODAY, ())).bind(names)
    return [] if isinstance(found, BoundFile) else [(one.column, one.nearest) for one in found]


def test_a_name_is_found_whatever_its_case_and_the_spaces_around_it() -> None:
    names = (" ROW_ID", "Person", "unit ", "Happened", "extra")
    file, persons = bound(terms(), names)
    row = dict(zip(names, [*GOOD.values(), "x"], strict=True))
    found = outcomes(file.check(batch([row], names)), persons)[2]
    assert isinstance(found, dict)
    assert (found["row_id"], found["unit"]) == ("K-1", "hc-1")


def test_a_required_column_that_the_header_lacks_is_told_with_the_nearest_name_not_in_use() -> None:
    assert missing(terms(), "row_id", "person", "enhet", "hapened") == [("unit", ""), ("happened", "hapened")]


def test_of_a_line_that_is_perhaps_no_header_nothing_is_told() -> None:
    assert missing(terms(), "K-1", "Persson", "hc-1") == [(name, "") for name in GOOD]


def test_an_optional_column_that_is_absent_is_empty() -> None:
    file, persons = bound(terms(), tuple(GOOD))
    found = outcomes(file.check(batch([GOOD], tuple(GOOD))), persons)[2]
    assert isinstance(found, dict)
    assert found["colour"] is found["count"] is found["seen_at"] is found["clinician"] is None


def test_an_optional_column_that_extracts_toml_names_must_be_there() -> None:
    stated = terms({"count": Cell("ANTAL")})
    assert missing(stated, *GOOD, "ANTALET") == [("ANTAL", "ANTALET")]


def test_a_mapped_column_is_sought_by_the_sender_s_name() -> None:
    stated = terms({"unit": Cell(column="Enhet")})
    assert missing(stated, *GOOD) == [("Enhet", "")]
    assert missing(stated, *GOOD, "ENHET") == []


def test_a_name_that_two_columns_have_but_for_case_is_taken_as_written_or_not_at_all() -> None:
    assert missing(terms(), *GOOD, "UNIT") == []
    assert missing(terms(), "row_id", "person", "happened", "UNIT", "Unit") == [("unit", "Unit")]


@pytest.mark.parametrize(
    ("setting", "name"),
    [
        ({"deleted": Flag("removed", frozenset({"D"}))}, "removed"),
        ({"version": Version("changed", VersionKind.INTEGER)}, "changed"),
        ({"marks": {Mark.BLOCKED: Flag("mark", frozenset({"S"}))}}, "mark"),
    ],
)
def test_what_tells_withdrawals_versions_and_marks_must_be_there(setting: dict[str, Any], name: str) -> None:
    assert missing(terms(**setting), *GOOD) == [(name, "")]
    assert missing(terms(**setting), *GOOD, name) == []


def test_a_batch_that_lacks_a_column_of_its_file_is_refused_row_by_row() -> None:
    file, persons = bound(terms(), tuple(GOOD))
    short = {name: text for name, text in GOOD.items() if name != "unit"}
    assert outcomes(file.check(batch([short], tuple(short))), persons) == {2: ("unit", "missing_value", "")}


def test_a_missing_column_says_which() -> None:
    assert MissingColumn("unit", "Unit") == MissingColumn(column="unit", nearest="Unit")
