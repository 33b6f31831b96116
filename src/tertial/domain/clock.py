"""Local dates and instants in Sweden: days of 23 and 25 hours, birthdays, ISO weeks and the same-day rule.

Care happens on local dates (Europe/Stockholm); instants are kept in UTC with the local date beside.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

TIME_ZONE = ZoneInfo("Europe/Stockholm")


def local_date(instant: datetime) -> date:
    """The date in Sweden at an instant. Raises ValueError for a time without a zone, which has no one date."""
    if instant.tzinfo is None:
        raise ValueError("an instant carries its time zone")
    return instant.astimezone(TIME_ZONE).date()


def day_bounds(day: date) -> tuple[datetime, datetime]:
    """The first instant of a local day and the first of the next, in UTC."""
    start = datetime(day.year, day.month, day.day, tzinfo=TIME_ZONE)
    after = day + timedelta(days=1)
    end = datetime(after.year, after.month, after.day, tzinfo=TIME_ZONE)
    return start.astimezone(UTC), end.astimezone(UTC)


def hours_in_day(day: date) -> int:
    """How many hours the local day has: 24, or 23 and 25 when the clocks change."""
    start, end = day_bounds(day)
    return int((end - start).total_seconds() // 3600)


def same_day(first: datetime, second: datetime) -> bool:
    """Whether two instants fall on the same local date; a call answered after midnight is not answered that day."""
    return local_date(first) == local_date(second)


def completed_age(birth: date, on: date) -> int:
    """Whole years lived. Somebody born on 29 February has the birthday on 1 March in other years.

    Raises ValueError when the day lies before the birth.
    """
    if on < birth:
        raise ValueError(f"{on} lies before the birth")
    return on.year - birth.year - ((on.month, on.day) < (birth.month, birth.day))


def iso_week(day: date) -> str:
    """The ISO week of a day, such as `2026-W01`; the week's year may differ from the day's."""
    year, week, _ = day.isocalendar()
    return f"{year:04d}-W{week:02d}"
