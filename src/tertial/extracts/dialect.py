"""How a text file separates cells and lines, found from its first lines."""

from __future__ import annotations

import re
from dataclasses import dataclass

SEPARATORS = (",", ";", "\t", "|")
HEAD = 1 << 20
"""Bytes of the file that are looked at, at most."""
MOST_LINES = 200

_STATED = re.compile(rb"sep=(.)\r?\n", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Dialect:
    """The sign between cells, whether lines end in a carriage return alone, and how many lines come before the header.

    Cells may stand in double quotes, with a quote inside doubled. Raises ValueError for another separator than comma,
    semicolon, tab and vertical bar.
    """

    separator: str
    returns_only: bool = False
    skipped: int = 0

    def __post_init__(self) -> None:
        if self.separator not in SEPARATORS:
            raise ValueError("cells are separated by comma, semicolon, tab or vertical bar")


def find_dialect(head: bytes, separator: str | None = None) -> Dialect:
    """The dialect of a file that begins so, in UTF-8 or Windows-1252.

    The separator is the one that parts the header into two or more cells and most lines into as many; between equals,
    the one that makes more cells. Excel's own first line `sep=;` is believed. `separator` is believed before both.
    """
    returns_only = b"\n" not in head and b"\r" in head
    if returns_only:
        head = head.replace(b"\r", b"\n")
    if (stated := _STATED.match(head)) and stated[1].decode("latin-1") in SEPARATORS:
        return Dialect(separator or stated[1].decode("latin-1"), returns_only, skipped=1)
    lines = [line for line in head.splitlines()[: MOST_LINES + 1] if line.strip()]
    if len(lines) > 1 and not head.endswith(b"\n"):
        lines.pop()
    if separator is None:
        separator = max(SEPARATORS, key=lambda sign: (*_fit(lines, sign.encode()), -SEPARATORS.index(sign)))
    return Dialect(separator, returns_only)


def _fit(lines: list[bytes], sign: bytes) -> tuple[float, int]:
    """The share of lines with as many cells as the header, and how many cells that is."""
    if not lines:
        return 0.0, 0
    quoted = re.compile(rb'"(?:[^"]|"")*"')
    counts = [(quoted.sub(b"", line) if b'"' in line else line).count(sign) + 1 for line in lines]
    if counts[0] == 1:
        return 0.0, 1
    return sum(count == counts[0] for count in counts) / len(counts), counts[0]
