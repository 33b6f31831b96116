"""Readmissions: whether the person came back, unplanned and soon."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from tertial.compute.reference.rows import Row
from tertial.domain.calendar import Month
from tertial.domain.clock import TIME_ZONE
from tertial.domain.facts.registry import derived_facts
from tests.facts_both_ways import both_ways, stored

OUT = datetime(2025, 8, 10, 12, tzinfo=UTC)
A_DAY = timedelta(hours=24)
TICK = timedelta(microseconds=1)


def stay(
    admission_id: str, admitted_at: datetime, discharged_at: datetime | None, *, planned: bool = False, **more: Any
) -> Row:
    return stored(
        "admissions",
        admission_id=admission_id,
        admitted_at=admitted_at,
        discharged_at=discharged_at,
        planned=planned,
        **more,
    )


FIRST = stay("a", OUT - 5 * A_DAY, OUT)


def of_first(*others: Row) -> dict[str, Any]:
    """What becomes of the first discharge."""
    made = both_ways("readmissions", {"admissions": [FIRST, *others]})
    (row,) = [row for row in made if row["day"] == date(2025, 8, 10) and row["unit"] == "unit-1"]
    return row


@pytest.mark.parametrize(
    ("after", "within_7", "within_30"),
    [
        (timedelta(0), True, True),
        (7 * A_DAY - TICK, True, True),
        (7 * A_DAY, False, True),
        (29 * A_DAY, False, True),
        (30 * A_DAY - TICK, False, True),
        (30 * A_DAY, False, False),
        (31 * A_DAY, False, False),
    ],
)
def test_the_last_instant_of_the_days_is_not_within_them(after: timedelta, within_7: bool, within_30: bool) -> None:
    row = of_first(stay("b", OUT + after, None))
    assert (row["readmitted_7_days"], row["readmitted_30_days"]) == (within_7, within_30)


def test_who_does_not_come_back_is_not_readmitted() -> None:
    row = of_first()
    assert (row["readmitted_30_days"], row["readmitted_7_days"], row["transferred"]) == (False, False, False)
    assert (row["days_to_next"], row["next_planned"]) == (None, None)


def test_a_planned_admission_is_no_readmission_and_is_told() -> None:
    row = of_first(stay("b", OUT + 3 * A_DAY, None, planned=True))
    assert (row["readmitted_30_days"], row["next_planned"], row["days_to_next"]) == (False, True, 3)


def test_after_a_planned_admission_a_later_one_is_not_tried() -> None:
    planned = stay("b", OUT + 3 * A_DAY, OUT + 4 * A_DAY, planned=True)
    row = of_first(planned, stay("c", OUT + 6 * A_DAY, None))
    assert row["readmitted_30_days"] is False


def test_an_admission_over_30_days_later_is_not_told() -> None:
    row = of_first(stay("b", OUT + 30 * A_DAY, None, planned=True))
    assert (row["days_to_next"], row["next_planned"]) == (None, None)


def test_care_that_goes_on_at_the_same_instant_is_a_transfer() -> None:
    assert of_first(stay("b", OUT, None, unit="ward-2"))["transferred"] is True
    assert of_first(stay("b", OUT + TICK, None, unit="ward-2"))["transferred"] is False


def test_a_stay_begun_during_another_is_a_readmission_of_none() -> None:
    row = of_first(stay("b", OUT - A_DAY, OUT + 2 * A_DAY, unit="ward-2"))
    assert (row["readmitted_30_days"], row["days_to_next"], row["transferred"]) == (False, None, False)


def test_an_admission_is_the_readmission_of_one_discharge_at_most() -> None:
    within = stay("b", OUT - 2 * A_DAY, OUT - A_DAY, unit="ward-2")
    made = both_ways("readmissions", {"admissions": [FIRST, within, stay("c", OUT + 2 * A_DAY, None)]})
    assert sorted((row["unit"], row["readmitted_30_days"]) for row in made) == [("unit-1", False), ("ward-2", True)]


def test_of_two_admitted_at_once_the_key_says_which_comes_first() -> None:
    planned, unplanned = stay("b", OUT + A_DAY, None, planned=True), stay("c", OUT + A_DAY, None, extract="east")
    assert of_first(unplanned, planned)["readmitted_30_days"] is False


def test_of_two_with_one_key_the_extract_says_which_comes_first() -> None:
    planned = stay("b", OUT + A_DAY, None, planned=True, extract="east")
    assert of_first(stay("b", OUT + A_DAY, None), planned)["readmitted_30_days"] is False


def test_another_person_and_another_care_provider_are_no_readmission() -> None:
    other = stay("b", OUT + A_DAY, None, person="bob")
    elsewhere = stay("b", OUT + A_DAY, None, provider="private-care", extract="private")
    assert of_first(other, elsewhere)["days_to_next"] is None


def test_who_died_is_kept_and_told() -> None:
    made = both_ways("readmissions", {"admissions": [stay("a", OUT - A_DAY, OUT, deceased=True)]})
    assert [(row["deceased"], row["readmitted_30_days"]) for row in made] == [(True, False)]


def test_days_to_the_next_are_between_local_dates() -> None:
    row = of_first(stay("b", datetime(2025, 8, 11, 0, 0, tzinfo=TIME_ZONE).astimezone(UTC), None))
    assert row["days_to_next"] == 1


def test_30_days_over_the_change_of_the_clock_are_720_hours() -> None:
    out = datetime(2025, 10, 20, 12, tzinfo=TIME_ZONE).astimezone(UTC)
    same_clock = datetime(2025, 11, 19, 12, tzinfo=TIME_ZONE).astimezone(UTC)
    made = both_ways("readmissions", {"admissions": [stay("a", OUT, out), stay("b", same_clock, None)]})
    assert [row["readmitted_30_days"] for row in made] == [False]


def test_30_days_from_the_end_of_january_reach_into_march() -> None:
    out = datetime(2025, 1, 31, 12, tzinfo=UTC)
    back = out + 29 * A_DAY
    made = both_ways("readmissions", {"admissions": [stay("a", out, out), stay("b", back, None)]})
    assert [row["readmitted_30_days"] for row in made] == [True]
    assert Month(back.year, back.month) == Month(2025, 1).plus(derived_facts()["readmissions"].look_ahead)
