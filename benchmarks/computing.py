"""How fast and in how much memory indicators are computed, beside what others could compute them with."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from benchmarks.care_units import ADMISSIONS_A_CONTACT, CALLS_A_CONTACT, MONTHS, PERSONS, UNITS
from benchmarks.computing_process import read_answers
from benchmarks.indicator_answers import check_same, named_counts
from benchmarks.indicator_pack import additive, hundred, monthly, pack
from benchmarks.timing import Median, in_turn, run

PROCESS = str(Path(__file__).resolve().parent / "computing_process.py")
GROWTH = (5_000_000, 10_000_000, 20_000_000, 50_000_000, 100_000_000)
_HEAD = ("| what | seconds (fastest–slowest) | peak MiB | {ratio} |", "| --- | --- | --- | --- |")
_PACK = (
    "{events} All {count} indicators by unit, month and sex, with rolling twelve months and year to "
    "date, from opening the store to figures that are rolled up. The rival is a query an indicator, written by "
    "hand, in one DuckDB of two threads over the same Parquet files. Continuity is of one year, frequent attenders "
    "of every month. Where a rule could be written in several ways the rival keeps to the project's own: a "
    "person's unit is that of most contacts, of equally many the first id; admissions of one instant stand by id; "
    "30 days are 720 hours; for phone calls the stored Swedish dates are compared. "
    "The {cells} cells of both are the same. Asked for: 2.5 times as fast, in 2048 MiB."
)
_ADDITIVE = (
    "{events} The {count} additive indicators of contacts by unit, month and sex. The bare scan "
    "counts what is not NULL in each column that the engine reads, in DuckDB with two threads, which never looks at "
    "what a coded name says. The scan of values makes a hash of each row of them. The fused query is one pass of "
    "Polars (streaming) with every condition as an aggregate; its {cells} cells are the same. "
    "Asked for: at most 3 times a bare scan, and 1.5 times as fast as Polars."
)
_HUNDRED = (
    "{events} {count} counts that combine professions, modes, waits, visits and ages, by unit, "
    "month and sex. The rival is one DuckDB query of two threads with as many filters on raw rows. "
    "The {cells} cells of both are the same. Asked for: 10 times as fast."
)
_UNIQUE = (
    "{events} Different patients by unit, month and sex; the rival is count(DISTINCT) in DuckDB with two "
    "threads. The {cells} cells of both are the same. Asked for: 2.5 times as fast."
)
_MONTH = (
    "{events} A snapshot stands and the contacts of one month of all are replaced; then the "
    "next snapshot of {count} indicators is computed, from what has changed or all anew. The pack's "
    "facts of twelve months at each month's end are left out: they would only make the rebuild longer. "
    "The {cells} pieces of both are the same, byte by byte. Asked for: 10 times as fast."
)
_CUBOID = (
    "{events} One cuboid of {cells} cells over the whole feed in DuckDB with two threads: the SQL that Ibis writes "
    "from the logical plan, and the same by hand. What Ibis has written once is kept beside the store, as everywhere "
    "in the engine; the second line has Ibis loaded and the SQL written in every run. "
    "The cells are the same. Asked for: at most 1.3 times the seconds."
)
_THEIRS_TO_OURS = "their seconds to ours"
_OURS_TO_THEIRS = "our seconds to theirs"


@dataclass(frozen=True)
class Measured:
    """Where a part is measured, and how often."""

    store: Path
    scratch: Path
    rows: int
    rounds: int

    def command(self, part: str, who: str, store: Path | None = None) -> tuple[str, ...]:
        """The command of a process."""
        return (sys.executable, PROCESS, part, who, str(store or self.store), str(self.answers(part, who)))

    def answers(self, part: str, who: str) -> Path:
        """Where a process leaves its answers."""
        return self.scratch / f"answers-{part}-{who}"

    def in_turn(
        self, part: str, who: Sequence[str], check: Callable[[], int], before_each: Callable[[], None] = lambda: None
    ) -> tuple[list[Median], int]:
        """The medians of each, and how many cells of their answers are the same: after the warm-up, and at the end.

        Raises RuntimeError where answers differ.
        """
        places = [self.answers(part, one) for one in who]
        waiting = [True]

        def before() -> None:
            if waiting and all(place.exists() for place in places):
                waiting.clear()
                check()
            before_each()

        found = in_turn([self.command(part, one) for one in who], self.rounds, before)
        return found, check()


@contextmanager
def measured(rows: int, rounds: int, scratch: Path | None) -> Iterator[Measured]:
    """A store of so many contacts. In a scratch folder that is named it stays, and is used again."""
    with tempfile.TemporaryDirectory(dir=scratch) as folder:
        store = (scratch or Path(folder)) / f"care-{rows}"
        place = Measured(store, Path(folder), rows, rounds)
        if not store.exists():
            made = Path(folder) / "store"
            _write(place, made, rows)
            made.rename(store)
        yield place


def _write(place: Measured, store: Path, rows: int) -> None:
    os.environ["BENCHMARK_ROWS"] = str(rows)
    run(place.command("store", "write", store))


def pack_lines(place: Measured) -> list[str]:
    """The whole pack."""
    ours, theirs = place.answers("pack", "ours"), place.answers("pack", "sql")
    (one, other), cells = place.in_turn(
        "pack", ("ours", "sql"), lambda: check_same(read_answers(ours), read_answers(theirs))
    )
    return [
        _PACK.format(events=_events(place), count=len(pack()), cells=cells),
        "",
        *_table(_THEIRS_TO_OURS, ("the engine", one, None), ("rival: a DuckDB query an indicator", other, one)),
    ]


def additive_lines(place: Measured) -> list[str]:
    """The additive set."""
    ours, theirs = place.answers("additive", "ours"), place.answers("additive", "polars")
    (one, scan, values, read, other), cells = place.in_turn(
        "additive",
        ("ours", "scan", "values", "read", "polars"),
        lambda: check_same(read_answers(ours), read_answers(theirs)),
    )
    to_scan, to_values, to_read = (one.seconds / rival.seconds for rival in (scan, values, read))
    ratios = (
        f"The engine takes {to_scan:.2f} times as long as the bare scan, {to_values:.2f} times as long as the scan of "
        f"values, {to_read:.2f} times as long as reading."
    )
    return [
        _ADDITIVE.format(events=_events(place), count=len(additive()), cells=cells),
        "",
        *_table(
            _THEIRS_TO_OURS,
            ("the engine", one, None),
            ("rival: a bare scan of the columns, counted in DuckDB", scan, one),
            ("a scan of every value of the columns in DuckDB", values, one),
            ("the columns read as the engine reads them, and no more", read, one),
            ("rival: one fused query in Polars", other, one),
        ),
        "",
        ratios,
    ]


def hundred_lines(place: Measured) -> list[str]:
    """A hundred additive indicators."""
    ours, theirs = place.answers("hundred", "ours"), place.answers("hundred", "sql")

    def check() -> int:
        return check_same(read_answers(ours), named_counts(read_answers(theirs)["all"], hundred()))

    (one, other), cells = place.in_turn("hundred", ("ours", "sql"), check)
    return [
        _HUNDRED.format(events=_events(place), count=len(hundred()), cells=cells),
        "",
        *_table(_THEIRS_TO_OURS, ("the engine", one, None), ("rival: as many filters on raw rows", other, one)),
    ]


def unique_lines(place: Measured) -> list[str]:
    """Different patients."""
    ours, theirs = place.answers("unique", "ours"), place.answers("unique", "sql")
    (one, other), cells = place.in_turn(
        "unique", ("ours", "sql"), lambda: check_same(read_answers(ours), read_answers(theirs))
    )
    return [
        _UNIQUE.format(events=_events(place), cells=cells),
        "",
        *_table(_THEIRS_TO_OURS, ("the engine", one, None), ("rival: count(DISTINCT)", other, one)),
    ]


def month_lines(place: Measured) -> list[str]:
    """A new month."""
    before, store = place.scratch / "store-before", place.scratch / "store-new-month"
    _copy(place.store, before)
    run(place.command("month", "before", before))

    def restored() -> None:
        shutil.rmtree(store, ignore_errors=True)
        _copy(before, store)

    ours, theirs = place.answers("month", "ours"), place.answers("month", "rebuild")

    def check() -> int:
        one, other = read_answers(ours)["pieces"], read_answers(theirs)["pieces"]
        if not one.equals(other):
            raise RuntimeError("what was computed of a new month is not what is computed anew")
        return int(one.num_rows)

    within = Measured(store, place.scratch, place.rows, place.rounds)
    (one, other, start), pieces = within.in_turn("month", ("ours", "rebuild", "start"), check, restored)
    by_themselves = (other.seconds - start.seconds) / (one.seconds - start.seconds)
    return [
        _MONTH.format(events=_events(place), count=len(monthly()), cells=pieces),
        "",
        *_table(
            _THEIRS_TO_OURS,
            ("what has changed", one, None),
            ("all anew", other, one),
            ("starting the program and nothing else", start, None),
        ),
        "",
        f"Without starting the program all anew takes {by_themselves:.1f} times as long.",
    ]


def cuboid_lines(place: Measured) -> list[str]:
    """Ibis beside SQL by hand."""
    ours, anew, theirs = (place.answers("cuboid", who) for who in ("ours", "written", "sql"))

    def check() -> int:
        one, written, other = (Counter(_rows(folder)) for folder in (ours, anew, theirs))
        if not one == written == other:
            raise RuntimeError(f"the cuboids differ: {list(((one - other) + (written - other)).items())[:5]}")
        return one.total()

    who = ("ours", "written", "sql", "start", "start-sql")
    (one, written, other, start, start_sql), cells = place.in_turn("cuboid", who, check)
    by_themselves = (one.seconds - start.seconds) / (other.seconds - start_sql.seconds)
    anew_to_hand = written.seconds / other.seconds
    return [
        _CUBOID.format(events=_events(place), cells=cells),
        "",
        *_table(
            _OURS_TO_THEIRS,
            ("through Ibis, what it wrote being kept", one, None),
            ("through Ibis, which writes it anew", written, None),
            ("the same SQL by hand", other, one),
            ("starting what the first needs and nothing else", start, None),
            ("starting what SQL by hand needs and nothing else", start_sql, None),
            inverse=True,
        ),
        "",
        f"Without starting either the query of the first line takes {by_themselves:.2f} times as long.",
        f"Through Ibis that is loaded and writes in the run it takes {anew_to_hand:.2f} times as long.",
    ]


def growth_lines(rounds: int, scratch: Path | None, sizes: Sequence[int] = GROWTH) -> list[str]:
    """The whole pack on stores of several sizes, made and removed one after the other."""
    lines = [
        "The whole pack as above, on stores of 108 months. Asked for: time linear in rows, and 2048 MiB.",
        "",
        "| contacts | seconds (fastest–slowest) | seconds a million | peak MiB |",
        "| --- | --- | --- | --- |",
    ]
    for rows in sizes:
        with tempfile.TemporaryDirectory(dir=scratch) as folder:
            store = Path(folder) / "store"
            place = Measured(store, Path(folder), rows, rounds)
            _write(place, store, rows)
            (found,) = in_turn([place.command("pack", "ours")], rounds)
        lines.append(f"| {rows} | {_seconds(found)} | {found.seconds / rows * 1_000_000:.3f} | {found.mebibytes:.0f} |")
    return lines


@dataclass(frozen=True)
class Part:
    """A part of the page that can be measured by itself."""

    title: str
    lines: Callable[[Measured], list[str]]


PARTS: Mapping[str, Part] = {
    "a": Part("Computing the pack of 25 indicators", pack_lines),
    "b": Part("Computing additive indicators", additive_lines),
    "c": Part("Computing a hundred additive indicators", hundred_lines),
    "d": Part("Counting different patients", unique_lines),
    "e": Part("Computing a new month", month_lines),
    "f": Part("Ibis beside SQL by hand", cuboid_lines),
}


def _events(place: Measured) -> str:
    admissions, calls = (round(place.rows * share) for share in (ADMISSIONS_A_CONTACT, CALLS_A_CONTACT))
    return (
        f"{place.rows} contacts of {PERSONS} persons at {len(UNITS)} units in {len(MONTHS)} months, with {admissions} "
        f"admissions and {calls} phone calls."
    )


def _table(ratio: str, *rows: tuple[str, Median, Median | None], inverse: bool = False) -> list[str]:
    """The table of those measured; a rival names the run that it is held against."""
    lines = [line.format(ratio=ratio) for line in _HEAD]
    for name, median, against in rows:
        share = ""
        if against is not None:
            there, here = median.seconds, against.seconds
            share = f"{(here / there if inverse else there / here):.2f}"
        lines.append(f"| {name} | {_seconds(median)} | {median.mebibytes:.0f} | {share} |")
    return lines


def _seconds(median: Median) -> str:
    return f"{median.seconds:.2f} ({median.fastest:.2f}–{median.slowest:.2f})"


def _rows(folder: Path) -> Iterator[tuple[object, ...]]:
    """The rows of the only answer, whatever its columns are called."""
    (table,) = read_answers(folder).values()
    return zip(*(column.to_pylist() for column in table.columns), strict=True)


def _copy(store: Path, copy: Path) -> None:
    """A copy that shares the events and pieces, which never change and has all else for itself."""
    shutil.copytree(store.resolve(), copy, copy_function=_link_or_copy)


def _link_or_copy(source: str, target: str) -> None:
    if source.endswith(".parquet"):
        os.link(source, target)
    else:
        shutil.copy2(source, target)
