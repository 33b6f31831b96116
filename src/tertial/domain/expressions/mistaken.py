"""What people write instead of what they mean: signs of other languages, Swedish words, other forms of numbers."""

from __future__ import annotations

import re
from collections.abc import Callable

SIGNS = {
    "==": "=", "=<": "<=", "=>": ">=", "&&": "and", "||": "or", "&": "and", "|": "or", "!": "not",
    "≤": "<=", "≥": ">=", "≠": "<>", "−": "-", "–": "-", "—": "-", "×": "*", "·": "*",
    "[": "(", "]": ")", "{": "(", "}": ")",
}  # fmt: skip
"""Signs of other languages, and of word processors -> the sign or word of this one."""

DIVIDING = frozenset("/÷")
QUOTES = '"“”„‟\u2018’\u201a`\u00b4«»'
"""Quotation marks and accents that stand where the straight single one should."""

WORDS = {"och": "and", "eller": "or", "inte": "not", "ej": "not", "mellan": "between", "är": "is"}
"""Swedish words -> the key word that they mean."""

PATTERNS = frozenset({"like", "ilike", "similar", "regexp", "rlike", "glob", "contains"})
"""What other languages ask for patterns with."""

SPANS = {
    "dag": (1, "days"), "dagar": (1, "days"), "dygn": (1, "days"), "d": (1, "days"),
    "timme": (1, "hours"), "timmar": (1, "hours"), "h": (1, "hours"),
    "minut": (1, "minutes"), "minuter": (1, "minutes"), "min": (1, "minutes"),
    "week": (7, "days"), "weeks": (7, "days"), "vecka": (7, "days"), "veckor": (7, "days"),
}  # fmt: skip
"""Other words for lengths of time -> how many of which unit they are."""

_COUNT_AND_WORD = re.compile(r"([0-9]+)([^\W\d_]+)")
_DIGITS = re.compile(r"[0-9]+")


def meant_number(read: str, is_number: Callable[[str], object]) -> str:
    """The number, or the length of time, that was meant by `.5`, `007`, `1_000` or `3days`; empty where none shows."""
    if counted := _COUNT_AND_WORD.fullmatch(read):
        return f"{counted[1]} {counted[2]}"
    plain = read.replace("_", "").strip(".")
    plain = f"0.{plain}" if read.startswith(".") else plain.lstrip("0") or "0"
    return plain if is_number(plain) else ""


def meant_date(read: str, is_date: Callable[[str], object]) -> str:
    """The date that was meant by `2025-8-1` or `2025-08-01T10:00`; empty where none shows."""
    written = "-".join(part.zfill(2) for part in _DIGITS.findall(read)[:3])
    return written if is_date(written) else ""
