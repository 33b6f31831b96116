"""How often persons have come in twelve months, by feed."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from tertial.compute.reference.rows import Row
from tertial.compute.sql import spark_sql
from tertial.domain.calendar import Month
from tests.facts_both_ways import both_ways, expression, stored

AUGUST = Month(2025, 8)
FACTS = {
    "frequent-visitors": "contacts",
    "frequent-emergency-visitors": "emergency-visits",
    "frequent-ambulance": "ambulance",
}


def visit(number: int, at: datetime, **values: object) -> Row:
    return stored("emergency-visits", visit_id=f"v{number}", arrived_at=at, **values)


def in_august(*visits: Row) -> list[dict[str, object]]:
    return both_ways("frequent-emergency-visitors", {"emergency-visits": visits}, [AUGUST])


def test_visits_of_twelve_months_and_their_units_are_counted() -> None:
    begins = datetime(2025, 8, 1, 12, tzinfo=UTC)
    units = ("ed-2", "ed-1", "ed-2", "ed-3")
    visits = [visit(number, begins + timedelta(days=number), unit=unit) for number, unit in enumerate(units)]
    assert [(row["contacts"], row["units"], row["unit"]) for row in in_august(*visits)] == [(4, 3, "ed-2")]


def test_of_units_visited_equally_often_the_first_by_id_holds() -> None:
    begins = datetime(2025, 8, 1, 12, tzinfo=UTC)
    visits = [visit(number, begins, unit=unit) for number, unit in enumerate(("ed-9", "ed-10"))]
    assert [row["unit"] for row in in_august(*visits)] == ["ed-10"]


def test_a_visit_belongs_to_the_month_of_its_swedish_date() -> None:
    # Midnight in Sweden is 22:00 UTC in summer.
    last_minute = visit(1, datetime(2025, 8, 31, 21, 59, 59, tzinfo=UTC))
    midnight = visit(2, datetime(2025, 8, 31, 22, tzinfo=UTC))
    twelve_months_before = visit(3, datetime(2024, 8, 31, 22, tzinfo=UTC))
    a_moment_earlier = visit(4, datetime(2024, 8, 31, 21, 59, 59, tzinfo=UTC))
    rows = in_august(last_minute, midnight, twelve_months_before, a_moment_earlier)
    assert [row["contacts"] for row in rows] == [2]


def test_age_is_that_of_the_last_visit_and_the_day_the_months_last() -> None:
    before = visit(1, datetime(2024, 10, 1, tzinfo=UTC), age_years=79, sex="men")
    after = visit(2, datetime(2025, 7, 1, tzinfo=UTC), age_years=80, sex="men")
    (row,) = in_august(before, after)
    assert (row["age_years"], row["sex"], row["day"]) == (80, "men", date(2025, 8, 31))


def test_missions_without_a_known_patient_are_nobodys() -> None:
    at = datetime(2025, 8, 1, tzinfo=UTC)
    missions = [
        stored("ambulance", mission_id=f"m{number}", alarmed_at=at, person=person)
        for number, person in enumerate((None, "alice", None, "alice"))
    ]
    rows = both_ways("frequent-ambulance", {"ambulance": missions}, [AUGUST])
    assert [(row["person"], row["contacts"]) for row in rows] == [("alice", 2)]


def test_contacts_count_without_a_known_clinician_too() -> None:
    contacts = [stored("contacts", contact_id=f"k{number}", date=date(2024, 2, 29)) for number in range(3)]
    rows = both_ways("frequent-visitors", {"contacts": contacts}, [Month(2024, 2), Month(2025, 1), Month(2025, 2)])
    assert [(row["day"], row["contacts"]) for row in rows] == [(date(2024, 2, 29), 3), (date(2025, 1, 31), 3)]


def test_a_person_of_two_care_providers_is_two() -> None:
    at = datetime(2025, 8, 1, tzinfo=UTC)
    rows = in_august(visit(1, at), visit(2, at, extract="private", provider="private-care"))
    assert [row["contacts"] for row in rows] == [1, 1]


@pytest.mark.parametrize("fact", FACTS)
def test_without_rows_or_months_there_is_nobody(fact: str) -> None:
    assert both_ways(fact, {FACTS[fact]: []}, [AUGUST]) == []
    assert in_august() == []


@pytest.mark.parametrize("fact", FACTS)
def test_spark_is_told_the_same(fact: str) -> None:
    assert "asked_months" in spark_sql(expression(fact))
