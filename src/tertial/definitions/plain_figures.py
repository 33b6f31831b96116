"""Figures as people and Excel write them, brought to the form of the folder: digits with a point."""

from __future__ import annotations

import re

_PLAIN = re.compile(r"-?[0-9]+(?:\.[0-9]+)?")
_SPACES = " \u00a0\u2009\u202f"
_GROUPED = re.compile(rf"-?[0-9]{{1,3}}(?:[{_SPACES}][0-9]{{3}})+(?:[.,][0-9]+)?")
_POINTED = re.compile(r"-?[0-9]{1,3}(?:\.[0-9]{3})+,[0-9]+")
_COMMA = re.compile(r"-?[0-9]+,[0-9]+")
_COULD_BE_THOUSANDS = re.compile(r"-?[1-9][0-9]{0,2},[0-9]{3}")


def plain_figure(written: str, *, percent: bool, comma_is_decimal: bool) -> str | None:
    """The figure with a point as decimal sign and nothing else, or None when it cannot be told what is meant.

    `percent`: the figure is in per cent, so that a % sign says nothing new. `comma_is_decimal`: known from the
    table, as where columns are parted by semicolons; else `1,234` could be a thousand and is not guessed.
    """
    text = written.strip().replace("−", "-").replace("–", "-")
    if text.endswith("%"):
        if not percent:
            return None
        text = text.removesuffix("%").rstrip()
    if _GROUPED.fullmatch(text):
        text = re.sub(f"[{_SPACES}]", "", text)
    elif _POINTED.fullmatch(text) and comma_is_decimal:
        text = text.replace(".", "")
    elif _COULD_BE_THOUSANDS.fullmatch(text) and not comma_is_decimal:
        return None
    if _COMMA.fullmatch(text):
        text = text.replace(",", ".")
    return text if _PLAIN.fullmatch(text) else None
