"""Small typographic care for texts that people wrote: numbers and their units are not torn apart at a line's end."""

from __future__ import annotations

import re

_THOUSANDS = re.compile(r"(?<=\d) (?=\d{3}(?!\d))")
"""A plain space inside a number: 28 100."""
_UNIT = re.compile(r"(?<=\d) (?=(?:%|kr|mnkr|mkr|tkr|procent|procentenheter|MSEK|SEK|per cent|percentage)\b|%)")
"""A plain space between a number and its unit: 81 procent."""


def typeset(text: str) -> str:
    """The text with a narrow no-break space inside numbers and a no-break space before their units."""
    return _UNIT.sub("\u00a0", _THOUSANDS.sub("\u202f", text))
