"""How well `tertial quality` finds what a simulated change of record system did, held against the truth.

Extracts are loaded as they would come: what came before the change at once, then month by month, each judged when it
is loaded.
"""

from __future__ import annotations

import csv
import subprocess
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
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
_GONE = ("lost", "pending", "refused")
_NOT_YET = (*_GONE, "late")

_TOP = (
    "{regions} simulated regions of {residents} residents and {months} months (seeds {seeds}); from {changed} on a new "
    "record system breaks deliveries. From then on the extracts of each month are loaded when they come, and the month "
    "is judged at once, by what had come by then; earlier months by the months before them. The verdicts are held "
    "against `truth/`. Large losses are counted from the truth, so that a month that is not judged is one not found: "
    "months of units that more than {enough} rows should come of, of which more than a fifth was lost for good, or had "
    "not come when the month was loaded. Rows that come under a unit that the organisation declares to have taken over "
    "are not lost. Of each mechanism the judged months are counted, which are found where anything is said of the "
    "unit's rows or of the column that was hit. False alarms are runs of months in which rows lack or are too many by "
    "the verdict, in units that no mechanism has touched. Asked for: 95 percent of large losses, and at most one false "
    "alarm a unit and feed in five years. No threshold was chosen by the mechanisms that are held out."
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
    not_yet: dict[bool, Score] = field(default_factory=lambda: defaultdict(Score))
    """Those, and months of which so much had not come when they were loaded."""
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
            hold(held, region / "truth", Path(folder) / "verdicts")
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
        f"{held.alarms * 12 / held.unit_months:.3f} a unit, feed and year, or "
        f"{held.alarms * FIVE_YEARS / held.unit_months:.2f} in five years; the most that one had in "
        f"{MONTHS} months is {held.most_alarms}."
    )
    return [about, "", "| what | months | found |", "| --- | --- | --- |", *_rows(held), "", alarms]


def _rows(held: Held) -> Iterator[str]:
    for held_out, name in ((False, "of mechanisms that may be looked at"), (True, "of mechanisms held out")):
        yield f"| large losses, {name} | {held.large[held_out].all} | {held.large[held_out].share} |"
        not_yet = held.not_yet[held_out]
        yield f"| lost or not come when loaded, {name} | {not_yet.all} | {not_yet.share} |"
    for (held_out, family, mechanism), score in sorted(held.mechanisms.items()):
        yield f"| {family}: {mechanism}{', held out' if held_out else ''} | {score.all} | {score.share} |"


def _judged(region: Path, folder: Path, residents: int, seed: int) -> None:
    """Simulate a region and judge it as its extracts come; the verdicts are the files in `folder/verdicts`."""
    plan = ("--residents", residents, "--months", MONTHS, "--seed", seed, "--new-record-system", CHANGED)
    _tertial("simulate", region, *plan)
    _tertial("key", "new", folder / "person.key", "--id", "benchmark")
    (folder / "verdicts").mkdir()
    later: dict[Month, list[tuple[Path, Path]]] = defaultdict(list)
    for path in sorted((region / "extracts").glob("*/*.csv")):
        if path.stem != "all" and (month := Month.parse(path.stem)) >= CHANGED:
            aside = folder / "aside" / path.relative_to(region)
            aside.parent.mkdir(parents=True, exist_ok=True)
            later[month].append((path.rename(aside), path))
    for month in (CHANGED.plus(-1), *sorted(later)):
        for aside, path in later[month]:
            aside.rename(path)
        _tertial("load", region, "--key-file", folder / "person.key")
        _tertial("quality", region, "--through", month, "--out", folder / "verdicts" / f"{month}.csv")


def _tertial(*arguments: object) -> None:
    subprocess.run([*TERTIAL, *map(str, arguments)], check=True, stdout=subprocess.DEVNULL)


def hold(held: Held, truth: Path, verdicts: Path) -> None:
    """Hold the verdicts on one region, a file for each month that was loaded by itself, against its truth."""
    rows, columns = _verdicts(verdicts)
    mechanisms = list(map(Mechanism.of, _read(truth / "mechanisms.csv")))
    delivered = list(_read(truth / "delivered.csv"))
    judged = {feed for feed, _unit, _month in rows}
    for gone, scores in ((_GONE, held.large), (_NOT_YET, held.not_yet)):
        for place in large_losses(delivered, gone):
            if place[0] in judged:
                held_out = any(one.held_out and one.hits(place) for one in mechanisms)
                scores[held_out].add(found=rows.get(place) in _LACKING)
    _hold_mechanisms(held, mechanisms, rows, columns)
    _hold_alarms(held, mechanisms, rows)


def large_losses(delivered: Iterable[Mapping[str, str]], gone: Sequence[str]) -> Iterator[Place]:
    """The feeds, units and months of which so many rows met one of these fates, by the truth."""
    for row in delivered:
        lacking = sum(int(row[name]) for name in gone)
        never = sum(int(row[name]) for name in _GONE)
        should = int(row["rows"]) - int(row["doubled"]) - int(row["moved_in"]) - int(row["refused"]) + never
        if should >= ENOUGH and lacking > LARGE_LOSS * should:
            yield _place(row)


def _hold_mechanisms(
    held: Held,
    mechanisms: Sequence[Mechanism],
    rows: Mapping[Place, str],
    columns: Mapping[tuple[str, str, Month, str], frozenset[str]],
) -> None:
    of_feed: dict[str, list[Place]] = defaultdict(list)
    for place in rows:
        of_feed[place[0]].append(place)
    for one in mechanisms:
        for place in filter(one.hits, of_feed[one.feed]):
            of_column = columns.get((*place, one.column), frozenset())
            if rows[place] == "not_judged" and not of_column:
                continue
            found = bool((of_column | {rows[place]}) - {"whole", "not_judged"})
            held.mechanisms[one.held_out, one.family, one.name].add(found=found)


def _hold_alarms(held: Held, mechanisms: Sequence[Mechanism], rows: Mapping[Place, str]) -> None:
    touched = {(one.feed, one.unit) for one in mechanisms}
    whole_feeds = {one.feed for one in mechanisms if not one.unit}
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


def _verdicts(folder: Path) -> tuple[dict[Place, str], dict[tuple[str, str, Month, str], frozenset[str]]]:
    rows: dict[Place, str] = {}
    columns: dict[tuple[str, str, Month, str], frozenset[str]] = {}
    first, *others = sorted(folder.glob("*.csv"))
    come = [*_read(first), *(row for path in others for row in _read(path) if row["month"] == path.stem)]
    for row in come:
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
