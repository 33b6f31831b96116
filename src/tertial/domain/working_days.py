"""Working days in Sweden: the days on which planned care is given.

Days off are Saturdays, Sundays, the public holidays of lagen (1989:253) om allmänna helgdagar, and the eves of
midsummer, Christmas and the new year, which semesterlagen (1977:480) 3 a § counts with them. Easter is reckoned by the
Gregorian church year (Meeus, Astronomical Algorithms, chapter 8).
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache

from tertial.domain.calendar import Month

SATURDAY, SUNDAY = 5, 6

_FIXED = ((1, 1), (1, 6), (5, 1), (6, 6), (12, 24), (12, 25), (12, 26), (12, 31))
"""New Year, Epiphany, 1 May, the National Day, and Christmas and New Year with their eves: month and day."""

_AFTER_EASTER = (-2, 1, 39)
"""Good Friday, Easter Monday and Ascension Day; Easter Day and Whit Sunday are Sundays."""


def easter(year: int) -> date:
    """Easter Day."""
    golden, century, of_century = year % 19, year // 100, year % 100
    moon = (19 * golden + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    weekday = (32 + 2 * (century % 4) + 2 * (of_century // 4) - moon - of_century % 4) % 7
    shift = (golden + 11 * moon + 22 * weekday) // 451
    number = moon + weekday - 7 * shift + 114
    return date(year, number // 31, number % 31 + 1)


@cache
def holidays(year: int) -> frozenset[date]:
    """The holidays and eves of a year that may fall on a weekday."""
    friday = next(day for day in (date(year, 6, 19 + place) for place in range(7)) if day.weekday() == 4)
    fixed = (date(year, month, number) for month, number in _FIXED)
    moving = (easter(year) + timedelta(days=days) for days in _AFTER_EASTER)
    return frozenset((*fixed, *moving, friday))


def is_working_day(day: date) -> bool:
    """Whether planned care is given on the day."""
    return day.weekday() < SATURDAY and day not in holidays(day.year)


@cache
def working_days(month: Month) -> int:
    """How many working days a month has."""
    return sum(is_working_day(month.first_day.replace(day=number)) for number in range(1, month.last_day.day + 1))
