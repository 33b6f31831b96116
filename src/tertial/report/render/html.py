"""The report as a web page: one file that needs nothing from anywhere, runs no script and prints well."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import count

from jinja2 import DictLoader, Environment, StrictUndefined
from markupsafe import Markup

from tertial.report import tokens
from tertial.report.model import Align, Chrome, Document, Heading, Mark, Picture
from tertial.report.render.web_font import font_faces
from tertial.report.render.web_picture import inline_picture
from tertial.report.render.web_table import arranged
from tertial.report.render.web_text import clean, css_string

CONTENT_POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:; base-uri 'none'; form-action 'none'"
)
"""What the page may load: its own styles and embedded font, nothing from anywhere."""
LISTED_LEVELS = (1, 2)
"""Levels of headings in the contents."""

_TEMPLATES = ("report.html.j2", "blocks.html.j2")
_STYLE = "report.css"
_PAGE_COUNTERS = re.compile(r"(\{page\}|\{pages\})")


@dataclass(frozen=True, slots=True)
class Entry:
    """A heading in the contents with the headings under it."""

    heading: Heading
    under: tuple[Heading, ...]


def render_html(document: Document) -> bytes:
    """The document as one HTML file in UTF-8; the same document gives the same bytes.

    Raises ValueError for a picture that holds more than plain shapes and texts.
    """
    environment = _environment()
    numbers = count(1)

    def drawn(picture: Picture) -> Markup:
        return inline_picture(picture, next(numbers))

    body = clean(
        environment.get_template("blocks.html.j2").render(
            document=document, contents=tuple(_entries(document)), drawn=drawn
        )
    )
    page = environment.get_template("report.html.j2").render(
        document=document,
        body=Markup(body),
        policy=CONTENT_POLICY,
        style=Markup(_style(document, frozenset(body))),
    )
    return clean(page).encode()


def _entries(document: Document) -> Iterator[Entry]:
    first: Heading | None = None
    under: list[Heading] = []
    for heading in document.blocks:
        if not isinstance(heading, Heading) or heading.level not in LISTED_LEVELS:
            continue
        if heading.level > LISTED_LEVELS[0] and first is not None:
            under.append(heading)
            continue
        if first is not None:
            yield Entry(first, tuple(under))
        first, under = heading, []
    if first is not None:
        yield Entry(first, tuple(under))


@cache
def _environment() -> Environment:
    folder = files("tertial.report.render")
    environment = Environment(
        loader=DictLoader({name: folder.joinpath(name).read_text("utf-8") for name in _TEMPLATES}),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["arranged"] = arranged
    environment.filters["kind"] = lambda block: type(block).__name__
    environment.globals["Align"] = Align
    environment.globals["marks"] = tuple(Mark)
    return environment


def _style(document: Document, characters: frozenset[str]) -> str:
    sheet = files("tertial.report.render").joinpath(_STYLE).read_text("utf-8")
    colours = {
        "ink": tokens.INK,
        "muted": tokens.MUTED,
        "hairline": tokens.HAIRLINE,
        "paper": tokens.PAPER,
        "accent": tokens.ACCENT,
        "band": tokens.BAND,
        **{f"tone-{name}": colour for name, colour in tokens.TONES.items()},
    }
    values = ";".join(f"--{name}:{colour}" for name, colour in colours.items())
    sizes = f"--body:{tokens.BODY_POINTS}pt;--caption:{tokens.CAPTION_POINTS}pt"
    root = f':root{{{values};{sizes};--family:"{tokens.FONT_FAMILY}"}}'
    # Footer and page numbers too are printed in the page's font.
    used = characters | frozenset(clean(f"{document.footer}{document.chrome.page}0123456789"))
    return "\n".join((font_faces(used), root, sheet, _page_rule(document.footer, document.chrome)))


def _page_rule(footer: str, chrome: Chrome) -> str:
    """The running foot of printed pages: the footer to the left, the page number to the right."""
    counters = {"{page}": "counter(page)", "{pages}": "counter(pages)"}
    number = " ".join(counters.get(part) or css_string(part) for part in _PAGE_COUNTERS.split(chrome.page) if part)
    return f"@page{{@bottom-left{{content:{css_string(footer)}}}@bottom-right{{content:{number or css_string('')}}}}}"
