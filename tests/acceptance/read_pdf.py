"""Reads a report back out of its PDF by its structure, as assistive technology does.

The tag tree says what is a heading, a row or a cell; the marked content that an element points to is decoded through
the maps from glyphs to letters that the file's own fonts carry. Nothing is guessed from places on the page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO

import pypdf
from pypdf.generic import (
    ArrayObject,
    ByteStringObject,
    ContentStream,
    DictionaryObject,
    NumberObject,
    PdfObject,
    StreamObject,
    TextStringObject,
)

from tests.acceptance.printed import Line, Printed, line

_ENDS_OPEN = ("\u00ad", "-", "–", "−", "/", " ", "\u00a0")
"""A line that ends so goes on without white space of its own."""

Glyphs = dict[int, str]


def read_pdf(content: bytes) -> Printed:
    """Everything in the tag tree."""
    reader = pypdf.PdfReader(BytesIO(content))
    pages = {page.indirect_reference.idnum: _marked(page) for page in reader.pages if page.indirect_reference}
    root = reader.root_object["/StructTreeRoot"]
    assert isinstance(root, DictionaryObject)
    (document,) = _Element(root, {}, pages).children()
    return list(_blocks(document.children()))


class _Element:
    """An element of the tag tree, or a number of marked content on a page."""

    def __init__(self, entry: DictionaryObject, texts: dict[int, str], pages: dict[int, dict[int, str]]) -> None:
        self._entry, self._pages = entry, pages
        page = entry.raw_get("/Pg") if "/Pg" in entry else None
        self._texts = texts if page is None else pages[page.idnum]
        self.role = str(entry.get("/S", "")).removeprefix("/")
        self.alt = str(entry.get("/Alt", ""))
        self.span = max([int(told["/ColSpan"]) for told in entry.get("/A", ()) if "/ColSpan" in told], default=1)

    def _kids(self) -> list[PdfObject]:
        found = self._entry.get("/K")
        kids = list(found) if isinstance(found, ArrayObject) else [] if found is None else [found]
        return [resolved for kid in kids if (resolved := kid.get_object()) is not None]

    def children(self) -> list[_Element]:
        """The elements below; references to links' places are none."""
        kids = [kid for kid in self._kids() if isinstance(kid, DictionaryObject)]
        return [_Element(kid, self._texts, self._pages) for kid in kids if kid.get("/Type") not in ("/OBJR", "/MCR")]

    def inside(self, role: str) -> list[_Element]:
        """The outermost elements of a role below this one."""
        found = []
        for child in self.children():
            found += [child] if child.role == role else child.inside(role)
        return found

    def words(self) -> str:
        """The words below; a drawing is said in its words and the sign of a list is silent."""
        if self.role == "Figure":
            return f" {self.alt} "
        text = ""
        for kid in self._kids():
            if isinstance(kid, NumberObject):
                piece = self._texts[int(kid)]
            elif isinstance(kid, DictionaryObject) and kid.get("/Type") == "/MCR":
                piece = self._pages[kid.raw_get("/Pg").idnum][int(str(kid["/MCID"]))]
            elif isinstance(kid, DictionaryObject) and kid.get("/Type") != "/OBJR":
                piece = _Element(kid, self._texts, self._pages).words()
            else:
                continue
            joined = not text or text.endswith(_ENDS_OPEN) or piece.startswith("\u00ad")
            text += piece if joined else f" {piece}"
        return text

    def content(self) -> str:
        """The words of a drawing's own letters."""
        self.role = ""
        return self.words()


def _blocks(elements: list[_Element]) -> Iterator[Line]:
    for place, element in enumerate(elements):
        match element.role:
            case "Title":
                yield line("title", element.words())
            case "H1" if place + 1 < len(elements) and elements[place + 1].role == "TOC":
                yield line("contents", element.words())
            case "TOC":
                for entry in element.inside("TOCI"):
                    yield line("entry", entry.inside("Div")[0].children()[0].words())
            case "H1" | "H2" | "H3" | "H4":
                yield line(f"heading {element.role[1]}", element.words())
            case "P":
                yield line("subtitle" if place == 1 else "paragraph", element.words())
            case "L":
                for item in element.inside("LBody"):
                    yield line("bullet", item.words())
            case _:
                yield from _drawn_or_tabled(element)


