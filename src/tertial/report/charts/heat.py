"""A heat map: units by objectives or indicators, each cell a status mark with its word or figure on a pale ground.

Names of the columns stand as steps above, each straight over its column, on two lines where one would cut it. The mark
says what the ground says, so that the picture reads the same in grey; what is uncertain is hatched, what is absent is a
dash.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from tertial.report import tokens
from tertial.report.charts import svg
from tertial.report.charts.labels import GAP, HALO, SIZE
from tertial.report.charts.marks import MARK, hatched, mark
from tertial.report.charts.placement import ASCENT, DESCENT, LINE_HEIGHT, Box
from tertial.report.charts.type_width import shortened, text_width
from tertial.report.model import Picture, Status, Tone

LEAST_WIDTH = 300.0
MOST_ROWS, MOST_COLUMNS = 60, 15
FIGURE_COLUMNS = 7
"""So many columns have room for mark and figure side by side at full width; with more, rows are twice as high."""
PICTURE_HEIGHT = 640.0
"""A picture is at most so high: a page with its heading, title and note."""

LEAST_TYPE = 6.5
"""A figure is never cut: it is set smaller down to this size, and left out below it."""
_NAMES_SHARE, _MOST_NAMES_SHARE = 0.25, 0.3
_WIDEST_CELL = 90.0
_GROUND = {Tone.MET: 0.16, Tone.PARTLY: 0.2, Tone.NOT_MET: 0.16, Tone.NONE: 0.05}
"""How strong the tone is behind each cell: the text on it keeps its contrast."""
_PAD = 2.5
_LEGEND = 1.8 * SIZE
_BETWEEN = 0.6
"""White between cells."""


@dataclass(frozen=True, slots=True)
class HeatCell:
    """A cell: the status with its mark and word, the figure where there is one, and whether that is uncertain.

    `status` is None where there is neither; then `figure` is a dash or why the figure is absent, in one word.
    """

    status: Status | None
    figure: str = ""
    uncertain: bool = False


@dataclass(frozen=True, slots=True)
class HeatRow:
    """A unit with its cells, one for each column."""

    name: str
    cells: Sequence[HeatCell]


def heat_map(
    rows: Sequence[HeatRow],
    columns: Sequence[str],
    *,
    legend: Sequence[Status],
    uncertain: str,
    alts: Sequence[str],
    width: float = 480,
) -> tuple[Picture, ...]:
    """The rows in the order given, in as many pictures as there are `alts`, each with the names of its columns.

    `legend` are the statuses that stand explained beneath, `uncertain` the words of the hatching, empty where nothing
    is. In narrow columns a cell has its mark and its figure, and the legend has the words. Raises ValueError for no
    row or more than sixty, no column or more than fifteen, rows without a cell for each column, or a picture too
    narrow to read.
    """
    _check(rows, columns, width)
    parts = parted(rows, columns, width)
    if len(alts) != len(parts):
        raise ValueError("each picture of a heat map needs a text that says what it shows")
    wide = _cell_width(rows, len(columns), width)
    heads = _head_lines(rows, columns, width)
    high = _pressed(rows, heads, width)
    return tuple(
        _picture(part, heads, legend, uncertain, alt, width, wide, high) for part, alt in zip(parts, alts, strict=True)
    )


def parted(rows: Sequence[HeatRow], columns: Sequence[str], width: float = 480) -> list[Sequence[HeatRow]]:
    """The rows of each picture: as many in each as can be."""
    pictures = _picture_count(rows, _head_lines(rows, columns, width), width)
    each, more = divmod(len(rows), pictures)
    starts = [place * each + min(place, more) for place in range(pictures + 1)]
    return [rows[start:end] for start, end in pairwise(starts)]


_LEAST_HIGH = 0.93
"""Rows are pressed together to this part of their height and no further: marks still stand apart."""
_Heads = Sequence[Sequence[str]]
"""The name of each column, line by line."""


def _picture_count(rows: Sequence[HeatRow], heads: _Heads, width: float) -> int:
    room = PICTURE_HEIGHT - _head_height(heads) - _LEGEND
    return -(-len(rows) // int(room // (_LEAST_HIGH * _usual(rows, heads, width))))


def _pressed(rows: Sequence[HeatRow], heads: _Heads, width: float) -> float:
    """The height of a row: a little less than usual where that saves a picture."""
    room = PICTURE_HEIGHT - _head_height(heads) - _LEGEND
    each = -(-len(rows) // _picture_count(rows, heads, width))
    return min(_usual(rows, heads, width), room / each)


def _usual(rows: Sequence[HeatRow], heads: _Heads, width: float) -> float:
    return _row_height(_cell_width(rows, len(heads), width), figures=_has_figures(rows))


def _head_lines(rows: Sequence[HeatRow], columns: Sequence[str], width: float) -> _Heads:
    """Names that are cut on one line stand on two, unless the rows then need more pictures."""
    wide = _cell_width(rows, len(columns), width)
    left = width - wide * len(columns)
    rooms = [left + (place + 0.5) * wide - GAP / 2 for place in range(len(columns))]
    single = [[shortened(name, SIZE, room)] for name, room in zip(columns, rooms, strict=True)]
    double = [_lines(name, room) for name, room in zip(columns, rooms, strict=True)]
    more = _picture_count(rows, double, width) > _picture_count(rows, single, width)
    return single if more else double


def _lines(name: str, room: float) -> list[str]:
    """The name on one line, else the words that have room on a first and the rest on a second."""
    words = name.split(" ")
    fits = [place for place in range(1, len(words)) if text_width(" ".join(words[:place]), SIZE) <= room]
    if text_width(name, SIZE) <= room or not fits:
        return [shortened(name, SIZE, room)]
    return [" ".join(words[: fits[-1]]), shortened(" ".join(words[fits[-1] :]), SIZE, room)]


def _has_figures(rows: Sequence[HeatRow]) -> bool:
    """Whether any cell has a figure beside its mark."""
    return any(cell.figure and cell.status is not None for row in rows for cell in row.cells)


def _check(rows: Sequence[HeatRow], columns: Sequence[str], width: float) -> None:
    if width < LEAST_WIDTH:
        raise ValueError(f"a heat map is at least {LEAST_WIDTH:g} points wide")
    if not 1 <= len(rows) <= MOST_ROWS or not 1 <= len(columns) <= MOST_COLUMNS:
        raise ValueError(f"a heat map has 1 to {MOST_ROWS} rows and 1 to {MOST_COLUMNS} columns")
    if any(len(row.cells) != len(columns) for row in rows):
        raise ValueError("a row of a heat map has a cell for each column")


def _cell_width(rows: Sequence[HeatRow], columns: int, width: float) -> float:
    """What names of units leave: as much as they need, within bounds, and never so that figures lose their place."""
    longest = max(text_width(row.name, SIZE) for row in rows) + GAP
    usual = width * (1 - _NAMES_SHARE) / columns
    narrow = (width - min(max(longest, width * _NAMES_SHARE), width * _MOST_NAMES_SHARE)) / columns
    return min(usual if _beside(usual) and not _beside(narrow) else narrow, _WIDEST_CELL)


def _row_height(wide: float, *, figures: bool) -> float:
    """Mark and figure or word side by side; in narrow columns over each other, or marks alone, close together."""
    line = LINE_HEIGHT * SIZE
    if _beside(wide):
        return line + 1.8 * _PAD
    return line + (MARK + 2.5 * _PAD if figures else 1.1 * _PAD)


def _beside(wide: float) -> bool:
    return wide >= MARK + 3 * _PAD + 4.2 * SIZE


def _head_height(heads: _Heads) -> float:
    return sum(len(lines) for lines in heads) * LINE_HEIGHT * SIZE + 2 * _PAD


def _picture(
    rows: Sequence[HeatRow],
    heads: _Heads,
    legend: Sequence[Status],
    uncertain: str,
    alt: str,
    width: float,
    wide: float,
    deep: float,
) -> Picture:
    left = width - wide * len(heads)
    head = _head_height(heads)
    parts = _heads(heads, left, wide, head)
    for place, row in enumerate(rows):
        top = head + place * deep
        middle = top + deep / 2
        name = shortened(row.name, SIZE, left - GAP)
        parts.append(svg.text(name, 0, middle + 0.32 * SIZE, fill=tokens.INK))
        for column, cell in enumerate(row.cells):
            x = left + column * wide
            parts += _cell(cell, Box(x + _BETWEEN, top + _BETWEEN, x + wide - _BETWEEN, top + deep - _BETWEEN))
    foot = head + len(rows) * deep
    drawn, lines = _legend(legend, uncertain, foot + _LEGEND - LINE_HEIGHT * SIZE, width)
    height = foot + _LEGEND + (lines - 1) * LINE_HEIGHT * SIZE
    return Picture(svg.drawing([*parts, *drawn], width, height, SIZE), width, height, alt)


def _heads(heads: _Heads, left: float, wide: float, head: float) -> list[str]:
    """Each name ends over its column, the last one highest, with a hairline down: no name crosses another's."""
    parts = []
    baseline = head - 2 * _PAD - DESCENT * SIZE + LINE_HEIGHT * SIZE
    for column, lines in enumerate(heads):
        x = left + (column + 0.5) * wide
        for text in reversed(lines):
            baseline -= LINE_HEIGHT * SIZE
            parts.append(svg.text(text, x - GAP / 2, baseline, text_anchor="end", fill=tokens.MUTED, font_weight="600"))
        parts.append(
            svg.element("line", x1=x, x2=x, y1=baseline - 0.5 * SIZE, y2=head, stroke=tokens.MUTED, stroke_width=0.5)
        )
    return parts


