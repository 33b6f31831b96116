"""A report as a Word document that a board secretary can edit: named styles, real lists, fields that update.

The contents are a field with its entries filled in as links. Their page numbers come when Word updates the field,
which a click on the contents offers: only Word knows where its pages break. The setting that updates fields on
opening is left off, because Word then asks each reader whether the document may fetch from other files.

An own template keeps its styles, page setup, headers, footers and logo (see `docx_package`). A footer that the
template fills is left alone; an empty one gets the report's footer and page number. The report's footer text
also stands in the document's comments, where a field {COMMENTS} in a template finds it.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, field
from pathlib import Path

from docx.document import Document as WordDocument
from docx.shared import Length

from tertial.report.model import (
    Block,
    Bullets,
    Chart,
    Document,
    Heading,
    PageBreak,
    Paragraph,
    ParagraphStyle,
    Table,
    Tiles,
)
from tertial.report.render.docx_package import numbering_element, start_document, written
from tertial.report.render.docx_picture import Pictures
from tertial.report.render.docx_styles import join_bullets, join_styles
from tertial.report.render.docx_table import TableWriter
from tertial.report.render.docx_text import (
    LOCALES,
    TWIPS_PER_POINT,
    Element,
    Setting,
    add,
    clean,
    close_bookmark,
    close_field,
    open_bookmark,
    open_field,
    paragraph,
    text,
    w,
)

CONTENTS_LEVELS = 2
"""Headings down to this level stand in the table of contents."""

AFTER_TABLE = 160
"""Space in twips above running text that follows a table; tables have no space of their own in Word."""

AFTER_BULLETS = 80
"""Space in twips above running text that follows a list, whose points stand closer than paragraphs."""

WIDE_LETTERS = 1.2
"""How much wider than Source Sans a template's typeface may be; Arial is an eighth wider."""

LONGEST_PROPERTY = 255
"""Characters that a document property may hold."""

_PARAGRAPH_STYLES = {
    ParagraphStyle.LEAD: "Tertial Lead",
    ParagraphStyle.BODY: "Normal",
    ParagraphStyle.NOTE: "Tertial Note",
}

_FOOTER_CONTENT = tuple(w(name) for name in ("t", "drawing", "pict", "fldSimple", "instrText", "object"))


def render_docx(document: Document, template: Path | None = None) -> bytes:
    """The report as a .docx file; the same document and template give the same bytes.

    Raises TemplateError when the template is not a Word document that can be read, ValueError when a picture is
    not SVG.
    """
    word = start_document(template, document.language)
    width = _text_width(word)
    styles = join_styles(word.styles, width, join_bullets(numbering_element(word)))
    _set_properties(word, document)
    _write_footer(word, document, styles, width)
    pictures = Pictures(word.part)
    tables = TableWriter(styles, document.language, pictures, width, WIDE_LETTERS if template else 1.0)
    writer = _Writer(document, styles, pictures, tables, width)
    body: Element = word.element.body
    section = body[-1]
    writer.write(body)
    body.append(section)
    return written(word)


