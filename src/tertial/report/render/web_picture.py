"""A picture inside a web page: its SVG taken apart, held against a list of what may stand in it, and named.

The drawings are our own, so anything off the list is a fault in the drawing or an attack; both are refused
loudly rather than drawn in part.
"""

from __future__ import annotations

import re

from lxml import etree
from markupsafe import Markup

from tertial.report.model import Picture
from tertial.report.render.web_text import clean

SVG = "http://www.w3.org/2000/svg"
PIXELS_PER_POINT = 4 / 3


def _each(names: str, pattern: str) -> dict[str, re.Pattern[str]]:
    return dict.fromkeys(names.split(), re.compile(pattern))


_ELEMENTS = frozenset(
    {"svg", "g", "defs", "path", "line", "polyline", "polygon", "rect", "circle", "ellipse", "text", "tspan"}
    | {"clipPath", "pattern", "linearGradient", "stop"}
)
_ATTRIBUTES = {
    **_each("id", r"[A-Za-z][\w-]*"),
    **_each("d", r"[MLHVCSQTAZmlhvcsqtaz\d\s.,eE+-]*"),
    **_each("transform patternTransform", r"(?:(?:translate|scale|rotate|matrix)\([\d\s.,eE+-]*\)\s*)*"),
    **_each("font-family", r"[\w ,'-]*"),
    **_each("fill stroke clip-path stop-color", r"none|currentColor|#[0-9A-Fa-f]{3,8}|url\(#[A-Za-z][\w-]*\)"),
    **_each("viewBox width height x y x1 y1 x2 y2 dx dy cx cy r rx ry points", r"[\d\s.,eE%+-]*"),
    **_each("opacity fill-opacity stroke-opacity stop-opacity offset font-size", r"[\d.eE%+-]*"),
    **_each("stroke-width stroke-dasharray stroke-dashoffset stroke-miterlimit", r"[\d\s.,]*|none"),
    **_each("stroke-linecap stroke-linejoin paint-order fill-rule clip-rule", r"[a-z ]*"),
    **_each("text-anchor dominant-baseline font-weight font-style", r"[a-z0-9-]*"),
    **_each("preserveAspectRatio patternUnits clipPathUnits gradientUnits", r"[A-Za-z ]*"),
}
"""What may stand in a picture: shapes, texts and their looks; nothing that loads, links, runs or styles."""

_PARSER = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)


def inline_picture(picture: Picture, number: int) -> Markup:
    """The picture as an element of the page, with its text for assistive technology.

    `number` is the picture's own in the page and makes its ids unique. Raises ValueError for anything in the
    drawing that is not a plain shape or text.
    """
    if "<!" in picture.svg or "<?" in picture.svg:
        raise ValueError(f"the picture {picture.alt!r} holds declarations, not a bare SVG drawing")
    try:
        root = etree.fromstring(picture.svg.encode(), _PARSER)
    except (etree.XMLSyntaxError, UnicodeEncodeError) as error:
        raise ValueError(f"the picture {picture.alt!r} is not well-formed SVG: {error}") from error
    if root.tag != f"{{{SVG}}}svg":
        raise ValueError(f"the picture {picture.alt!r} is not a bare SVG drawing")
    for element in root.iter():
        _check(element, f"p{number}_")
    root.set("width", f"{picture.width * PIXELS_PER_POINT:.4g}")
    root.set("height", f"{picture.height * PIXELS_PER_POINT:.4g}")
    if root.get("viewBox") is None:
        root.set("viewBox", f"0 0 {picture.width:g} {picture.height:g}")
    root.set("role", "img")
    root.set("aria-label", clean(picture.alt))
    return Markup(etree.tostring(root, encoding="unicode"))


def _check(element: etree._Element, prefix: str) -> None:
    if not isinstance(element.tag, str):
        raise ValueError("a picture holds elements and texts, nothing else")
    name = element.tag.removeprefix(f"{{{SVG}}}")
    if name not in _ELEMENTS:
        raise ValueError(f"a picture cannot hold a <{name}>")
    for attribute, value in ((str(key), str(value)) for key, value in element.attrib.items()):
        allowed = _ATTRIBUTES.get(attribute)
        if allowed is None or not allowed.fullmatch(value):
            raise ValueError(f"a picture's <{name}> cannot have {attribute}={value!r}")
        if attribute == "id":
            element.set("id", f"{prefix}{value}")
        elif value.startswith("url(#"):
            element.set(attribute, f"url(#{prefix}{value[5:]}")
