"""Completed waits: waits that ended in a visit or a treatment."""

from __future__ import annotations

from datetime import date
from typing import Any

from tests.facts_both_ways import both_ways, stored


def completed(**values: Any) -> list[dict[str, Any]]:
    wait = stored("waiting-list", **{"wait_id": "w", "waits_for": "treatment", "decided": date(2024, 2, 1), **values})
    return both_ways("completed-waits", {"waiting-list": [wait]})


def test_a_wait_counts_on_the_day_it_was_done_with_its_days_over_the_leap_day() -> None:
    (row,) = completed(done=date(2024, 5, 1))
    assert (row["day"], row["waited_days"]) == (date(2024, 5, 1), 90)


def test_one_seen_on_the_day_of_the_decision_waited_0_days() -> None:
    assert [row["waited_days"] for row in completed(done=date(2024, 2, 1))] == [0]


def test_one_done_before_the_decision_is_left_out() -> None:
    assert completed(done=date(2024, 1, 31)) == []


def test_waits_that_go_on_or_were_struck_off_are_not_completed() -> None:
    assert completed() == []
    assert completed(struck_off=date(2024, 3, 1)) == []
