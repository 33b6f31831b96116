"""Reads a report back out of its web page, with an HTML parser and nothing of the renderer."""

from __future__ import annotations

from collections.abc import Iterator

from bs4 import BeautifulSoup
from bs4.element import NavigableString, Tag

from tests.acceptance.printed import Line, Printed, line, plain


def read_html(content: bytes) -> Printed:
    """Everything between the page's title and its foot."""
    page = BeautifulSoup(content.decode("utf-8"), "lxml")
    return [*_head(page), *(found for block in _one(page, "main").find_all(recursive=False) for found in _block(block))]


def _head(page: BeautifulSoup) -> Iterator[Line]:
    yield line("title", _words(_one(page, "header h1")))
    for subtitle in page.select("header p.subtitle"):
        yield line("subtitle", _words(subtitle))
    for contents in page.select("nav"):
        yield line("contents", _words(_one(contents, "summary")))
        for entry in contents.select("a"):
            yield line("entry", _words(entry))


def _block(block: Tag) -> Iterator[Line]:
    match block.name:
        case "h2" | "h3" | "h4" | "h5":
            yield line(f"heading {int(block.name[1]) - 1}", _words(block))
        case "p":
            yield line("paragraph", _words(block))
        case "ul":
            for item in block.select("li"):
                yield line("bullet", _words(item))
        case "figure":
            yield line("chart", _words(_one(block, "figcaption")), _words(_one(block, "div")))
            for note in block.select("p"):
                yield line("paragraph", _words(note))
        case "div" if "tiles" in block.get_attribute_list("class"):
            yield line("tiles", str(block["aria-label"]), " ".join(_words(tile) for tile in block.select("p")))
        case "div" if block.table is not None:
            yield line("table", _words(_one(block, "caption")))
            for row in block.select("tr"):
                yield line("row", *(_words(cell) for cell in row.find_all(["th", "td"])))
        case "div" if "page-break" in block.get_attribute_list("class"):
            return
        case _:
            raise AssertionError(f"the page has a block that no other format can have: {block.name}")


def _words(element: Tag) -> str:
    """The words of an element; a drawing is said in its words and decoration is silent."""
    return plain("".join(_pieces(element)))


def _pieces(element: Tag) -> Iterator[str]:
    for child in element.children:
        if isinstance(child, NavigableString):
            yield str(child)
        elif isinstance(child, Tag) and child.name == "svg":
            yield "" if child.get("aria-hidden") == "true" else f" {child['aria-label']} "
        elif isinstance(child, Tag):
            yield f" {_words(child)} " if child.name == "div" else _words(child)


def _one(element: Tag, selector: str) -> Tag:
    found = element.select_one(selector)
    assert found is not None, f"the page has no {selector}"
    return found
