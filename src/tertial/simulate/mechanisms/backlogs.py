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
    for column in columns:
        rows.whole[column] = rows.columns[column]
        rows.empty(column, where)
    rows.mended[where] = delays(rows, len(where), chance)


def dictate_half(rows: Rows, where: Ints, columns: Columns, chance: Chance) -> None:
    """Half of the notes come some months later, the others never."""
    dictate_later(rows, where, columns, chance)
    rows.mended[where[chance.whether(0.5, len(where))]] = np.int64(0)


KINDS = (
    Kind("notes-later", Family.BACKLOG, False, 600, (4, 9), _NOTES, dictate_later),
    Kind("notes-half", Family.BACKLOG, True, 600, (4, 9), _NOTES, dictate_half),
)
