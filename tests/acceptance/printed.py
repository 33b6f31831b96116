"""What a finished report says, in order, as plain lines: the form that the readers of all formats give.

A line is its kind and its texts: `("heading 2", "Mål 1")`, `("paragraph", ...)`, `("bullet", ...)`,
`("tiles", what they say in words, the tiles)`, `("chart", title, what it shows in words)`, `("table", caption)`
and, for each row of a table, `("row", cell, cell, ...)`. A drawing in a cell stands there in its words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

Line = tuple[str, ...]
Printed = list[Line]

_AFTER_DASH = re.compile(r"(?<=[-–−/]) ")


def plain(text: str) -> str:
    """The text without soft hyphens and with one space for any white space.

    A line of a PDF ends after a dash or a stroke without saying whether white space stood there, so none counts.
    """
    return _AFTER_DASH.sub("", " ".join(text.replace("\u00ad", "").split()))


def line(kind: str, *texts: str) -> Line:
    """A line of plain texts."""
    return (kind, *(plain(text) for text in texts))


def tables(printed: Printed) -> list[tuple[str, list[Line]]]:
    """Every table: its caption and its rows, each without its kind; the first row is the head."""
    found: list[tuple[str, list[Line]]] = []
    for kind, *texts in printed:
        if kind == "table":
            found.append((texts[0], []))
        elif kind == "row":
            found[-1][1].append(tuple(texts))
    return found


def of_kind(printed: Printed, kinds: Iterable[str]) -> list[str]:
    """The texts of the lines of some kinds."""
    wanted = set(kinds)
    return [text for kind, *texts in printed if kind in wanted for text in texts]
