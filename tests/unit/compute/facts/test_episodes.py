"""Which contact is the first of an episode of care."""

from __future__ import annotations

from datetime import date

import pytest

from tertial.compute.reference.rows import Row
from tertial.compute.sql import spark_sql
from tertial.domain.calendar import Month
from tertial.domain.facts.episodes import FACT
from tests.facts_both_ways import both_ways, expression, stored


def contact(number: int, on: date, **values: object) -> Row:
    values = {"profession": "nurse", "mode": "phone", "visit": "first"} | values
    return stored("contacts", contact_id=f"k{number}", date=on, **values)


def firsts(*contacts: Row) -> list[tuple[date, bool, int | None]]:
    """Day, whether it is the first of an episode, and days since the previous, in order."""
    rows = both_ways("episodes", {"contacts": contacts})
    return sorted(
        ((row["day"], row["first_of_episode"], row["days_since_previous"]) for row in rows), key=lambda row: row[:2]
    )


@pytest.mark.parametrize(
    ("before", "after", "first", "days"),
    [
        (date(2025, 1, 31), date(2025, 5, 1), False, 90),
        (date(2025, 1, 30), date(2025, 5, 1), True, None),
        # A leap year's February has a day more.
        (date(2024, 1, 31), date(2024, 4, 30), False, 90),
        (date(2024, 1, 31), date(2024, 5, 1), True, None),
        # The clock changes between them; days are days.
        (date(2025, 3, 29), date(2025, 3, 31), False, 2),
        (date(2025, 10, 25), date(2025, 10, 27), False, 2),
    ],
)
def test_after_more_than_90_days_a_new_episode_begins(before: date, after: date, first: bool, days: int | None) -> None:
    assert firsts(contact(1, before), contact(2, after)) == [(before, True, None), (after, first, days)]


def test_the_look_back_reaches_90_days_from_any_day_of_a_month() -> None:
    assert Month(2025, 5).plus(-FACT.look_back).first_day <= date(2025, 1, 31)


def test_of_contacts_on_a_day_the_one_of_the_least_id_is_first() -> None:
    day = date(2025, 8, 4)
    rows = both_ways("episodes", {"contacts": [contact(2, day, clinician="b"), contact(1, day, clinician="a")]})
    assert {row["clinician"]: (row["first_of_episode"], row["days_since_previous"]) for row in rows} == {
        "a": (True, None),
        "b": (False, 0),
    }


def test_an_episode_goes_on_as_long_as_no_gap_is_longer_than_90_days() -> None:
    days = (date(2025, 1, 1), date(2025, 3, 1), date(2025, 5, 1), date(2025, 9, 1))
    rows = firsts(*(contact(number, day) for number, day in enumerate(days)))
    assert [first for _, first, _ in rows] == [True, False, False, True]


def test_another_unit_another_person_and_another_provider_begin_their_own() -> None:
    contacts = (
        contact(1, date(2025, 8, 1)),
        contact(2, date(2025, 8, 2), unit="unit-2"),
        contact(3, date(2025, 8, 3), person="bob"),
        contact(4, date(2025, 8, 4), extract="private", provider="private-care"),
        contact(5, date(2025, 8, 5), extract="north-old"),
    )
    assert [first for _, first, _ in firsts(*contacts)] == [True, True, True, True, False]


def test_the_contact_keeps_what_it_was() -> None:
    sent = contact(1, date(2025, 8, 1), clinician="a", problem="new", wait_days=3, chose_to_wait=True, age_years=40)
    (row,) = both_ways("episodes", {"contacts": [sent]})
    kept = set(row) & set(sent)
    assert {name: row[name] for name in kept} == {name: sent[name] for name in kept}
    assert row["day"] == sent["date"]


def test_spark_is_told_the_same() -> None:
    assert "contacts" in spark_sql(expression("episodes"))
