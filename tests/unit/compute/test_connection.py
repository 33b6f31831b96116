"""Whoever looks at events leaves nothing behind, and takes away what somebody killed has left."""

from __future__ import annotations

import os
import time
from pathlib import Path

import duckdb

from tertial.compute.connection import LONGEST_LOOK, LOOKING, looking


def spill_of(connection: duckdb.DuckDBPyConnection) -> object:
    (row,) = connection.execute("SELECT current_setting('temp_directory')").fetchall()
    return row[0]


def test_a_look_writes_within_the_store_and_leaves_nothing(tmp_path: Path) -> None:
    with looking(tmp_path) as connection:
        (folder,) = tmp_path.iterdir()
        assert spill_of(connection) == str(folder)
    assert list(tmp_path.iterdir()) == []


def test_what_a_killed_look_left_goes_with_the_next_but_not_what_one_at_work_has(tmp_path: Path) -> None:
    old, new = tmp_path / f"{LOOKING}old", tmp_path / f"{LOOKING}new"
    for folder in (old, new):
        folder.mkdir()
        (folder / "duckdb_temp").write_bytes(b"rows")
    long_ago = time.time() - LONGEST_LOOK - 60
    os.utime(old, (long_ago, long_ago))
    with looking(tmp_path):
        pass
    assert list(tmp_path.iterdir()) == [new]


def test_where_the_store_can_only_be_read_nothing_is_written_anywhere(tmp_path: Path) -> None:
    with looking(tmp_path / "is-not-there") as connection:
        assert spill_of(connection) == ""
