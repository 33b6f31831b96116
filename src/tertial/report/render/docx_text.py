"""WordprocessingML in small pieces: paragraphs, runs, fields and bookmarks, built element by element.

Texts only ever become the character data of `w:t`, so nothing a user wrote can turn into markup, a field or a
link. Nothing here knows the blocks of a report.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from lxml import etree

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
TWIPS_PER_POINT = 20

LOCALES = {"sv": "sv-SE", "en": "en-GB"}
"""Word checks spelling and hyphenates by locale, not by language alone."""

Element = etree._Element

_NOT_IN_XML = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_BREAKS = re.compile("([\t\n])")


def w(name: str) -> str:
    """The name in the WordprocessingML namespace, as lxml writes it."""
    return f"{{{W}}}{name}"


def add(parent: Element, name: str, /, **attributes: str) -> Element:
    """Append `w:name` with `w:` attributes in the order given."""
    child = etree.SubElement(parent, w(name))
    for key, value in attributes.items():
        child.set(w(key), value)
    return child


def clean(text: str) -> str:
    """The text with one kind of line end and with U+FFFD for characters that XML cannot hold."""
    return _NOT_IN_XML.sub("\N{REPLACEMENT CHARACTER}", text.replace("\r\n", "\n").replace("\r", "\n"))


@dataclass(frozen=True, slots=True)
class Setting:
    """What a style cannot say about a paragraph, because it depends on the paragraph's neighbours."""

    keep_next: bool = False
    page_break: bool = False
    before: int | None = None
    """Space above in twips, where the block above asks for it."""
    align: str = ""


PLAIN = Setting()


def paragraph(parent: Element, style: str, setting: Setting = PLAIN) -> Element:
    """Append a paragraph in the style with this id; children of `w:pPr` in the order of the schema."""
    element = etree.SubElement(parent, w("p"))
    properties = etree.SubElement(element, w("pPr"))
    add(properties, "pStyle", val=style)
    if setting.keep_next:
        add(properties, "keepNext")
    if setting.page_break:
        add(properties, "pageBreakBefore")
    if setting.before is not None:
        add(properties, "spacing", before=str(setting.before))
    if setting.align:
        add(properties, "jc", val=setting.align)
    return element


def run(parent: Element, language: str, style: str = "") -> Element:
    """Append an empty run in a language, in the character style with this id where one is given."""
    element = etree.SubElement(parent, w("r"))
    properties = etree.SubElement(element, w("rPr"))
    if style:
        add(properties, "rStyle", val=style)
    add(properties, "lang", val=LOCALES.get(language, language))
    return element


def text(parent: Element, words: str, language: str, style: str = "") -> None:
    """Append the words as they are; line ends and tabs become Word's own."""
    element = run(parent, language, style)
    for piece in _BREAKS.split(clean(words)):
        if piece == "\n":
            add(element, "br")
        elif piece == "\t":
            add(element, "tab")
        elif piece:
            letters = etree.SubElement(element, w("t"))
            letters.set(XML_SPACE, "preserve")
            letters.text = piece


def open_field(parent: Element, instruction: str, language: str) -> None:
    """Begin a field; what follows until `close_field` is what it shows before it is updated."""
    add(run(parent, language), "fldChar", fldCharType="begin")
    code = etree.SubElement(run(parent, language), w("instrText"))
    code.set(XML_SPACE, "preserve")
    code.text = f" {instruction} "
    add(run(parent, language), "fldChar", fldCharType="separate")


def close_field(parent: Element, language: str) -> None:
    """End the field that `open_field` began."""
    add(run(parent, language), "fldChar", fldCharType="end")


def open_bookmark(parent: Element, number: int, name: str) -> None:
    """Begin a bookmark; `close_bookmark` with the same number ends it."""
    add(parent, "bookmarkStart", id=str(number), name=name)


def close_bookmark(parent: Element, number: int) -> None:
    """End the bookmark with this number."""
    add(parent, "bookmarkEnd", id=str(number))
