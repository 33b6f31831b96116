"""Population: who lives in the region at the month's end."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tertial.compute.reference.rows import Row
from tertial.domain.calendar import Month
from tests.facts_both_ways import both_ways, stored

AUGUST = Month(2025, 8)


def person(as_of: date, **values: Any) -> Row:
    return stored("persons", **{"as_of": as_of, "sex": "women", "age_years": 40, "municipality": "umea", **values})


def population(*rows: Row, month: Month = AUGUST) -> list[dict[str, Any]]:
    return both_ways("population", {"persons": rows}, [month])


def test_each_person_counts_by_the_newest_row() -> None:
    rows = [person(date(2025, 6, 30)), person(date(2025, 8, 31), municipality="dorotea", age_years=41)]
    assert population(*rows, person(date(2025, 9, 1), municipality="lycksele")) == [
        {"person": "alice", "unit": "dorotea", "day": date(2025, 8, 31), "sex": "women", "age_years": 41}
    ]


def test_of_two_rows_of_one_day_the_last_extract_counts() -> None:
    rows = [person(date(2025, 8, 31), municipality="dorotea", extract="south"), person(date(2025, 8, 31))]
    assert [row["unit"] for row in population(*rows)] == ["dorotea"]


def test_a_person_at_two_care_providers_is_two() -> None:
    elsewhere = person(date(2025, 8, 31), provider="private-care", extract="private")
    assert len(population(person(date(2025, 8, 31)), elsewhere)) == 2


def test_a_row_of_the_month_a_year_ago_is_the_oldest_that_counts() -> None:
    assert len(population(person(date(2024, 8, 1)))) == 1
    assert population(person(date(2024, 7, 31))) == []


@pytest.mark.parametrize(("moved", "counts"), [(date(2025, 8, 30), 0), (date(2025, 8, 31), 1), (date(2025, 9, 1), 1)])
def test_who_moved_before_the_day_does_not_count(moved: date, counts: int) -> None:
    assert len(population(person(date(2025, 8, 15), moved=moved))) == counts


@pytest.mark.parametrize(("deceased", "counts"), [(date(2025, 7, 1), 0), (date(2025, 8, 1), 0), (date(2025, 9, 1), 1)])
def test_who_died_in_the_month_or_before_does_not_count(deceased: date, counts: int) -> None:
    assert len(population(person(date(2025, 8, 15), deceased=deceased))) == counts


def test_who_moved_back_counts_again() -> None:
    rows = [person(date(2025, 6, 30), moved=date(2025, 6, 3)), person(date(2025, 8, 31))]
    assert population(*rows, month=Month(2025, 7)) == []
    assert len(population(*rows)) == 1


def test_a_person_without_municipality_counts_in_no_unit() -> None:
    assert [row["unit"] for row in population(person(date(2025, 8, 31), municipality=None))] == [None]
