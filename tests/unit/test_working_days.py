"""Working days: the holidays and eves of a Swedish year."""

from __future__ import annotations

from datetime import date

import pytest

from tertial.domain.calendar import Month
from tertial.working_days import days_off, is_working_day, working_days


@pytest.mark.parametrize(
    ("year", "day"),
    [(2012, (4, 9)), (2024, (4, 1)), (2025, (4, 21)), (2026, (4, 6)), (2038, (4, 26))],
)
def test_easter_monday_is_a_day_off(year: int, day: tuple[int, int]) -> None:
    assert date(year, *day) in days_off(year)


def test_a_common_sunday_is_no_holiday_of_its_own() -> None:
    assert date(2025, 9, 7) not in days_off(2025)
    assert not is_working_day(date(2025, 9, 7))


@pytest.mark.parametrize(
    "day",
    [(1, 1), (1, 6), (4, 18), (4, 21), (5, 1), (5, 29), (6, 6), (6, 20), (12, 24), (12, 25), (12, 26), (12, 31)],
)
def test_on_swedish_holidays_and_eves_of_2025_no_planned_work_is_done(day: tuple[int, int]) -> None:
    assert not is_working_day(date(2025, *day))


def test_midsummer_and_all_saints_day_are_saturdays() -> None:
    assert {date(2025, 6, 21), date(2025, 11, 1)} <= days_off(2025)


def test_months_have_the_working_days_that_holidays_and_eves_leave() -> None:
    assert [len(working_days(Month(2025, number))) for number in (1, 4, 6, 12)] == [21, 20, 19, 19]
