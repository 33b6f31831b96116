"""Listed with doctor: what each source says of a named doctor on the day."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tertial.compute.reference.rows import Row
from tertial.domain.calendar import Month
from tests.facts_both_ways import both_ways, stored

LISTING = stored("listing", unit="hc-1", valid_from=date(2020, 1, 1))


def doctor(source: str, valid_from: date = date(2024, 1, 1), valid_to: date | None = None, **values: Any) -> Row:
    return stored("named-doctors", source=source, valid_from=valid_from, valid_to=valid_to, **values)


def of_alice(*doctors: Row) -> dict[str, Any]:
    sources = {"listing": [LISTING], "named-doctors": doctors, "persons": []}
    (row,) = both_ways("listed-with-doctor", sources, [Month(2025, 8)])
    return row


def test_without_a_named_doctor_every_source_says_no() -> None:
    row = of_alice()
    assert (row["register"], row["local_list"], row["survey"]) == (False, False, False)
    assert (row["chosen"], row["gp_specialist"]) == (None, None)


@pytest.mark.parametrize("source", ["register", "local_list", "survey"])
def test_each_source_speaks_for_itself(source: str) -> None:
    row = of_alice(doctor(source))
    assert {name for name in ("register", "local_list", "survey") if row[name]} == {source}


@pytest.mark.parametrize(
    ("valid_from", "valid_to", "has_one"),
    [
        (date(2025, 8, 31), None, True),
        (date(2025, 9, 1), None, False),
        (date(2024, 1, 1), date(2025, 8, 31), True),
        (date(2024, 1, 1), date(2025, 8, 30), False),
    ],
)
def test_the_first_day_and_the_last_are_included(valid_from: date, valid_to: date | None, has_one: bool) -> None:
    assert of_alice(doctor("register", valid_from, valid_to))["register"] is has_one


@pytest.mark.parametrize(
    ("said", "answer"),
    [((None,), None), ((False, None), False), ((False, True), True), ((None, True), True), ((False, False), False)],
)
def test_of_several_answers_to_who_chose_yes_goes_before_no(said: tuple[bool | None, ...], answer: bool | None) -> None:
    doctors = [doctor("register", date(2024, 1, number), chosen=chosen) for number, chosen in enumerate(said, 1)]
    assert of_alice(*doctors)["chosen"] is answer


def test_only_the_doctor_in_the_register_says_whether_it_is_a_specialist() -> None:
    assert of_alice(doctor("local_list", competence="gp_specialist"))["gp_specialist"] is None
    assert of_alice(doctor("register", competence="gp_specialist"))["gp_specialist"] is True
    assert of_alice(doctor("register", competence="trainee"))["gp_specialist"] is False
    assert of_alice(doctor("register"), doctor("survey", competence="gp_specialist"))["gp_specialist"] is None


def test_a_doctor_at_another_unit_counts_and_one_at_another_care_provider_does_not() -> None:
    assert of_alice(doctor("register", unit="hc-2"))["register"] is True
    assert of_alice(doctor("register", provider="private-care", extract="private"))["register"] is False


def test_a_named_doctor_does_not_make_one_listed() -> None:
    sources = {"listing": [], "named-doctors": [doctor("register")], "persons": []}
    assert both_ways("listed-with-doctor", sources, [Month(2025, 8)]) == []
