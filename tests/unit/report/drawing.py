"""Reads a drawing back: where its texts and shapes stand, measured with the typeface itself."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from itertools import combinations
from pathlib import Path

import font_source_sans_pro
from fontTools.ttLib import TTFont
from lxml import etree

SVG = "{http://www.w3.org/2000/svg}"
ASCENT, DESCENT = 0.9, 0.25
ROUNDING = 0.05


@dataclass(frozen=True)
class Words:
    """A text in the drawing and the rectangle it fills."""

    text: str
    left: float
    top: float
    right: float
    bottom: float

    def covers(self, other: Words) -> bool:
        return (
            self.left + ROUNDING < other.right
            and other.left + ROUNDING < self.right
            and self.top + ROUNDING < other.bottom
            and other.top + ROUNDING < self.bottom
        )


def root_of(svg: str) -> etree._Element:
    return etree.fromstring(svg.encode())


def view_box(svg: str) -> tuple[float, float]:
    left, top, width, height = map(float, root_of(svg).attrib["viewBox"].split())
    assert (left, top) == (0, 0)
    return width, height


def words_of(svg: str) -> list[Words]:
    root = root_of(svg)
    found = []
    for element in root.iter(f"{SVG}text"):
        size = float(element.get("font-size") or root.get("font-size") or 0)
        text = "".join(map(str, element.itertext()))
        wide = measured(text, size, element.get("font-weight") or "400")
        share = {"start": 0.0, "middle": 0.5, "end": 1.0}[element.get("text-anchor") or "start"]
        left, baseline = float(element.attrib["x"]) - share * wide, float(element.attrib["y"])
        found.append(Words(text, left, baseline - ASCENT * size, left + wide, baseline + DESCENT * size))
    return found


def texts_of(svg: str) -> list[str]:
    return [words.text for words in words_of(svg)]


def colliding(svg: str) -> list[tuple[str, str]]:
    return [(one.text, other.text) for one, other in combinations(words_of(svg), 2) if one.covers(other)]


def places_of(svg: str) -> list[tuple[float, float]]:
    """Every coordinate of the shapes, markers with their reach."""
    places: list[tuple[float, float]] = []
    for element in root_of(svg).iter(f"{SVG}*"):
        a = {str(name): str(value) for name, value in element.attrib.items()}
        match etree.QName(element).localname:
            case "line":
                places += [(_f(a, "x1"), _f(a, "y1")), (_f(a, "x2"), _f(a, "y2"))]
            case "polyline" | "polygon":
                pairs = [pair.split(",") for pair in a["points"].split()]
                places += [(float(x), float(y)) for x, y in pairs]
            case "circle":
                r = _f(a, "r")
                places += [(_f(a, "cx") - r, _f(a, "cy") - r), (_f(a, "cx") + r, _f(a, "cy") + r)]
            case "rect":
                x, y = _f(a, "x"), _f(a, "y")
                places += [(x, y), (x + _f(a, "width"), y + _f(a, "height"))]
    return places


def outside(svg: str) -> list[object]:
    """What stands outside the view box."""
    width, height = view_box(svg)
    shapes = [place for place in places_of(svg) if not (0 <= place[0] <= width and 0 <= place[1] <= height)]
    words = [
        each
        for each in words_of(svg)
        if each.left < -ROUNDING
        or each.top < -ROUNDING
        or each.right > width + ROUNDING
        or each.bottom > height + ROUNDING
    ]
    return [*shapes, *words]


def measured(text: str, size: float, weight: str) -> float:
    """The width of the text in the typeface; a full square for a character it lacks."""
    advances = _advances("Semibold" if weight == "600" else "Regular")
    return size * sum(advances.get(ord(character), 1000) for character in text) / 1000


@cache
def _advances(style: str) -> dict[int, int]:
    path = Path(font_source_sans_pro.font_directory) / f"SourceSansPro-{style}.ttf"
    with TTFont(path) as font:
        metrics = font["hmtx"]
        return {code: metrics[name][0] for code, name in font.getBestCmap().items()}


def _f(attributes: dict[str, str], name: str) -> float:
    return float(attributes[name])
