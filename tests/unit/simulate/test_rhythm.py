from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from tertial.domain.calendar import Month
from tertial.simulate.chance import Chance
from tertial.simulate.days import ages, calendar_day, day_number, shown
from tertial.simulate.rhythm import Pace, drawn_days, heat_wave, next_working_days, volume
from tertial.working_days import working_days


def test_planned_events_fall_on_working_days_only() -> None:
    month = Month(2025, 4)
    days = drawn_days(Chance(1, 1, "days"), month, Pace.OFFICE, 5000)
    assert set(days.tolist()) == set(map(day_number, working_days(month)))


def test_planned_care_is_least_in_july_and_acute_care_most_in_winter() -> None:
    office = [volume(Month(2025, number), Pace.OFFICE) for number in range(1, 13)]
    acute = [volume(Month(2025, number), Pace.ACUTE) for number in range(1, 13)]
    assert office.index(min(office)) == 6
    assert max(acute) == acute[0]
    assert sum(office) == pytest.approx(12, abs=0.6)
    assert sum(acute) == pytest.approx(12, abs=0.6)


def test_the_next_working_day_skips_weekends_and_holidays() -> None:
    days = np.array([day_number(date(2025, 4, 17)), day_number(date(2025, 8, 29)), day_number(date(2025, 8, 27))])
    found = [calendar_day(day) for day in next_working_days(days).tolist()]
    assert found == [date(2025, 4, 22), date(2025, 9, 1), date(2025, 8, 28)]


def test_a_heat_wave_lies_within_one_july_and_without_july_there_is_none() -> None:
    wave = heat_wave(1, Month(2023, 1), Month(2025, 12))
    assert {calendar_day(day).month for day in wave} == {7}
    assert len({calendar_day(day).year for day in wave}) == 1
    assert not heat_wave(1, Month(2025, 8), Month(2025, 12))


def test_an_hour_that_the_clock_skips_is_moved_to_the_next() -> None:
    skipped = day_number(date(2025, 3, 30)) * 86_400 + 2 * 3600 + 30 * 60
    assert shown(np.array([skipped, -1, skipped - 3600])).tolist() == [skipped + 3600, -1, skipped - 3600]


@pytest.mark.parametrize(
    ("born", "on", "age"),
    [
        (date(2000, 2, 29), date(2025, 2, 28), 24),
        (date(2000, 2, 29), date(2025, 3, 1), 25),
        (date(1960, 8, 31), date(2025, 8, 30), 64),
        (date(1960, 8, 31), date(2025, 8, 31), 65),
        (date(2025, 9, 2), date(2025, 9, 1), -1),
    ],
)
def test_completed_years_are_counted_to_the_day(born: date, on: date, age: int) -> None:
    assert ages(np.array([day_number(born)]), day_number(on)).tolist() == [age]
