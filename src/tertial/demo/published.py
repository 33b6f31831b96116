"""The two published regions: checked, reported under out/, and how their objectives stand."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console
from rich.table import Table

from tertial.assess.assessment import RegionAssessment
from tertial.definitions.reading import Reading
from tertial.domain.calendar import Month
from tertial.domain.judgements import Status
from tertial.language import _, spoken
from tertial.pipeline.folder import check
from tertial.pipeline.formats import Written
from tertial.pipeline.input_error import InputError
from tertial.pipeline.report import assess, report
from tertial.printout import print_findings, status_counts
from tertial.report.assemble.statuses import status_word

REGIONS = (("norrbotten-2022", Month(2022, 8)), ("vasterbotten-2025", Month(2025, 8)))


@dataclass(frozen=True, slots=True)
class Standing:
    """How many objectives of a region stand how, as of a month."""

    title: str
    counts: Counter[Status]


@dataclass(frozen=True, slots=True)
class Published:
    """What became of the regions: each as it was read, how it stands and the files; `problem` where it ended there."""

    checked: tuple[tuple[Path, Reading], ...]
    standings: tuple[Standing, ...]
    written: tuple[Written, ...]
    problem: str = ""

    @property
    def went_well(self) -> bool:
        """Whether all was checked and written."""
        return not self.problem and not any(reading.errors for _folder, reading in self.checked)


def report_published(regions: Path, out: Path) -> Published:
    """Check, assess and report each region, up to the first that has errors."""
    checked: list[tuple[Path, Reading]] = []
    standings: list[Standing] = []
    written: list[Written] = []
    problem = ""
    for name, as_of in REGIONS:
        folder = regions / name
        checked.append((folder, check(folder)))
        if checked[-1][1].errors:
            break
        try:
            written += report(folder, as_of=as_of, out=out, languages=("sv", "en"))
            standings.append(standing(folder, as_of))
        except InputError as error:
            problem = str(error)
            break
    return Published(tuple(checked), tuple(standings), tuple(written), problem)


def standing(folder: Path, as_of: Month) -> Standing:
    """How the objectives of a region stand. Raises InputError."""
    return standing_of(assess(folder, as_of=as_of))


def standing_of(assessment: RegionAssessment) -> Standing:
    """How the objectives of a region that has been assessed stand."""
    title = spoken(assessment.region.settings.name)
    return Standing(f"{title}, {assessment.as_of}", status_counts(assessment))


def print_checked(console: Console, published: Published) -> None:
    """What checking found, and what stood in the way."""
    for folder, reading in published.checked:
        print_findings(console, folder, reading.errors, len(reading.files))
    if published.problem:
        console.print(published.problem, style="red")


def standings_table(standings: tuple[Standing, ...]) -> Table:
    """A line for each region, a column for each status."""
    table = Table(title=_("How the objectives stand"), title_justify="left", box=None, pad_edge=False)
    table.add_column(_("Region"))
    shown = [status for status in Status if status is not Status.NO_TARGET]
    for status in shown:
        table.add_column(status_word(status), justify="right")
    for one in standings:
        table.add_row(one.title, *(str(one.counts[status]) for status in shown))
    return table
