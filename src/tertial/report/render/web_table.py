"""A table arranged for a web page: groups of rows, the share of each column, and cells that need a full line."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tertial.report.model import Align, Cell, Column, Row, RowKind, Table

SHORT_TEXT = 12
"""A column whose texts are at most this long never breaks them, a date for one."""
MIDDLING_TEXT = 18
"""A column with longer texts takes the full width when rows are stacked on a small screen."""
SHORT_HEAD = 10
"""A column with a longer word in its head takes the place of two there."""
LONG_WORD = 30
"""A word longer than this may be broken anywhere: no column is as wide."""

_LONG_WORD = re.compile(rf"\S{{{LONG_WORD + 1},}}")
_ALIGN = {Align.LEFT: "", Align.DECIMAL: "num", Align.CENTER: "mid"}


@dataclass(frozen=True, slots=True)
class WebColumn:
    """A column's head, its style classes and its share of the width in per cent."""

    title: str
    classes: str
    share: str


@dataclass(frozen=True, slots=True)
class RowGroup:
    """Rows under a heading of their own; `head` is None before the first heading."""

    head: Cell | None
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class WebTable:
    """The arranged table; its texts are the table's own."""

    columns: tuple[WebColumn, ...]
    groups: tuple[RowGroup, ...]


def arranged(table: Table) -> WebTable:
    """The table's columns with their classes and its rows under their group heads."""
    total = sum(column.weight for column in table.columns)
    return WebTable(
        columns=tuple(
            WebColumn(column.title, _classes(index, column, table.rows), f"{100 * column.weight / total:.2f}")
            for index, column in enumerate(table.columns)
        ),
        groups=tuple(_groups(table.rows)),
    )


def _classes(index: int, column: Column, rows: Sequence[Row]) -> str:
    cells = [row.cells[index] for row in rows if row.kind is not RowKind.GROUP]
    words = [cell.status.word for cell in cells if cell.status]
    texts = [cell.text for cell in cells]
    longest = max(map(len, (*texts, *words)), default=0)
    marked = bool(words) or any(cell.picture for cell in cells)
    told = {
        _ALIGN[column.align]: True,
        "short": longest <= SHORT_TEXT,
        "pair": marked or any(len(word) > SHORT_HEAD for word in column.title.split()),
        "wide": not marked and max([longest, *(len(cell.sub) for cell in cells)]) > MIDDLING_TEXT,
        "long": any(_LONG_WORD.search(text) for text in (column.title, *texts, *words, *(c.sub for c in cells))),
    }
    return " ".join(name for name, holds in told.items() if name and holds)


def _groups(rows: Sequence[Row]) -> Iterator[RowGroup]:
    head: Cell | None = None
    members: list[Row] = []
    for row in rows:
        if row.kind is RowKind.GROUP:
            if head is not None or members:
                yield RowGroup(head, tuple(members))
            head, members = row.cells[0], []
        else:
            members.append(row)
    if head is not None or members:
        yield RowGroup(head, tuple(members))
