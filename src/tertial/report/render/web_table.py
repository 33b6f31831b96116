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
NARROW_TEXT = 10
"""A column with longer texts, or a longer word in its head, takes the place of two there."""
LONG_WORD = 40
"""A word longer than this may be broken anywhere: no Swedish compound is as long in earnest."""

PROSE = 100
"""A column with longer texts never gets as narrow as a column of single words."""
PAPER_POINTS = 500.0
"""What a page of A4 has between its margins; a table that needs more is squeezed to fit when printed."""

_CHARACTER_POINTS = 5.0
"""A character of a printed table on an average, a little more than the typeface takes."""
_PADDING_POINTS = 8.0
_MARK_POINTS = 14.0
_SPACES = re.compile(r"[ \t\n\r]+")
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
    """The arranged table; its texts are the table's own.

    A `squeezed` table has no room on paper for its words, the rows of a `dense` one stand close.
    """

    columns: tuple[WebColumn, ...]
    groups: tuple[RowGroup, ...]
    classes: str


def arranged(table: Table) -> WebTable:
    """The table's columns with their classes and its rows under their group heads."""
    total = sum(column.weight for column in table.columns)
    return WebTable(
        columns=tuple(
            WebColumn(column.title, _classes(index, column, table.rows), f"{100 * column.weight / total:.2f}")
            for index, column in enumerate(table.columns)
        ),
        groups=tuple(_groups(table.rows)),
        classes=" ".join(
            name for name, holds in (("squeezed", _least_width(table) > PAPER_POINTS), ("dense", table.dense)) if holds
        ),
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
        "pair": marked or max(longest, *map(len, column.title.split()), 0) > NARROW_TEXT,
        "wide": not marked and max([longest, *(len(cell.sub) for cell in cells)]) > MIDDLING_TEXT,
        "prose": longest > PROSE,
        "long": any(_LONG_WORD.search(text) for text in (column.title, *texts, *words, *(c.sub for c in cells))),
    }
    return " ".join(name for name, holds in told.items() if name and holds)


def _least_width(table: Table) -> float:
    """About the points that the columns need on paper so that no word is broken."""
    return sum(
        _PADDING_POINTS
        + max(
            [_word_points(column.title)]
            + [_cell_points(row.cells[index]) for row in table.rows if row.kind is not RowKind.GROUP]
        )
        for index, column in enumerate(table.columns)
    )


def _cell_points(cell: Cell) -> float:
    return max(
        _word_points(cell.text),
        _word_points(cell.sub),
        _MARK_POINTS + _word_points(cell.status.word) if cell.status else 0,
        cell.picture.width if cell.picture else 0,
    )


def _word_points(text: str) -> float:
    return _CHARACTER_POINTS * max(map(len, _SPACES.split(text)))


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
