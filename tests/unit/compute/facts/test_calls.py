"""Whether and how soon callers got contact, and who called again."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from tertial.compute.reference.rows import Row
from tertial.compute.sql import spark_sql
from tertial.domain.clock import TIME_ZONE
from tests.facts_both_ways import both_ways, expression, stored


def swedish(day: date, hour: int, minute: int = 0, second: int = 0, *, fold: int = 0) -> datetime:
    at = datetime(day.year, day.month, day.day, hour, minute, second, tzinfo=TIME_ZONE, fold=fold)
    return at.astimezone(UTC)


MONDAY = date(2025, 8, 4)
MORNING = swedish(MONDAY, 8)


def call(number: int = 1, **values: object) -> Row:
    return stored("phone-calls", **{"call_id": f"c{number}", "called_at": MORNING, "outcome": "answered", **values})


def the_call(**values: Any) -> dict[str, Any]:
    (row,) = both_ways("calls", {"phone-calls": [call(**values)]})
    return row


def test_a_call_answered_at_once_got_contact_the_same_day() -> None:
    row = the_call(in_hours=True, answered_at=MORNING + timedelta(minutes=3, seconds=59))
    assert (row["same_day"], row["minutes_to_contact"], row["day"]) == (True, 3, MONDAY)


def test_the_first_of_answer_and_call_back_is_the_contact() -> None:
    row = the_call(answered_at=MORNING + timedelta(hours=30), called_back_at=MORNING + timedelta(hours=2))
    assert (row["same_day"], row["minutes_to_contact"]) == (True, 120)


def test_an_answer_after_midnight_is_not_the_same_day() -> None:
    late = swedish(MONDAY, 23, 59, 59)
    assert the_call(called_at=late, answered_at=late + timedelta(seconds=1))["same_day"] is False
    assert the_call(called_at=late, answered_at=late + timedelta(microseconds=999_999))["same_day"] is True


def test_after_midnight_in_sweden_it_is_still_the_day_before_in_utc() -> None:
    called_at = swedish(date(2025, 8, 5), 0, 30)
    row = the_call(called_at=called_at, called_back_at=swedish(date(2025, 8, 5), 9))
    assert called_at.date() == MONDAY
    assert (row["day"], row["same_day"], row["minutes_to_contact"]) == (date(2025, 8, 5), True, 510)


@pytest.mark.parametrize(
    ("day", "minutes"), [(date(2025, 3, 30), 22 * 60 + 59), (date(2025, 10, 26), 24 * 60 + 59), (MONDAY, 23 * 60 + 59)]
)
def test_a_day_of_23_or_25_hours_is_one_day(day: date, minutes: int) -> None:
    row = the_call(called_at=swedish(day, 0), called_back_at=swedish(day, 23, 59))
    assert (row["same_day"], row["minutes_to_contact"]) == (True, minutes)


def test_in_the_doubled_hour_minutes_are_those_that_pass() -> None:
    day = date(2025, 10, 26)
    row = the_call(called_at=swedish(day, 2, 30), answered_at=swedish(day, 2, 20, fold=1))
    assert row["minutes_to_contact"] == 50


@pytest.mark.parametrize(
    ("passed", "minutes"),
    [
        (timedelta(0), 0),
        (timedelta(seconds=59, microseconds=999_999), 0),
        (timedelta(minutes=1), 1),
        (timedelta(minutes=1, microseconds=-1), 0),
        (timedelta(days=2), 2880),
    ],
)
@pytest.mark.parametrize("second", [0, 1, 59])
def test_minutes_are_whole_ones_that_have_passed(passed: timedelta, minutes: int, second: int) -> None:
    called_at = MORNING + timedelta(seconds=second, microseconds=7)
    assert the_call(called_at=called_at, answered_at=called_at + passed)["minutes_to_contact"] == minutes


def test_without_contact_it_was_not_the_same_day_and_took_no_known_time() -> None:
    row = the_call(outcome="turned_away", in_hours=True)
    assert (row["same_day"], row["minutes_to_contact"]) == (False, None)


def test_an_answer_said_to_be_earlier_than_the_call_is_no_contact() -> None:
    earlier = MORNING - timedelta(microseconds=1)
    row = the_call(answered_at=earlier)
    assert (row["same_day"], row["minutes_to_contact"]) == (False, None)
    row = the_call(answered_at=earlier, called_back_at=MORNING + timedelta(hours=1))
    assert (row["same_day"], row["minutes_to_contact"]) == (True, 60)


@pytest.mark.parametrize(("in_hours", "same_day"), [(True, True), (None, True), (False, None)])
def test_calls_outside_phone_hours_are_not_tried(in_hours: bool | None, same_day: bool | None) -> None:
    row = the_call(in_hours=in_hours, answered_at=MORNING)
    assert (row["same_day"], row["minutes_to_contact"]) == (same_day, 0)


def repeated(*calls: Row) -> dict[str, bool | None]:
    return {row["call_id"]: row["repeated"] for row in both_ways("calls", {"phone-calls": calls})}


def test_a_later_call_of_the_errand_on_the_same_day_is_repeated() -> None:
    first = call(2, errand_id="e")
    again = call(1, errand_id="e", called_at=MORNING + timedelta(minutes=5))
    assert repeated(again, first) == {"c2": False, "c1": True}


def test_of_calls_at_the_same_instant_the_one_of_the_least_id_is_first() -> None:
    assert repeated(call(2, errand_id="e"), call(1, errand_id="e")) == {"c1": False, "c2": True}


def test_calls_of_other_errands_days_units_and_extracts_are_not_repeated() -> None:
    calls = [
        call(1, errand_id="e"),
        call(2, errand_id="f"),
        call(3, errand_id="e", unit="unit-2"),
        call(4, errand_id="e", extract="north-old"),
        call(5, errand_id="e", called_at=swedish(date(2025, 8, 5), 0)),
    ]
    assert set(repeated(*calls).values()) == {False}


def test_of_calls_without_an_errand_it_is_unknown_whether_they_are_repeated() -> None:
    assert repeated(call(1), call(2)) == {"c1": None, "c2": None}


def test_spark_is_told_the_same() -> None:
    assert "phone_calls" in spark_sql(expression("calls"))
