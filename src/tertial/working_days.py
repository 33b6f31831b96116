"""Working days in Sweden: the days on which planned care is given.

Days off are Saturdays, Sundays, the public holidays of lagen (1989:253) om allmänna helgdagar, and the eves of
midsummer, Christmas and the new year, which semesterlagen (1977:480), 7 §, counts with them. All as the library
`holidays` has them (record 18).
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache

from holidays.constants import DE_FACTO, PUBLIC
from holidays.countries.sweden import Sweden

from tertial.domain.calendar import Month

SATURDAY = 5


@cache
def days_off(year: int) -> frozenset[date]:
    """Holidays and eves on which planned work rests, Saturdays and Sundays not counted unless they are one."""
    return frozenset(Sweden(years=year, expand=False, categories=(PUBLIC, DE_FACTO)))


def is_working_day(day: date) -> bool:
    """Whether planned care is given on the day."""
    return day.weekday() < SATURDAY and day not in days_off(day.year)


@cache
def working_days(month: Month) -> tuple[date, ...]:
    """The working days of a month, in order."""
    days = (month.first_day + timedelta(days=number) for number in range(month.last_day.day))
    return tuple(filter(is_working_day, days))
