"""Rows that come later than they should; later deliveries hold them."""

from __future__ import annotations

import numpy as np

from tertial.simulate.chance import Chance, Ints
from tertial.simulate.mechanisms.kind import ALL, Columns, Family, Kind
from tertial.simulate.mechanisms.record_feeds import ANY
from tertial.simulate.mechanisms.rows import Rows

LATEST = 4
"""Months; less where the feed's contract takes no rows so old."""


def delays(rows: Rows, size: int, chance: Chance) -> Ints:
    """Months, from one to as many as a load still takes rows."""
    return 1 + chance.below(max(1, min(LATEST, rows.feed.look_back)), size)


def delay(rows: Rows, where: Ints, _columns: Columns, chance: Chance) -> None:
    """The rows come one to four months late."""
    rows.late[where] = delays(rows, len(where), chance)


def delay_a_month(rows: Rows, where: Ints, _columns: Columns, _chance: Chance) -> None:
    """The rows come with the next month's delivery."""
    rows.late[where] = np.int64(1)


KINDS = (
    Kind("late-part", Family.LATE, False, 450, (4, 9), ANY, delay),
    Kind("late-month", Family.LATE, True, ALL, (3, 7), ANY, delay_a_month),
)
