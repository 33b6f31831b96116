"""How many rows of a feed each unit has in each month: what is counted of events to see whether all have come."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from tertial.domain.calendar import Month

WHOLE_HOUR, WITHIN_HOUR = "whole hour", "within the hour"
"""The codes of a point in time: how fine it is. What is cut to the day stands at a whole hour too."""


@dataclass(frozen=True, slots=True)
class Volume:
    """The rows of a unit and month, those in which a column is empty, and those of each code of a column.

    Columns without an empty cell are left out of `missing`; `codes` leaves empty cells out, and has points in time by
    how fine they are.
    """

    rows: int
    missing: Mapping[str, int] = field(default_factory=dict)
    codes: Mapping[str, Mapping[str, int]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Arrival:
    """When a month of a feed came first.

    `days` runs from the month's end to the load that first had rows of it; below 0 where it came before the month was
    over. `share` is how large a part of the rows that it has now came with that load; None where nobody knows any more.
    """

    days: int
    share: float | None = None


@dataclass(frozen=True, slots=True)
class VolumeSeries:
    """The rows of a feed, by unit and month; a month without rows of a unit is left out.

    `months` are those that have been loaded, in order, also where they are without rows. `weekend` counts the rows of
    each month that fall on a Saturday or Sunday; it is empty for feeds whose rows have a month and no day. Rows that
    are not counted, as their marks say, are nowhere in it. Raises ValueError for months out of order, and for rows of
    a month that is not loaded.
    """

    feed: str
    months: tuple[Month, ...]
    units: Mapping[str, Mapping[Month, Volume]]
    weekend: Mapping[Month, int] = field(default_factory=dict)
    arrivals: Mapping[Month, Arrival] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if list(self.months) != sorted(set(self.months)):
            raise ValueError(f"{self.feed}: the months are in order, each once")
        loaded = set(self.months)
        if any(month not in loaded for volumes in self.units.values() for month in volumes):
            raise ValueError(f"{self.feed}: there are rows of a month that is not loaded")

    def rows(self, unit: str, month: Month) -> int:
        """The rows of a unit and month."""
        volume = self.units.get(unit, {}).get(month)
        return 0 if volume is None else volume.rows

    def through(self, last: Month) -> VolumeSeries:
        """The series as it is up to a month."""
        return VolumeSeries(
            self.feed,
            tuple(month for month in self.months if month <= last),
            {unit: {m: volume for m, volume in each.items() if m <= last} for unit, each in self.units.items()},
            {month: rows for month, rows in self.weekend.items() if month <= last},
            {month: arrival for month, arrival in self.arrivals.items() if month <= last},
        )
