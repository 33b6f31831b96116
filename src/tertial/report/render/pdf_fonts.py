"""The one type family of the PDF, taken from its package and never from the machine.

The package carries every style twice (OpenType and TrueType) in one folder; which of the two is found first
differs between machines, and so would the bytes. The styles in use are therefore copied to a folder of their
own for each report.
"""

import unicodedata
from functools import cache
from importlib.resources import files
from io import BytesIO
from pathlib import Path

from fontTools.ttLib import TTFont

STYLES = {400: "Regular", 600: "Semibold", 700: "Bold"}
"""The weights in use and the styles that carry them."""

MISSING = "\N{BALLOT BOX}"
"""Stands for a sign that the family lacks: an empty box, as readers know it."""

_KIN = {"\N{THIN SPACE}": "\N{NARROW NO-BREAK SPACE}", "\N{HYPHEN}": "-", "\N{NON-BREAKING HYPHEN}": "-"}
_KEPT = {"\n", "\N{SOFT HYPHEN}"}


def copy_fonts(folder: Path) -> None:
    """Copies the styles in use to `folder`. Raises FileNotFoundError when the package lacks one."""
    for weight, style in STYLES.items():
        (folder / f"{style}.otf").write_bytes(_font(weight))


def drawable(text: str) -> str:
    """The text in signs that the family can draw.

    Letters are composed (å is one sign); spaces and hyphens without a glyph become their kin; unseen control
    signs go, for they could turn the order of a text around; a sign that the family lacks becomes an empty
    box. PDF/UA forbids signs without a glyph, so Typst would refuse a whole report for one of them.
    """
    if text.isascii() and text.isprintable():
        return text
    return "".join(_drawn(sign) for sign in unicodedata.normalize("NFC", text))


def text_width(text: str, points: float, weight: int = 400) -> float:
    """Width in points of a drawable text set on one line at `points`, without kerning."""
    advances, per_em = _advances(weight)
    return sum(advances.get(ord(sign), 0) for sign in text) * points / per_em


@cache
def _drawn(sign: str) -> str:
    if sign in _KEPT:
        return sign
    kind = unicodedata.category(sign)
    if kind in ("Cc", "Cf"):
        return " " if sign == "\t" else ""
    if ord(sign) in _advances(400)[0]:
        return sign
    return _KIN.get(sign, " " if kind in ("Zs", "Zl", "Zp") else MISSING)


@cache
def _font(weight: int) -> bytes:
    return files("font_source_sans_pro").joinpath("files", f"SourceSansPro-{STYLES[weight]}.otf").read_bytes()


@cache
def _advances(weight: int) -> tuple[dict[int, int], int]:
    """Advance width of each sign, and the units an em is divided in."""
    with TTFont(BytesIO(_font(weight)), lazy=True) as font:
        widths = font["hmtx"].metrics
        return {code: widths[glyph][0] for code, glyph in font.getBestCmap().items()}, font["head"].unitsPerEm
