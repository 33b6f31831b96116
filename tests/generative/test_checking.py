"""Rows are accepted and refused as the plain rules say, however they are mixed, cut into batches and written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from itertools import product
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tertial.domain.calendar import Month
from tertial.domain.extracts import Cell, Flag, Version, VersionKind
from tertial.domain.feeds.contract import Delivery
from tertial.domain.row_marks import Mark
from tertial.extracts.checking import distinct
from tests.invented_persons import invented_persons
from tests.unit.extracts.checking.cast import COLUMNS, KEY, batch, bound, feed, outcomes, terms
from tests.unit.extracts.checking.twin import Twin

PERSONS = [form for person in invented_persons(10, 7) for form in person.forms()]
NAMES = (*(column.name for column in COLUMNS), "removed", "mark", "changed")

DATES = [
    *("2026-08-04", "20260804", "2026-11-22", "2026-11-23", "2026-02-29", "2024-02-29", "2025-02-28", "2025-03-01"),
    *("2026-08-04T00:00:00", "2026-08-04 00:00", "2026-08-04 10:00", "2026-8-4", "04/08/2026", "2026-13-01"),
    *("1900-01-01", "1899-12-30", "2099-12-31", "9999-12-31", "1899-05-05", "2046-11-22", "2046-11-23", "0000-01-01"),
    *("2019-12-31", "2020-01-01", "2026-05-31", "2026-06-01", "2026-0804", "\uff12026-08-04", "2026-08", "igår"),
]
INSTANTS = [
    *("2026-08-04T10:11", "2026-08-04 10:11:12", "2026-08-04T10:11:12Z", "2026-08-04T10:11:12.345", "2026-08-04"),
    *("2026-08-04T10:11:12.345678", "2026-08-04T10:11:12.345678Z", "2026-08-04T10:11:12.3", "2026-08-04T23:30Z"),
    *("2026-03-29T02:30", "2026-03-29 02:30:00", "2026-10-25T02:30", "2026-10-25T02:30:00Z", "2026-10-25T01:59:59"),
    *("2026-08-04T10:11+02:00", "2026-08-04t10:11:12z", "2026-08-04T24:00", "2026-08-04T10:60", "2026-02-30T10:00"),
    *("1999-12-31T23:59:59", "2000-01-01T00:00", "1900-01-01T00:00", "9999-12-31T23:59:59Z", "2099-01-01T00:00"),
    *("2026-11-22T23:59", "2026-11-22T23:59Z", "2019-12-31T23:30Z", "2020-01-01T00:00", "2026-05-31T23:59:59.999999"),
    *("2026-03-29T02:00", "2026-03-29T03:00:00", "2026-03-29T01:59:59.999999", "2026-10-25T02:00", "2026-10-25T03:00"),
    *(
        "2026-08-04X10:11",
        "2026-08-04T1a:11",
        "2026-08-04T10:11:12,5 +0530",
        "2026-08-04T10:11+25:00",
        "2030-01-01 00:00",
    ),
]
WHOLE = [
    *("0", "12", "+12", "-1", "1 234", "1\u00a0234", "12,0", "12.00", "1.000", "12.000000", "3650", "3651", "007"),
    *(
        "1e5",
        "NaN",
        "inf",
        "\uff11\uff12",
        "12 34",
        "1 2345",
        "-0",
        "−3",
        "",
        "12.5",
        "9" * 19,
        "-" + "9" * 40,
        "--1",
        "0x1f",
    ),
]
PARTS = [
    *("0,5", ".5", "-.5", "-0.500001", "1.234,5", "1,234.5", "1.234.567", "1 234,5", "0.1234567", "0.12345600", "5."),
    *(
        "1000",
        "1000.000001",
        "1,5,5",
        "1e5",
        "-inf",
        "12.00",
        "1234567890123456789",
        "99,99",
        "0,999",
        "-12,34",
        "1.000",
    ),
]
# Numbers of a person whom no row is about: a row's own number is refused wherever it stands.
WORDS = [
    *("K-1", "K-2", "19110101-9816", "191101019816", "1101019816", "110101+9816", "19110101-9817", "å-1", " K-3 "),
    *("K\u00a01", "a\tb", "a\x7f", "x" * 200, "x" * 201, "å" * 150, "å" * 201, "202608041234", "a\u202eb", ""),
    *(
        "ring 19110101-9816 i dag",
        "nr 1101019816",
        "19900101-2385.",
        "199001012385x",
        "19110101\u20139816",
        "1912-1212",
    ),
]
POOLS: Mapping[str, Sequence[str]] = {
    "row_id": WORDS,
    "person": [*PERSONS, "", "19121212-1213", "2026-11-23", "x", "19121312-1212", "20271212-1212", "121212+9999", "-"],
    "unit": [
        "hc-1",
        "\u2007hc-2\u2009",
        "\ufeffhc-2\u202f",
        "\u200bhc-2",
        "HC-2",
        "hc-9",
        "se2321000230-e1",
        "hc1",
        "Ersboda hälsocentral",
        "",
        " hc-1\u00a0",
        "99",
        "umea",
    ],
    "municipality": ["umea", "hc-9", "Umeå", "", "umeaa"],
    "colour": ["red", "RED", "Röd", "ljusröd", "annan", "other", "light-red", "geen", "", "R", "r", "?", "x" * 90],
    "happened": DATES,
    "birth_day": [*DATES, "", "", "2025-01-01", "2024-11-22"],
    "planned": [*DATES, "", "00.00"],
    "seen_at": INSTANTS,
    "period": [*DATES, "202608", "20260801", "2026-08-01T00:00:00", "2026-08-02", "", "2026-00", "2020-01", "2019-12"],
    "count": WHOLE,
    "ratio": [*PARTS, *WHOLE],
    "cost": [*PARTS, *WHOLE],
    "agreed": ["yes", "NEJ", "J", "0", "sant", "kanske", "", "Ja", "2", "obekant"],
    "clinician": WORDS,
    "remark": WORDS,
    "removed": ["", "D", "d", "x"],
    "mark": ["", "O", "b", "P", "x"],
    "changed": ["", *INSTANTS, *WHOLE],
}
# Most columns are right in most rows, so that many rows are accepted and each fault is met alone.
GOOD = {
    "row_id": "K-1",
    "person": "19121212-1212",
    "unit": "hc-1",
    "happened": "2026-08-04",
    "seen_at": "2026-08-04T10:11",
    "period": "2026-08",
}
ROWS = st.builds(
    lambda changed: GOOD | changed,
    st.dictionaries(st.sampled_from(NAMES), st.integers(0, 999), max_size=4).map(
        lambda drawn: {name: POOLS[name][place % len(POOLS[name])] for name, place in drawn.items()}
    ),
)
CELLS: Sequence[Mapping[str, Cell]] = [
    {},
    {
        "person": Cell(column="person", empty=frozenset({"-", "x"})),
        "colour": Cell(column="colour", codes={"R": "light_red", "?": ""}, empty=frozenset({"annan"})),
        "agreed": Cell(column="agreed", codes={"kanske": "no"}, empty=frozenset({"obekant"})),
        "planned": Cell(column="planned", empty=frozenset({"00.00", "9999-12-31"})),
        "count": Cell(column="count", codes={"12": "13"}),
        "cost": Cell(column="cost", empty=frozenset({"99,99", "-1", "1 234"})),
        "row_id": Cell(column="row_id", codes={"k-2": "K-20"}, empty=frozenset({"K-3"})),
        "clinician": Cell(column="clinician", empty=frozenset({"K-1"})),
        "seen_at": Cell(column="seen_at", empty=frozenset({"2099-01-01T00:00"})),
        "municipality": Cell(constant="hc-2"),
    },
]
SETTINGS: Sequence[Mapping[str, Any]] = [
    {},
    {
        "deleted": Flag("removed", frozenset({"D"})),
        "marks": {
            Mark.REGISTER_OPT_OUT: Flag("mark", frozenset({"O"})),
            Mark.BLOCKED: Flag("mark", frozenset({"b"})),
            Mark.PROTECTED_IDENTITY: Flag("mark", frozenset({"B", "P"})),
        },
        "version": Version("changed", VersionKind.INTEGER),
        "first_day": date(2020, 1, 15),
    },
    {"version": Version("changed", VersionKind.INSTANT), "deleted": Flag("removed", frozenset({"x", "d"}))},
]


@settings(max_examples=150)
@given(
    rows=st.lists(ROWS, min_size=1, max_size=60),
    cells=st.sampled_from(CELLS),
    more=st.sampled_from(SETTINGS),
    event=st.sampled_from(["happened", "seen_at", "period"]),
    delivery=st.sampled_from(Delivery),
    key=st.sampled_from([("row_id",), ("person", "unit"), ("person", "happened")]),
    oldest=st.sampled_from([None, Month(2026, 6)]),
    cut=st.integers(1, 60),
)
def test_every_row_ends_as_the_plain_rules_say(
    rows: list[dict[str, str]],
    cells: Mapping[str, Cell],
    more: Mapping[str, Any],
    event: str,
    delivery: Delivery,
    key: tuple[str, ...],
    oldest: Month | None,
    cut: int,
) -> None:
    stated = terms(cells, feed(event, delivery, key), oldest, **more)
    file, persons = bound(stated, NAMES)
    twin = Twin(stated, KEY)
    for start in range(0, len(rows), cut):
        part = rows[start : start + cut]
        checked = file.check(batch(part, NAMES))
        checked.rows.validate(full=True)
        assert checked.lines.to_pylist() == sorted(checked.lines.to_pylist())
        found = outcomes(checked, persons)
        assert found == {line: twin.outcome(row) for line, row in enumerate(part, 2)}


@pytest.mark.parametrize("name", list(POOLS))
def test_every_text_of_a_column_alone_ends_as_the_plain_rules_say(name: str) -> None:
    for event, more, removed in product(("happened", "seen_at", "period"), SETTINGS, ("", "D")):
        stated = terms(CELLS[0], feed(event), Month(2026, 6), **more)
        file, persons = bound(stated, NAMES)
        rows = [GOOD | {"changed": "7", "removed": removed} | {name: text} for text in POOLS[name]]
        twin = Twin(stated, KEY)
        found = outcomes(file.check(batch(rows, NAMES)), persons)
        assert found == {line: twin.outcome(row) for line, row in enumerate(rows, 2)}


NUMBERS = st.one_of(
    st.sampled_from([*WHOLE, *PARTS]),
    st.from_regex(r"[-+−]?[0-9]{1,20}([.,][0-9]{1,8})?", fullmatch=True),
    st.from_regex(r"-?[0-9]{1,3}([ .,][0-9]{3}){0,3}([.,][0-9]{0,7})?", fullmatch=True),
)


@settings(max_examples=50)
@given(texts=st.lists(NUMBERS, min_size=1, max_size=40), many=st.sampled_from([1, 1000]))
def test_numbers_judged_one_by_one_or_all_at_once_end_as_the_plain_rules_say(texts: list[str], many: int) -> None:
    stated = terms(CELLS[1] if many == 1 else {}, version=Version("changed", VersionKind.INTEGER))
    twin = Twin(stated, KEY)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(distinct, "MANY", many)
        for name in ("count", "ratio", "cost", "changed"):
            file, persons = bound(stated, NAMES)
            rows = [GOOD | {"changed": "7"} | {name: text} for text in texts]
            found = outcomes(file.check(batch(rows, NAMES)), persons)
            assert found == {line: twin.outcome(row) for line, row in enumerate(rows, 2)}


TIMES = st.builds(
    lambda moment, form, zone: moment.strftime(form) + zone,
    st.datetimes(datetime(1890, 1, 1), datetime(2110, 1, 1))  # noqa: DTZ001 - written without a zone, or with one beside
    | st.datetimes(datetime(2025, 10, 25), datetime(2025, 10, 27))  # noqa: DTZ001
    | st.datetimes(datetime(2026, 3, 28), datetime(2026, 3, 30)),  # noqa: DTZ001
    st.sampled_from(["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M:%S", "%Y-%m-%dT%H:%M:%S.%f", "%Y-%m-%d %H:%M:%S.000"]),
    st.sampled_from(["", "", "", "Z", "+01:00", "-0330", " z"]),
)


@settings(max_examples=50)
@given(texts=st.lists(TIMES, min_size=1, max_size=20), event=st.sampled_from(["seen_at", "happened"]))
def test_times_read_all_at_once_end_as_the_plain_rules_say(texts: list[str], event: str) -> None:
    stated = terms(of=feed(event), oldest=Month(2026, 3), first_day=date(2020, 1, 1))
    twin = Twin(stated, KEY)
    file, persons = bound(stated, NAMES)
    rows = [GOOD | {"seen_at": text} for text in texts]
    # Together they are of several lengths, and alone of one.
    for part in (rows, *([row] for row in rows)):
        found = outcomes(file.check(batch(part, NAMES)), persons)
        assert found == {line: twin.outcome(row) for line, row in enumerate(part, 2)}
