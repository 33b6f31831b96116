"""The tables of a page as rows that tests run."""

from __future__ import annotations

import re
from pathlib import Path

_CELL = re.compile(r"(?<!\\)\|")
"""What parts cells; a cell writes the sign itself with a backslash."""


def rows_under(page: Path, *head: str) -> list[list[str]]:
    """The rows of every table of the page with these column heads, code marks left.

    Raises ValueError where there are none: a table that got another head would be run by no test.
    """
    rows: list[list[str]] = []
    inside = False
    for line in page.read_text("utf-8").splitlines():
        cells = [cell.strip(" ").replace("\\|", "|") for cell in _CELL.split(line)[1:-1]]
        if not cells:
            inside = False
        elif cells == list(head):
            inside = True
        elif inside and not set(line) <= set("|- "):
            rows.append(cells)
    if not rows:
        raise ValueError(f"{page.name} has no table with the heads {', '.join(head)}")
    return rows
