"""How wide a table's columns are on paper, and how many lines a row fills."""

from math import ceil

from tertial.report.model import Align, Cell, Column, Row, RowKind, Table
from tertial.report.render.pdf_fonts import drawable, text_width
from tertial.report.tokens import CAPTION_POINTS

TEXT_WIDTH = 480.0
"""Width of the text on the page, in points; a chart is drawn for it."""
TABLE_POINTS = 9.5
"""Size of the text in table cells."""
CELL_INSET = 5.0
"""Space on either side of a cell's text, in points."""
PART_INDENT = 12.0
"""What a `PART` row's first cell is moved in, in points."""
MARK_WIDTH = 11.0
"""A status mark and the space to its word, in points."""

LINES_KEPT_TOGETHER = 9
"""A row of at most so many lines is never broken over two pages."""

SHORT_TABLE_LINES = 10
"""A table of at most so many lines is kept whole on a page."""

LINES_TIED = 24
"""Rows that belong together are kept on one page up to so many lines."""
SMALLEST = 0.7
"""The least that the text of a crowded table is scaled to."""

WHOLE_STATUS = 85.0
"""A status' words up to so many points wide are kept on one line where there is room."""
WISHES_SHARE = 0.85
"""Share of the text width up to which heads and statuses are kept whole; the rest is for running text."""
GAP_AFTER_FIGURES = 6.0
"""Further space in points before a left-aligned column that follows right-aligned figures."""

_AROUND = 2 * CELL_INSET + 1.0  # kerning and rounding differ by less than a point from the sum of widths


def column_widths(table: Table) -> list[float]:
    """Widths of the columns in points, together `TEXT_WIDTH`.

    Columns share the width by weight, but none is narrower than what it does not break: a figure with its
    unit and a status' longest word. While that leaves a fair share to the rest, heads are not broken inside
    words either, and a short status stands on one line.
    """
    wishes = [max(head, body) for head, body in zip(_heads(table), _bodies(table, WHOLE_STATUS), strict=True)]
    needs = wishes if sum(wishes) <= WISHES_SHARE * TEXT_WIDTH else _bodies(table)
    if sum(needs) >= TEXT_WIDTH:
        return [need * TEXT_WIDTH / sum(needs) for need in needs]
    widths: dict[int, float] = {}
    while free := [index for index in range(len(needs)) if index not in widths]:
        room = TEXT_WIDTH - sum(widths.values())
        weights = sum(table.columns[index].weight for index in free)
        shares = {index: room * table.columns[index].weight / weights for index in free}
        tight = {index: needs[index] for index in free if shares[index] < needs[index]}
        widths |= tight or shares
    return [widths[index] for index in range(len(needs))]


def table_scale(table: Table) -> float:
    """What the text is made smaller by, from 1 down to `SMALLEST`, where figures have no room side by side."""
    return max(SMALLEST, min(1.0, TEXT_WIDTH / sum(_bodies(table))))


def leading_gaps(table: Table) -> list[float]:
    """Space in points before each column's text, beyond the inset of every cell."""
    aligns = [column.align for column in table.columns]
    return [
        GAP_AFTER_FIGURES if (before, align) == (Align.DECIMAL, Align.LEFT) else 0.0
        for before, align in zip([Align.LEFT, *aligns], aligns, strict=False)
    ]


def row_lines(row: Row, widths: list[float]) -> int:
    """About how many lines the row's longest cell fills."""
    room = [sum(widths)] if row.kind is RowKind.GROUP else widths
    return max(_cell_lines(cell, width - 2 * CELL_INSET) for cell, width in zip(row.cells, room, strict=True))


def ties(table: Table, lines: list[int]) -> list[int]:
    """For each row, how many rows from it on belong on one page: 0 where none or where a row above says so.

    A group's heading belongs with its first row, a part and a sum with the row above, neither the first nor the
    last row is alone on a page where it and its neighbour are short, and a short table is not torn at all.
    `lines` are the rows' lines; at most `LINES_TIED` are tied, and no row that may break.
    """
    kinds = [row.kind for row in table.rows]
    whole = sum(lines) <= SHORT_TABLE_LINES
    found = [0] * len(kinds)
    start, tied_lines = 0, 0
    for index, count in enumerate(lines):
        belongs = index > 0 and (
            whole
            or kinds[index - 1] is RowKind.GROUP
            or kinds[index] in (RowKind.PART, RowKind.TOTAL)
            or (index in (1, len(kinds) - 1) and count + lines[index - 1] <= LINES_KEPT_TOGETHER)
        )
        short = max(count, lines[index - 1]) <= LINES_KEPT_TOGETHER
        if belongs and short and tied_lines + count <= LINES_TIED:
            found[start] = index - start + 1
            tied_lines += count
        else:
            start, tied_lines = index, count
    return found


def _cell_lines(cell: Cell, width: float) -> int:
    word = cell.status.word if cell.status else ""
    texts = ((cell.text, TABLE_POINTS), (cell.sub, CAPTION_POINTS), (word, TABLE_POINTS))
    lines = sum(
        ceil(text_width(drawable(line), points) / max(width, points))
        for text, points in texts
        for line in text.split("\n")
    )
    return lines + (1 if cell.picture else 0)


def _heads(table: Table) -> list[float]:
    """Width of the longest word in each head, with the space around it."""
    return [
        max(text_width(word, CAPTION_POINTS, 600) for word in _words(column.title)) + _AROUND + gap
        for column, gap in zip(table.columns, leading_gaps(table), strict=True)
    ]


def _bodies(table: Table, whole_status: float = 0.0) -> list[float]:
    """Width of what the cells of each column do not break, with the space around it.

    A status no wider than `whole_status` points is not broken at all, a wider one between words.
    """
    rows = [row for row in table.rows if row.kind is not RowKind.GROUP]
    return [
        max((_unbroken(row.cells[index], column, whole_status) for row in rows), default=0.0) + _AROUND + gap
        for index, (column, gap) in enumerate(zip(table.columns, leading_gaps(table), strict=True))
    ]


def _unbroken(cell: Cell, column: Column, whole_status: float) -> float:
    """Width of what the cell cannot break: running text hyphenates, a figure and a status' word do not."""
    status = 0.0
    if cell.status:
        status = text_width(drawable(cell.status.word), TABLE_POINTS, 600)
        if status > whole_status:
            status = max(text_width(word, TABLE_POINTS, 600) for word in _words(cell.status.word))
        status += MARK_WIDTH
    if column.align is Align.LEFT:
        return status
    weight = 600 if cell.bold else 400
    figure = max(text_width(word, TABLE_POINTS, weight) for word in _words(cell.text))
    return max(status, figure)


def _words(text: str) -> list[str]:
    """What stands between the places where a line may break without a hyphen being found for it."""
    return drawable(text).replace("\N{SOFT HYPHEN}", " ").replace("\n", " ").split(" ")