def _cell(cell: HeatCell, box: Box) -> list[str]:
    tone = Tone.NONE if cell.status is None else cell.status.tone
    wide, high = box.right - box.left, box.bottom - box.top
    parts = [
        svg.element(
            "rect", x=box.left, y=box.top, width=wide, height=high, rx=1,
            fill=tokens.TONES[tone.value], fill_opacity=_GROUND[tone],
        )
    ]  # fmt: skip
    if cell.uncertain:
        parts.append(hatched(box))
    middle = (box.left + box.right) / 2
    if cell.status is None:
        return parts + _text(cell.figure, middle, _baseline(box), wide, anchor="middle", fill=tokens.MUTED)
    words = cell.figure or cell.status.word
    # On its ground a word in the tone's own colour has too little contrast; the mark has enough.
    colour = tokens.MUTED if tone is Tone.NONE and not cell.figure else tokens.INK
    paper = HALO if cell.uncertain else {}
    beside = _beside(wide + 2 * _BETWEEN)
    if beside:
        left = box.left + 2 * _PAD + MARK
        text = _text(words, left, _baseline(box), box.right - _PAD - left, anchor="start", fill=colour, **paper)
    else:
        # A word has no room in a narrow column: the legend has it.
        foot = box.bottom - DESCENT * SIZE - 0.5
        text = _text(cell.figure, middle, foot, wide, anchor="middle", fill=colour, **paper)
    x = box.left + _PAD + MARK / 2 if beside and text else middle
    y = box.top + _PAD - _BETWEEN + MARK / 2 if text and not beside else (box.top + box.bottom) / 2
    if cell.uncertain:
        parts.append(svg.element("circle", cx=x, cy=y, r=MARK / 2 + 0.9, fill=tokens.PAPER))
    return [*parts, mark(cell.status.mark, cell.status.tone, x, y), *text]


