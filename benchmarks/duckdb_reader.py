"""The rivals of loading: what DuckDB's own CSV reader makes of the same files, its types stated and nothing checked.

No value is held against a contract, no identity number is checked or replaced (they go to the disk as they came), no
row is told from another by its key, no rejected line is kept, and nothing is flushed or published.
"""

from __future__ import annotations

import sys
from pathlib import Path

import duckdb

THREADS = 2
MEMORY = "2GiB"
TYPES = {
    "contact_id": "VARCHAR",
    "person": "VARCHAR",
    "unit": "VARCHAR",
    "clinician": "VARCHAR",
    "profession": "VARCHAR",
    "date": "DATE",
    "mode": "VARCHAR",
    "visit": "VARCHAR",
    "problem": "VARCHAR",
    "wait_days": "INTEGER",
}


def read_plainly(extracts: Path) -> int:
    """Read and convert every column, keeping nothing; the number of rows."""
    counts = ", ".join(f'count("{name}")' for name in TYPES)
    with _connection() as connection:
        found = connection.execute(f"SELECT count(*), {counts} FROM {_source(extracts)}").fetchone()
    return int(found[0]) if found else 0


def write_plainly(extracts: Path, out: Path) -> int:
    """Write every row as Parquet in a folder a month; the number of rows."""
    with _connection() as connection:
        rows = connection.execute(
            f"COPY (SELECT *, strftime(date, '%Y-%m') AS month FROM {_source(extracts)}) "
            f"TO '{out}' (FORMAT parquet, PARTITION_BY (month))"
        ).fetchone()
    return int(rows[0]) if rows else 0


def _connection() -> duckdb.DuckDBPyConnection:
    return duckdb.connect(config={"threads": THREADS, "memory_limit": MEMORY, "preserve_insertion_order": False})


def _source(extracts: Path) -> str:
    dialect = "header = true, auto_detect = false, delim = ',', quote = '\"'"
    return f"read_csv('{extracts}/*.csv', {dialect}, columns = {TYPES})"


if __name__ == "__main__":
    if sys.argv[1] == "read":
        print(read_plainly(Path(sys.argv[2])))
    else:
        print(write_plainly(Path(sys.argv[2]), Path(sys.argv[3])))
