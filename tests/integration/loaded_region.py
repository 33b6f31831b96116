"""A region with two extracts of many small months, sent twice: what is loaded, killed and loaded again as a process."""

from __future__ import annotations

import csv
import io
import os
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from tertial.definitions.start import start_folder
from tertial.domain.calendar import Month
from tertial.store.state import State, open_state
from tests.contacts_loads import every_row
from tests.invented_persons import invented_persons

ROOT = Path(__file__).parents[2]
MONTHS = tuple(Month(2023, 7).plus(place) for place in range(26))
UNITS = ("harbour-centre", "hill-centre")
KEY = {"TERTIAL_PERSON_KEY": "".join(f"{place * 7:02x}" for place in range(32)), "TERTIAL_PERSON_KEY_ID": "k1"}

EXTRACTS = """
store = "store"

[extract.beds-wards]
feed = "beds"
files = "extracts/beds-*.csv"
take = "all"
purposes = ["planning_and_follow_up"]
controller = "Hälso- och sjukvårdsnämnden"
provider = "region"
units = ["primary-care"]
legal_basis = "Patientdatalagen 2 kap. 4 § 5"
retention = { months = 120 }

[extract.contacts-journal]
feed = "contacts"
files = "extracts/contacts-*.csv"
take = "all"
purposes = ["planning_and_follow_up"]
controller = "Hälso- och sjukvårdsnämnden"
provider = "region"
units = ["primary-care"]
legal_basis = "Patientdatalagen 2 kap. 4 § 5"
retention = { months = 120 }
deleted = { column = "status", values = ["gone"] }
"""

BEDS = ("unit", "date", "staffed", "overcrowded")
CONTACTS = ("contact_id", "person", "unit", "profession", "date", "mode", "visit", "wait_days", "status")


def beds(months: Sequence[Month], days: Sequence[int], staffed: int) -> Iterator[tuple[object, ...]]:
    """The beds of each unit on these days of each month."""
    for month in months:
        for unit in UNITS:
            for day in days:
                yield unit, f"{month}-{day:02}", staffed + day % 3, day % 2


def contacts(
    months: Sequence[Month], numbers: Sequence[int], wait: int, status: str = ""
) -> Iterator[tuple[object, ...]]:
    """Contacts with these numbers in each month."""
    persons = invented_persons(12, seed=5)
    for month in months:
        for number in numbers:
            person = persons[(number + month.number) % len(persons)].number
            unit = UNITS[number % 2]
            yield f"{month}-{number}", person, unit, "nurse", f"{month}-{number + 1:02}", "phone", "first", wait, status


def send(folder: Path, name: str, header: Sequence[str], *parts: Iterator[tuple[object, ...]]) -> None:
    """A file of an extract."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\n")
    writer.writerow(header)
    for rows in parts:
        writer.writerows(rows)
    (folder / "extracts").mkdir(exist_ok=True)
    (folder / "extracts" / name).write_text(text.getvalue(), "utf-8")


def send_first(folder: Path) -> None:
    """A new region folder with the first deliveries."""
    start_folder(folder)
    (folder / "extracts.toml").write_text(EXTRACTS, "utf-8")
    send(folder, "beds-1.csv", BEDS, beds(MONTHS[:-2], range(1, 8), 12))
    send(folder, "contacts-1.csv", CONTACTS, contacts(MONTHS[:-2], range(12), 3))


def send_second(folder: Path) -> None:
    """The second deliveries: corrections of every month, withdrawals, lines to refuse, and two months more."""
    send(folder, "beds-2.csv", BEDS, beds(MONTHS, range(5, 9), 14), iter([("no-such-unit", "2025-01-01", 1, 0)]))
    send(
        folder,
        "contacts-2.csv",
        CONTACTS,
        contacts(MONTHS[:-2], range(4, 6), 9),
        contacts(MONTHS[:-2], range(6, 8), 3, "gone"),
    )
    send(folder, "contacts-3.csv", CONTACTS, contacts(MONTHS[-2:], range(12), 4), contacts(MONTHS[:1], [13], -5))


def command(folder: Path, die_at: str = "", *more: str) -> list[str]:
    """`tertial load` of the region as a process, its rows written to files of the workspace; see `killed_load`."""
    program = [sys.executable, "-m", "tests.integration.killed_load", die_at]
    return [*program, "load", str(folder), "--history", "--json", *more]


def surroundings(**more: str) -> Mapping[str, str]:
    """The environment of the process: the key of persons, and more."""
    return {**os.environ, **KEY, **more}


def loaded(folder: Path, *more: str) -> subprocess.CompletedProcess[str]:
    """Run the command to its end."""
    return subprocess.run(
        command(folder, "", *more), cwd=ROOT, env=surroundings(), capture_output=True, text=True, check=False
    )


def event_files(state: State) -> list[tuple[str, str]]:
    """Feed and hash of every event file. The month of refused lines is that of the load, so months are left out."""
    return sorted((feed, file.sha256) for feed, _month, file in state.manifest.files())


def rows_of(state: State) -> Counter[str]:
    """Every row, and how many times it is there."""
    return Counter(f"{feed} {row}" for feed in state.feeds if state.rows(feed) for row in state.table(feed).to_pylist())


@dataclass(frozen=True, slots=True)
class Undisturbed:
    """What loads without a disturbance come to: the state before, and one after each of the two extracts."""

    base: Path
    """A region folder with the first deliveries loaded and the second ones sent."""
    rows: Mapping[int, str]
    """The hash of all rows of each state."""
    files: list[tuple[str, str]]
    last: Counter[str]

    @property
    def numbers(self) -> tuple[int, ...]:
        """The numbers of those states."""
        return tuple(sorted(self.rows))


def undisturbed(folder: Path) -> Undisturbed:
    """Prepare a region, load it, send more, and load that in a copy."""
    base = folder / "base"
    send_first(base)
    checked(loaded(base))
    send_second(base)
    whole = Path(shutil.copytree(base, folder / "whole"))
    checked(loaded(whole))
    store = whole / "store"
    before, after = open_state(base / "store").number, open_state(store).number
    assert after == before + 2
    rows = {number: every_row(open_state(store, number)) for number in range(before, after + 1)}
    assert len(set(rows.values())) == len(rows)
    return Undisturbed(base, rows, event_files(open_state(store)), rows_of(open_state(store)))


def checked(run: subprocess.CompletedProcess[str]) -> None:
    """Fail with what was printed unless the command ended well."""
    if run.returncode:
        raise AssertionError(f"{run.args} ended with {run.returncode}: {run.stdout}{run.stderr}")
