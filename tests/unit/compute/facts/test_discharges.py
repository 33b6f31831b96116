"""Discharges: stays that have ended."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

from tertial.domain.clock import TIME_ZONE
from tests.facts_both_ways import both_ways, stored

NOON = datetime(2025, 8, 1, 12, tzinfo=UTC)
A_DAY = timedelta(hours=24)
TICK = timedelta(microseconds=1)


def discharges(**values: Any) -> list[dict[str, Any]]:
    stay = stored("admissions", **{"admission_id": "a", "admitted_at": NOON, "planned": False, **values})
    return both_ways("discharges", {"admissions": [stay]})


def test_a_stay_counts_on_the_local_date_of_the_discharge() -> None:
    late_in_july = datetime(2025, 7, 31, 23, 30, tzinfo=TIME_ZONE).astimezone(UTC)
    (row,) = discharges(admitted_at=late_in_july, discharged_at=late_in_july + timedelta(hours=1), delay_cause="region")
    assert (row["discharged_at_day"], row["stay_days"]) == (date(2025, 8, 1), 1)
    assert (row["person"], row["unit"], row["delay_cause"]) == ("alice", "unit-1", "region")


def test_a_stay_that_goes_on_is_no_discharge() -> None:
    assert discharges(discharged_at=None) == []


def test_a_stay_that_ends_before_it_begins_is_left_out() -> None:
    assert discharges(discharged_at=NOON - TICK) == []
    assert len(discharges(discharged_at=NOON)) == 1


def test_exactly_24_hours_ready_is_not_over_a_day() -> None:
    ready_at = NOON + A_DAY
    (exactly,) = discharges(ready_at=ready_at, discharged_at=ready_at + A_DAY)
    (longer,) = discharges(ready_at=ready_at, discharged_at=ready_at + A_DAY + TICK)
    assert (exactly["ready_over_a_day"], longer["ready_over_a_day"]) == (False, True)


def test_over_a_day_is_elapsed_time_on_the_day_of_25_hours() -> None:
    before = datetime(2025, 10, 25, 12, tzinfo=TIME_ZONE).astimezone(UTC)
    same_clock_next_day = datetime(2025, 10, 26, 12, tzinfo=TIME_ZONE).astimezone(UTC)
    (row,) = discharges(admitted_at=before, ready_at=before, discharged_at=same_clock_next_day)
    assert (row["ready_over_a_day"], row["ready_days"]) == (True, 1)


def test_over_a_day_is_elapsed_time_on_the_day_of_23_hours() -> None:
    before = datetime(2025, 3, 29, 12, tzinfo=TIME_ZONE).astimezone(UTC)
    an_hour_later_next_day = datetime(2025, 3, 30, 13, tzinfo=TIME_ZONE).astimezone(UTC)
    (row,) = discharges(admitted_at=before, ready_at=before, discharged_at=an_hour_later_next_day)
    assert row["ready_over_a_day"] is False


def test_a_patient_never_ready_has_no_days_ready() -> None:
    (row,) = discharges(discharged_at=NOON + A_DAY)
    assert (row["ready_over_a_day"], row["ready_days"]) == (None, None)


def test_ready_after_the_discharge_is_no_days_ready() -> None:
    (row,) = discharges(ready_at=NOON + 3 * A_DAY, discharged_at=NOON + A_DAY)
    assert (row["ready_over_a_day"], row["ready_days"]) == (False, 0)


def test_days_are_counted_over_the_leap_day() -> None:
    (row,) = discharges(
        admitted_at=datetime(2024, 2, 28, 12, tzinfo=UTC),
        ready_at=datetime(2024, 2, 29, 12, tzinfo=UTC),
        discharged_at=datetime(2024, 3, 1, 12, tzinfo=UTC),
    )
    assert (row["stay_days"], row["ready_days"]) == (2, 1)
