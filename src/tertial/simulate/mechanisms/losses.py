"""Rows that never come: a feed or a unit that stops, for good or for a while, and shares of rows that are lost."""

from __future__ import annotations

from tertial.simulate.chance import Chance, Ints
from tertial.simulate.mechanisms.kind import ALL, Columns, Family, Kind
from tertial.simulate.mechanisms.record_feeds import ANY, SPARSE
from tertial.simulate.mechanisms.rows import Rows


def lose(rows: Rows, where: Ints, _columns: Columns, _chance: Chance) -> None:
    """The rows never come."""
    rows.lost[where] = True


_FEEDS = dict.fromkeys(SPARSE, ())
"""The busiest feeds do not stop: a region would stop the change of system."""

KINDS = (
    Kind("feed-stops", Family.FEED_STOPS, False, ALL, None, _FEEDS, lose, whole_feed=True),
    Kind("feed-pauses", Family.FEED_STOPS, True, ALL, (2, 5), _FEEDS, lose, whole_feed=True),
    Kind("unit-stops", Family.UNIT_STOPS, False, ALL, None, ANY, lose),
    Kind("unit-pauses", Family.UNIT_STOPS, True, ALL, (1, 4), ANY, lose),
    Kind("lost-tenth", Family.LOST, False, 100, None, ANY, lose),
    Kind("lost-most", Family.LOST, False, 600, (3, 9), ANY, lose),
    Kind("lost-third", Family.LOST, True, 330, (3, 9), ANY, lose),
)
