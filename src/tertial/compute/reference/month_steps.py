"""Days so many months later."""

from __future__ import annotations

from datetime import date

from tertial.domain.calendar import Month


def months_after(day: date, months: int) -> date:
    """The same day number so many months later, or the month's last day where it has no such day."""
    month = Month(day.year, day.month).plus(months)
    return date(month.year, month.number, min(day.day, month.last_day.day))
