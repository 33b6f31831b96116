"""Waits: who is waiting at the month's last day."""

from __future__ import annotations

from datetime import date
from typing import Any

from tertial.domain.calendar import Month
from tests.facts_both_ways import both_ways, stored

AUGUST = Month(2025, 8)


def waiting(*months: Month, **values: Any) -> list[dict[str, Any]]:
    wait = stored("waiting-list", **{"wait_id": "w", "waits_for": "visit", "decided": date(2025, 6, 2), **values})
    return both_ways("waits", {"waiting-list": [wait]}, months or (AUGUST,))


def test_a_wait_of_exactly_90_days_has_waited_90_days() -> None:
    (row,) = waiting()
    assert (row["day"], row["waited_days"], row["waits_for"]) == (date(2025, 8, 31), 90, "visit")


def test_one_decided_on_the_last_day_waits_since_0_days() -> None:
    assert [row["waited_days"] for row in waiting(decided=date(2025, 8, 31))] == [0]
    assert waiting(decided=date(2025, 9, 1)) == []


def test_one_seen_on_the_last_day_waits_no_longer() -> None:
    assert waiting(done=date(2025, 8, 31)) == []
    assert len(waiting(done=date(2025, 9, 1))) == 1


def test_one_struck_off_on_the_last_day_waits_no_longer() -> None:
    assert waiting(struck_off=date(2025, 8, 31)) == []
    assert len(waiting(struck_off=date(2025, 9, 1))) == 1


def test_one_struck_off_who_was_seen_later_waits_no_longer() -> None:
    assert waiting(struck_off=date(2025, 8, 1), done=date(2025, 9, 15)) == []


def test_a_wait_stands_in_each_month_that_is_asked_for() -> None:
    rows = waiting(Month(2025, 5), Month(2025, 6), AUGUST)
    assert [row["day"] for row in rows] == [date(2025, 6, 30), date(2025, 8, 31)]


def test_a_leap_day_is_a_months_last_day() -> None:
    (row,) = waiting(Month(2024, 2), decided=date(2023, 12, 1))
    assert (row["day"], row["waited_days"]) == (date(2024, 2, 29), 90)


def test_waits_that_were_chosen_are_kept_and_told() -> None:
    (row,) = waiting(chose_to_wait=True, medically_caused=None)
    assert (row["chose_to_wait"], row["medically_caused"]) == (True, None)