def _text(words: str, x: float, baseline: float, room: float, *, anchor: str, **paint: svg.Attribute) -> list[str]:
    """The words whole, in smaller type where they need it; nothing where they would be too small to read."""
    wide = text_width(words, SIZE)
    size = min(SIZE, SIZE * room / wide) if wide else 0
    if size < LEAST_TYPE:
        return []
    smaller = size if size < SIZE else None
    return [svg.text(words, x, baseline, text_anchor=anchor, font_size=smaller, **paint)]


def _baseline(box: Box) -> float:
    return (box.top + box.bottom) / 2 + 0.32 * SIZE


def _legend(legend: Sequence[Status], uncertain: str, top: float, width: float) -> tuple[list[str], int]:
    """The marks with their words, on as many lines as they need."""
    parts: list[str] = []
    x, lines = 0.0, 1
    for status in (*legend, None):
        word = uncertain if status is None else status.word
        if not word:
            continue
        text = shortened(word, SIZE, width - MARK - _PAD)
        taken = MARK + _PAD + text_width(text, SIZE)
        if x and x + taken > width:
            x, lines = 0.0, lines + 1
        y = top + (lines - 1) * LINE_HEIGHT * SIZE
        middle = y + (ASCENT - 0.32) * SIZE
        if status is None:
            parts.append(hatched(Box(x, middle - MARK / 2, x + MARK, middle + MARK / 2), apart=3))
        else:
            parts.append(mark(status.mark, status.tone, x + MARK / 2, middle))
        parts.append(svg.text(text, x + MARK + _PAD, y + ASCENT * SIZE, fill=tokens.MUTED))
        x += taken + 2 * GAP
    return parts, lines
