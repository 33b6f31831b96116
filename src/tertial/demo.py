"""`make demo`: check both regions, write both reports under out/, and say how the objectives stand."""

from __future__ import annotations

import sys
import time
from pathlib import Path

from rich.table import Table

from tertial.domain.calendar import Month
from tertial.domain.judgements import Status
from tertial.language import _, current_language
from tertial.pipeline.folder import check
from tertial.pipeline.input_error import InputError
from tertial.pipeline.report import Written, assess, report
from tertial.printout import print_findings, print_written, status_counts, terminal
from tertial.report.assemble.statuses import status_word

REGIONS = (("norrbotten-2022", Month(2022, 8)), ("vasterbotten-2025", Month(2025, 8)))
OUT = Path("out")


def run(regions: Path = Path("regions"), out: Path = OUT) -> int:
    """Check, assess and report each region; the exit code."""
    console = terminal()
    summary = Table(title=_("How the objectives stand"), title_justify="left", box=None, pad_edge=False)
    summary.add_column(_("Region"))
    for status in Status:
        if status is not Status.NO_TARGET:
            summary.add_column(status_word(status), justify="right")
    written: list[Written] = []
    began = time.monotonic()
    for name, as_of in REGIONS:
        folder = regions / name
        reading = check(folder)
        print_findings(console, folder, reading.errors, len(reading.files))
        if reading.errors:
            return 1
        try:
            written += report(
                folder,
                as_of=as_of,
                out=out,
                languages=("sv", "en"),
                step=lambda words: console.print(words, style="dim"),
            )
            assessment = assess(folder, as_of=as_of)
        except InputError as error:
            console.print(str(error), style="red")
            return 1
        counts = status_counts(assessment)
        title = assessment.region.settings.name.in_language(current_language())
        summary.add_row(
            f"{title}, {as_of}", *(str(counts[status]) for status in Status if status is not Status.NO_TARGET)
        )
    print_written(console, written)
    console.print(summary)
    console.print(_("Where nobody has judged, the rule's suggestion is counted."), style="dim")
    console.print(
        _("Done in {seconds} s. Open the files under {out}/.").format(seconds=round(time.monotonic() - began), out=out)
    )
    return 0


if __name__ == "__main__":
    sys.exit(run())
