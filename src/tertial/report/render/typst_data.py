"""A document as the plain data that the Typst template reads: lists, strings and numbers, never markup."""

from tertial.report import tokens
from tertial.report.model import (
    Block,
    Bullets,
    Cell,
    Chart,
    Document,
    Heading,
    PageBreak,
    Paragraph,
    Picture,
    Table,
    Tiles,
)
from tertial.report.render.pdf_fonts import drawable
from tertial.report.render.table_measures import (
    CELL_INSET,
    LINES_KEPT_TOGETHER,
    PART_INDENT,
    TABLE_POINTS,
    TEXT_WIDTH,
    column_widths,
    leading_gaps,
    row_lines,
    table_scale,
    ties,
)

HEADINGS_WITHOUT_CONTENTS = 6
"""A document with more headings than this has a table of contents."""

DENSE_SCALE = 0.92
"""What the text of a dense table is made smaller by."""

Data = dict[str, object]


class Drawings:
    """The drawings of a document, each kept once however often it is shown."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}

    def number(self, svg: str) -> int:
        """The number of a drawing, which is added when it is new."""
        return self._numbers.setdefault(svg, len(self._numbers))

    def texts(self) -> list[str]:
        """The drawings by number, with their letters made drawable."""
        return [drawable(svg) for svg in self._numbers]


def document_data(document: Document) -> Data:
    """All that the template needs, ready for JSON."""
    drawings = Drawings()
    blocks = [_block(block, number, drawings) for number, block in enumerate(document.blocks)]
    headings = sum(isinstance(block, Heading) for block in document.blocks)
    return {
        "title": drawable(document.title),
        "subtitle": drawable(document.subtitle),
        "author": drawable(document.author),
        "footer": drawable(document.footer),
        "language": _language(document.language),
        "page_pattern": drawable(document.chrome.page),
        "contents": drawable(document.chrome.contents) if headings > HEADINGS_WITHOUT_CONTENTS else None,
        "look": _look(),
        "blocks": blocks,
        "drawings": drawings.texts(),
    }


def _look() -> Data:
    return {
        "ink": tokens.INK,
        "muted": tokens.MUTED,
        "hairline": tokens.HAIRLINE,
        "accent": tokens.ACCENT,
        "tones": tokens.TONES,
        "font": tokens.FONT_FAMILY,
        "body": tokens.BODY_POINTS,
        "caption": tokens.CAPTION_POINTS,
        "table": TABLE_POINTS,
        "text_width": TEXT_WIDTH,
        "cell_inset": CELL_INSET,
        "part_indent": PART_INDENT,
    }


def _language(tag: str) -> Data | None:
    """A language tag (`sv`, `en-GB`) in Typst's two parts; None when the text follows the document."""
    if not tag:
        return None
    lang, _, region = tag.partition("-")
    return {"lang": lang.lower(), "region": region.upper() or None}


def _block(block: Block, number: int, drawings: Drawings) -> Data:
    match block:
        case Heading():
            return {
                "block": "heading",
                "level": block.level,
                "text": drawable(block.text),
                "anchor": block.anchor,
                "language": _language(block.language),
            }
        case Paragraph():
            return {
                "block": "paragraph",
                "text": drawable(block.text),
                "style": block.style.value,
                "language": _language(block.language),
            }
        case Bullets():
            return {
                "block": "bullets",
                "items": [drawable(item) for item in block.items],
                "language": _language(block.language),
            }
        case Tiles():
            items = [
                {"number": drawable(tile.number), "word": drawable(tile.word), "tone": tile.status.tone.value}
                for tile in block.items
            ]
            return {"block": "tiles", "items": items, "alt": _spoken(block.alt)}
        case Chart():
            return {
                "block": "chart",
                "title": drawable(block.title),
                "picture": _picture(block.picture, TEXT_WIDTH, drawings),
                "note": drawable(block.note),
            }
        case Table():
            return _table(block, number, drawings)
        case PageBreak():
            return {"block": "page-break"}


def _table(table: Table, number: int, drawings: Drawings) -> Data:
    widths = column_widths(table)
    gaps = leading_gaps(table)
    rooms = [width - gap for width, gap in zip(widths, gaps, strict=True)]
    lines = [row_lines(row, rooms) for row in table.rows]
    tie_of_row = ties(table, lines)
    watched = {index + step for index, tie in enumerate(tie_of_row) for step in range(tie)}
    rows = [
        {
            "kind": row.kind.value,
            "cells": [
                _cell(cell, room, drawings)
                for cell, room in zip(row.cells, rooms if len(row.cells) > 1 else [TEXT_WIDTH], strict=True)
            ],
            "breakable": lines[index] > LINES_KEPT_TOGETHER,
            "tie": tie_of_row[index],
            "watched": index in watched,
        }
        for index, row in enumerate(table.rows)
    ]
    return {
        "block": "table",
        "number": number,
        "caption": drawable(table.caption),
        "show_caption": table.show_caption,
        "scale": table_scale(table) * (DENSE_SCALE if table.dense else 1),
        "dense": table.dense,
        "columns": [
            {"title": drawable(column.title), "align": column.align.value, "width": width, "gap": gap}
            for column, width, gap in zip(table.columns, widths, gaps, strict=True)
        ],
        "rows": rows,
        "notes": [drawable(note) for note in table.notes],
    }


def _cell(cell: Cell, width: float, drawings: Drawings) -> Data:
    status = cell.status
    return {
        "text": drawable(cell.text),
        "sub": drawable(cell.sub),
        "bold": cell.bold,
        "status": status and {"mark": status.mark.value, "word": drawable(status.word), "tone": status.tone.value},
        "picture": cell.picture and _picture(cell.picture, width - 2 * CELL_INSET, drawings),
        "language": _language(cell.language),
    }


def _picture(picture: Picture, room: float, drawings: Drawings) -> Data:
    """The picture in its own size, made smaller where there is not room for it."""
    return {
        "drawing": drawings.number(picture.svg),
        "width": min(picture.width, room),
        "alt": _spoken(picture.alt),
    }


def _spoken(text: str) -> str:
    """A text that is read aloud but not drawn, as Unicode that JSON can carry."""
    return text.encode(errors="replace").decode()
