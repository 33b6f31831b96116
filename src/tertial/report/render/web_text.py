"""Texts on a web page: what HTML forbids taken out, and texts inside a style sheet."""

from __future__ import annotations

import re

_FORBIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef"
    + "".join(chr(plane << 16 | last) for plane in range(17) for last in (0xFFFE, 0xFFFF))
    + "]"
)
"""Control characters, lone surrogates and noncharacters: no HTML document may hold them."""

_UNSAFE_IN_CSS = re.compile(r"[^0-9A-Za-z ]")


def clean(text: str) -> str:
    """The text with each character that HTML forbids replaced by U+FFFD."""
    return _FORBIDDEN.sub("\ufffd", text)


def css_string(text: str) -> str:
    """The text as a CSS string; everything but letters and digits of ASCII is written as its number.

    So the text can end neither the string nor the style element. The space after a number belongs to it.
    """
    return '"' + _UNSAFE_IN_CSS.sub(lambda found: f"\\{ord(found[0]):x} ", clean(text)) + '"'
