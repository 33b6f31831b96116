"""How fast and in how much memory a region folder becomes a report."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from benchmarks.big_region import GOALS, INDICATORS, UNITS, write_region
from benchmarks.timing import TERTIAL, Median, in_turn

ROOT = Path(__file__).resolve().parent.parent
RIVALS = (sys.executable, str(ROOT / "benchmarks" / "rivals.py"))

_BIG = (
    "{indicators} indicators with a small chart each, five years by sex, and two years for {units} units: {rows} rows "
    "of outcomes. Asked for: all three formats within 60 s and 2 048 MiB."
)


def big_lines(rounds: int) -> list[str]:
    """What is printed of a large region's report, and of its rivals."""
    with tempfile.TemporaryDirectory() as scratch:
        folder, out = Path(scratch) / "region", Path(scratch) / "out"
        write_region(folder)
        (big,) = in_turn([_report(folder, "pdf,docx,html", out)], rounds)
        reading = in_turn([(*TERTIAL, "check", str(folder)), (*RIVALS, "read", str(folder))], rounds)
        word = in_turn(
            [_report(folder, "docx", out), (*RIVALS, "word", str(INDICATORS + GOALS), str(out / "rival.docx"))], rounds
        )
    return [
        _BIG.format(indicators=INDICATORS, units=UNITS, rows=INDICATORS * (15 + UNITS * 2)),
        "",
        "| what | seconds (fastest–slowest) | peak MiB |",
        "| --- | --- | --- |",
        _row("pdf, docx, html", big),
        "",
        "Against a hand-written rival in the same run:",
        "",
        "| what | Tertial | rival | ratio |",
        "| --- | --- | --- | --- |",
        _ratio("reading the folder with every check; rival: the libraries' own loaders, no checks", *reading),
        _ratio(
            "the whole Word report from the folder; rival: a bare table of as many rows through python-docx's cells",
            *word,
        ),
    ]


def norrbotten_lines(rounds: int) -> list[str]:
    """What is printed of the Norrbotten report."""
    region = ROOT / "regions" / "norrbotten-2022"
    with tempfile.TemporaryDirectory() as out:
        (whole,) = in_turn([(*TERTIAL, "report", str(region), "--period", "2022-08", "--out", out)], rounds)
    return [
        "All three formats from the folder. Asked for: 5 s.",
        "",
        "| what | seconds (fastest–slowest) | peak MiB |",
        "| --- | --- | --- |",
        _row("pdf, docx, html", whole),
    ]


def _report(folder: Path, formats: str, out: Path) -> tuple[str, ...]:
    return (*TERTIAL, "report", str(folder), "--period", "2025-08", "--format", formats, "--out", str(out))


def _row(name: str, median: Median) -> str:
    return f"| {name} | {median.seconds:.1f} ({median.fastest:.1f}–{median.slowest:.1f}) | {median.mebibytes:.0f} |"


def _ratio(name: str, ours: Median, rival: Median) -> str:
    return f"| {name} | {ours.seconds:.1f} s | {rival.seconds:.1f} s | {ours.seconds / rival.seconds:.2f} |"
