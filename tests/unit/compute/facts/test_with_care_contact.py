"""With care contact: who of the population has a named care contact on the day."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tertial.compute.reference.rows import Row
from tertial.domain.calendar import Month
from tests.facts_both_ways import both_ways, stored

RESIDENT = stored("persons", as_of=date(2025, 8, 15), sex="men", age_years=80, municipality="umea")


def contact(valid_from: date, valid_to: date | None = None, **values: Any) -> Row:
    return stored("care-contacts", valid_from=valid_from, valid_to=valid_to, **values)


def answers(*contacts: Row) -> list[bool]:
    made = both_ways("with-care-contact", {"persons": [RESIDENT], "care-contacts": contacts}, [Month(2025, 8)])
    return [row["named_contact"] for row in made]


@pytest.mark.parametrize(
    ("valid_from", "valid_to", "has_one"),
    [
        (date(2010, 1, 1), None, True),
        (date(2025, 8, 31), None, True),
        (date(2025, 9, 1), None, False),
        (date(2025, 1, 1), date(2025, 8, 31), True),
        (date(2025, 1, 1), date(2025, 8, 30), False),
    ],
)
def test_the_first_day_and_the_last_are_included(valid_from: date, valid_to: date | None, has_one: bool) -> None:
    assert answers(contact(valid_from, valid_to)) == [has_one]


def test_a_person_with_two_contacts_counts_once() -> None:
    assert answers(contact(date(2024, 1, 1)), contact(date(2024, 1, 1), unit="clinic-1")) == [True]


def test_a_contact_at_another_care_provider_is_not_joined() -> None:
    assert answers(contact(date(2024, 1, 1), provider="private-care", extract="private")) == [False]


def test_nobody_has_a_contact_where_none_is_sent() -> None:
    assert answers() == [False]
