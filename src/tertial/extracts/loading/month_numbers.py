"""Months as whole numbers, as columns of rows hold them: twelve a year, counted from January of year 0.

A number below 0 is that of a row that withdraws another and does not say when that happened.
"""

from __future__ import annotations

from tertial.domain.calendar import Month


def month_number(month: Month) -> int:
    """The number of a month."""
    return month.year * 12 + month.number - 1


def numbered_month(number: int) -> Month:
    """The month of a number. Raises ValueError for none."""
    return Month(number // 12, number % 12 + 1)
