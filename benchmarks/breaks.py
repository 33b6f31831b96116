"""How well `tertial quality` finds what a simulated change of record system did, held against the truth."""

from __future__ import annotations

import csv
import subprocess
import tempfile
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.timing import TERTIAL
from tertial.domain.calendar import Month

SEEDS = (11, 12, 13)
RESIDENTS = 60_000
MONTHS = 36
CHANGED = Month(2025, 4)
LARGE_LOSS = 0.2
ENOUGH = 200
"""Rows expected of a month, from which on the unit is one that must be seen."""
FIVE_YEARS = 60

_ROWS = frozenset({"rows_lost", "stopped", "late", "too_many"})
_LACKING = frozenset({"rows_lost", "stopped", "late"})
_GONE = ("lost", "pending", "moved_out", "refused")

_TOP = (
    "{regions} simulated regions of {residents} residents and {months} months (seeds {seeds}), loaded whole; from "
    "{changed} on a new record system breaks deliveries. Each month is judged by the months before it alone, and held "
    "against `truth/`. Large losses are counted from the truth, so that a month that is not judged is one not found; "
    "of each mechanism the judged months are counted, which are found where anything is said of the unit's rows or of "
    "the column that was hit. "
    "False alarms are runs of months in which rows lack or are too many by the verdict, in units that no mechanism has "
    "touched. Asked for: 95 percent of the months in which more than a fifth of at least {enough} expected rows is "
    "lost, and at most one false alarm a unit and feed in five years. No threshold was chosen by the mechanisms that "
    "are held out."
)

Place = tuple[str, str, Month]
"""A feed, a unit and a month."""


@dataclass
class Score:
    """How many months there are, and how many of them were found."""

    found: int = 0
    all: int = 0

    def add(self, *, found: bool) -> None:
        """One more."""
        self.all += 1
        self.found += found

    @property
    def share(self) -> str:
        """In percent; nothing of nothing."""
        return f"{100 * self.found / self.all:.0f} %" if self.all else "–"


@dataclass(frozen=True)
class Mechanism:
    """What was done to a unit of a feed, to all of them where none is named, in some months."""

    name: str
    family: str
    held_out: bool
    feed: str
    unit: str
    column: str
    first: Month
    last: Month

    @classmethod
    def of(cls, row: Mapping[str, str]) -> Mechanism:
        """As the truth has it."""
        first, last = Month.parse(row["first_month"]), Month.parse(row["last_month"])
        held_out = row["held_out"] == "yes"
        return cls(row["mechanism"], row["family"], held_out, row["feed"], row["unit"], row["column"], first, last)

    def hits(self, place: Place) -> bool:
        """Whether the unit and month is one of its."""
        feed, unit, month = place
        return feed == self.feed and self.unit in {"", unit} and self.first <= month <= self.last


@dataclass
class Held:
    """What was found in all regions."""

    large: dict[bool, Score] = field(default_factory=lambda: defaultdict(Score))
    """Months of large losses: of mechanisms that are held out, and of the others."""
    mechanisms: dict[tuple[bool, str, str], Score] = field(default_factory=lambda: defaultdict(Score))
    alarms: int = 0
    unit_months: int = 0
    most_alarms: int = 0


def breaks_lines(residents: int = RESIDENTS, seeds: Sequence[int] = SEEDS) -> list[str]:
    """What is printed."""
    held = Held()
    for seed in seeds:
        with tempfile.TemporaryDirectory() as folder:
            region = Path(folder) / "region"
            _judged(region, Path(folder), residents, seed)
            hold(held, region / "truth", Path(folder) / "verdicts.csv")
    about = _TOP.format(
        regions=len(seeds),
        residents=residents,
        months=MONTHS,
        seeds=", ".join(map(str, seeds)),
        changed=CHANGED,
        enough=ENOUGH,
    )
    alarms = (
        f"False alarms: {held.alarms} in {held.unit_months} judged months of units that were left alone, which is "
        f"{held.alarms * FIVE_YEARS / held.unit_months:.2f} a unit and feed in five years; the most that one had in "
        f"{MONTHS} months is {held.most_alarms}."
    )
    return [about, "", "| what | months | found |", "| --- | --- | --- |", *_rows(held), "", alarms]


