"""Disposal by a recorded decision."""

from __future__ import annotations

from datetime import date

import pytest

from tertial.domain.calendar import Month
from tertial.domain.declarations import KeptMonths, RecordedDecision
from tertial.domain.disposal import Disposal, can_dispose, check_can_dispose, months_due
from tests.unit.domain.declared import declared

TODAY = date(2026, 11, 22)
DECISION = RecordedDecision("Regionarkivarien", date(2026, 11, 1), "HSN 2026:99")
ALICE, BOB = (f"k1.{letter * 32}" for letter in "ab")
DECLARED = declared(retention=KeptMonths(24))


def disposal(through: Month | None = None, persons: frozenset[str] = frozenset()) -> Disposal:
    """A decision on contacts."""
    return Disposal(DECISION, "contacts", "Kontakter vars tid har gått", through, persons)


def test_a_disposal_says_what_and_of_which_rows() -> None:
    with pytest.raises(ValueError, match="HSN 2026:99: a disposal says what and why"):
        Disposal(DECISION, "contacts", " ", Month(2024, 1))
    with pytest.raises(ValueError, match="up to which month, of which persons, or both"):
        disposal()
    with pytest.raises(ValueError, match="no person's token"):
        disposal(persons=frozenset({"19121212-1212"}))


@pytest.mark.parametrize(
    ("decided", "gone"),
    [
        (disposal(Month(2024, 6)), {("2024-05", ALICE), ("2024-06", ALICE), ("2024-05", BOB), ("2024-06", BOB)}),
        (disposal(persons=frozenset({BOB})), {("2024-05", BOB), ("2024-06", BOB), ("2024-07", BOB)}),
        (disposal(Month(2024, 6), frozenset({BOB})), {("2024-05", BOB), ("2024-06", BOB)}),
    ],
)
def test_rows_of_the_months_and_persons_of_the_decision_go(decided: Disposal, gone: set[tuple[str, str]]) -> None:
    rows = [(month, person) for month in ("2024-05", "2024-06", "2024-07") for person in (ALICE, BOB)]
    assert {(month, person) for month, person in rows if decided.covers("contacts", Month.parse(month), person)} == gone
    assert not any(decided.covers("admissions", Month.parse(month), person) for month, person in rows)


def test_months_go_only_when_their_retention_has_passed() -> None:
    check_can_dispose(disposal(Month(2024, 10)), DECLARED, TODAY)
    with pytest.raises(ValueError, match=r"^contacts: rows of 2024-11 are kept through 2026-11-30$"):
        check_can_dispose(disposal(Month(2024, 11)), DECLARED, TODAY)
    assert can_dispose(disposal(Month(2024, 11)), DECLARED, date(2026, 12, 1))
    assert not can_dispose(disposal(Month(2024, 11)), DECLARED, TODAY)


def test_the_rows_of_one_person_go_as_soon_as_it_is_decided() -> None:
    assert can_dispose(disposal(persons=frozenset({ALICE})), DECLARED, date(2026, 11, 1))
    assert can_dispose(disposal(Month(2026, 10), frozenset({ALICE})), DECLARED, TODAY)
    with pytest.raises(ValueError, match="the decision holds from 2026-11-01"):
        check_can_dispose(disposal(persons=frozenset({ALICE})), DECLARED, date(2026, 10, 31))


def test_a_decision_on_one_feed_disposes_of_no_other() -> None:
    with pytest.raises(ValueError, match="about contacts and the declaration about admissions"):
        check_can_dispose(disposal(Month(2020, 1)), declared(feed="admissions"), TODAY)


def test_the_months_to_ask_about_are_those_whose_time_has_passed() -> None:
    months = [Month(2025, 1), Month(2024, 10), Month(2024, 11), Month(2023, 1)]
    assert months_due(DECLARED, months, TODAY) == (Month(2023, 1), Month(2024, 10))
