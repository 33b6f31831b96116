"""Extracts of contacts that a reader takes and the contract of the feed does not; each says what is to become of it.

Every row is about an invented person and has a name beside. What is wrong in a row has `hemlig` in it where it can, or
is an identity number, so that it can be looked for in all that the program prints and writes.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa

from tertial.extracts.reasons import Reason
from tests.damaged_extracts import archive, database, table, workbook
from tests.invented_persons import InventedPerson, invented_persons

HEADER = ("contact_id", "person", "unit", "profession", "date", "mode", "visit", "wait_days", "chose_to_wait", "NAMN")
NAME = "Hemlig Hemligsson"
UNIT = "hill-centre"
PERSONS = [one for one in invented_persons(60, seed=8) if one.number.isdigit() and one.birth < date(2020, 1, 1)][:20]
Row = Mapping[str, str]


def good(place: int, person: InventedPerson | None = None) -> dict[str, str]:
    """A row with nothing wrong in it."""
    person = person or PERSONS[place % len(PERSONS)]
    values = (
        f"B-{place}",
        person.number,
        UNIT,
        "nurse",
        f"2026-10-{1 + place:02d}",
        "phone",
        "return",
        "0",
        "no",
        NAME,
    )
    return dict(zip(HEADER, values, strict=True))


GOOD = [good(place) for place in range(20)]


@dataclass(frozen=True)
class DamagedContacts:
    """A file, its rows as anybody would count them (None: not told), those taken, and reasons that must be given."""

    name: str
    make: Callable[[Path], object]
    read: int | None
    accepted: int | None
    reasons: frozenset[Reason]


def text(rows: Iterable[Row], header: Sequence[str] = HEADER, separator: str = ";") -> str:
    """The rows as lines."""
    lines = [separator.join(header), *(separator.join(row.values()) for row in rows)]
    return "\n".join(lines) + "\n"


def case(name: str, content: str | bytes, read: int | None, accepted: int | None, *reasons: Reason) -> DamagedContacts:
    data = content.encode() if isinstance(content, str) else content
    return DamagedContacts(name, lambda path: path.write_bytes(data), read, accepted, frozenset(reasons))


def changed(values: Mapping[str, str], rows: Sequence[Row] = GOOD) -> list[Row]:
    """Every third row with other values."""
    return [{**row, **values} if place % 3 == 0 else row for place, row in enumerate(rows)]


def in_wide_digits(text: str) -> str:
    """The text with the digits of East Asian typesetting."""
    return "".join(chr(ord(sign) + 0xFEE0) if sign.isdigit() else sign for sign in text)


R = Reason
VALUES: list[tuple[str, str, str, Reason | None]] = [
    ("zeros-of-sql-server", "date", "1753-01-01", R.PLACEHOLDER_DATE),
    ("day-of-1900", "date", "1900-01-01", R.PLACEHOLDER_DATE),
    ("another-day-of-1900", "date", "1900-03-01", R.TOO_EARLY),
    ("day-of-1899", "date", "1899-05-05", R.IMPLAUSIBLE_DATE),
    ("day-of-2099", "date", "2099-12-31", R.PLACEHOLDER_DATE),
    ("end-of-time", "date", "9999-12-31", R.PLACEHOLDER_DATE),
    ("far-ahead", "date", "2077-01-01", R.IMPLAUSIBLE_DATE),
    ("tomorrow", "date", "2026-11-23", R.FUTURE),
    ("before-the-first-day", "date", "1999-12-31", R.TOO_EARLY),
    ("month-13", "date", "2026-13-01", R.NO_SUCH_DAY),
    ("thirtieth-of-february", "date", "2026-02-30", R.NO_SUCH_DAY),
    ("day-0", "date", "2026-10-00", R.NO_SUCH_DAY),
    ("day-of-the-british", "date", "31/10/2026", R.NOT_A_DATE),
    ("day-of-excel", "date", "46327", R.NOT_A_DATE),
    ("day-in-words", "date", "hemlig dag", R.NOT_A_DATE),
    ("day-in-other-digits", "date", in_wide_digits("2026-10-01"), R.NOT_A_DATE),
    ("no-day", "date", "", R.MISSING_VALUE),
    ("negative-wait", "wait_days", "-3", R.TOO_LOW),
    ("wait-of-a-century", "wait_days", "36500", R.TOO_HIGH),
    ("wait-too-long-for-a-number", "wait_days", "9" * 400, R.TOO_HIGH),
    ("wait-in-words", "wait_days", "hemligt många dagar", R.NOT_A_NUMBER),
    ("half-days", "wait_days", "3,5", R.NOT_A_NUMBER),
    ("wait-with-an-exponent", "wait_days", "1e3", R.NOT_A_NUMBER),
    ("no-number", "wait_days", "NaN", R.NOT_A_NUMBER),
    ("endless", "wait_days", "inf", R.NOT_A_NUMBER),
    ("wait-in-other-digits", "wait_days", in_wide_digits("3"), R.NOT_A_NUMBER),
    ("formula", "wait_days", "=1+1", R.NOT_A_NUMBER),
    ("person-for-a-wait", "wait_days", PERSONS[0].number, R.TOO_HIGH),
    ("unit-name-for-an-id", "unit", "Backens hälsocentral", R.UNKNOWN_UNIT),
    ("unit-misspelled", "unit", "hil-centre", R.UNKNOWN_UNIT),
    ("unit-of-somebody-else", "unit", "hospital", R.UNDECLARED_UNIT),
    ("no-unit", "unit", "", R.MISSING_VALUE),
    ("unit-of-ten-thousand-signs", "unit", "hemlig" * 1_700, R.UNKNOWN_UNIT),
    ("unit-in-capitals", "unit", "HILL-CENTRE", None),
    ("person-for-a-unit", "unit", PERSONS[1].number, R.UNKNOWN_UNIT),
    ("unknown-code", "mode", "hemligt", R.UNKNOWN_CODE),
    ("number-for-a-code", "mode", "4711", R.UNKNOWN_CODE),
    ("person-for-a-code", "visit", PERSONS[2].number, R.UNKNOWN_CODE),
    ("swedish-label-for-a-code", "mode", "Telefon", None),
    ("control-signs-for-a-code", "profession", "\x01\x1b[31mhemlig", R.UNKNOWN_CODE),
    ("perhaps", "chose_to_wait", "hemlig", R.NOT_YES_OR_NO),
    ("two-for-yes", "chose_to_wait", "2", R.NOT_YES_OR_NO),
    ("no-person", "person", "", R.PERSON_EMPTY),
    ("wrong-last-digit", "person", "19900101-2384", R.PERSON_CHECK_DIGIT),
    ("nobody-is-given-zeros", "person", "19900101-0003", R.PERSON_SERIAL),
    ("person-born-tomorrow", "person", "20261123-2388", R.PERSON_FUTURE),
    ("person-of-the-thirtieth-of-february", "person", "19900230-2389", R.PERSON_DATE),
    ("half-a-person", "person", "19900101", R.PERSON_FORM),
    ("person-without-a-zero", "person", "101012385", R.PERSON_FORM),
    ("name-for-a-person", "person", NAME, R.PERSON_FORM),
    ("person-of-excel", "person", "1,99001E+11", R.PERSON_FORM),
    ("person-in-other-digits", "person", in_wide_digits("199001012385"), R.PERSON_FORM),
    ("plus-for-somebody-young", "person", "19900101+2385", R.PERSON_CENTURY),
    ("no-key", "contact_id", "", R.MISSING_VALUE),
    ("long-key", "contact_id", "hemlig" * 40, R.LONG_TEXT),
    ("key-with-a-bell", "contact_id", "hemlig\x07", R.CONTROL_SIGN),
    ("key-that-turns-round", "contact_id", "hemlig\u202e", R.CONTROL_SIGN),
    ("person-for-a-key", "contact_id", PERSONS[3].number, R.IDENTITY_NUMBER),
    (
        "person-with-a-hyphen-for-a-key",
        "contact_id",
        f"{PERSONS[4].number[2:8]}-{PERSONS[4].number[8:]}",
        R.IDENTITY_NUMBER,
    ),
]


def wrong_values() -> Iterator[DamagedContacts]:
    """A value in every third row."""
    for name, column, value, reason in VALUES:
        rows = changed({column: value})
        wrong = sum(row[column] == value for row in rows)
        accepted = len(rows) - (wrong if reason else 0)
        yield case(f"{name}.csv", text(rows), len(rows), accepted, *([reason] if reason else []))


def swapped(one: str, other: str) -> tuple[str, ...]:
    """The header with two names in each other's place."""
    names = {one: other, other: one}
    return tuple(names.get(name, name) for name in HEADER)


