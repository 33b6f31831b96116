"""Local dates in Sweden: clock changes, midnight, birthdays and weeks."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from tertial.domain.clock import completed_age, day_bounds, hours_in_day, iso_week, local_date, same_day


@pytest.mark.parametrize(
    ("day", "hours"),
    [
        (date(2025, 3, 29), 24),
        (date(2025, 3, 30), 23),
        (date(2025, 3, 31), 24),
        (date(2025, 10, 25), 24),
        (date(2025, 10, 26), 25),
        (date(2025, 10, 27), 24),
    ],
)
def test_days_have_23_and_25_hours_when_the_clocks_change(day: date, hours: int) -> None:
    assert hours_in_day(day) == hours


def test_a_day_begins_at_local_midnight_in_winter_and_summer() -> None:
    assert day_bounds(date(2025, 1, 15))[0] == datetime(2025, 1, 14, 23, tzinfo=UTC)
    assert day_bounds(date(2025, 7, 15))[0] == datetime(2025, 7, 14, 22, tzinfo=UTC)


@pytest.mark.parametrize("day", [date(2025, 3, 30), date(2025, 10, 26), date(2024, 2, 29), date(2025, 12, 31)])
def test_each_day_ends_where_the_next_begins(day: date) -> None:
    assert day_bounds(day)[1] == day_bounds(day + timedelta(days=1))[0]


def test_the_hour_that_comes_twice_is_on_one_date() -> None:
    first = datetime(2025, 10, 26, 0, 30, tzinfo=UTC)  # 02.30 summer time
    second = datetime(2025, 10, 26, 1, 30, tzinfo=UTC)  # 02.30 standard time, an hour later
    assert local_date(first) == local_date(second) == date(2025, 10, 26)
    assert local_date(datetime(2025, 10, 26, 22, 59, tzinfo=UTC)) == date(2025, 10, 26)
    assert local_date(datetime(2025, 10, 26, 23, 0, tzinfo=UTC)) == date(2025, 10, 27)


@pytest.mark.parametrize(
    ("called", "answered", "same"),
    [
        # Local 23.30 and 00.15 the next day: one date in UTC, two in Sweden.
        (datetime(2025, 1, 14, 22, 30, tzinfo=UTC), datetime(2025, 1, 14, 23, 15, tzinfo=UTC), False),
        # Local 00.30 and 08.00: two dates in UTC, one in Sweden.
        (datetime(2025, 7, 14, 22, 30, tzinfo=UTC), datetime(2025, 7, 15, 6, 0, tzinfo=UTC), True),
        (datetime(2025, 3, 30, 0, 59, tzinfo=UTC), datetime(2025, 3, 30, 1, 1, tzinfo=UTC), True),
    ],
)
def test_the_same_day_is_a_local_day_across_midnight_in_utc(called: datetime, answered: datetime, same: bool) -> None:
    assert same_day(called, answered) is same


def test_an_instant_in_another_zone_has_its_swedish_date() -> None:
    eastward = timezone(timedelta(hours=9))
    assert local_date(datetime(2025, 8, 2, 1, 0, tzinfo=eastward)) == date(2025, 8, 1)


def test_a_time_without_a_zone_has_no_date() -> None:
    with pytest.raises(ValueError, match="time zone"):
        local_date(datetime(2025, 8, 1, 12, 0))  # noqa: DTZ001 - the fault is the point


@pytest.mark.parametrize(
    ("on", "age"),
    [
        (date(2004, 2, 29), 0),
        (date(2005, 2, 28), 0),
        (date(2005, 3, 1), 1),
        (date(2024, 2, 28), 19),
        (date(2024, 2, 29), 20),
    ],
)
def test_somebody_born_on_29_february_has_a_birthday_each_year(on: date, age: int) -> None:
    assert completed_age(date(2004, 2, 29), on) == age


def test_age_is_completed_on_the_birthday() -> None:
    born = date(1985, 8, 15)
    assert [completed_age(born, date(2025, 8, day)) for day in (14, 15)] == [39, 40]


def test_nobody_has_an_age_before_birth() -> None:
    with pytest.raises(ValueError, match="before the birth"):
        completed_age(date(2025, 8, 2), date(2025, 8, 1))


@pytest.mark.parametrize(
    ("day", "week"),
    [
        (date(2025, 12, 28), "2025-W52"),
        (date(2025, 12, 29), "2026-W01"),
        (date(2026, 1, 1), "2026-W01"),
        (date(2027, 1, 1), "2026-W53"),
        (date(2025, 8, 31), "2025-W35"),
    ],
)
def test_a_week_belongs_to_the_year_of_its_thursday(day: date, week: str) -> None:
    assert iso_week(day) == week
