"""A region with extracts about ten thousand invented persons: every written form of their numbers, their names and
birth days beside, in every format of file, and rows in which all of it stands where it should not.
"""

from __future__ import annotations

import csv
import io
import sqlite3
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import cycle
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import xlsxwriter

from tertial.definitions.start import start_folder
from tertial.domain.extracts import FIRST_DAY
from tertial.domain.identity import NumberKind
from tertial.domain.results import Sex
from tests.invented_persons import RESERVE, TODAY, InventedPerson, invented_persons
from tests.written_bytes import Person

PERSONS = 10_000
NAME_ENDING = "qvistmårk"
"""All names end so, and nothing else does."""
UNITS = ("hill-centre", "harbour-centre")
FIRST_EVENT = date(2026, 2, 1)
DAYS = 40
WRONG = 150
"""Rows of each kind of mistake."""

Row = tuple[str, ...]


@dataclass(frozen=True)
class Sent:
    """The folder, how many rows each extract has, and whom they are about."""

    folder: Path
    rows: dict[str, int]
    persons: tuple[Person, ...]
    first_event: date


CONTACTS = ("contact_id", "person", "unit", "clinician", "profession", "date", "mode", "visit", "wait_days")
REGISTER = ("person", "as_of", "sex", "birth_day", "municipality", "protected", "opted_out")
LISTING = ("person", "unit", "valid_from", "residential_care")
CALLS = ("call_id", "errand_id", "unit", "called_at", "in_hours", "outcome")
BESIDE = ("NAMN", "FÖDD", "FÖDD KORT", "FÖDD DATUM", "ADRESS")
"""Columns that no feed has."""

DECLARATION = """
purposes = ["planning_and_follow_up", "quality"]
controller = "Hälso- och sjukvårdsnämnden"
provider = "region"
units = ["primary-care"]
legal_basis = "Patientdatalagen 2 kap. 4 § 4 och 5"
retention = { months = 120 }
"""


def send(folder: Path) -> Sent:
    """Make the region folder and its extracts."""
    start_folder(folder)
    people = invented_persons(PERSONS, seed=3)
    events = _days_that_are_nobodys(people)
    extracts = folder / "extracts"
    (extracts / "contacts").mkdir(parents=True)
    contacts = list(_contacts(people, events))
    written = _write_in_every_format(extracts / "contacts", (*CONTACTS, *BESIDE), contacts)
    register = list(_register(people, events))
    write_csv(extracts / "register.csv", (*REGISTER, *BESIDE), register, "utf-8")
    listing = [
        (one.number, UNITS[place % 2], str(events[place % DAYS]), "no", *_beside(one, place))
        for place, one in enumerate(people)
    ]
    write_csv(extracts / "listing.csv", (*LISTING, *BESIDE), listing, "utf-8-sig")
    calls = list(_calls(people, events))
    write_csv(extracts / "calls.csv", (*CALLS, *BESIDE), calls, "utf-8")
    (folder / "extracts.toml").write_text(_extracts_toml(), "utf-8")
    rows = {"contacts": written, "register": len(register), "listing": len(listing), "calls": len(calls)}
    return Sent(folder, rows, tuple(Person(one.number, one.birth) for one in people), events[0])


def write_csv(path: Path, header: Row, rows: Sequence[Row], encoding: str) -> None:
    """A file with semicolons between."""
    with path.open("w", encoding=encoding, newline="") as stream:
        csv.writer(stream, delimiter=";").writerows([header, *rows])


def name_of(place: int) -> str:
    """The name of the person at a place."""
    syllables = ("ka", "Åre", "mo", "ÖST", "li", "Vann", "he", "Björn", "su", "Ek")
    return "".join(syllables[int(digit)] for digit in f"{place:04d}") + NAME_ENDING


def _beside(one: InventedPerson, place: int) -> Row:
    birth = one.birth
    name = name_of(place)
    return (name, birth.isoformat(), f"{birth:%y%m%d}", f"{birth:%Y%m%d}", f"{name}s väg {place}")


def _days_that_are_nobodys(people: Sequence[InventedPerson]) -> tuple[date, ...]:
    """Days on which nobody was born: an event's own day is kept, and must not be taken for a birth day."""
    births = {one.birth for one in people}
    days = (FIRST_EVENT + timedelta(days=place) for place in range((TODAY - FIRST_EVENT).days - 40))
    return tuple(day for day in days if day not in births)[-DAYS:]


def _contacts(people: Sequence[InventedPerson], events: Sequence[date]) -> Iterator[Row]:
    numbers = cycle(range(DAYS))
    forms = 0
    for place, one in enumerate(people):
        beside = _beside(one, place)
        for form in one.forms():
            forms += 1
            yield _contact(f"K-{forms}", form, events[next(numbers)], beside=beside)
    for place, one in enumerate(people[:WRONG]):
        for kind, row in enumerate(_wrong_contacts(one, place, events[place % DAYS])):
            yield (row[0] or f"F{kind}-{place}", *row[1:])


def _contact(
    key: str,
    person: str,
    day: date,
    unit: str = UNITS[0],
    clinician: str = "L-7",
    profession: str = "doctor",
    mode: str = "physical",
    wait: str = "2",
    *,
    written_day: str = "",
    beside: Row,
) -> Row:
    return (key, person, unit, clinician, profession, written_day or str(day), mode, "first", wait, *beside)


