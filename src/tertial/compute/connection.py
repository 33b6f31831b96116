"""DuckDB connections as the engine uses them: in memory, in UTC, and without a look at the network."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from queue import Empty, SimpleQueue
from tempfile import TemporaryDirectory

import duckdb

from tertial.store.errors import StoreError

MEMORY = "1200MB"
"""What a whole-feed query may hold before it spills; partitions need far less."""

LOOKING = ".looking-"
LONGEST_LOOK = 24 * 60 * 60
"""Seconds after which a folder of somebody who looks is nobody's any more."""


def single() -> duckdb.DuckDBPyConnection:
    """A connection of one thread: for one partition at a time, one such connection a core."""
    return _connected({"threads": 1})


def wide(threads: int, spill: Path | None = None) -> duckdb.DuckDBPyConnection:
    """A connection of several threads, for what needs a whole feed at once; `spill` is where it may write meanwhile.

    Raises StoreError where the folder cannot be written.
    """
    settings: dict[str, int | str] = {"threads": threads, "memory_limit": MEMORY}
    if spill is not None:
        try:
            spill.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise StoreError(str(error)) from error
        settings["temp_directory"] = str(spill)
    return _connected(settings)


class Lending:
    """Connections of one sort, each lent to one piece of work at a time and lent again: to make one takes longer than
    many a piece of work.
    """

    def __init__(self, connect: Callable[[], duckdb.DuckDBPyConnection]) -> None:
        self._connect = connect
        self._free: SimpleQueue[duckdb.DuckDBPyConnection] = SimpleQueue()

    @contextmanager
    def lent(self) -> Iterator[duckdb.DuckDBPyConnection]:
        """One that nobody has, made where there is none."""
        try:
            connection = self._free.get_nowait()
        except Empty:
            connection = self._connect()
        yield connection
        # Where the work failed, tables of it may be left: such a connection is not lent again.
        self._free.put(connection)


@contextmanager
def looking(store: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection for whoever looks at events and changes nothing.

    What does not fit in memory goes to a folder in the store that is gone afterwards, as it may hold rows of persons;
    nowhere where the store can only be read. A folder that somebody who was killed left goes with the next look.
    """
    try:
        for left in store.glob(f"{LOOKING}*"):
            if time.time() - left.stat().st_mtime > LONGEST_LOOK:
                shutil.rmtree(left, ignore_errors=True)
        spill = TemporaryDirectory(prefix=LOOKING, dir=store)
    except OSError:
        with wide(os.cpu_count() or 1) as connection:
            connection.execute("SET temp_directory = ''")
            yield connection
        return
    with spill as folder, wide(os.cpu_count() or 1, Path(folder)) as connection:
        yield connection


def _connected(settings: dict[str, int | str]) -> duckdb.DuckDBPyConnection:
    connection = duckdb.connect(":memory:", config={str(name): str(value) for name, value in settings.items()})
    connection.execute("SET TimeZone = 'UTC'")
    connection.execute("SET autoinstall_known_extensions = false")
    return connection
