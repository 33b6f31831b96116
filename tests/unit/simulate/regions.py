"""Small simulated regions, each made once for all tests of a process."""

from __future__ import annotations

import atexit
import hashlib
from functools import cache
from pathlib import Path
from shutil import rmtree
from tempfile import mkdtemp

import duckdb

from tertial.domain.calendar import Month
from tertial.simulate.deliveries import Form
from tertial.simulate.region import Plan, simulated
from tertial.simulate.world import World

LAST = Month(2025, 9)


def _unheard(_done: int, _of: int) -> None:
    """Nobody listens to the progress."""


@cache
def region(
    residents: int = 1500, months: int = 3, seed: int = 7, form: Form = Form.CSV, change: Month | None = None
) -> tuple[Path, World]:
    """The folder of the extracts of a region, and its world as it was in the end."""
    folder = Path(mkdtemp(prefix="simulated-"))
    atexit.register(rmtree, folder)
    return folder, simulated(folder, Plan(residents, months, seed, LAST, form, change), _unheard)


def digests(folder: Path) -> dict[str, str]:
    """The hash of each file below a folder, by its path."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def asked(folder: Path, feed: str, sql: str) -> list[tuple[object, ...]]:
    """What a query gives, of the rows of all providers of a feed; `rows` is their name in it."""
    files = [str(path) for path in sorted(folder.glob("*/*.csv")) if path.parent.name in _extracts(folder, feed)]
    with duckdb.connect() as connection:
        connection.execute(f"CREATE VIEW rows AS FROM read_csv({files}, union_by_name = true)")
        return connection.execute(sql).fetchall()


def _extracts(folder: Path, feed: str) -> set[str]:
    companies = ("strandhalsan", "norrdoktorn")
    return {feed, *(f"{feed}-{company}" for company in companies)} & {path.name for path in folder.iterdir()}