def _rows(held: Held) -> Iterator[str]:
    for held_out, name in ((False, "of mechanisms that may be looked at"), (True, "of mechanisms held out")):
        yield f"| large losses, {name} | {held.large[held_out].all} | {held.large[held_out].share} |"
    for (held_out, family, mechanism), score in sorted(held.mechanisms.items()):
        yield f"| {family}: {mechanism}{', held out' if held_out else ''} | {score.all} | {score.share} |"


def _judged(region: Path, folder: Path, residents: int, seed: int) -> None:
    for arguments in (
        (
            "simulate",
            region,
            "--residents",
            residents,
            "--months",
            MONTHS,
            "--seed",
            seed,
            "--new-record-system",
            CHANGED,
        ),
        ("key", "new", folder / "person.key", "--id", "benchmark"),
        ("load", region, "--key-file", folder / "person.key"),
        ("quality", region, "--out", folder / "verdicts.csv"),
    ):
        subprocess.run([*TERTIAL, *map(str, arguments)], check=True, stdout=subprocess.DEVNULL)


def hold(held: Held, truth: Path, verdicts: Path) -> None:
    """Hold the verdicts on one region against its truth."""
    rows, columns = _verdicts(verdicts)
    mechanisms = list(map(Mechanism.of, _read(truth / "mechanisms.csv")))
    _hold_large(held, mechanisms, list(_read(truth / "delivered.csv")), rows)
    touched = {(one.feed, one.unit) for one in mechanisms}
    whole_feeds = {one.feed for one in mechanisms if not one.unit}
    of_feed: dict[str, list[Place]] = defaultdict(list)
    for place in rows:
        of_feed[place[0]].append(place)
    for one in mechanisms:
        for place in filter(one.hits, of_feed[one.feed]):
            kinds = columns.get((*place, one.column), frozenset()) | {rows[place]}
            if rows[place] == "not_judged" and not columns.get((*place, one.column)):
                continue
            held.mechanisms[one.held_out, one.family, one.name].add(found=bool(kinds - {"whole", "not_judged"}))
    by_unit: dict[tuple[str, str], list[str]] = defaultdict(list)
    for feed, unit, month in sorted(rows, key=lambda place: (place[0], place[1], str(place[2]))):
        if feed not in whole_feeds and (feed, unit) not in touched and rows[feed, unit, month] != "not_judged":
            by_unit[feed, unit].append(rows[feed, unit, month])
    for kinds_of_unit in by_unit.values():
        runs = sum(
            kind in _ROWS and (not number or kinds_of_unit[number - 1] not in _ROWS)
            for number, kind in enumerate(kinds_of_unit)
        )
        held.alarms += runs
        held.unit_months += len(kinds_of_unit)
        held.most_alarms = max(held.most_alarms, runs)


def _hold_large(
    held: Held, mechanisms: Sequence[Mechanism], delivered: Sequence[Mapping[str, str]], rows: Mapping[Place, str]
) -> None:
    """The months that lost much of what the truth says would have come; one that is not judged is not found."""
    judged = {feed for feed, _unit, _month in rows}
    for row in delivered:
        place = _place(row)
        gone = sum(int(row[name]) for name in _GONE)
        would_be = int(row["rows"]) - int(row["doubled"]) - int(row["moved_in"]) - int(row["refused"]) + gone
        if place[0] in judged and would_be >= ENOUGH and gone > LARGE_LOSS * would_be:
            held_out = any(one.held_out and one.hits(place) for one in mechanisms)
            held.large[held_out].add(found=rows.get(place) in _LACKING)


def _verdicts(path: Path) -> tuple[dict[Place, str], dict[tuple[str, str, Month, str], frozenset[str]]]:
    rows: dict[Place, str] = {}
    columns: dict[tuple[str, str, Month, str], frozenset[str]] = {}
    for row in _read(path):
        place = _place(row)
        if row["column"]:
            key = (*place, row["column"])
            columns[key] = columns.get(key, frozenset()) | {row["verdict"]}
        else:
            rows[place] = row["verdict"]
    return rows, columns


def _place(row: Mapping[str, str]) -> Place:
    return row["feed"], row["unit"], Month.parse(row["month"])


def _read(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        first = file.readline()
        file.seek(0)
        yield from csv.DictReader(file, delimiter=";" if ";" in first else ",")
