"""From written numbers to persons: one token each, ages at events, and nothing that shows."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tertial.domain.identity import Fault, NumberKind
from tertial.domain.person_key import PersonKey
from tertial.domain.pseudonyms import Age, Person, age_at, pseudonymise
from tertial.domain.results import Sex
from tertial.domain.sealed import BirthDay

TODAY = date(2026, 11, 22)
KEY = PersonKey("k1", bytes(range(32)))


def test_every_distinct_value_has_its_outcome_in_the_order_it_came() -> None:
    values = ["19121212-1212", "19121212-1213", "191212121212", "19121212-1212", ""]
    outcomes = pseudonymise(values, KEY, TODAY)
    assert list(outcomes) == ["19121212-1212", "19121212-1213", "191212121212", ""]
    assert outcomes["19121212-1212"] == outcomes["191212121212"]
    assert outcomes["19121212-1213"] is Fault.CHECK_DIGIT
    assert outcomes[""] is Fault.EMPTY
    person = outcomes["191212121212"]
    assert isinstance(person, Person)
    assert (person.kind, person.sex, person.birth_day) == (NumberKind.PERSONAL, Sex.MEN, BirthDay(date(1912, 12, 12)))


def test_a_value_that_was_not_read_is_not_repeated_by_the_error() -> None:
    outcomes = pseudonymise([], KEY, TODAY)
    with pytest.raises(KeyError) as caught:
        outcomes["19121212-1212"]
    assert "1212" not in repr(caught.value)
    assert caught.value.__context__ is None


@pytest.mark.parametrize(
    ("birth", "event", "age"),
    [
        (date(2024, 3, 1), date(2024, 3, 1), Age(0, 0)),
        (date(2024, 3, 1), date(2025, 2, 28), Age(0, 364)),
        (date(2024, 3, 1), date(2026, 2, 28), Age(1, 729)),
        (date(2024, 3, 1), date(2026, 3, 1), Age(2, None)),
        (date(2024, 2, 29), date(2025, 2, 28), Age(0, 365)),
        (date(2024, 2, 29), date(2025, 3, 1), Age(1, 366)),
        (date(1912, 12, 12), date(2025, 12, 11), Age(112, None)),
        (date(1912, 12, 12), date(2025, 12, 12), Age(113, None)),
    ],
)
def test_the_age_is_in_completed_years_and_in_days_under_two(birth: date, event: date, age: Age) -> None:
    assert age_at(BirthDay(birth), event) == age


def test_an_event_before_the_birth_has_no_age_and_the_error_no_day() -> None:
    with pytest.raises(ValueError, match=r"^the event lies before the birth$"):
        age_at(BirthDay(TODAY), TODAY - timedelta(days=1))