@dataclass(slots=True)
class _Writer:
    """Writes the blocks in order; remembers what the block before asks of the next one."""

    document: Document
    styles: dict[str, str]
    pictures: Pictures
    tables: TableWriter
    width: int
    _marks: dict[str, tuple[int, str]] = field(default_factory=dict)
    _break: bool = False
    _below_table: bool = False
    _below_bullets: bool = False

    def write(self, body: Element) -> None:
        """Title, contents and every block."""
        headings = [block for block in self.document.blocks if isinstance(block, Heading)]
        # The name that Word gives the targets of its own contents, so that an update finds and keeps them.
        self._marks = {
            heading.anchor: (number, f"_Toc{100_000_000 + number}") for number, heading in enumerate(headings, start=1)
        }
        self._line(body, "Title", self.document.title)
        if self.document.subtitle:
            self._line(body, "Subtitle", self.document.subtitle)
        self._contents(body, [heading for heading in headings if heading.level <= CONTENTS_LEVELS])
        for block in self.document.blocks:
            self._block(body, block)
        if self._below_table:
            self._end_table(body)

    def _block(self, body: Element, block: Block) -> None:
        match block:
            case PageBreak():
                self._break = True
            case Heading():
                self._heading(body, block)
            case Paragraph():
                language = block.language
                self._line(body, _PARAGRAPH_STYLES[block.style], block.text, language=language)
            case Bullets():
                for item in block.items:
                    self._line(body, "List Bullet", item, language=block.language)
                self._below_bullets = True
            case Tiles() if block.items:
                self._separate(body)
                self.tables.tiles(body, block, page_break=self._taken_break())
                self._below_table = True
            case Table():
                self._table(body, block)
            case Chart():
                self._line(body, "Tertial Chart Title", block.title, keep_next=True)
                holder = paragraph(body, self.styles["Tertial Chart"], self._setting(keep_next=bool(block.note)))
                self.pictures.place(holder, block.picture, self.width / TWIPS_PER_POINT, self.document.language)
                if block.note:
                    self._line(body, "Tertial Note", block.note)

    def _table(self, body: Element, table: Table) -> None:
        if table.show_caption:
            self._line(body, "caption", table.caption, keep_next=True)
        else:
            self._separate(body)
        self.tables.table(body, table, page_break=self._taken_break())
        self._below_table = True
        for place, note in enumerate(table.notes):
            self._below_table = False
            self._line(body, "Tertial Note", note, keep_next=place + 1 < len(table.notes))

    def _heading(self, body: Element, heading: Heading) -> None:
        holder = paragraph(body, self.styles[f"heading {heading.level}"], self._setting())
        number, name = self._marks[heading.anchor]
        open_bookmark(holder, number, name)
        text(holder, heading.text, heading.language or self.document.language)
        close_bookmark(holder, number)

    def _contents(self, body: Element, headings: list[Heading]) -> None:
        """The contents as Word makes them itself, so that clicking it offers to update it."""
        language = self.document.language
        holder = add(body, "sdt")
        gallery = add(add(holder, "sdtPr"), "docPartObj")
        add(gallery, "docPartGallery", val="Table of Contents")
        add(gallery, "docPartUnique")
        content = add(holder, "sdtContent")
        self._line(content, "TOC Heading", self.document.chrome.contents)
        line = paragraph(content, self.styles[f"toc {headings[0].level}" if headings else "toc 1"])
        open_field(line, f'TOC \\o "1-{CONTENTS_LEVELS}" \\h \\z', language)
        if not headings:
            text(line, self.document.chrome.update_contents, language)
        for place, heading in enumerate(headings):
            if place:
                line = paragraph(content, self.styles[f"toc {heading.level}"])
            self._entry(line, heading)
        close_field(line, language)

    def _entry(self, line: Element, heading: Heading) -> None:
        language = self.document.language
        name = self._marks[heading.anchor][1]
        link = add(line, "hyperlink", anchor=name, history="1")
        text(link, heading.text, heading.language or language)
        text(link, "\t", language)
        open_field(link, f"PAGEREF {name} \\h", language)
        close_field(link, language)

    def _line(self, parent: Element, style: str, words: str, *, language: str = "", keep_next: bool = False) -> None:
        holder = paragraph(parent, self.styles[style], self._setting(keep_next=keep_next, spaced=_is_flowing(style)))
        text(holder, words, language or self.document.language)

    def _setting(self, *, keep_next: bool = False, spaced: bool = False) -> Setting:
        above = AFTER_TABLE if self._below_table else AFTER_BULLETS if self._below_bullets else None
        before = above if spaced else None
        self._below_table = self._below_bullets = False
        return Setting(keep_next=keep_next, page_break=self._taken_break(), before=before)

    def _taken_break(self) -> bool:
        taken, self._break = self._break, False
        return taken

    def _separate(self, body: Element) -> None:
        """Keep two tables apart that follow each other: Word would make one table of them."""
        if self._below_table:
            self._end_table(body)

    def _end_table(self, body: Element) -> None:
        paragraph(body, self.styles["Tertial Table End"])
        self._below_table = False


def _is_flowing(style: str) -> bool:
    """Whether a style has no space of its own above, so that a table before it must ask for some."""
    return style in ("Normal", "Tertial Lead", "List Bullet")


def _text_width(word: WordDocument) -> int:
    """The width between the margins in twips; Word's own A4 where a template leaves out its page setup."""
    section = word.sections[-1]
    page = section.page_width or Length(0)
    margins = (section.left_margin or Length(0)) + (section.right_margin or Length(0)) + (section.gutter or Length(0))
    width = round((page - margins) / 635)
    return width if width > 2000 else 9412


def _set_properties(word: WordDocument, document: Document) -> None:
    """Title, author, language and subject; the dates are the report's own date, never the clock."""
    properties = word.core_properties
    date = dt.datetime.fromisoformat(document.date).replace(hour=0, minute=0, second=0, microsecond=0, tzinfo=None)
    properties.title = clean(document.title)[:LONGEST_PROPERTY]
    properties.author = clean(document.author)[:LONGEST_PROPERTY]
    properties.last_modified_by = clean(document.author)[:LONGEST_PROPERTY]
    properties.subject = clean(document.subtitle)[:LONGEST_PROPERTY]
    properties.comments = clean(document.footer)[:LONGEST_PROPERTY]
    properties.identifier = clean(document.identifier)[:LONGEST_PROPERTY]
    properties.language = LOCALES.get(document.language, document.language)
    properties.created = date
    properties.modified = date
    properties.revision = 1


def _write_footer(word: WordDocument, document: Document, styles: dict[str, str], width: int) -> None:
    """The footer text to the left and the page number to the right; a footer with content is left alone."""
    footer = word.sections[-1].footer
    footer.is_linked_to_previous = False
    element: Element = footer._element
    if next(element.iter(*_FOOTER_CONTENT), None) is not None:
        return
    for child in list(element):
        element.remove(child)
    line = paragraph(element, styles["footer"])
    _set_right_tab(line, word.styles.element, styles["footer"], width)
    text(line, f"{document.footer}\t", document.language)
    for piece in re.split(r"(\{pages?\})", document.chrome.page):
        if piece in ("{page}", "{pages}"):
            open_field(line, "PAGE" if piece == "{page}" else "NUMPAGES", document.language)
            text(line, "1", document.language)
            close_field(line, document.language)
        elif piece:
            text(line, piece, document.language)


def _set_right_tab(line: Element, styles: Element, style: str, width: int) -> None:
    """One tab stop, at the right margin; those of the template's footer style are cleared."""
    tabs = add(line[0], "tabs")
    for element in styles.iterchildren(w("style")):
        if element.get(w("styleId")) == style:
            for stop in element.iter(w("tab")):
                add(tabs, "tab", val="clear", pos=stop.get(w("pos"), "0"))
    add(tabs, "tab", val="right", pos=str(width))
