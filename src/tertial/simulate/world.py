"""What the parts of the region share: the residents, the places, the month that is on, and where rows go."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from tertial.domain.calendar import Month
from tertial.simulate.chance import Chance, Floats, Ints
from tertial.simulate.days import DAY, day_number, written_month
from tertial.simulate.deliveries import Deliveries
from tertial.simulate.effects import Effects, Quality
from tertial.simulate.people import Newcomers, People
from tertial.simulate.places import Places
from tertial.simulate.rhythm import Pace, drawn_days, volume

REAL_SIZE = 275_000
"""Residents of the region that units are sized by."""


@dataclass
class World:
    """The region in a month. Parts change the residents and put rows; nothing else of it changes but the month."""

    seed: int
    size: int
    """Residents at the start."""
    first: Month
    last: Month
    places: Places
    people: People
    newcomers: Newcomers
    effects: Effects
    deliveries: Deliveries
    heat: range
    month: Month = field(init=False)
    _ids: int = field(default=0, init=False)

    def __post_init__(self) -> None:
        self.month = self.first

    @property
    def start(self) -> int:
        """The month's first day, since 1970."""
        return day_number(self.month.first_day)

    @property
    def stop(self) -> int:
        """The month's last day."""
        return day_number(self.month.last_day)

    @property
    def end(self) -> int:
        """The last day of all: what comes later nobody knows yet."""
        return day_number(self.last.last_day)

    @property
    def number(self) -> int:
        """The month's number, its `ordinal`."""
        return self.month.ordinal

    @property
    def years(self) -> float:
        """Years since the start, to trends."""
        return self.month.since(self.first) / 12

    @property
    def scale(self) -> float:
        """How large the region is, where one of 275 000 is 1."""
        return self.size / REAL_SIZE

    @cached_property
    def centres(self) -> Ints:
        """The health centres' units."""
        return self.places.centres

    def chance(self, part: str) -> Chance:
        """The stream of a part in this month."""
        return Chance(self.seed, self.number, part)

    def ids(self, size: int) -> Ints:
        """New ids of events: the year and month, and a running number."""
        first = written_month(self.number) * 1_000_000_000 + self._ids
        self._ids = (self._ids + size) % 1_000_000_000
        return np.arange(first, first + size, dtype=np.int64)

    def events(self, chance: Chance, weights: Floats, a_year: float, pace: Pace) -> tuple[Ints, Ints]:
        """Persons and days of the month's events, so many a resident and year where the mean weight is 1.

        Whoever does not live here that day has none.
        """
        # Added up in order: a sum in another order may differ in the last bit.
        total = float(np.cumsum(weights)[-1]) if len(weights) else 0.0
        who = chance.bearers(weights, a_year / 12 * volume(self.month, pace) * total)
        days = drawn_days(chance, self.month, pace, len(who))
        here = self.people.here(who, days)
        return who[here], days[here]

    def quality(self, quality: Quality, centres: Ints) -> Floats:
        """The chance of a quality at centres, by their places among the centres, this month."""
        return self.effects.chances(quality, self.month)[centres]

    def known(self, days: Ints) -> Ints:
        """The days that have come by the end; `NEVER` for the others."""
        return np.where((days >= 0) & (days <= self.end), days, -1)

    def moments(self, days: Ints, seconds: Ints) -> Ints:
        """Points in time by the Swedish clock."""
        return days * DAY + seconds

    def known_moments(self, moments: Ints) -> Ints:
        """The points in time that have come by the end; `NEVER` for the others."""
        return np.where((moments >= 0) & (moments < (self.end + 1) * DAY), moments, -1)
