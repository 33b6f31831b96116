"""A process that opens the state in force of a store, again and again, and reads all of it."""

from __future__ import annotations

import json
import select
import sys
from pathlib import Path

from tertial.store.errors import StoreError
from tertial.store.state import open_state
from tests.contacts_loads import every_row

BREATH = 0.05
"""Seconds between two reads, so that the load gets its share of the processor."""


def whole(root: Path, rows: dict[int, str]) -> bool:
    """Whether the state in force has just the rows that the state of that number has without a disturbance."""
    try:
        state = open_state(root)
        return every_row(state) == rows.get(state.number)
    except StoreError:
        return False


def main(rows: dict[int, str]) -> None:
    """Read the store that each line names, until an empty line comes; then tell how often, and how often in vain."""
    for line in iter(sys.stdin.readline, ""):
        root, reads, halves = Path(line.strip()), 0, 0
        while not select.select([sys.stdin], [], [], BREATH)[0]:
            reads += 1
            halves += not whole(root, rows)
        sys.stdin.readline()
        sys.stdout.write(f"{reads} {halves}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main({int(number): rows for number, rows in json.loads(sys.argv[1]).items()})
