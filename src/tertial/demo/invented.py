"""The invented region: simulated, loaded, computed, assessed, reported, and one of its numbers explained."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from concurrent.futures import Executor
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from rich.console import Console

from tertial.commands.explain_text import print_explanation
from tertial.demo.published import Standing, standing_of
from tertial.demo.steps import Steps
from tertial.domain.calendar import Month
from tertial.extracts.loading.progress import Silent
from tertial.language import _, using
from tertial.pipeline.computing import compute
from tertial.pipeline.errand import Errand, KeySource
from tertial.pipeline.explaining import explain
from tertial.pipeline.explanation import Question
from tertial.pipeline.folder import check, read
from tertial.pipeline.formats import Written
from tertial.pipeline.inheritance import judge_ahead
from tertial.pipeline.input_error import InputError
from tertial.pipeline.loading import NotLoaded, Wanted, load
from tertial.pipeline.persons import make_key
from tertial.pipeline.report import assessed, write_report
from tertial.printout import print_findings
from tertial.report.numbers import number
from tertial.simulate.deliveries import Span
from tertial.simulate.region import Plan, simulate

NAME = "demo"
"""The region's folder, among the regions and under out/."""
AS_OF, CHANGED = Month(2025, 8), Month(2025, 4)
"""The month of the report, and the first one of the new record system."""
SEED = 1
"""What people wrote in the folder fits the region of this seed."""
EXPLAINED = "phone-same-day"
LANGUAGE = "sv"
"""Of the region's report; the published ones are in English too."""
STEPS = 6
WIDTH = 100
"""Columns of the explanation's file."""


@dataclass(frozen=True, slots=True)
class Size:
    """How large the region is; a smaller one is for tests."""

    residents: int = 27_000
    months: int = 36


@dataclass(frozen=True, slots=True)
class Places:
    """Where all of it is, under a folder."""

    out: Path

    @property
    def folder(self) -> Path:
        """The region folder, with extracts, truth and store."""
        return self.out / NAME

    @property
    def key(self) -> Path:
        """The key of persons, which never lies in the region folder."""
        return self.out / f"{NAME}.key"

    @property
    def explanation(self) -> Path:
        """Why a number is what it is."""
        return self.out / f"{NAME}-{EXPLAINED}.txt"


@dataclass(frozen=True, slots=True)
class Invented:
    """What came of it."""

    written: tuple[Written, ...]
    standing: Standing


def make_invented(console: Console, source: Path, places: Places, size: Size, other: Executor) -> Invented:
    """Make the region anew from what people wrote in `source`, and follow it up. Raises InputError and OSError.

    The `other` process judges the feeds while indicators are computed.
    """
    folder, steps = places.folder, Steps(console, STEPS)
    _begin_anew(source, places)
    with steps.step(_("Simulates {residents} residents").format(residents=number(size.residents))) as told:
        plan = Plan(size.residents, size.months, SEED, AS_OF, span=Span.YEAR, new_record_system=CHANGED)
        made = simulate(folder, plan, told, replace=True)
        told.say(_("{rows} rows in {extracts} extracts").format(rows=number(made.rows), extracts=made.extracts))
    with steps.step(_("Checks the region folder")) as told:
        reading = check(folder)
        told.say(_("{count} files").format(count=len(reading.files)))
    if reading.errors:
        print_findings(console, folder, reading.errors, len(reading.files))
        raise InputError(_("{folder} has errors.").format(folder=folder))
    errand = Errand(folder, datetime.now(UTC), "tertial.demo")
    make_key(places.key, NAME)
    with steps.step(_("Loads the extracts")) as told:
        told.say(_loaded(errand, places.key, told))
    judging = other.submit(judge_ahead, folder, AS_OF)
    with steps.step(_("Computes {count} indicators").format(count=len(read(folder).indicators))) as told:
        snapshot = compute(errand, AS_OF, told).snapshot
        told.say(_("{cells} cells").format(cells=number(snapshot.manifest.rows)))
    with steps.step(_("Assesses and writes the report")) as told:
        judging.result()
        with using(LANGUAGE):
            found = assessed(folder, read(folder), AS_OF, with_below=True)
        written = tuple(write_report(found, places.out, LANGUAGE))
        told.say(_("{count} files").format(count=len(written)))
    with steps.step(_("Explains a number")) as told:
        _explain(errand, places.explanation)
        told.say(str(places.explanation))
    return Invented(written, standing_of(found.assessment))


def _begin_anew(source: Path, places: Places) -> None:
    """Copy what people wrote, in place of what an earlier demonstration left."""
    if places.folder.is_dir():
        shutil.rmtree(places.folder)
    places.key.unlink(missing_ok=True)
    shutil.copytree(source, places.folder)


def _loaded(errand: Errand, key: Path, told: Callable[[int, int], None]) -> str:
    """Load every extract; in words what came of them. Raises InputError for one that was not loaded."""
    count = len(read(errand.folder).extracts.extracts)
    accepted = quarantined = 0
    results = load(errand, KeySource(key), Wanted(), lambda _extract: Silent())
    for done, result in enumerate(results, 1):
        if isinstance(result, NotLoaded):
            raise InputError(f"{result.extract}: {result.why}")
        accepted += result.tally.accepted
        quarantined += result.tally.quarantined
        told(done, count)
    return _("{accepted} rows taken, {quarantined} in quarantine").format(
        accepted=number(accepted), quarantined=number(quarantined)
    )


def _explain(errand: Errand, file: Path) -> None:
    """Write down why a number of the report is what it is."""
    explanation = explain(errand, Question(EXPLAINED, AS_OF))
    with file.open("w", encoding="utf-8", newline="\n") as stream:
        print_explanation(Console(file=stream, width=WIDTH, markup=False, emoji=False, highlight=False), explanation)
