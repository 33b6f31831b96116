"""Recalls: whether the patient was called to the dentist in time."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tests.facts_both_ways import both_ways, stored


def recall(due: date, called: date | None) -> dict[str, Any]:
    row = stored("dental-recalls", recall_id="r", due=due, called=called, interval_months=24, age_years=11)
    (made,) = both_ways("recalls", {"dental-recalls": [row]})
    return made


@pytest.mark.parametrize(
    ("due", "called", "in_time"),
    [
        (date(2025, 3, 1), date(2025, 6, 1), True),
        (date(2025, 3, 1), date(2025, 6, 2), False),
        (date(2025, 3, 31), date(2025, 6, 30), True),
        (date(2025, 3, 31), date(2025, 7, 1), False),
        (date(2023, 11, 30), date(2024, 2, 29), True),
        (date(2024, 11, 30), date(2025, 2, 28), True),
        (date(2024, 11, 30), date(2025, 3, 1), False),
        (date(2025, 3, 1), date(2025, 1, 1), True),
    ],
)
def test_three_months_late_is_in_time_and_a_day_more_is_not(due: date, called: date, in_time: bool) -> None:
    assert recall(due, called)["in_time"] is in_time


def test_who_has_not_been_called_has_not_been_called_in_time() -> None:
    row = recall(date(2025, 3, 1), None)
    assert (row["in_time"], row["days_late"], row["day"]) == (False, None, date(2025, 3, 1))


def test_days_late_are_below_zero_before_it_is_due() -> None:
    assert recall(date(2025, 3, 1), date(2025, 2, 27))["days_late"] == -2
    assert recall(date(2024, 2, 28), date(2024, 3, 1))["days_late"] == 2