def _drawn_or_tabled(element: _Element) -> Iterator[Line]:
    match element.role:
        case "Figure":
            yield line("tiles", element.alt, element.content())
        case "Table":
            yield from _table(element)
        case "Div" if element.inside("Table"):  # a caption that could not stand in the table stands before it
            (caption,), (table,) = element.inside("Caption"), element.inside("Table")
            yield line("table", caption.words())
            yield from _table(table)
        case "Div" if element.inside("Figure"):
            (caption,), (drawing,) = element.inside("Caption"), element.inside("Figure")
            yield line("chart", caption.words(), drawing.alt)
            notes = [child for child in element.children() if child.role not in ("Caption", "Figure", "Div")]
            yield from _blocks(notes)
        case _:
            raise AssertionError(f"the PDF has an element that no other format can have: {element.role}")


def _table(table: _Element) -> Iterator[Line]:
    for caption in table.inside("Caption"):
        yield line("table", caption.words())
    columns = 0
    for row in table.inside("TR"):
        cells = row.children()
        columns = columns or len(cells)
        place, within = 0, []
        for cell in cells:
            # A span over rows that stay on one page is an empty cell beyond the columns of the head.
            assert place < columns or not cell.words(), f"a row has words beyond its columns: {cell.words()}"
            within += [cell.words()] if place < columns else []
            place += cell.span
        yield line("row", *within)


def _marked(page: pypdf.PageObject) -> dict[int, str]:
    """The text of each number of marked content on a page."""
    fonts = {name: _glyphs(font.get_object()) for name, font in _fonts(page).items()}
    texts: dict[int, str] = {}
    open_marks: list[tuple[int | None, str | None]] = []
    glyphs: Glyphs = {}
    stream = page["/Contents"].get_object()
    for operands, operator in ContentStream(stream, page.pdf).operations:
        if operator in (b"BDC", b"BMC"):
            said = operands[1] if operator == b"BDC" else {}
            number = int(said["/MCID"]) if "/MCID" in said else None
            open_marks.append((number, str(said["/ActualText"]) if "/ActualText" in said else None))
            if number is not None:
                texts.setdefault(number, "")
        elif operator == b"EMC":
            _number, instead = open_marks.pop()
            if instead is not None:
                _add(texts, open_marks, instead)
        elif operator == b"Tf":
            glyphs = fonts[operands[0]]
        elif operator in (b"Tj", b"TJ"):
            shown = operands[0] if operator == b"TJ" else operands
            if all(instead is None for _number, instead in open_marks):
                _add(texts, open_marks, "".join(_decoded(part, glyphs) for part in shown))
    return texts


def _add(texts: dict[int, str], open_marks: list[tuple[int | None, str | None]], text: str) -> None:
    number = next((number for number, _instead in reversed(open_marks) if number is not None), None)
    if number is not None:
        texts[number] += text


def _decoded(part: PdfObject, glyphs: Glyphs) -> str:
    if isinstance(part, TextStringObject):
        codes = part.original_bytes
    elif isinstance(part, ByteStringObject):
        codes = bytes(part)
    else:
        return ""  # a number: space between glyphs
    return "".join(glyphs[int.from_bytes(codes[place : place + 2])] for place in range(0, len(codes), 2))


def _fonts(page: pypdf.PageObject) -> DictionaryObject:
    resources = page["/Resources"].get_object()
    assert isinstance(resources, DictionaryObject)
    found = resources.get("/Font", DictionaryObject())
    assert isinstance(found, DictionaryObject)
    return found


def _glyphs(font: PdfObject | None) -> Glyphs:
    assert isinstance(font, DictionaryObject)
    stream = font["/ToUnicode"].get_object()
    assert isinstance(stream, StreamObject)
    table = stream.get_data().decode("ascii")
    assert "beginbfrange" not in table, "the font maps ranges, which this reader does not know"
    pairs = [
        pair
        for part in re.findall(r"beginbfchar(.*?)endbfchar", table, re.DOTALL)
        for pair in re.findall(r"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>", part)
    ]
    return {int(code, 16): bytes.fromhex(letters).decode("utf-16-be") for code, letters in pairs}
