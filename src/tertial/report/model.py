"""The document model: what a report says, as blocks, before anyone decides how it looks.

Every text is final here: translated, with numbers formatted for the language. Renderers add no words and no
numbers of their own, so the formats cannot differ in what they say. All texts are plain text; a renderer
escapes them for its format, so that nothing a user wrote can become markup.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


class Tone(StrEnum):
    """The meaning that a status colour carries."""

    MET = "met"
    PARTLY = "partly"
    NOT_MET = "not_met"
    NONE = "none"


class Mark(StrEnum):
    """The shape that says the same as the tone without colour: a disc that fills as the goal does."""

    FULL = "full"
    HALF = "half"
    RING = "ring"
    DOTTED = "dotted"


class Align(StrEnum):
    """How the cells of a column stand. `DECIMAL` columns are right-aligned with tabular figures."""

    LEFT = "left"
    DECIMAL = "decimal"
    CENTER = "center"


class ParagraphStyle(StrEnum):
    """`LEAD` opens a section, `BODY` is running text, `NOTE` is a small muted note below a table or chart."""

    LEAD = "lead"
    BODY = "body"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Status:
    """A status as it is shown: a mark, a word and a tone. `assumed` words stand in the text, not here."""

    mark: Mark
    word: str
    tone: Tone

    def __post_init__(self) -> None:
        if not self.word.strip():
            raise ValueError("a status is always shown with its word")


@dataclass(frozen=True, slots=True)
class Picture:
    """A finished drawing: self-contained SVG text, its size in points and what it shows in words."""

    svg: str
    width: float
    height: float
    alt: str

    def __post_init__(self) -> None:
        if not self.alt.strip():
            raise ValueError("a picture needs a text that says what it shows")
        if self.width <= 0 or self.height <= 0:
            raise ValueError("a picture has a size")


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: a text (figures already formatted), a small text below it, a status or a picture.

    A line feed in the text is a line break.

    `figure` is the number behind the text in plain notation ("-335", "70.0"), for reading it back and for
    sorting; it is empty where the cell is no figure. `language` is set when the text is in another language
    than the document ("sv" in an English report).
    """

    text: str = ""
    sub: str = ""
    status: Status | None = None
    picture: Picture | None = None
    bold: bool = False
    figure: str = ""
    language: str = ""


class RowKind(StrEnum):
    """`GROUP` rows carry one heading cell over the full width, `PART` rows split the row above, `TOTAL` rows sum."""

    BODY = "body"
    GROUP = "group"
    PART = "part"
    TOTAL = "total"


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table; a `GROUP` row has exactly one cell, which spans all columns."""

    cells: tuple[Cell, ...]
    kind: RowKind = RowKind.BODY


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its head, how its cells stand and its share of the width (relative to the other columns)."""

    title: str
    align: Align = Align.LEFT
    weight: float = 1.0

    def __post_init__(self) -> None:
        if self.weight <= 0:
            raise ValueError("a column's weight is above zero")


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of level 1 to 4; `anchor` is unique in the document and made of a-z, 0-9 and hyphens."""

    level: int
    text: str
    anchor: str
    language: str = ""

    def __post_init__(self) -> None:
        if not 1 <= self.level <= 4:
            raise ValueError(f"a heading has level 1 to 4, not {self.level}")
        if not self.text.strip():
            raise ValueError("a heading has a text")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of plain text."""

    text: str
    style: ParagraphStyle = ParagraphStyle.BODY
    language: str = ""


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list of plain texts."""

    items: tuple[str, ...]
    language: str = ""


@dataclass(frozen=True, slots=True)
class Tile:
    """A count with its word, on a rule in the tone's colour."""

    number: str
    word: str
    status: Status


@dataclass(frozen=True, slots=True)
class Tiles:
    """A row of tiles; `alt` says them in one sentence."""

    items: tuple[Tile, ...]
    alt: str


@dataclass(frozen=True, slots=True)
class Table:
    """A table with its caption (also its accessible name), rows and notes below.

    The head is repeated on every page. Raises ValueError when a row does not fit the columns.
    """

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    notes: tuple[str, ...] = ()
    show_caption: bool = False
    """Whether the caption is printed above the table; it is always there for assistive technology."""
    dense: bool = False
    """Whether rows stand as close as they can, so that a table of forty rows fits on a page."""

    def __post_init__(self) -> None:
        if not self.caption.strip():
            raise ValueError("a table needs a caption")
        for row in self.rows:
            wanted = 1 if row.kind is RowKind.GROUP else len(self.columns)
            if len(row.cells) != wanted:
                raise ValueError(f"a row of {self.caption!r} has {len(row.cells)} cells, not {wanted}")


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart at full text width with a title above and a note below."""

    title: str
    picture: Picture
    note: str = ""


@dataclass(frozen=True, slots=True)
class PageBreak:
    """The next block begins a new page where the format has pages."""


Block = Heading | Paragraph | Bullets | Tiles | Table | Chart | PageBreak


@dataclass(frozen=True, slots=True)
class Chrome:
    """The few words that a format adds around the blocks, translated: contents, page numbers, skip link."""

    contents: str
    """Title of the table of contents."""
    page: str
    """Page number pattern with `{page}` and `{pages}`, such as `{page} ({pages})`."""
    skip: str
    """The link that skips to the text on a web page."""
    update_contents: str
    """What Word shows in an empty table of contents until it is updated."""


@dataclass(frozen=True, slots=True)
class Document:
    """A whole report: what it is called, in which language, its footer and its blocks.

    `identifier` is a stable name of this report (region, period, language), used for document ids so that
    the same input gives the same bytes; `date` is the as-of date in ISO form, never the time of writing.
    """

    identifier: str
    language: str
    title: str
    subtitle: str
    author: str
    footer: str
    date: str
    chrome: Chrome
    blocks: tuple[Block, ...] = field(default=())

    def __post_init__(self) -> None:
        anchors = [block.anchor for block in self.blocks if isinstance(block, Heading)]
        twice = (
            sorted({anchor for anchor in anchors if anchors.count(anchor) > 1})
            if len(set(anchors)) < len(anchors)
            else []
        )
        if twice:
            raise ValueError(f"anchors stand twice: {', '.join(twice)}")
