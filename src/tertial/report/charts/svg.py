"""Writing SVG: elements with escaped texts and coordinates rounded to two decimals, so that bytes repeat."""

from __future__ import annotations

import re
from collections.abc import Sequence
from xml.sax.saxutils import escape

from tertial.report import tokens

DECIMALS = 2
"""Decimals of a coordinate: a hundredth of a point is far below what any output shows."""

_BREAKS = re.compile(r"[\t\n\r]+")
_FORBIDDEN = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
"""What XML 1.0 forbids or discourages in texts."""

Attribute = str | float | None


def number(value: float) -> str:
    """A coordinate as SVG writes it: at most two decimals, no trailing zeros, never minus zero."""
    text = f"{value:.{DECIMALS}f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def plain(text: str) -> str:
    """The text on one line, with characters that no XML may hold replaced by U+FFFD."""
    return _FORBIDDEN.sub("\ufffd", _BREAKS.sub(" ", text))


def element(name: str, content: str = "", /, **attributes: Attribute) -> str:
    """An element; `content` is finished SVG. `_` in an attribute's name stands for `-`; None leaves it out."""
    written = "".join(
        f' {key.replace("_", "-")}="{_value(value)}"' for key, value in attributes.items() if value is not None
    )
    return f"<{name}{written}>{content}</{name}>" if content else f"<{name}{written}/>"


def text(words: str, x: float, baseline: float, /, **attributes: Attribute) -> str:
    """A line of text that begins at `x` unless `text_anchor` says else."""
    return element("text", escape(plain(words)), x=x, y=baseline, **attributes)


def path(points: Sequence[tuple[float, float]]) -> str:
    """The points as `polyline` and `polygon` take them."""
    return " ".join(f"{number(x)},{number(y)}" for x, y in points)


def polyline(points: Sequence[tuple[float, float]], /, **attributes: Attribute) -> str:
    """A line through the points, without a fill."""
    return element("polyline", points=path(points), fill="none", stroke_linejoin="round", **attributes)


def drawing(parts: list[str], width: float, height: float, size: float | None = None) -> str:
    """The whole picture, in points; `size` is the size of its texts, None where it has none."""
    return element(
        "svg",
        "".join(parts) or element("g"),
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {number(width)} {number(height)}",
        width=width,
        height=height,
        font_family=None if size is None else tokens.FONT_FAMILY,
        font_size=size,
    )


def _value(value: str | float) -> str:
    return escape(plain(value), {'"': "&quot;"}) if isinstance(value, str) else number(value)
