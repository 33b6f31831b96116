"""What is reckoned and what is said, as JSON takes it: numbers of so many digits, null for what there is none of."""

from __future__ import annotations

import math

from tertial.domain.label import Label

Json = dict[str, object]
DIGITS = 10
"""Significant digits of what is reckoned and not counted: more than any reader needs, fewer than floats have noise."""


def rounded(value: float | None) -> float | int | None:
    """A JSON number of ten digits; null for what is infinite."""
    if value is None or not math.isfinite(value):
        return None
    if isinstance(value, int):
        return value
    kept = float(f"{value:.{DIGITS}g}")
    return int(kept) if kept.is_integer() and abs(kept) < 10**DIGITS else kept


def text(label: Label | None, language: str) -> str | None:
    """A text in the language; null where there is none."""
    return None if label is None else label.in_language(language)
