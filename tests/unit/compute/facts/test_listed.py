"""Listed: who is listed where at the month's end."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tertial.compute.reference.rows import Row
from tertial.domain.calendar import Month
from tests.facts_both_ways import both_ways, stored

AUGUST = Month(2025, 8)


def listing(unit: str, valid_from: date, valid_to: date | None = None, **values: Any) -> Row:
    return stored("listing", **{"unit": unit, "valid_from": valid_from, "valid_to": valid_to, "sex": "men", **values})


def person(as_of: date, **values: Any) -> Row:
    return stored("persons", **{"as_of": as_of, "sex": "women", "age_years": 40, **values})


def listed(*rows: Row, persons: tuple[Row, ...] = (), month: Month = AUGUST) -> list[dict[str, Any]]:
    return both_ways("listed", {"listing": rows, "persons": persons}, [month])


def test_a_listing_says_where_and_since_how_many_days() -> None:
    assert listed(listing("hc-1", date(2024, 8, 31), residential_care=True)) == [
        {
            "person": "alice",
            "unit": "hc-1",
            "day": date(2025, 8, 31),
            "sex": "men",
            "age_years": None,
            "residential_care": True,
            "days_listed": 365,
        }
    ]


@pytest.mark.parametrize(
    ("valid_from", "valid_to", "counts"),
    [
        (date(2025, 8, 31), None, 1),
        (date(2025, 9, 1), None, 0),
        (date(2020, 1, 1), date(2025, 8, 31), 1),
        (date(2020, 1, 1), date(2025, 8, 30), 0),
    ],
)
def test_the_first_day_and_the_last_are_included(valid_from: date, valid_to: date | None, counts: int) -> None:
    assert len(listed(listing("hc-1", valid_from, valid_to))) == counts


def test_one_listed_twice_counts_at_the_listing_begun_last() -> None:
    rows = (listing("hc-1", date(2020, 1, 1)), listing("hc-2", date(2025, 8, 31)))
    assert [row["unit"] for row in listed(*rows)] == ["hc-2"]
    assert [row["unit"] for row in listed(*rows, month=Month(2025, 7))] == ["hc-1"]


def test_one_listed_for_a_time_elsewhere_comes_back_to_the_older_listing() -> None:
    rows = (listing("hc-1", date(2020, 1, 1)), listing("hc-2", date(2025, 6, 1), date(2025, 7, 31)))
    units = [[row["unit"] for row in listed(*rows, month=Month(2025, number))] for number in (5, 6, 7, 8)]
    assert units == [["hc-1"], ["hc-2"], ["hc-2"], ["hc-1"]]


def test_listings_that_meet_on_one_day_count_once() -> None:
    rows = (listing("hc-1", date(2020, 1, 1), date(2025, 8, 31)), listing("hc-2", date(2025, 8, 31)))
    assert [row["unit"] for row in listed(*rows)] == ["hc-2"]


def test_of_two_listings_of_one_day_the_first_extract_counts() -> None:
    rows = (listing("hc-1", date(2020, 1, 1)), listing("hc-2", date(2020, 1, 1), extract="east"))
    assert [row["unit"] for row in listed(*rows)] == ["hc-2"]


def test_the_age_is_that_of_the_newest_row_of_the_population() -> None:
    rows = (person(date(2015, 1, 31)), person(date(2025, 8, 31), age_years=50), person(date(2025, 9, 30), age_years=51))
    (row,) = listed(listing("hc-1", date(2020, 1, 1)), persons=rows)
    assert (row["age_years"], row["sex"]) == (50, "men")


@pytest.mark.parametrize(
    "gone", [{"deceased": date(2025, 8, 1)}, {"deceased": date(2025, 5, 1)}, {"moved": date(2025, 8, 30)}]
)
def test_who_has_died_or_moved_before_the_day_does_not_count(gone: dict[str, date]) -> None:
    assert listed(listing("hc-1", date(2020, 1, 1)), persons=(person(date(2025, 8, 15), **gone),)) == []


@pytest.mark.parametrize("later", [{"deceased": date(2025, 9, 1)}, {"moved": date(2025, 8, 31)}])
def test_who_dies_or_moves_later_counts(later: dict[str, date]) -> None:
    assert len(listed(listing("hc-1", date(2020, 1, 1)), persons=(person(date(2025, 8, 15), **later),))) == 1


def test_a_row_of_the_population_at_another_care_provider_says_nothing() -> None:
    elsewhere = person(date(2025, 8, 15), deceased=date(2025, 1, 1), provider="private-care", extract="private")
    assert [row["age_years"] for row in listed(listing("hc-1", date(2020, 1, 1)), persons=(elsewhere,))] == [None]
