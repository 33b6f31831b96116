"""When care happens: weekdays, holidays, seasons, a heat wave, and what grows over the years."""

from __future__ import annotations

from datetime import date, timedelta
from enum import Enum
from functools import cache

import numpy as np

from tertial.domain.calendar import Month
from tertial.simulate.chance import Chance, Ints
from tertial.simulate.days import day_number
from tertial.working_days import days_off, is_working_day, working_days


class Pace(Enum):
    """How events follow the calendar."""

    OFFICE = "office"
    """Planned work: working days, little in July."""
    PHONE = "phone"
    """Calls: Mondays most, some on days when nobody answers."""
    ACUTE = "acute"
    """Every day; more falls and infections in winter."""
    DIGITAL = "digital"
    """Every day, evenings too."""


# Per cent of the usual, Monday to Sunday, then a day off on a weekday.
_WEEK = {
    Pace.OFFICE: (106, 106, 104, 102, 82, 0, 0, 0),
    Pace.PHONE: (128, 106, 98, 94, 88, 4, 4, 5),
    Pace.ACUTE: (108, 101, 99, 99, 101, 97, 95, 97),
    Pace.DIGITAL: (112, 106, 103, 100, 94, 78, 92, 80),
}
# Per cent of the usual, January to December.
_YEAR = {
    Pace.OFFICE: (103, 103, 104, 101, 102, 94, 66, 88, 106, 109, 109, 98),
    Pace.PHONE: (108, 107, 104, 100, 99, 94, 82, 92, 102, 105, 107, 102),
    Pace.ACUTE: (108, 106, 103, 98, 97, 97, 99, 97, 96, 98, 100, 105),
    Pace.DIGITAL: (112, 108, 102, 97, 96, 93, 88, 93, 101, 105, 108, 100),
}
_USUAL_DAYS = {Pace.OFFICE: 20.7, Pace.PHONE: 22.0, Pace.ACUTE: 30.4, Pace.DIGITAL: 30.4}
"""Days of a usual month, where a holiday counts as little as it does."""

HEAT_DAYS = 9
"""A heat wave lasts so many days of July."""


@cache
def _days(month: Month) -> tuple[date, ...]:
    return tuple(month.first_day + timedelta(days=n) for n in range(month.last_day.day))


@cache
def day_weights(month: Month, pace: Pace) -> tuple[int, ...]:
    """How much of a month falls on each day, in per cent of a usual day."""
    week = _WEEK[pace]
    off = days_off(month.year)
    return tuple(week[7] if day in off and day.weekday() < 5 else week[day.weekday()] for day in _days(month))


def volume(month: Month, pace: Pace) -> float:
    """A month's events, where a twelfth of a year's are 1: more in a month of many working days."""
    days = sum(day_weights(month, pace)) / 100
    return days / _USUAL_DAYS[pace] * _YEAR[pace][month.number - 1] / 100


def drawn_days(chance: Chance, month: Month, pace: Pace, size: int) -> Ints:
    """Days of a month that so many events fall on, since 1970."""
    return day_number(month.first_day) + chance.one_of(day_weights(month, pace), size)


def working_day_numbers(month: Month) -> Ints:
    """The working days of a month, since 1970."""
    return np.array([day_number(day) for day in working_days(month)], np.int64)


def next_working_days(days: Ints) -> Ints:
    """The first working day after each of some days."""
    if not len(days):
        return days
    low, high = int(days.min()), int(days.max()) + 14
    working = [day for day in range(low, high) if is_working_day(date(1970, 1, 1) + timedelta(days=day))]
    ordered = np.array(working, np.int64)
    return ordered[ordered.searchsorted(days, side="right")]


def heat_wave(seed: int, first: Month, last: Month) -> range:
    """The days of the one heat wave of the years simulated; empty where no July is among them."""
    julys = [month for month in first.through(last) if month.number == 7]
    if not julys:
        return range(0)
    chance = Chance(seed, 0, "heat-wave")
    july = julys[int(chance.below(len(julys), 1)[0])]
    start = day_number(july.first_day) + int(chance.below(31 - HEAT_DAYS, 1)[0])
    return range(start, start + HEAT_DAYS)
