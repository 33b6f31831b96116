"""What one process of a benchmark of computing does: `computing_process.py PART WHO STORE ANSWERS`.

It leaves its answers as Arrow files in the folder ANSWERS. Modules are imported by who needs them, so that a rival
does not pay for ours.
"""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import pyarrow as pa
from pyarrow import feather

Answers = Mapping[str, pa.Table]
MADE = datetime(2026, 1, 20, tzinfo=UTC)


def main() -> None:
    """Answer and write."""
    # As the command line does, for rivals too: what is loaded stays, and to look for what could go takes its time.
    gc.set_threshold(100_000, 50, 100)
    part, who, store, out = sys.argv[1:]
    answers = WORK[part, who](Path(store))
    folder = Path(out)
    folder.mkdir(parents=True, exist_ok=True)
    for name, table in answers.items():
        feather.write_feather(table, folder / f"{name}.arrow", compression="uncompressed")


def read_answers(folder: Path) -> Answers:
    """The answers that a process left."""
    return {path.stem: feather.read_table(path) for path in sorted(folder.glob("*.arrow"))}


def _write(store: Path) -> Answers:
    from benchmarks.care_events import write_store

    write_store(store, int(os.environ["BENCHMARK_ROWS"]))
    return {}


def _pack(store: Path) -> Answers:
    from benchmarks.indicator_answers import pack_answers

    return pack_answers(store)


def _pack_in_sql(store: Path) -> Answers:
    from benchmarks.rival_queries import QUERIES, connected

    connection = connected(store)
    return {name: connection.sql(query).to_arrow_table() for name, query in QUERIES.items()}


def _additive(store: Path) -> Answers:
    from benchmarks.indicator_answers import additive_answers

    return additive_answers(store)


def _additive_in_polars(store: Path) -> Answers:
    from benchmarks.polars_rival import additive_answers

    return additive_answers(store)


def _scan(store: Path) -> Answers:
    from benchmarks.rival_queries import bare_scan, connected

    return {"scan": connected(store).sql(bare_scan()).to_arrow_table()}


def _scan_of_values(store: Path) -> Answers:
    from benchmarks.rival_queries import connected, scan_of_values

    return {"scan": connected(store).sql(scan_of_values()).to_arrow_table()}


def _read(store: Path) -> Answers:
    """Read the same columns as the engine does, and do nothing with them."""
    from concurrent.futures import ThreadPoolExecutor

    from benchmarks.care_units import MONTHS
    from benchmarks.rival_queries import SCANNED, THREADS
    from tertial.compute.sources import StateEvents
    from tertial.store.state import open_state

    events = StateEvents(open_state(store))
    with ThreadPoolExecutor(THREADS) as pool:
        rows = list(pool.map(lambda month: events.read("contacts", month, SCANNED).num_rows, MONTHS))
    return {"read": pa.table({"rows": rows})}


def _hundred(store: Path) -> Answers:
    from benchmarks.indicator_answers import hundred_answers

    return hundred_answers(store)


def _hundred_in_sql(store: Path) -> Answers:
    from benchmarks.rival_queries import connected, hundred_filters

    return {"all": connected(store).sql(hundred_filters()).to_arrow_table()}


def _unique(store: Path) -> Answers:
    from benchmarks.indicator_answers import unique_answers

    return unique_answers(store)


def _unique_in_sql(store: Path) -> Answers:
    from benchmarks.rival_queries import QUERIES, connected

    return {"unique-patients": connected(store).sql(QUERIES["unique-patients"]).to_arrow_table()}


def _cuboid(store: Path) -> Answers:
    from benchmarks.one_cuboid import cuboid

    return {"cuboid": cuboid(store, kept=True)}


def _cuboid_written(store: Path) -> Answers:
    from benchmarks.one_cuboid import cuboid

    return {"cuboid": cuboid(store, kept=False)}


def _cuboid_in_sql(store: Path) -> Answers:
    from benchmarks.rival_queries import CUBOID, connected

    return {"cuboid": connected(store).sql(CUBOID).to_arrow_table()}


def _first_snapshot(store: Path) -> Answers:
    """A snapshot, and after it another December."""
    from benchmarks.care_events import add_to_month
    from benchmarks.care_units import MONTHS
    from tertial.store.state import open_state

    _snapshot(store, again=True)
    month = len(MONTHS)
    add_to_month(store, MONTHS[-1], open_state(store).rows("contacts") // month)
    return {}


def _next_snapshot(store: Path) -> Answers:
    return {"pieces": _snapshot(store, again=False)}


def _rebuilt_snapshot(store: Path) -> Answers:
    return {"pieces": _snapshot(store, again=True)}


def _snapshot(store: Path, *, again: bool) -> pa.Table:
    from benchmarks.care_units import MONTHS
    from benchmarks.indicator_pack import monthly, organisation
    from tertial.compute.computing import Wanted, compute
    from tertial.store.lock import Holder
    from tertial.store.snapshots.making import begin_snapshot
    from tertial.store.state import open_state

    wanted = Wanted(monthly(), organisation(), MONTHS[-1], again)
    with begin_snapshot(store, Holder.here("benchmark", MADE)) as work:
        done = compute(work, open_state(store), wanted, MADE, lambda _done, _all: None)
    if not again and not done.reused:
        raise RuntimeError("nothing was taken over: the program's rules have changed since the first snapshot")
    pieces = done.snapshot.manifest.pieces
    return pa.table(
        {
            "place": [" ".join(piece.place) for piece in pieces],
            "key": [piece.key for piece in pieces],
            "sha256": [piece.sha256 for piece in pieces],
        }
    )


def _starting(*modules: str) -> Callable[[Path], Answers]:
    """Loads all that somebody needs, and does nothing."""

    def start(_store: Path) -> Answers:
        for module in modules:
            import_module(module)
        return {}

    return start


WORK: Mapping[tuple[str, str], Callable[[Path], Answers]] = {
    ("store", "write"): _write,
    ("pack", "ours"): _pack,
    ("pack", "sql"): _pack_in_sql,
    ("additive", "ours"): _additive,
    ("additive", "polars"): _additive_in_polars,
    ("additive", "scan"): _scan,
    ("additive", "values"): _scan_of_values,
    ("additive", "read"): _read,
    ("hundred", "ours"): _hundred,
    ("hundred", "sql"): _hundred_in_sql,
    ("unique", "ours"): _unique,
    ("unique", "sql"): _unique_in_sql,
    ("month", "before"): _first_snapshot,
    ("month", "ours"): _next_snapshot,
    ("month", "rebuild"): _rebuilt_snapshot,
    ("month", "start"): _starting("benchmarks.indicator_pack", "tertial.compute.computing"),
    ("cuboid", "ours"): _cuboid,
    ("cuboid", "written"): _cuboid_written,
    ("cuboid", "sql"): _cuboid_in_sql,
    ("cuboid", "start"): _starting("benchmarks.one_cuboid"),
    ("cuboid", "start-sql"): _starting("benchmarks.rival_queries"),
}
"""What processes do, by part and by who answers."""


if __name__ == "__main__":
    main()