def wrong_headers() -> Iterator[DamagedContacts]:
    every = len(GOOD)
    for one, other, reason in (
        ("contact_id", "person", R.IDENTITY_NUMBER),
        ("unit", "mode", R.UNKNOWN_UNIT),
        ("date", "wait_days", R.NOT_A_DATE),
        ("person", "NAMN", R.PERSON_FORM),
        ("visit", "mode", R.UNKNOWN_CODE),
        ("person", "date", R.PERSON_FORM),
    ):
        yield case(f"{one}-and-{other}-swapped.csv", text(GOOD, swapped(one, other)), every, 0, reason)
    for missing in ("contact_id", "person", "date", "unit"):
        header = tuple("hemlig kolumn" if name == missing else name for name in HEADER)
        yield case(f"without-{missing}.csv", text(GOOD, header), every, 0, R.MISSING_COLUMN)
    lines = text(GOOD).splitlines(keepends=True)
    yield case("without-a-header.csv", "".join(lines[1:]), every - 1, 0, R.MISSING_COLUMN)
    yield case("header-in-the-middle.csv", "".join([*lines[1:9], lines[0], *lines[9:]]), every, 0, R.MISSING_COLUMN)
    yield case("header-twice.csv", "".join([lines[0], *lines]), every + 1, every, R.REPEATED_HEADER)
    yield case("header-again-below.csv", "".join([*lines, *lines]), 2 * every + 1, 2 * every, R.REPEATED_HEADER)
    yield case(
        "title-above.csv",
        "Uttag för hemlig;;;;;;;;;\n" + "".join(lines),
        every + 2,
        0,
        R.MISSING_HEADER,
        R.MISSING_COLUMN,
    )
    footer = f"Summa hemlig;{every};;;;;;;;\n"
    yield case("total-below.csv", "".join(lines) + footer, every + 1, every, R.PERSON_FORM)
    yield case("header-in-capitals.csv", text(GOOD, tuple(name.upper() for name in HEADER)), every, every)
    yield case("header-with-spaces.csv", text(GOOD, tuple(f" {name}\t" for name in HEADER)), every, every)
    twice = tuple("date" if name == "NAMN" else name for name in HEADER)
    yield case("two-columns-of-one-name.csv", text(GOOD, twice), every + 1, 0, R.DUPLICATE_HEADER, R.MISSING_COLUMN)
    fewer = [{name: value for name, value in row.items() if name not in {"wait_days", "NAMN"}} for row in GOOD]
    yield case("without-what-need-not-be-there.csv", text(fewer, tuple(fewer[0])), every, every)
    order = HEADER[::-1]
    turned = [{name: row[name] for name in order} for row in GOOD]
    yield case("columns-turned-round.csv", text(turned, order), every, every)
    more = tuple(f"hemlig {place}" for place in range(1_900))
    wide = [{**row, **dict.fromkeys(more, "hemlig")} for row in GOOD]
    yield case("1900-columns-more.csv", text(wide, (*HEADER, *more)), every, every)
    most = tuple(f"hemlig {place}" for place in range(20_000))
    widest = [{**row, **dict.fromkeys(most, "h")} for row in GOOD[:3]]
    yield case("20000-columns.csv", text(widest, (*HEADER, *most)), 4, 0, R.TOO_MANY_COLUMNS)


