"""`make bench`: measure, print the page and write BENCHMARKS.md.

Every figure is the median of several whole processes, run in turn with its rival in the same run. What is not
measured this time keeps what the page said of it.
"""

from __future__ import annotations

import argparse
import os
import platform
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.assessing import INDICATORS as ASSESSED
from benchmarks.assessing import assessing_lines
from benchmarks.big_region import INDICATORS, UNITS
from benchmarks.breaks import RESIDENTS, breaks_lines
from benchmarks.care_units import CONTACTS
from benchmarks.computing import PARTS, Part, growth_lines, measured
from benchmarks.effects import effects_lines
from benchmarks.estimates import RESIDENTS as ESTIMATED
from benchmarks.estimates import estimates_lines
from benchmarks.forecasting import forecasting_lines
from benchmarks.loading import MANY_ROWS, ROWS, loading_lines, memory_lines
from benchmarks.page import page, parts
from benchmarks.reporting import ROOT, big_lines, norrbotten_lines
from benchmarks.simulating import simulating_lines

ROUNDS = 5
USUAL = ("big-report", "norrbotten", "loading")
"""The others take minutes and gigabytes of disk, so they are asked for by themselves."""
ONCE = ("memory", "breaks", "estimates", "simulating", "effects", "assessing")
WITHIN = ("forecasting",)
"""Measured within one process, since what starts it is no part of it."""
BY_THEMSELVES = ("computing", "growth", "forecasting", *ONCE)


def main() -> None:
    """Measure what is asked for and write the page."""
    options = _options()
    rounds: int = options.rounds
    measures: dict[str, tuple[str, Callable[[], list[str]]]] = {
        "big-report": (f"A report of {INDICATORS} indicators and {UNITS} units", lambda: big_lines(rounds)),
        "norrbotten": ("The Norrbotten report", lambda: norrbotten_lines(rounds)),
        "loading": ("Loading contacts", lambda: loading_lines(options.rows or ROWS, rounds)),
        "memory": ("The memory of a large load", lambda: memory_lines(options.many_rows, options.scratch)),
        **{f"computing --part {name}": (part.title, _computing(part, options)) for name, part in PARTS.items()},
        "breaks": ("Finding what a new record system broke", lambda: breaks_lines(options.residents or RESIDENTS)),
        "estimates": (
            "Estimating what lacks",
            lambda: estimates_lines((options.residents,) if options.residents else ESTIMATED),
        ),
        "effects": ("Effects of actions", effects_lines),
        "assessing": (f"Assessing {ASSESSED} indicators at every unit", assessing_lines),
        "simulating": ("Simulating a region", lambda: simulating_lines(options.scratch)),
        "forecasting": ("Forecasting", lambda: forecasting_lines(options.hospital, rounds)),
        "growth": ("Computing more contacts", lambda: growth_lines(rounds, options.scratch)),
    }
    wanted = [name for asked in options.only or USUAL for name in _parts(asked, options.part)]
    found = parts(options.out.read_text(encoding="utf-8")) if options.out.exists() else {}
    for name in wanted:
        title, measure = measures[name]
        found[title] = [*measure(), "", _measured(1 if name in ONCE else rounds, name)]
        options.out.write_text(page(found), encoding="utf-8")
    text = page({title: found[title] for title, _measure in measures.values() if title in found})
    options.out.write_text(text, encoding="utf-8")
    print(text)


def _computing(part: Part, options: argparse.Namespace) -> Callable[[], list[str]]:
    def lines() -> list[str]:
        with measured(options.rows or CONTACTS, options.rounds, options.scratch) as place:
            return part.lines(place)

    return lines


def _parts(asked: str, letters: str) -> list[str]:
    return [f"computing --part {letter}" for letter in letters.split(",")] if asked == "computing" else [asked]


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", action="append", choices=(*USUAL, *BY_THEMSELVES), help="may be given several times")
    parser.add_argument("--part", default=",".join(PARTS), help="parts of computing, as a,c")
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    parser.add_argument("--rows", type=int, help="rows to load for speed, or contacts to compute")
    parser.add_argument("--many-rows", type=int, default=MANY_ROWS, help="rows to load for memory")
    parser.add_argument("--residents", type=int, help="residents of regions to break")
    parser.add_argument(
        "--hospital", type=Path, help="monthly series to forecast: a column of months, and one a series"
    )
    parser.add_argument("--scratch", type=Path, help="a folder with room; stores to compute from stay there")
    parser.add_argument("--out", type=Path, default=ROOT / "BENCHMARKS.md")
    return parser.parse_args()


def _measured(rounds: int, name: str) -> str:
    how = f"medians of {rounds} runs of whole processes after a warm-up" if rounds > 1 else "one run"
    if name in WITHIN:
        how = f"medians of {rounds} runs within one process"
    option = "--hospital FILE" if name in WITHIN else "--scratch DIR"
    command = "`make bench`" if name in USUAL else f"`.venv/bin/python benchmarks/run.py --only {name} {option}`"
    where = f"{os.cpu_count()} cores ({platform.machine()}), Python {platform.python_version()}"
    return f"By {command} on {date.today()}: {how}, on {where}."  # noqa: DTZ011 - the day of whoever measures


if __name__ == "__main__":
    main()
