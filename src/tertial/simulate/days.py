"""Days and times as whole numbers: days since 1970, seconds since 1970 by the Swedish clock, and months."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np

from tertial.domain.calendar import Month
from tertial.simulate.chance import Ints

EPOCH = date(1970, 1, 1).toordinal()
DAY, HOUR, MINUTE = 86_400, 3_600, 60
"""Seconds."""

NEVER = -1
"""Stands for a day, a time, a number or a code that is not known, or has not come."""


def day_number(day: date) -> int:
    """Days since 1970."""
    return day.toordinal() - EPOCH


def calendar_day(number: int) -> date:
    """The day so many days after 1 January 1970."""
    return date.fromordinal(number + EPOCH)


def written_month(number: int) -> int:
    """The month of a number as 202505."""
    month = Month.from_ordinal(number)
    return month.year * 100 + month.number


def months_of(days: Ints) -> Ints:
    """The months of days since 1970, as `Month.ordinal`."""
    return days.astype("datetime64[D]").astype("datetime64[M]").astype(np.int64) + Month(1970, 1).ordinal


def ages(births: Ints, on: int) -> Ints:
    """Completed years of age on a day of people born on days; below 0 for those not born.

    Whoever was born on 29 February turns a year older on 1 March in other years.
    """
    born = births.astype("datetime64[D]")
    months = born.astype("datetime64[M]")
    month_of_birth = months.astype(np.int64)
    day_of_month = (born - months).astype(np.int64)
    today = calendar_day(on)
    now = Month(today.year, today.month).since(Month(1970, 1))
    whole_months = now - month_of_birth - (day_of_month > today.day - 1)
    found: Ints = whole_months // 12
    return found


def skipped_hour(year: int) -> int:
    """When the Swedish clock skips an hour: 02:00 on the last Sunday of March, in seconds since 1970 by the clock."""
    last = date(year, 3, 31)
    sunday = last - timedelta(days=(last.weekday() + 1) % 7)
    return day_number(sunday) * DAY + 2 * HOUR


def shown(seconds: Ints) -> Ints:
    """The same times by the clock, but those in the hour that it skips an hour later."""
    known = seconds[seconds >= 0]
    if not len(known):
        return seconds
    found = seconds.copy()
    for year in range(calendar_day(int(known.min()) // DAY).year, calendar_day(int(known.max()) // DAY).year + 1):
        start = skipped_hour(year)
        found[(found >= start) & (found < start + HOUR)] += HOUR
    return found