def wrong_rows() -> Iterator[DamagedContacts]:
    every = len(GOOD)
    other = [{**row, "mode": "video"} for row in GOOD[:4]]
    yield case("contradicted.csv", text([*GOOD, *other]), every + 4, every - 4, R.CONFLICTING_ROWS)
    yield case("doubled.csv", text([*GOOD, *GOOD]), 2 * every, 2 * every)
    yield case(
        "one-key-for-all.csv", text({**row, "contact_id": "hemlig"} for row in GOOD), every, 0, R.CONFLICTING_ROWS
    )
    yield case("nothing-in-them.csv", text([dict.fromkeys(HEADER, "")] * 5), 5, 0, R.MISSING_VALUE)
    yield case("header-only.csv", text([]), 0, 0)
    for name, separator in (("tabs", "\t"), ("bars", "|"), ("commas", ",")):
        yield case(f"{name}-between.csv", text(GOOD, separator=separator), every, every)
    yield case("colons-between.csv", text(GOOD, separator=":"), None, 0, R.MISSING_COLUMN)
    for encoding in ("utf-16", "utf-8-sig", "cp1252", "latin-1"):
        yield case(f"{encoding}.csv", text(GOOD).encode(encoding), every, every)
    yield case("utf-32.csv", text(GOOD).encode("utf-32"), None, 0)
    yield case("ebcdic.csv", text(GOOD).encode("cp500"), None, 0)
    yield case("utf-7.csv", text(GOOD).encode("utf-7"), every, every)
    swedish = [{**row, "NAMN": f"Åsa {NAME}"} for row in GOOD[:10]]
    mixed = text(swedish).encode() + "B-99;Åsa hemlig;å;ä;ö;;;;;\n".encode("cp1252")
    yield case("mixed-encodings.csv", mixed, 11, 10, R.WRONG_ENCODING)
    lines = text(GOOD).encode().splitlines(keepends=True)
    yield case("zero-bytes.csv", b"".join([*lines[:5], b"\0" * 64 + b"\n", *lines[5:]]), every + 1, every, R.NUL_BYTE)
    quote = b'B-98;"hemlig;och resten\n'
    yield case("unclosed-quote.csv", b"".join([*lines[:5], quote, *lines[5:]]), every + 1, every, R.UNCLOSED_QUOTE)
    draw = random.Random(6)
    whole = b"".join(lines)
    for place in range(12):
        cut = draw.randrange(len(lines[0]), len(whole))
        ended = whole[:cut].count(b"\n") - 1
        rest = not whole[:cut].endswith(b"\n")
        yield case(f"cut-{place}.csv", whole[:cut], ended + rest, None)
    yield DamagedContacts("folder.csv", Path.mkdir, 1, 0, frozenset({R.NOT_A_FILE}))


