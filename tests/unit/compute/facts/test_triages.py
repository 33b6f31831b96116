"""Whether and how soon digital triages were answered."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

from tertial.compute.sql import spark_sql
from tests.facts_both_ways import both_ways, expression, stored

# 23:59:59 in Sweden.
LATE = datetime(2025, 8, 4, 21, 59, 59, tzinfo=UTC)


def the_triage(**values: object) -> dict[str, Any]:
    triage = stored("digital-triage", **{"triage_id": "t", "started_at": LATE, **values})
    (row,) = both_ways("triages", {"digital-triage": [triage]})
    return row


def test_an_answer_after_midnight_is_not_the_same_day() -> None:
    row = the_triage(answered_at=LATE + timedelta(seconds=1))
    assert (row["day"], row["same_day"], row["minutes_to_answer"]) == (date(2025, 8, 4), False, 0)


def test_an_answer_before_midnight_is_the_same_day() -> None:
    row = the_triage(answered_at=LATE, outcome="chat")
    assert (row["same_day"], row["minutes_to_answer"], row["outcome"]) == (True, 0, "chat")


def test_without_an_answer_it_was_not_the_same_day() -> None:
    row = the_triage(outcome="self_care")
    assert (row["same_day"], row["minutes_to_answer"]) == (False, None)


def test_an_answer_said_to_be_earlier_than_the_beginning_is_none() -> None:
    row = the_triage(answered_at=LATE - timedelta(seconds=1))
    assert (row["same_day"], row["minutes_to_answer"]) == (False, None)


def test_a_triage_with_an_end_is_completed() -> None:
    assert the_triage(completed_at=LATE)["completed"] is True
    assert the_triage(outcome="abandoned")["completed"] is False


def test_minutes_are_counted_over_the_change_of_the_clock() -> None:
    started_at = datetime(2025, 3, 30, 0, 30, tzinfo=UTC)
    row = the_triage(started_at=started_at, answered_at=started_at + timedelta(hours=1))
    assert (row["same_day"], row["minutes_to_answer"]) == (True, 60)


def test_spark_is_told_the_same() -> None:
    assert "digital_triage" in spark_sql(expression("triages"))