def _wrong_contacts(one: InventedPerson, place: int, day: date) -> Iterator[Row]:
    """Everything that points the person out, in every column where it does not belong."""
    twelve, name, birth = one.number, name_of(place), one.birth
    hyphen = f"{twelve[:8]}-{twelve[8:]}"
    ten = f"{twelve[2:8]}-{twelve[8:]}"
    beside = _beside(one, place)
    wrong_digit = twelve[:-1] + "0123456789"["1234567890".index(twelve[-1])] if twelve.isdigit() else twelve + "1"
    for form in (twelve, hyphen, ten, twelve[2:], f" {hyphen} "):
        yield _contact(form, twelve, day, beside=beside)
        yield _contact("", twelve, day, clinician=form, beside=beside)
        yield _contact("", twelve, day, unit=form, beside=beside)
        yield _contact("", twelve, day, profession=form, beside=beside)
        yield _contact("", twelve, day, mode=form, beside=beside)
        yield _contact("", twelve, day, wait=form, beside=beside)
        yield _contact("", twelve, day, written_day=form, beside=beside)
    for text in (wrong_digit, twelve[:8], birth.isoformat(), f"{birth:%y%m%d}", name, f"{name} {hyphen}", hyphen + "x"):
        yield _contact("", text, day, beside=beside)
        yield _contact("", twelve, day, unit=text, beside=beside)
        yield _contact("", twelve, day, mode=text, beside=beside)
        yield _contact("", twelve, day, wait=text, beside=beside)
    yield _contact("", twelve, day, written_day=name, beside=beside)
    if birth < FIRST_DAY:
        # An event of a newborn's first day would be kept with that day.
        yield _contact("", twelve, birth, beside=beside)
    yield (*_contact("", twelve, day, beside=beside), name, hyphen)
    yield _contact("", twelve, day, beside=beside)[:4]


def _register(people: Sequence[InventedPerson], events: Sequence[date]) -> Iterator[Row]:
    for place, one in enumerate(people):
        forms = list(one.forms())
        told = one.birth.isoformat() if one.kind is NumberKind.RESERVE else ""
        sex = "men" if one.sex is Sex.MEN else "women"
        for form in (forms[place % len(forms)], forms[(place + 1) % len(forms)]):
            row = (form, str(events[-1]), sex, told, "", "yes" if place % 9 == 0 else "no", "no")
            yield (*row, *_beside(one, place))
        if place < WRONG:
            wrong = (f"{one.birth:%y%m%d}", name_of(place), one.number, f"{one.birth:%d/%m %Y}", str(TODAY))[place % 5]
            yield (forms[0], str(events[-2]), sex, wrong, "", "no", "no", *_beside(one, place))


def _calls(people: Sequence[InventedPerson], events: Sequence[date]) -> Iterator[Row]:
    for place, one in enumerate(people[:2_000]):
        forms = [form for form in one.forms() if one.kind is not NumberKind.RESERVE]
        wrong = forms[place % len(forms)] if forms and place < WRONG else ""
        when = f"{events[place % DAYS]}T08:{place % 60:02d}"
        # Ten digits alone are taken for the number of a call.
        call = wrong if not wrong.strip().isdigit() or len(wrong.strip()) != len("6408233234") else ""
        yield (call or f"S-{place}", f"E-{place}", UNITS[0], when, "yes", "answered", *_beside(one, place))


def _write_in_every_format(folder: Path, header: Row, rows: Sequence[Row]) -> int:
    """A share of the rows in each format; what an encoding lacks goes to one that has it. How many were written."""
    lacking = [row for row in rows if not _fits(row, "cp1252")]
    others = [row for row in rows if _fits(row, "cp1252")]
    even = [row for row in others if len(row) == len(header)]
    uneven = [row for row in others if len(row) != len(header)]
    shares = [even[place::7] for place in range(7)]
    # Workbooks take long to write.
    few = len(shares[3]) // 5
    shares[3], shares[4] = shares[3][:few], [*shares[3][few:], *shares[4]]
    write_csv(folder / "1.csv", header, [*shares[0], *uneven, *lacking[::2]], "utf-8")
    write_csv(folder / "2.csv", header, shares[1], "cp1252")
    write_csv(folder / "3.csv", header, [*shares[2], *lacking[1::2]], "utf-16")
    with xlsxwriter.Workbook(folder / "4.xlsx", {"constant_memory": True}) as book:
        sheet = book.add_worksheet()
        for place, row in enumerate([header, *shares[3]]):
            sheet.write_row(place, 0, row)
    columns = zip(*shares[4], strict=True)
    pq.write_table(pa.table(dict(zip(header, map(pa.array, columns), strict=True))), folder / "5.parquet")
    with sqlite3.connect(folder / "6.db") as connection:
        names = ", ".join(f'"{name}" TEXT' for name in header)
        connection.execute(f"CREATE TABLE kontakter ({names})")
        places = ", ".join("?" * len(header))
        connection.executemany(f"INSERT INTO kontakter VALUES ({places})", shares[5])
    connection.close()
    with zipfile.ZipFile(folder / "7.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        text = io.StringIO()
        csv.writer(text).writerows([header, *shares[6]])
        archive.writestr("kontakter.csv", text.getvalue())
    return len(rows)


def _fits(row: Row, encoding: str) -> bool:
    try:
        "".join(row).encode(encoding)
    except UnicodeEncodeError:
        return False
    return True


def _extracts_toml() -> str:
    extracts = [
        f'[extract.{name}]\nfeed = "{feed}"\nfiles = "extracts/{files}"\n{DECLARATION}'
        for name, feed, files in (
            ("contacts", "contacts", "contacts"),
            ("register", "persons", "register.csv"),
            ("listing", "listing", "listing.csv"),
            ("calls", "phone-calls", "calls.csv"),
        )
    ]
    extracts.append(f'[[reserve_numbers]]\nname = "{RESERVE.name}"\npattern = "yyyymmddlxsx"\n')
    return "\n".join(extracts)
