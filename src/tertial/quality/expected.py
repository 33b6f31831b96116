"""How many rows of a feed a unit is expected to have in a month, from the months before and no later ones.

Expected = the unit's level × the feed's season × the month's days. The level is the unit's latest clean months, the
last ones weighing most, carried forward by the feed's damped growth; the season is learned over all units together,
since one unit has too few months of each name; a day off counts as much as the rows of Saturdays and Sundays say. The
shape is that of Holt and Winters' multiplicative method with a damped trend (Gardner and McKenzie 1985), the season
shared by all units.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from math import exp, log, sqrt

from tertial.domain.calendar import Month
from tertial.quality.dispersion import Dispersion
from tertial.working_days import SATURDAY, working_days

MEMORY = 24
"""Months that a level, and clean months that a season, look back."""
SEASON_MEMORY = 48
LEAST_OF_UNIT, LEAST_OF_FEED = 6, 12
"""Clean months of a unit, and months of a feed, before anything is expected."""
HALF_LIFE = 8.0
"""Months after which a month weighs half in the level."""
DAMPING, MOST_GROWTH = 0.7, 0.015
"""Growth seen counts by this part, and is at most so much a month."""

LIMIT = 1.96
"""Standard deviations of an interval of 95 per cent."""


@dataclass(frozen=True, slots=True)
class Expected:
    """What was expected of some months together; `deviation` is the standard deviation of what would have come."""

    rows: float
    deviation: float
    months: int = 1

    def score(self, rows: float) -> float:
        """How many standard deviations the rows lie above what was expected."""
        return (rows - self.rows) / self.deviation

    def interval(self, rows: float) -> tuple[float, float]:
        """Between which shares of what should have come the rows lie, by 95 per cent; at most ten times as many."""
        high = rows / max(self.rows - LIMIT * self.deviation, self.rows / 10)
        return rows / (self.rows + LIMIT * self.deviation), min(high, 10.0)


@cache
def _day_counts(number: int) -> tuple[int, int]:
    """The working days of the month of a number, and its days off."""
    month = Month.from_ordinal(number)
    working = len(working_days(month))
    return working, month.last_day.day - working


class History:
    """What the months so far teach of one feed; months are taken in order, and each is asked of before it is taught."""

    def __init__(self) -> None:
        self.dispersion = Dispersion()
        self._clean: dict[str, dict[int, float]] = {}
        self._season = [1.0] * 12
        self._growth = 0.0
        self._scales: dict[int, float] = {}
        self._seen: set[int] = set()
        self._first = 0
        self._past: Sequence[tuple[int, float, float]] = ()
        self._now = 0
        self._off = 1.0
        self._by_day = False
        self._weekend = [0.0] * 4

    def begin(self, month: Month) -> None:
        """Go on to a month: season and growth are those of the months before it."""
        self._now = month.ordinal
        self._first = min(self._seen, default=self._now)
        self._growth = self._growth_so_far()
        self._past = [
            (ago, 0.5 ** (ago / HALF_LIFE), exp(self._growth * ago * DAMPING)) for ago in range(MEMORY, 0, -1)
        ]
        self._scales.clear()
        if self._seen:
            # The season follows from the levels and they from the season: each month takes both a step nearer.
            for _step in range(4 if len(self._seen) <= LEAST_OF_FEED else 1):
                self._season = self._season_so_far()
                self._scales.clear()

    def learn(self, rows: Mapping[str, int], all_rows: int, weekend: int | None) -> None:
        """Take in the rows of the month that are held to be whole, by unit, and of all units those on weekends."""
        self._seen.add(self._now)
        for unit, count in rows.items():
            self._clean.setdefault(unit, {})[self._now] = float(count)
        if weekend is not None:
            self._by_day = True
            self._learn_weekend(Month.from_ordinal(self._now), weekend, all_rows)

    def take_over(self, unit: str, parts: Mapping[str, float]) -> None:
        """Have a unit look back on its own months and on the parts that it takes of others', where all are known."""
        own = self._clean.get(unit)
        taken = [(self._clean.get(old, {}), part) for old, part in parts.items()]
        known = set.intersection(*(set(clean) for clean, _part in taken))
        if own:
            known -= {number for number in known if number >= min(own) and number not in own}
        before = own or {}
        self._clean[unit] = {
            number: before.get(number, 0.0) + sum(part * clean[number] for clean, part in taken)
            for number in sorted(known)
        }

    def expect(self, unit: str, months: Sequence[int]) -> Expected | None:
        """What months that follow each other bring, from those before; None where they teach too little."""
        first = months[0]
        if self._now - self._first < LEAST_OF_FEED:
            return None
        clean = self._clean.get(unit, {})
        if len(clean) < LEAST_OF_UNIT:
            return None
        scales, scale_of = self._scales, self._scale
        # One pass and no lists: a region has tens of thousands of units and months to be asked of.
        total = squares = levels = came = 0.0
        known = 0
        for ago, weight, growth in self._past:
            count = clean.get(first - ago)
            if count is None:
                continue
            scale = scales.get(first - ago)
            if scale is None:
                scale = scale_of(first - ago)
            if scale > 0:
                known += 1
                total += weight
                squares += weight * weight
                levels += weight * count / scale * growth
                came += weight * count
        if known < LEAST_OF_UNIT:
            return None
        level = levels / total
        effective = total**2 / squares
        rows = sum(level * scale_of(number) for number in months)
        if rows <= 0:
            return None
        usual = rows / len(months)
        of_level = came / total
        spread = self.dispersion.of(unit, usual) * (1 + rows / max(of_level, 1e-9) / effective)
        return Expected(rows, sqrt(spread * rows), len(months))

    def months_for(self, last: Expected, number: int, enough: int, most: int) -> int:
        """How many months make so many rows, the last of a number with what is expected of it; `most` at most."""
        here, rows, months = self._scale(number), last.rows, 1
        while rows < enough and months < most:
            rows += last.rows * self._scale(number - months) / here
            months += 1
        return months

    def learn_distance(self, unit: str, rows: int, expected: Expected) -> None:
        """Take in how far a month lay from what was expected of it."""
        inflation = expected.deviation**2 / (self.dispersion.of(unit, expected.rows) * expected.rows)
        self.dispersion.learn(unit, rows, expected.rows, inflation)

    def _scale(self, number: int) -> float:
        found = self._scales.get(number)
        if found is None:
            found = self._scales[number] = self._season[number % 12] * self._days(number)
        return found

    def _days(self, number: int) -> float:
        """The month's days, a day off by the part that it counts; 1 where rows have no day."""
        if not self._by_day:
            return 1.0
        working, off = _day_counts(number)
        return working + self._off * off

    def _learn_weekend(self, month: Month, weekend: int, rows: int) -> None:
        days = [month.first_day.replace(day=number) for number in range(1, month.last_day.day + 1)]
        ends = sum(day.weekday() >= SATURDAY for day in days)
        for index, value in enumerate((min(weekend, rows), ends, max(rows - weekend, 0), len(days) - ends)):
            self._weekend[index] = self._weekend[index] * 0.95 + value
        on_ends, end_days, on_others, other_days = self._weekend
        if on_others > 0:
            self._off = min(1.5, on_ends / end_days / (on_others / other_days))

    def _growth_so_far(self) -> float:
        """The growth a month, as a logarithm: the last year against the one before, where a unit has both months."""
        now = before = 0.0
        for clean in self._clean.values():
            for number in range(self._now - 12, self._now):
                if number in clean and number - 12 in clean:
                    now += clean[number] / self._days(number)
                    before += clean[number - 12] / self._days(number - 12)
        if now < 100 or before < 100:
            return 0.0
        return max(-MOST_GROWTH, min(MOST_GROWTH, log(now / before) / 12))

    def _season_so_far(self) -> list[float]:
        """What each month of the year brings a day, where a usual one brings 1; 0 where it never brought anything."""
        came, usual = [0.0] * 12, [0.0] * 12
        first = self._now - SEASON_MEMORY
        trend = {number: exp(self._growth * (number - self._now)) for number in range(first, self._now)}
        scale = {number: self._scale(number) * trend[number] for number in trend}
        days = {number: self._days(number) * trend[number] for number in trend}
        for clean in self._clean.values():
            known = [number for number in clean if number >= first]
            reach = sum(scale[number] for number in known)
            if reach <= 0:
                continue
            level = sum(clean[number] for number in known) / reach
            for number in known:
                came[number % 12] += clean[number]
                usual[number % 12] += level * days[number]
        # After a year each month of the year has passed: one that never brought anything is not waited for.
        young = self._now - min(self._seen) < LEAST_OF_FEED
        season = [came[name] / usual[name] if usual[name] > 0 else float(young) for name in range(12)]
        mean = sum(season) / 12
        return [value / mean for value in season] if mean > 0 else self._season
