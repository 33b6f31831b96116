"""`make bench`: measure, print the table and write BENCHMARKS.md.

Every figure is the median of several whole processes, run in turn with its rival in the same run.
"""

from __future__ import annotations

import argparse
import os
import platform
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.big_region import GOALS, INDICATORS, UNITS, write_region
from benchmarks.timing import Median, in_turn

ROOT = Path(__file__).resolve().parent.parent
ROUNDS = 5
TERTIAL = (sys.executable, "-c", "from tertial.cli import main; main()")
MADE = (
    "Made by `make bench`: medians of {rounds} runs of whole processes after a warm-up, on {cores} cores ({machine}), "
    "Python {python}. Figures differ between machines; ratios less so."
)
BIG = (
    "{indicators} indicators with a small chart each, five years by sex, and two years for {units} units: {rows} rows "
    "of outcomes. Asked for: all three formats within 60 s and 2 048 MiB."
)
RIVALS = (sys.executable, str(ROOT / "benchmarks" / "rivals.py"))


def main() -> None:
    """Measure everything and write the page."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    parser.add_argument("--out", type=Path, default=ROOT / "BENCHMARKS.md")
    options = parser.parse_args()
    lines = _page(options.rounds)
    options.out.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print("\n".join(lines))


def _page(rounds: int) -> list[str]:
    with tempfile.TemporaryDirectory() as scratch:
        folder, out = Path(scratch) / "region", Path(scratch) / "out"
        write_region(folder)
        big = _big_reports(folder, out, rounds)
        reading = in_turn([(*TERTIAL, "check", str(folder)), (*RIVALS, "read", str(folder))], rounds)
        word = in_turn(
            [_report(folder, "docx", out), (*RIVALS, "word", str(INDICATORS + GOALS), str(out / "rival.docx"))], rounds
        )
        norrbotten = in_turn(
            [(*TERTIAL, "report", str(ROOT / "regions" / "norrbotten-2022"), "--period", "2022-08", "--out", str(out))],
            rounds,
        )
    return [
        "# Benchmarks",
        "",
        MADE.format(rounds=rounds, cores=os.cpu_count(), machine=platform.machine(), python=platform.python_version()),
        "",
        f"## A report of {INDICATORS} indicators and {UNITS} units",
        "",
        BIG.format(indicators=INDICATORS, units=UNITS, rows=INDICATORS * (15 + UNITS * 2)),
        "",
        "| what | seconds (fastest–slowest) | peak MiB |",
        "| --- | --- | --- |",
        *(_row(name, median) for name, median in big.items()),
        "",
        "## Against a hand-written rival in the same run",
        "",
        "| what | Tertial | rival | ratio |",
        "| --- | --- | --- | --- |",
        _ratio("reading the folder with every check; rival: the libraries' own loaders, no checks", *reading),
        _ratio(
            "the whole Word report from the folder; rival: a bare table of as many rows through python-docx's cells",
            *word,
        ),
        "",
        "## The Norrbotten report",
        "",
        "All three formats from the folder. Asked for: 5 s.",
        "",
        "| what | seconds (fastest–slowest) | peak MiB |",
        "| --- | --- | --- |",
        _row("pdf, docx, html", norrbotten[0]),
    ]


def _big_reports(folder: Path, out: Path, rounds: int) -> dict[str, Median]:
    kinds = ("pdf,docx,html",)
    medians = in_turn([_report(folder, kind, out) for kind in kinds], rounds)
    return dict(zip(kinds, medians, strict=True))


def _report(folder: Path, formats: str, out: Path) -> tuple[str, ...]:
    return (*TERTIAL, "report", str(folder), "--period", "2025-08", "--format", formats, "--out", str(out))


def _row(name: str, median: Median) -> str:
    return f"| {name} | {median.seconds:.1f} ({median.fastest:.1f}–{median.slowest:.1f}) | {median.mebibytes:.0f} |"


def _ratio(name: str, ours: Median, rival: Median) -> str:
    return f"| {name} | {ours.seconds:.1f} s | {rival.seconds:.1f} s | {ours.seconds / rival.seconds:.2f} |"


if __name__ == "__main__":
    main()
