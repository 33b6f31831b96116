"""Contacts as a record system would send them: CSV of ten columns, made from a seed, some million rows a second.

The persons are invented. Their three digits are 980 to 999, the series that Skatteverket's published test numbers are
taken from. The rows stand in no order of time, person, unit or id, and no two have the same id.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from benchmarks.big_region import unit_ids
from tertial.domain.calendar import Month

PERSONS = 275_000
UNITS = 38
CLINICIANS = 400
MONTHS = tuple(Month(2023, 1).plus(place) for place in range(36))
COLUMNS = ("contact_id", "person", "unit", "clinician", "profession", "date", "mode", "visit", "problem", "wait_days")

FIRST_BIRTH, LAST_BIRTH = date(1925, 1, 1), date(2022, 12, 31)
"""Nobody is born after the first contact."""
FIRST_SERIAL, SERIALS = 980, 20
FIRST_ID, MOST_ROWS = 100_000_000, 900_000_000
"""Ids have nine digits."""
STRIDE = 7**10
"""Shares no factor with `MOST_ROWS`, so that its multiples pass through every id once, in no order."""
PIECE = 1_000_000
"""Rows made at a time."""

PROFESSIONS = ("doctor", "nurse", "assistant_nurse", "psychologist", "counsellor", "physiotherapist")
MODES = ("physical", "phone", "video", "chat", "home")
VISITS = ("first", "return")
PROBLEMS = ("new", "known", "")
LONGEST_WAIT = 59
"""Days; as many waits are left out as each number of days has."""

Integers = npt.NDArray[np.int64]


def write_extract(folder: Path, rows: int, *, monthly: bool = False, persons: int = PERSONS, seed: int = 1) -> None:
    """Write `contacts.csv`, or a file for each month; the same seed gives the same bytes.

    Raises ValueError for more rows than there are ids, OSError where the disk fails.
    """
    if not 0 <= rows <= MOST_ROWS:
        raise ValueError(f"0 to {MOST_ROWS} rows can be told apart")
    people, clinicians, contacts = _numbers(persons, seed), _clinicians(), _contacts()
    files = [(str(month), (month,)) for month in MONTHS] if monthly else [("", MONTHS)]
    folder.mkdir(parents=True)
    for place, (name, months) in enumerate(files):
        days = _days(months)
        first, end = rows * place // len(files), rows * (place + 1) // len(files)
        with (folder / f"contacts{name and '-'}{name}.csv").open("wb") as out:
            out.write((",".join(COLUMNS) + "\n").encode())
            for start in range(first, end, PIECE):
                chance = np.random.default_rng([seed, start])
                ids = np.arange(start, min(start + PIECE, end), dtype=np.int64)
                out.write(_lines(ids, (people, clinicians, days, contacts), chance))


def _lines(places: Integers, parts: tuple[pa.Array, ...], chance: np.random.Generator) -> memoryview:
    """Rows of the file: an id, then one of the ready-made texts of each part."""
    ids = pa.array(FIRST_ID + places * STRIDE % MOST_ROWS).cast(pa.string())
    drawn = [part.take(pa.array(chance.integers(0, len(part), len(places)))) for part in parts]
    # The texts of an Arrow array lie after each other: with a line feed at the end of each, they are the file.
    _validity, _offsets, texts = pc.binary_join_element_wise(ids, *drawn, ",").buffers()
    return memoryview(texts)


def _days(months: tuple[Month, ...]) -> pa.Array:
    first, last = np.datetime64(months[0].first_day), np.datetime64(months[-1].last_day)
    return pa.array(np.arange(first, last + 1)).cast(pa.string())


def _clinicians() -> pa.Array:
    """Unit, clinician and profession: each clinician works at one unit."""
    homes = unit_ids(UNITS)
    return pa.array(
        f"{homes[number % UNITS]},L-{number:04},{PROFESSIONS[number % len(PROFESSIONS)]}"
        for number in range(CLINICIANS)
    )


def _contacts() -> pa.Array:
    """Mode, visit, problem and wait, to the end of the line."""
    waits = ("", *map(str, range(LONGEST_WAIT + 1)))
    return pa.array(
        f"{mode},{visit},{problem},{wait}\n"
        for mode in MODES
        for visit in VISITS
        for problem in PROBLEMS
        for wait in waits
    )


def _numbers(persons: int, seed: int) -> pa.Array:
    """Valid identity numbers of different persons, written with a hyphen."""
    first, last = np.datetime64(FIRST_BIRTH), np.datetime64(LAST_BIRTH)
    days = int((last - first).astype(np.int64)) + 1
    drawn = np.random.default_rng(seed).choice(days * SERIALS, persons, replace=False)
    births = pc.strftime(pa.array(first + drawn // SERIALS), "%Y%m%d")
    serials = pa.array(FIRST_SERIAL + drawn % SERIALS).cast(pa.string())
    short = pc.binary_join_element_wise(pc.utf8_slice_codeunits(births, 2), serials, "")
    last_digits = pa.array(check_digits(short)).cast(pa.string())
    return pc.binary_join_element_wise(births, pc.binary_join_element_wise(serials, last_digits, ""), "-")


def check_digits(short: pa.Array) -> Integers:
    """The last digits of numbers whose nine digits before are given, by modulus 10 with the weights 2 and 1."""
    _validity, _offsets, texts = short.buffers()
    digits = np.frombuffer(texts, np.uint8, 9 * len(short)).reshape(-1, 9).astype(np.int64) - ord("0")
    products = digits * [2, 1, 2, 1, 2, 1, 2, 1, 2]
    total: Integers = (products // 10 + products % 10).sum(axis=1)
    return -total % 10
