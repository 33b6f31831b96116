"""How an interval is held against the truth."""

from __future__ import annotations

from tertial.assess.estimates.results import LEVEL


def holds(true: float, low: float, high: float) -> bool:
    """Whether an interval holds the truth, to the last digit of a float."""
    slack = 1e-9 * max(1.0, abs(true))
    return low - slack <= true <= high + slack


def winkler(true: float, low: float, high: float) -> float:
    """The interval score: its width, and twenty times by how much it missed."""
    return high - low + 2 / (1 - LEVEL) * (max(0.0, low - true) + max(0.0, true - high))


def percent(part: int, whole: int) -> str:
    """A part in whole per cent; nothing of nothing."""
    return f"{100 * part / whole:.0f} %" if whole else "–"
