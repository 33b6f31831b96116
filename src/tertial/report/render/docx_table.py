"""Tables and tiles of a Word report: fixed widths, a head that repeats, rows that stay whole and together."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from tertial.report.model import Align, Cell, Column, Row, RowKind, Status, Table, Tiles
from tertial.report.render.docx_picture import Pictures
from tertial.report.render.docx_styles import CELL_MARGIN, TABLE_POINTS, TILE_GAP, TONE_STYLES
from tertial.report.render.docx_text import (
    TWIPS_PER_POINT,
    Element,
    Setting,
    add,
    clean,
    paragraph,
    run,
    text,
)
from tertial.report.tokens import CAPTION_POINTS, INK

TALL_LINES = 9
"""A row with a cell of more lines than this may be split over two pages; a shorter one stays whole."""

SHORT_TABLE_ROWS = 4
"""A table of at most so many rows, none of them tall, stays on one page."""

DENSE_MARGIN = 4
"""Above and below the cells of a dense table, in twips."""

WIDEST_WORD = 0.25
"""The largest share of a table's width that a column is given for its longest word."""

_STATUS_POINTS = 14.0
"""Width of a mark and the space after it."""

_NARROW = frozenset("iljftrI.,:;'’|!()[]-–· \u00a0\u202f\u2009")
_WIDE = frozenset("mwMW%@")

_TEXT_STYLES = {
    Align.LEFT: "Tertial Table Text",
    Align.DECIMAL: "Tertial Figure",
    Align.CENTER: "Tertial Centre",
}
_SIDES = {Align.LEFT: "", Align.DECIMAL: "right", Align.CENTER: "center"}


