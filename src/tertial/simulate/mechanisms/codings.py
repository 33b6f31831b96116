"""Codes that change: to what stands for all else or for nothing known, and two that change places."""

from __future__ import annotations

import numpy as np

from tertial.simulate.chance import Chance, Ints
from tertial.simulate.feed_rows import code
from tertial.simulate.mechanisms.kind import ALL, Columns, Family, Kind
from tertial.simulate.mechanisms.rows import Rows

_REST = {
    ("contacts", "profession"): "other",
    ("admissions", "delay_cause"): "other",
    ("discharge-exchange", "delay_cause"): "unknown",
    ("violence-questions", "answer"): "no_answer",
}
"""The code of a column that stands for all else, or for nothing known."""

_PAIRS = {
    ("contacts", "mode"): ("physical", "phone"),
    ("phone-calls", "outcome"): ("answered", "called_back"),
    ("digital-triage", "outcome"): ("chat", "booked"),
    ("waiting-list", "waits_for"): ("visit", "treatment"),
    ("lifestyle-advice", "habit"): ("tobacco", "alcohol"),
    ("suicide-assessments", "diagnosis"): ("depression", "anxiety"),
}
"""Two codes of a column that a table of conversion takes for each other."""


def to_rest(rows: Rows, where: Ints, columns: Columns, _chance: Chance) -> None:
    """What is known becomes the code for all else."""
    for column in columns:
        known = where[rows.columns[column][where].astype(np.int64) >= 0]
        rows.change(column, known, code(rows.feed, column, _REST[rows.feed.id, column]))


def swap(rows: Rows, where: Ints, columns: Columns, _chance: Chance) -> None:
    """Two codes stand for each other."""
    for column in columns:
        one, other = (code(rows.feed, column, name) for name in _PAIRS[rows.feed.id, column])
        values = rows.columns[column][where].astype(np.int64)
        swapped = np.where(values == one, other, np.where(values == other, one, values))
        rows.change(column, where, swapped)


KINDS = (
    Kind("codes-to-rest", Family.CODES, False, 600, None, {feed: (name,) for feed, name in _REST}, to_rest),
    Kind("codes-swapped", Family.CODES, True, ALL, (3, 9), {feed: (name,) for feed, name in _PAIRS}, swap),
)
