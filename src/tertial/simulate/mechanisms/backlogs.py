"""Notes that nobody has dictated yet: what they would say is empty, and comes months later with the whole row."""

from __future__ import annotations

import numpy as np

from tertial.simulate.chance import Chance, Ints
from tertial.simulate.mechanisms.delays import delays
from tertial.simulate.mechanisms.kind import Columns, Family, Kind
from tertial.simulate.mechanisms.rows import Rows

_NOTES = {
    "contacts": ("problem", "wait_days"),
    "admissions": ("ready_at", "delay_cause"),
    "discharge-exchange": ("ready_at", "delay_cause"),
    "medication-reviews": ("report",),
    "suicide-assessments": ("assessed",),
}
"""What is taken from notes, which a row may be without at first."""


def dictate_later(rows: Rows, where: Ints, columns: Columns, chance: Chance) -> None:
    """The notes come some months later, all of them."""
    _dictate(rows, _told(rows, where, columns), columns, chance)


def dictate_half(rows: Rows, where: Ints, columns: Columns, chance: Chance) -> None:
    """Half of the notes come some months later, the others never."""
    told = _told(rows, where, columns)
    _dictate(rows, told, columns, chance)
    rows.mended[told[chance.whether(0.5, len(told))]] = np.int64(0)


def _told(rows: Rows, where: Ints, columns: Columns) -> Ints:
    """Where a note says anything at all."""
    return where[np.any([rows.columns[column][where].astype(np.int64) >= 0 for column in columns], axis=0)]


def _dictate(rows: Rows, where: Ints, columns: Columns, chance: Chance) -> None:
    for column in columns:
        # Another backlog, at other units, may have emptied it before.
        rows.whole.setdefault(column, rows.columns[column])
        rows.empty(column, where)
    rows.mended[where] = delays(rows, len(where), chance)


KINDS = (
    Kind("notes-later", Family.BACKLOG, False, 600, (4, 9), _NOTES, dictate_later),
    Kind("notes-half", Family.BACKLOG, True, 600, (4, 9), _NOTES, dictate_half),
)
