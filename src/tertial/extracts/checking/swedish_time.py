"""From Swedish clocks to UTC and back, many times at once, and which times the clocks skip."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from functools import cache
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from tertial.domain.clock import TIME_ZONE

FIRST_YEAR, LAST_YEAR = 2000, 2098
"""Between them many times are turned at once; the rest one by one."""

_LOOK = timedelta(days=7)
"""How close the clock is looked at: it never changes twice in a week."""


class Changes(NamedTuple):
    """The changes of the clock, in seconds since 1970: when by UTC, when by the clock before, and the offsets between.

    There is one offset more than changes.
    """

    utc: npt.NDArray[np.int64]
    local: npt.NDArray[np.int64]
    offsets: npt.NDArray[np.int64]


@cache
def changes() -> Changes:
    """All changes of the Swedish clock from the first year to the last."""
    moment, end = datetime(FIRST_YEAR, 1, 1, tzinfo=UTC), datetime(LAST_YEAR + 1, 1, 2, tzinfo=UTC)
    utc, offsets = [], [_offset(moment)]
    while moment < end:
        after = moment + _LOOK
        if _offset(after) != _offset(moment):
            utc.append(_change(moment, after))
            offsets.append(_offset(after))
        moment = after
    at, between = np.array(utc, np.int64), np.array(offsets, np.int64)
    return Changes(at, at + between[:-1], between)


def to_utc(local: npt.NDArray[np.int64]) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.bool_]]:
    """Seconds by UTC of seconds by the clock, and which of these the clock shows; of a doubled hour the first."""
    at, by_clock, offsets = changes()
    place = by_clock.searchsorted(local, side="right")
    seconds = local - offsets.take(place)
    # Just after a change the clock has moved on, unless the time lies in what it skipped.
    shown = seconds >= np.concatenate(([np.iinfo(np.int64).min], at)).take(place)
    return seconds, shown


def to_local(utc: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    """Seconds by the clock of seconds by UTC."""
    at, _by_clock, offsets = changes()
    return utc + offsets.take(at.searchsorted(utc, side="right"))


def is_shown(local: datetime) -> bool:
    """Whether the clock shows a local time, or skips it."""
    there = local.replace(tzinfo=TIME_ZONE, fold=0)
    return there.astimezone(UTC).astimezone(TIME_ZONE).replace(tzinfo=None) == local


def _offset(moment: datetime) -> int:
    found = moment.astimezone(TIME_ZONE).utcoffset()
    return 0 if found is None else int(found.total_seconds())


def _change(before: datetime, after: datetime) -> int:
    """The second at which the offset changes."""
    low, high = int(before.timestamp()), int(after.timestamp())
    first = _offset(before)
    while high - low > 1:
        middle = (low + high) // 2
        if _offset(datetime.fromtimestamp(middle, UTC)) == first:
            low = middle
        else:
            high = middle
    return high
