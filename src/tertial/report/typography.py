"""Small typographic care for texts that people wrote: numbers and their units are not torn apart at a line's end."""

from __future__ import annotations

import re

_THOUSANDS = re.compile(r"(?<=\d) (?=\d{3}(?!\d))")
"""A plain space inside a number: 28 100."""
_UNIT = re.compile(
    r"(?<=\d) (?=(?:kr|mnkr|mkr|tkr|procent|procentenheter|miljoner|miljarder"
    r"|MSEK|SEK|per cent|percentage|million)\b|%)"
)
"""A plain space between a number and its unit: 81 procent, 213 miljoner."""
_NAMED_UNIT = re.compile(r"(?<=\bSEK) (?=\d)")
"""A plain space between an English unit and its number: SEK 31 million."""

_WITHIN = str.maketrans({"”": "’", "“": "\u2018", '"': "’"})


def typeset(text: str) -> str:
    """The text with a narrow no-break space inside numbers and a no-break space before their units."""
    return _NAMED_UNIT.sub("\u00a0", _UNIT.sub("\u00a0", _THOUSANDS.sub("\u202f", text)))


def within_quotes(text: str) -> str:
    """The text as it stands between quotation marks: its own are single ones."""
    return text.translate(_WITHIN)


def ended(text: str) -> str:
    """The text as a sentence: with a full stop where it has no sign of its end."""
    return text if text.endswith((".", "!", "?", "…")) else f"{text}."
