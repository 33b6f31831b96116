"""Reads a report back out of its Word document: the package's own XML and nothing of the renderer."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from io import BytesIO

from lxml import etree

from tests.acceptance.printed import Line, Printed, line, plain

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_DESCRIBED = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
_DECORATIVE = "{http://schemas.microsoft.com/office/drawing/2017/decorative}decorative"
_SAID_ELSEWHERE = {"Tertial Table End", "caption"}
"""Styles of paragraphs that only part tables, and of captions that the table itself has too."""


def read_docx(content: bytes) -> Printed:
    """Everything in the body of the document."""
    with zipfile.ZipFile(BytesIO(content)) as package:
        body = etree.fromstring(package.read("word/document.xml"))[0]
        names = _style_names(etree.fromstring(package.read("word/styles.xml")))
    return list(_blocks(body, names))


def _style_names(styles: etree._Element) -> dict[str, str]:
    return {
        str(style.get(f"{_W}styleId")): str(name.get(f"{_W}val"))
        for style in styles.iter(f"{_W}style")
        for name in style.iterchildren(f"{_W}name")
    }


def _blocks(parent: etree._Element, names: dict[str, str]) -> Iterator[Line]:
    title = ""
    for block in parent:
        if block.tag == f"{_W}tbl":
            yield from _table(block, names)
        elif block.tag == f"{_W}sdt":
            (content,) = block.iterchildren(f"{_W}sdtContent")
            yield from _blocks(content, names)
        elif block.tag == f"{_W}p":
            style = names[_value(block, "pStyle")]
            words = _words(block)
            if style == "Tertial Chart Title":
                title = words
            elif style == "Tertial Chart":
                yield line("chart", title, words)
            elif style in _SAID_ELSEWHERE:
                continue
            else:
                yield line(_kind(style), words)
        else:
            assert block.tag == f"{_W}sectPr", f"the document has a block that no other format can have: {block.tag}"


def _kind(style: str) -> str:
    match style.split():
        case ["heading", level]:
            return f"heading {level}"
        case ["toc", _level]:
            return "entry"
        case _:
            kinds = {"Title": "title", "Subtitle": "subtitle", "TOC Heading": "contents", "List Bullet": "bullet"}
            kinds |= dict.fromkeys(("Normal", "Tertial Lead", "Tertial Note"), "paragraph")
            return kinds[style]


def _table(table: etree._Element, names: dict[str, str]) -> Iterator[Line]:
    caption = _value(table, "tblCaption")
    rows = [
        [" ".join(_words(holder) for holder in cell.iterchildren(f"{_W}p")) for cell in row.iterchildren(f"{_W}tc")]
        for row in table.iterchildren(f"{_W}tr")
    ]
    if names[_value(table, "tblStyle")] == "Tertial Tiles":
        yield line("tiles", caption, " ".join(cell for row in rows for cell in row))
        return
    yield line("table", caption)
    for row in rows:
        yield line("row", *row)


def _value(element: etree._Element, name: str) -> str:
    found = next(element.iter(f"{_W}{name}"))
    return str(found.get(f"{_W}val"))


def _words(paragraph: etree._Element) -> str:
    """The words of a paragraph; a drawing is said in its words and decoration is silent."""
    pieces = []
    for element in paragraph.iter():
        if element.tag == f"{_W}t":
            pieces.append(element.text or "")
        elif element.tag in (f"{_W}br", f"{_W}tab"):
            pieces.append(" ")
        elif element.tag == _DESCRIBED and next(element.iter(_DECORATIVE), None) is None:
            pieces.append(f" {element.get('descr')} ")
    return plain("".join(pieces))
