"""Home visits at 8 months: eight months after the homecoming."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from tests.facts_both_ways import both_ways, stored


def visit(homecoming: date, **values: Any) -> dict[str, Any]:
    child = stored("child-health-newborns", homecoming=homecoming, **values)
    (row,) = both_ways("home-visits-8-months", {"child-health-newborns": [child]})
    return row


@pytest.mark.parametrize(
    ("homecoming", "day"),
    [
        (date(2025, 1, 15), date(2025, 9, 15)),
        (date(2025, 1, 31), date(2025, 9, 30)),
        (date(2023, 6, 30), date(2024, 2, 29)),
        (date(2024, 6, 30), date(2025, 2, 28)),
        (date(2025, 2, 28), date(2025, 10, 28)),
        (date(2025, 7, 30), date(2026, 3, 30)),
    ],
)
def test_the_day_has_the_same_number_or_is_the_months_last(homecoming: date, day: date) -> None:
    assert visit(homecoming)["day"] == day


@pytest.mark.parametrize(("days_late", "visited"), [(-40, True), (0, True), (30, True), (31, False)])
def test_a_visit_counts_until_30_days_after_the_day(days_late: int, visited: bool) -> None:
    row = visit(date(2025, 1, 31), visited_8_months=date(2025, 9, 30) + timedelta(days=days_late))
    assert row["visited"] is visited


def test_the_first_visit_is_another_matter() -> None:
    row = visit(date(2025, 1, 31), offered=True, declined=True, visited=date(2025, 2, 3), offered_8_months=False)
    assert (row["offered"], row["declined"], row["visited"]) == (False, None, False)
