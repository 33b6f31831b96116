"""What a delivery in full says: how many rows of each unit are in force at the end of each month."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from tertial.domain.calendar import Month
from tertial.domain.volumes import Volume

LONGEST = 60
"""Months that a delivery is asked of, back from its own."""


@dataclass(frozen=True, slots=True)
class Stock:
    """The rows of a feed that are in force at the ends of months, by unit, as one delivery tells them.

    `months` are those over when it came, in order. A unit's rows come from extracts of its own: `until` is the last
    month that any of them was delivered after, where that is earlier. `columns` are those that may be empty. `state` is
    the state that the delivery led to.
    """

    feed: str
    state: int
    months: tuple[Month, ...]
    units: Mapping[str, Mapping[Month, Volume]]
    until: Mapping[str, Month]
    columns: tuple[str, ...] = ()

    def reaches(self, unit: str, month: Month) -> bool:
        """Whether the delivery says anything of a unit's rows at the end of the month."""
        return bool(self.months) and self.months[0] <= month <= self.until.get(unit, self.months[-1])
