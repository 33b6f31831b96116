"""Home visits: the first one, by the day of the homecoming."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from tests.facts_both_ways import both_ways, stored

HOME = date(2024, 2, 25)


def visit(**values: Any) -> dict[str, Any]:
    (row,) = both_ways(
        "home-visits", {"child-health-newborns": [stored("child-health-newborns", homecoming=HOME, **values)]}
    )
    return row


@pytest.mark.parametrize(("days", "in_time"), [(0, True), (9, True), (10, True), (11, False)])
def test_a_visit_on_the_tenth_day_is_within_10_days(days: int, in_time: bool) -> None:
    row = visit(visited=HOME + timedelta(days=days))
    assert (row["visited_10_days"], row["days_to_visit"]) == (in_time, days)


def test_the_leap_day_is_a_day() -> None:
    assert visit(visited=date(2024, 3, 6))["visited_10_days"] is True
    assert visit(visited=date(2024, 3, 7))["visited_10_days"] is False


def test_without_a_visit_the_answer_is_no() -> None:
    row = visit(offered=True, declined=True)
    assert (row["visited_10_days"], row["days_to_visit"]) == (False, None)
    assert (row["day"], row["offered"], row["declined"]) == (HOME, True, True)