@dataclass(frozen=True, slots=True)
class TableWriter:
    """Writes tables in one document."""

    styles: dict[str, str]
    language: str
    pictures: Pictures
    width: int
    """The text width in twips."""
    letters: float = 1.0
    """How wide the typeface may be, as a multiple of Source Sans; a template's is not known."""

    def table(self, parent: Element, table: Table, page_break: bool = False) -> None:
        """Append the table without caption and notes; both stand in paragraphs of their own."""
        widths = column_widths(table, self.width, self.letters)
        grid = self._begin(parent, "Tertial Table", table.caption, widths, header=True, dense=table.dense)
        self._head(grid, table, widths, page_break)
        lines = [_lines(row, table.columns, widths, self.width) for row in table.rows]
        whole = len(table.rows) <= SHORT_TABLE_ROWS and max(lines, default=0) <= TALL_LINES
        for place, row in enumerate(table.rows):
            below = table.rows[place + 1] if place + 1 < len(table.rows) else None
            near_an_end = below is not None and place in (0, len(table.rows) - 2)
            keep = _stays_with(row, below, bool(table.notes)) or near_an_end or (whole and below is not None)
            self._row(grid, row, below, table.columns, widths, keep and lines[place] <= TALL_LINES, lines[place])

    def tiles(self, parent: Element, tiles: Tiles, page_break: bool = False) -> None:
        """Append the tiles as a one-row table without lines, each under a rule in its tone's colour."""
        # Each tile ends with a gap; the last gap stands outside the text.
        widths = [(self.width + TILE_GAP) // len(tiles.items)] * len(tiles.items)
        grid = self._begin(parent, "Tertial Tiles", tiles.alt, widths, header=False)
        row = add(grid, "tr")
        add(add(row, "trPr"), "cantSplit")
        for tile, width in zip(tiles.items, widths, strict=True):
            cell = self._cell(row, width)
            style = f"{TONE_STYLES[tile.status.tone]} Tile"
            holder = paragraph(cell, self.styles[style], Setting(page_break=page_break))
            text(holder, tile.number, self.language, self.styles["Tertial Tile Number"])
            text(holder, f"\u00a0 {tile.word}", self.language, self.styles["Tertial Tile Word"])

    def _begin(
        self, parent: Element, style: str, caption: str, widths: list[int], *, header: bool, dense: bool = False
    ) -> Element:
        grid = add(parent, "tbl")
        properties = add(grid, "tblPr")
        add(properties, "tblStyle", val=self.styles[style])
        add(properties, "tblW", w=str(sum(widths)), type="dxa")
        add(properties, "tblLayout", type="fixed")
        if dense:
            margins = add(properties, "tblCellMar")
            for side in ("top", "bottom"):
                add(margins, side, w=str(DENSE_MARGIN), type="dxa")
        add(
            properties,
            "tblLook",
            val="0620" if header else "0600",
            firstRow="1" if header else "0",
            lastRow="0",
            firstColumn="0",
            lastColumn="0",
            noHBand="1",
            noVBand="1",
        )
        add(properties, "tblCaption", val=clean(caption))
        add(properties, "tblDescription", val=clean(caption))
        columns = add(grid, "tblGrid")
        for width in widths:
            add(columns, "gridCol", w=str(width))
        return grid

    def _head(self, grid: Element, table: Table, widths: list[int], page_break: bool) -> None:
        row = add(grid, "tr")
        properties = add(row, "trPr")
        add(properties, "cantSplit")
        add(properties, "tblHeader")
        for column, width in zip(table.columns, widths, strict=True):
            setting = Setting(page_break=page_break, align=_SIDES[column.align])
            holder = paragraph(self._cell(row, width), self.styles["Tertial Table Head"], setting)
            text(holder, column.title, self.language)

    def _row(
        self,
        grid: Element,
        row: Row,
        below: Row | None,
        columns: tuple[Column, ...],
        widths: list[int],
        keep: bool,
        lines: int,
    ) -> None:
        element = add(grid, "tr")
        if lines <= TALL_LINES:
            add(add(element, "trPr"), "cantSplit")
        if row.kind is RowKind.GROUP:
            cell = self._cell(element, sum(widths), span=len(columns))
            self._content(cell, row.cells[0], Align.LEFT, "Tertial Group", Setting(keep_next=True), False, 0)
            return
        for place, (content, column, width) in enumerate(zip(row.cells, columns, widths, strict=True)):
            cell = self._cell(
                element,
                width,
                top="nil" if row.kind is RowKind.PART else "single" if row.kind is RowKind.TOTAL else "",
                bottom="nil" if below is not None and below.kind is RowKind.PART else "",
            )
            style = "Tertial Part" if place == 0 and row.kind is RowKind.PART else _TEXT_STYLES[column.align]
            total = row.kind is RowKind.TOTAL
            self._content(cell, content, column.align, style, Setting(keep_next=keep), total, width)

    def _cell(self, row: Element, width: int, *, span: int = 1, top: str = "", bottom: str = "") -> Element:
        cell = add(row, "tc")
        properties = add(cell, "tcPr")
        add(properties, "tcW", w=str(width), type="dxa")
        if span > 1:
            add(properties, "gridSpan", val=str(span))
        if top or bottom:
            borders = add(properties, "tcBorders")
            for edge, kind in (("top", top), ("bottom", bottom)):
                if kind == "nil":
                    add(borders, edge, val="nil")
                elif kind:
                    add(borders, edge, val=kind, sz="4", space="0", color=INK.removeprefix("#"))
        return cell

    def _content(
        self, holder: Element, cell: Cell, align: Align, style: str, setting: Setting, total: bool, width: int
    ) -> None:
        """Text, status, picture and small text of a cell, each in a paragraph of its own."""
        language = cell.language or self.language
        strong = self.styles["Strong"] if cell.bold or total else ""
        if cell.text or not (cell.status or cell.picture or cell.sub):
            line = paragraph(holder, self.styles[style], setting)
            if cell.text:
                text(line, cell.text, language, "" if style == "Tertial Group" else strong)
        if cell.status:
            self.status(paragraph(holder, self.styles[style], setting), cell.status, language)
        if cell.picture:
            room = (width - 2 * CELL_MARGIN) / TWIPS_PER_POINT
            points = min(cell.picture.width, room) if room > 0 else cell.picture.width
            line = paragraph(holder, self.styles[style], setting)
            self.pictures.place(line, cell.picture, points, language)
        if cell.sub:
            aligned = Setting(keep_next=setting.keep_next, align=_SIDES[align])
            text(paragraph(holder, self.styles["Tertial Sub"], aligned), cell.sub, language)

    def status(self, line: Element, status: Status, language: str) -> None:
        """Append the mark and the word in the tone's colour; a no-break space keeps them on one line."""
        self.pictures.place_mark(line, status, language)
        add(run(line, language), "t").text = "\u00a0"
        text(line, status.word, language, self.styles[TONE_STYLES[status.tone]])


def column_widths(table: Table, total: int, letters: float = 1.0) -> list[int]:
    """Widths in twips that add up to `total`: shares by weight, raised where something would be cut.

    First no word is to be cut, no status to take two lines and no picture to shrink, up to a quarter of the
    table a column (hyphens break longer words); where there is no room for that, no word is to be cut; else
    no figure, head or word of a status; and where there is no room even for that, the weights alone decide.
    """
    weights = [column.weight for column in table.columns]
    needs = [_needs(table, place, total * WIDEST_WORD, letters) for place in range(len(weights))]
    for limits in zip(*needs, strict=True):
        if sum(limits) <= total:
            return _whole(_raised(weights, limits, total))
    return _whole([total * weight / sum(weights) for weight in weights])


def _raised(weights: list[float], limits: tuple[float, ...], total: int) -> list[float]:
    """Shares of `total` by weight, none below its limit; the limits together do not exceed `total`."""
    raised: set[int] = set()
    widths = [total * weight / sum(weights) for weight in weights]
    while short := [place for place, limit in enumerate(limits) if place not in raised and widths[place] < limit]:
        raised.update(short)
        left = total - sum(limits[place] for place in raised)
        share = sum(weight for place, weight in enumerate(weights) if place not in raised)
        widths = [limits[place] if place in raised else left * weight / share for place, weight in enumerate(weights)]
    return widths


def _whole(widths: list[float]) -> list[int]:
    """Whole twips with the same sum."""
    edges = [round(sum(widths[:place])) for place in range(len(widths) + 1)]
    return [right - left for left, right in pairwise(edges)]


def _needs(table: Table, place: int, widest: float, letters: float) -> tuple[float, float, float]:
    """The least widths of a column in twips: for all its content, for every word, for figures and heads."""
    column = table.columns[place]
    figures = max((_points(word, CAPTION_POINTS, True) for word in column.title.split()), default=0.0)
    words = whole = 0.0
    for row in table.rows:
        if row.kind is RowKind.GROUP:
            continue
        cell = row.cells[place]
        strong = cell.bold or row.kind is RowKind.TOTAL
        longest = max(_points(word, TABLE_POINTS, strong) for word in cell.text.split(" "))
        words = max(words, longest, *(_points(word, CAPTION_POINTS, False) for word in cell.sub.split(" ")))
        if column.align is Align.DECIMAL:
            figures = max(figures, longest)
        if cell.status:
            word = max(_points(word, TABLE_POINTS, True) for word in cell.status.word.split())
            figures = max(figures, _STATUS_POINTS + word)
            whole = max(whole, _STATUS_POINTS + _points(cell.status.word, TABLE_POINTS, True))
        if cell.picture:
            whole = max(whole, cell.picture.width)
    margins = 2 * CELL_MARGIN
    twips = TWIPS_PER_POINT * letters
    least = figures * twips + margins
    unbroken = max(least, min(words * twips + margins, widest))
    return max(unbroken, min(whole * twips + margins, widest)), unbroken, least


@lru_cache(maxsize=50_000)
def _points(word: str, size: float, bold: bool) -> float:
    """About how wide a word is, from three widths of letters; a little too wide rather than too narrow."""
    ems = sum(0.3 if letter in _NARROW else 0.87 if letter in _WIDE else 0.54 for letter in word)
    return ems * size * (1.06 if bold else 1.0)


def _lines(row: Row, columns: tuple[Column, ...], widths: list[int], total: int) -> int:
    """About how many lines the tallest cell of a row takes."""
    if row.kind is RowKind.GROUP:
        return _cell_lines(row.cells[0], total)
    return max(_cell_lines(cell, width) for cell, width in zip(row.cells, widths, strict=True)) if columns else 0


def _cell_lines(cell: Cell, width: int) -> int:
    room = max(width - 2 * CELL_MARGIN, TWIPS_PER_POINT) / TWIPS_PER_POINT
    lines = 0
    for words, size in ((cell.text, TABLE_POINTS), (cell.sub, CAPTION_POINTS)):
        for line in words.split("\n") if words else ():
            lines += 1 + int(_points(line, size, False) / room)
    return lines + (cell.status is not None) + (cell.picture is not None)


def _stays_with(row: Row, below: Row | None, notes: bool) -> bool:
    """Whether a row stays on the page of what follows: its parts, its sum, or the notes below the table."""
    if below is None:
        return notes
    return row.kind is RowKind.GROUP or below.kind in (RowKind.PART, RowKind.TOTAL)
