"""What becomes of whole rows: the first fault, ages and sex, marks, withdrawals, versions, and every feed's sample."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from typing import Any

import pyarrow as pa
import pytest

from tertial.domain.calendar import Month
from tertial.domain.extracts import Cell, Extract, Files, Flag, Version, VersionKind
from tertial.domain.feeds.columns import ColumnKind
from tertial.domain.feeds.contract import Delivery, Feed
from tertial.domain.feeds.registry import all_feeds
from tertial.domain.feeds.stored import EXTRACT, PROVIDER, stored_columns
from tertial.domain.row_marks import Mark
from tertial.extracts.batches import rejections
from tertial.extracts.checking.checker import BoundFile, Checker
from tertial.extracts.checking.persons import Persons
from tertial.extracts.checking.terms import Terms
from tertial.extracts.reasons import Reason, sentence
from tests.unit.domain.declared import declared
from tests.unit.extracts.checking.cast import (
    GOOD,
    KEY,
    PATTERNS,
    TODAY,
    batch,
    bound,
    check,
    feed,
    names_in,
    outcome,
    outcomes,
    terms,
    value,
)

WITHDRAWS: dict[str, Any] = {"deleted": Flag("removed", frozenset({"D"}))}


def row(stated: Terms | None = None, **changed: str) -> dict[str, object]:
    found = outcome(stated, **changed)
    assert isinstance(found, dict), found
    return found


@pytest.mark.parametrize("one", all_feeds().values(), ids=lambda one: one.id)
def test_every_feed_s_sample_is_accepted_whole(one: Feed) -> None:
    places = [place for place, column in enumerate(one.columns) if column.kind is ColumnKind.UNIT]
    units = {text: text for line in one.sample for place in places if (text := line[place])}
    extract = Extract("sample", declared(feed=one.id), Files("sample.csv"))
    checker = Checker(Terms(one, extract, units, frozenset(units), TODAY, None, ()), Persons(KEY, TODAY, ()))
    file = checker.bind(one.names)
    assert isinstance(file, BoundFile)
    checked = file.check(batch([dict(zip(one.names, line, strict=True)) for line in one.sample], one.names))
    assert checked.faults.to_pylist() == []
    assert checked.rows.num_rows == len(one.sample)
    checked.rows.validate(full=True)
    stored = [column.name for column in stored_columns(one) if column.name not in {EXTRACT, PROVIDER}]
    assert checked.rows.column_names == [*stored, "deleted", "event_month"]


def test_a_row_of_several_faults_is_refused_once_for_the_first_in_the_contract_s_order() -> None:
    checked, persons = check([GOOD | {"unit": "hc", "count": "x", "colour": "geen"}, GOOD | {"count": "-1"}, GOOD])
    assert checked.faults.to_pylist() == [
        {"line": 2, "column": "unit", "reason": "unknown_unit", "nearest": "hc-9"},
        {"line": 3, "column": "count", "reason": "too_low", "nearest": ""},
    ]
    assert list(outcomes(checked, persons)) == [4, 2, 3]


@pytest.mark.parametrize(("text", "reason"), [("2026-11-23", "future"), ("2019-12-31", "too_early")])
def test_an_event_lies_neither_ahead_nor_before_the_extract_s_first_day(text: str, reason: str) -> None:
    assert outcome(terms(first_day=date(2020, 1, 1)), happened=text) == ("happened", reason, "")


def test_a_feed_sent_in_full_may_have_events_from_before_the_first_day() -> None:
    stated = terms(of=feed(delivery=Delivery.FULL), first_day=date(2020, 1, 1))
    assert row(stated, happened="2019-12-31")["happened"] == date(2019, 12, 31)


@pytest.mark.parametrize(("event", "text"), [("happened", "2026-07-31"), ("seen_at", "2026-07-31T23:59")])
def test_an_event_further_back_than_may_be_corrected_is_too_old(event: str, text: str) -> None:
    assert outcome(terms(of=feed(event), oldest=Month(2026, 8)), **{event: text}) == (event, "too_old", "")


def test_a_month_is_an_event_of_its_first_day() -> None:
    stated = terms(of=feed("period"), oldest=Month(2026, 8), first_day=date(2026, 8, 15))
    assert row(stated, period="2026-08")["event_month"] == Month(2026, 8).ordinal
    assert outcome(stated, period="2026-07") == ("period", "too_early", "")
    assert outcome(stated, period="2026-12") == ("period", "future", "")


def test_the_month_of_an_event_is_that_of_its_local_day() -> None:
    assert row(terms(of=feed("seen_at")), seen_at="2026-07-31T22:30Z")["event_month"] == Month(2026, 8).ordinal


@pytest.mark.parametrize(
    ("person", "happened", "age"),
    [
        ("19121212-1212", "2025-12-11", (112, None, "men")),
        ("19121212-1212", "2025-12-12", (113, None, "men")),
        ("20240229-9800", "2025-02-28", (0, 365, "women")),
        ("20240229-9800", "2025-03-01", (1, 366, "women")),
        ("20240229-9800", "2024-02-29", (0, 0, "women")),
        ("20240229-9800", "2026-03-01", (2, None, "women")),
        ("20240229A020", "2026-02-28", (1, 730, "women")),
    ],
)
def test_the_age_and_sex_come_of_the_number(person: str, happened: str, age: tuple[int, int | None, str]) -> None:
    found = row(person=person, happened=happened)
    assert (found["age_years"], found["age_days"], found["sex"]) == age
    assert "birth_day" not in found


def test_a_birth_day_that_is_sent_wins_over_the_number_s() -> None:
    assert row(birth_day="2026-08-01")["age_days"] == 3
    assert outcome(birth_day="2026-08-05") == ("birth_day", "before_birth", "")


def test_an_event_before_the_birth_is_a_fault_of_the_person() -> None:
    assert outcome(person="20240229-9800", happened="2024-02-28") == ("person", "before_birth", "")


def test_persons_are_told_apart_whatever_form_their_number_is_written_in() -> None:
    forms = ["19121212-1212", "191212121212", "121212+1212", "19121212 1212", "20240229-9800", "240229-9800"]
    checked, persons = check([GOOD | {"person": form} for form in forms])
    assert checked.rows["person"].to_pylist() == [0, 0, 0, 0, 1, 1]
    assert len(persons) == 2


@pytest.mark.parametrize("name", ["row_id", "clinician", "remark"])
@pytest.mark.parametrize("text", ["1212121212", "K-19121212-1212", "k 121212 1212 12/7"])
def test_the_row_s_own_number_is_refused_wherever_it_stands(name: str, text: str) -> None:
    assert value(name, text) == "identity_number"


def test_a_withdrawing_row_has_to_be_right_only_in_what_names_it() -> None:
    found = row(terms(**WITHDRAWS), removed=" d ", person="x", unit="?", happened="", count="många")
    assert found["deleted"] is True
    assert {name for name in GOOD if found[name] is not None} == {"row_id"}
    assert (found["count"], found["event_month"]) == (None, -1)
    assert outcome(terms(**WITHDRAWS), removed="D", row_id="") == ("row_id", "missing_value", "")
    assert row(terms(**WITHDRAWS), removed="D")["event_month"] == Month(2026, 8).ordinal
    assert row(terms(**WITHDRAWS), removed="")["deleted"] is False


def test_marks_are_added_up_and_what_a_patient_keeps_out_of_the_register_is_withdrawn() -> None:
    stated = terms(
        marks={
            Mark.REGISTER_OPT_OUT: Flag("register", frozenset({"ja"})),
            Mark.BLOCKED: Flag("mark", frozenset({"S"})),
            Mark.PROTECTED_IDENTITY: Flag("mark", frozenset({"S", "P"})),
        }
    )
    rows = [GOOD | {"register": register, "mark": mark} for register, mark in [("", ""), ("", "s"), ("JA", "p")]]
    checked, _persons = check(rows, stated)
    assert checked.rows["marks"].to_pylist() == [0, 4 + 8, 1 + 8]
    assert checked.rows["deleted"].to_pylist() == [False, False, True]


@pytest.mark.parametrize(
    ("kind", "text", "version"),
    [
        (VersionKind.INTEGER, "17", 17),
        (VersionKind.INTEGER, "", None),
        (VersionKind.INTEGER, "v17", None),
        (VersionKind.INSTANT, "1970-01-01T01:00:01", None),
        (VersionKind.INSTANT, "2026-08-04T08:11:00.000001Z", 1785831060000001),
        (VersionKind.INSTANT, "2026-03-29T02:30", None),
    ],
)
def test_a_version_is_a_whole_number_or_the_row_is_refused(kind: VersionKind, text: str, version: int | None) -> None:
    stated = terms(version=Version("changed", kind), **WITHDRAWS)
    for removed in ("", "D"):
        found = outcome(stated, changed=text, removed=removed)
        if isinstance(found, dict):
            assert found["version"] == version or kind is VersionKind.INSTANT
        else:
            assert found == ("version", "bad_version", "")
            assert version is None


def test_a_row_without_a_stated_version_has_none() -> None:
    assert row()["version"] is None


def test_every_batch_has_one_schema_and_one_dictionary() -> None:
    file, _persons = bound(terms(), (*GOOD, "colour"))
    first = file.check(batch([GOOD | {"colour": "red"}], (*GOOD, "colour")))
    second = file.check(batch([GOOD | {"unit": "hc-2"}, {}], (*GOOD, "colour")))
    none = file.check(rejections([], ()))
    assert first.rows.schema == second.rows.schema == none.rows.schema
    assert first.faults.schema == second.faults.schema == none.faults.schema
    assert none.rows.num_rows == none.faults.num_rows == len(none.lines) == 0
    units = [found.rows["unit"].chunk(0).dictionary for found in (first, second)]
    assert units[0].to_pylist() == units[1].to_pylist() == ["hc-1", "hc-2", "hc-9", "umea"]
    assert units[0].buffers()[2].address == units[1].buffers()[2].address


def test_columns_cut_in_pieces_and_with_an_offset_are_read_alike() -> None:
    rows = [GOOD | {"row_id": f"K-{place}", "seen_at": f"2026-08-04T10:{place:02}"} for place in range(50)]
    names = names_in(rows)
    file, persons = bound(terms(), names)
    whole = batch(rows, names)
    table = pa.concat_tables([whole.table.slice(0, 7), whole.table.slice(7, 30), whole.table.slice(37)])
    cut = type(whole)(names, table.slice(3, 40), whole.lines.slice(3, 40))
    found = outcomes(file.check(cut), persons)
    assert found == {line: one for line, one in outcomes(file.check(whole), persons).items() if line in found}
    assert list(found) == list(range(5, 45))


def test_several_threads_come_to_what_one_does() -> None:
    numbers = ["19121212-1212", "20240229-9800", "19121212-9812"]
    rows = [
        GOOD
        | {"row_id": f"K-{place}", "person": numbers[place % 3], "count": str(place), "colour": "geen"[: place % 5]}
        for place in range(300)
    ]
    names = names_in(rows)
    batches = [batch(rows[start : start + 20], names) for start in range(0, 300, 20)]
    file, persons = bound(terms(), names)
    with ThreadPoolExecutor(4) as pool:
        together = [outcomes(checked, persons) for checked in pool.map(file.check, batches)]
    file, persons = bound(terms(), names)
    assert together == [outcomes(file.check(one), persons) for one in batches]


def test_many_unknown_names_do_not_take_a_search_each() -> None:
    checked, _persons = check([GOOD | {"unit": f"hc-1{place:04}"} for place in range(1000)])
    nearest = checked.faults["nearest"].to_pylist()
    assert sum(name != "" for name in nearest) == 200


def test_no_text_of_a_row_is_seen_in_what_is_said_of_it() -> None:
    secret = "Hemlig-Patient"
    for name in (*GOOD, "count", "ratio", "cost", "planned", "seen_at", "period", "agreed", "colour"):
        checked, persons = check([GOOD | {name: secret}])
        said = repr((checked.faults.to_pylist(), persons))
        assert secret not in said
        assert PATTERNS[0].name not in said


@pytest.mark.parametrize("reason", Reason)
def test_every_reason_has_its_sentence(reason: Reason) -> None:
    assert sentence(reason).endswith((".", "?"))


def test_a_constant_needs_no_column() -> None:
    rows = [{name: text for name, text in GOOD.items() if name != "unit"}] * 2
    checked, _persons = check(rows, terms({"unit": Cell(constant="SE2321000230-E2")}))
    assert checked.rows["unit"].to_pylist() == ["hc-2", "hc-2"]
