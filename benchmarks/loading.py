"""How fast and in how much memory `tertial load` takes contacts, beside DuckDB's own reader without any checks."""

from __future__ import annotations

import json
import os
import secrets
import shutil
import sys
import tempfile
from pathlib import Path

from benchmarks.big_region import GOALS, write_region
from benchmarks.contacts_extract import COLUMNS, MONTHS, PERSONS, UNITS, write_extract
from benchmarks.timing import TERTIAL, Median, Run, in_turn, run

ROWS = 20_000_000
MANY_ROWS = 200_000_000
RIVAL = (sys.executable, str(Path(__file__).resolve().parent / "duckdb_reader.py"))

_SPEED = (
    "{rows} contacts of {persons} persons in one CSV file of {columns} columns; {months} months in no order, {units} "
    "units. `tertial load` into an empty store, with every check, pseudonyms and each flush to the disk. The rivals "
    "are told the columns' types and check nothing: identity numbers go to the disk as they came, no row is told "
    "from another by its key, and a line that cannot be read ends it all. Asked for: 500000 rows a second on 2 cores."
)
_EXTRACTS = """[extract.contacts]
feed = "contacts"
files = "extracts"
purposes = ["planning_and_follow_up"]
controller = "Benchmark"
provider = "region"
units = ["region"]
legal_basis = "None: every person is invented"
retention = { months = 120 }
"""


def loading_lines(rows: int, rounds: int) -> list[str]:
    """What is printed of speed: ours and the rivals in turn, each time into an empty store."""
    with tempfile.TemporaryDirectory() as scratch:
        region, store, out = _prepared(Path(scratch), rows)
        extracts = str(region / "extracts")
        ours, read, written = in_turn(
            [_load(region, store), (*RIVAL, "read", extracts), (*RIVAL, "write", extracts, str(out))],
            rounds,
            lambda: _emptied(store, out),
        )
    _check(ours, rows)
    return [
        _SPEED.format(rows=rows, persons=PERSONS, columns=len(COLUMNS), months=len(MONTHS), units=UNITS),
        "",
        "| what | seconds (fastest–slowest) | rows a second | peak MiB | our seconds to theirs |",
        "| --- | --- | --- | --- | --- |",
        _row("`tertial load`", ours, rows, ours),
        _row("rival: DuckDB reads and converts every column, and keeps nothing", read, rows, ours),
        _row("rival: DuckDB writes the rows as Parquet, a folder a month", written, rows, ours),
    ]


def memory_lines(rows: int, scratch: Path | None) -> list[str]:
    """What is printed of the memory of one large load; `scratch` has room for some 200 bytes a row.

    Raises RuntimeError where the load fails, OSError where the disk is full.
    """
    with tempfile.TemporaryDirectory(dir=scratch) as folder:
        region, store, _out = _prepared(Path(folder), rows)
        finished = run(_load(region, store))
    _check(finished, rows)
    return [
        f"{rows} such rows in one file, loaded once. Asked for: 2048 MiB.",
        "",
        "| what | seconds | rows a second | peak MiB |",
        "| --- | --- | --- | --- |",
        f"| `tertial load` | {finished.seconds:.0f} | {_speed(rows, finished)} | {finished.mebibytes:.0f} |",
    ]


def _prepared(scratch: Path, rows: int) -> tuple[Path, Path, Path]:
    region = scratch / "region"
    write_region(region, indicators=GOALS, units=UNITS)
    (region / "extracts.toml").write_text(_EXTRACTS, encoding="utf-8")
    write_extract(region / "extracts", rows)
    os.environ["TERTIAL_PERSON_KEY"], os.environ["TERTIAL_PERSON_KEY_ID"] = secrets.token_hex(32), "bench"
    return region, scratch / "store", scratch / "parquet"


def _load(region: Path, store: Path) -> tuple[str, ...]:
    return (*TERTIAL, "load", str(region), "--store", str(store), "--json")


def _check(finished: Run | Median, rows: int) -> None:
    """Raise RuntimeError unless every row became an event: a load that refuses them would be fast."""
    (loaded,) = json.loads(finished.output)["extracts"]
    if loaded["outcome"]["added"] != rows:
        raise RuntimeError(f"of {rows} rows {loaded['outcome']['added']} became events")


def _emptied(*folders: Path) -> None:
    for folder in folders:
        shutil.rmtree(folder, ignore_errors=True)


def _row(name: str, median: Median, rows: int, ours: Median) -> str:
    return (
        f"| {name} | {median.seconds:.1f} ({median.fastest:.1f}–{median.slowest:.1f}) | {_speed(rows, median)} "
        f"| {median.mebibytes:.0f} | {ours.seconds / median.seconds:.2f} |"
    )


def _speed(rows: int, measured: Run | Median) -> int:
    return round(rows / measured.seconds)
