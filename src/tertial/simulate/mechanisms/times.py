"""Times that come coarser than they were, so that durations are wrong."""

from __future__ import annotations

import numpy as np

from tertial.domain.feeds.columns import ColumnKind
from tertial.domain.feeds.registry import all_feeds
from tertial.simulate.chance import Chance, Ints
from tertial.simulate.days import DAY, HOUR
from tertial.simulate.mechanisms.kind import ALL, Columns, Family, Kind
from tertial.simulate.mechanisms.record_feeds import RECORD_FEEDS
from tertial.simulate.mechanisms.rows import Rows


def _coarser(rows: Rows, where: Ints, columns: Columns, step: int) -> None:
    for column in columns:
        values = rows.columns[column][where].astype(np.int64)
        rows.change(column, where, np.where(values < 0, values, values - values % step))


def to_days(rows: Rows, where: Ints, columns: Columns, _chance: Chance) -> None:
    """All times stand at midnight of their day."""
    _coarser(rows, where, columns, DAY)


def to_hours(rows: Rows, where: Ints, columns: Columns, _chance: Chance) -> None:
    """All times stand at the hour that has begun."""
    _coarser(rows, where, columns, HOUR)


_INSTANTS = {
    feed: tuple(column.name for column in all_feeds()[feed].columns if column.kind is ColumnKind.INSTANT)
    for feed in RECORD_FEEDS
}
_TIMED = {feed: columns for feed, columns in _INSTANTS.items() if len(columns) > 1}
"""Feeds of which durations are made."""

KINDS = (
    Kind("times-to-days", Family.TIMES, False, ALL, None, _TIMED, to_days),
    Kind("times-to-hours", Family.TIMES, True, ALL, (6, 12), _TIMED, to_hours),
)