def other_formats() -> Iterator[DamagedContacts]:
    every = len(GOOD)
    cells: list[list[Any]] = [list(HEADER), *(list(row.values()) for row in GOOD)]
    yield case("whole.xlsx", workbook({"A": cells}), every, every)
    numbers = [
        [int(cell) if name == "person" else cell for name, cell in zip(HEADER, row, strict=True)] for row in cells[1:]
    ]
    yield case("persons-as-numbers.xlsx", workbook({"A": [cells[0], *numbers]}), every, every)
    short: list[list[Any]] = [
        [int(cell[2:]) if name == "person" else cell for name, cell in row.items()] for row in GOOD
    ]
    zeros = sum(row["person"][2] == "0" for row in GOOD)
    yield case("ten-digits-as-numbers.xlsx", workbook({"A": [cells[0], *short]}), every, every - zeros)
    yield case("nothing-on-the-first-sheet.xlsx", workbook({"A": [], "B": cells}), every, every)
    yield case("two-sheets.xlsx", workbook({"A": cells, "B": cells}), every + 1, every, R.SEVERAL_SHEETS)
    yield case("cut.xlsx", workbook({"A": cells})[:-40], 1, 0, R.BROKEN_ARCHIVE)
    columns: dict[str, object] = {name: [row[name] for row in GOOD] for name in HEADER}
    yield case("whole.parquet", table(columns), every, every)
    days = pa.array([date.fromisoformat(row["date"]) for row in GOOD])
    persons = pa.array([int(row["person"]) for row in GOOD])
    yield case("types.parquet", table({**columns, "date": days, "person": persons}), every, every)
    lists = pa.array([[row["person"]] for row in GOOD])
    refused = (R.UNREADABLE_COLUMN, R.MISSING_COLUMN)
    yield case("lists.parquet", table({**columns, "person": lists}), every + 1, 0, *refused)
    yield case("cut.parquet", table(columns)[:-10], 1, 0, R.BROKEN_FILE)
    names = ", ".join(f'"{name}" TEXT' for name in HEADER)
    filled = [f"INSERT INTO kontakter VALUES ({', '.join(repr(cell) for cell in row.values())})" for row in GOOD]
    made = (f"CREATE TABLE kontakter ({names})", *filled)
    yield DamagedContacts("whole.db", lambda path: database(path, *made), every, every, frozenset())
    more = (*made, "CREATE TABLE hemlig (person TEXT)")
    yield DamagedContacts("two-tables.db", lambda path: database(path, *more), 1, 0, frozenset({R.NO_TABLE}))

    def cut(path: Path) -> None:
        database(path, *made)
        path.write_bytes(path.read_bytes()[:-2_000])

    yield DamagedContacts("cut.db", cut, None, None, frozenset({R.BROKEN_FILE}))
    packed = text(GOOD).encode()
    yield case("whole.zip", archive({"a.csv": packed}), every, every)
    yield case("two.zip", archive({"a.csv": packed, "b.csv": packed}), 2 * every, 2 * every)
    yield case("slip.zip", archive({"../../a.csv": packed, "b.csv": packed}), every + 1, every, R.UNSAFE_PATH)
    yield case("bomb.zip", archive({"a.csv": packed + b";" * (20 << 20)}), 1, 0, R.ARCHIVE_TOO_DENSE)
    yield case(
        "nested.zip",
        archive({"a.csv": packed, "b.zip": archive({"a.csv": packed})}),
        every + 1,
        every,
        R.NESTED_ARCHIVE,
    )
    yield case("cut.zip", archive({"a.csv": packed})[:-30], 1, 0, R.BROKEN_ARCHIVE)


def every_damage() -> list[DamagedContacts]:
    """All of them."""
    return [*wrong_values(), *wrong_headers(), *wrong_rows(), *other_formats()]
