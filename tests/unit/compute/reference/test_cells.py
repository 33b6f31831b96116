"""Cells of several indicators at once, and what is no quantity. The rules themselves are tables in tests/spec."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from tertial.compute.reference.cells import reference_cells, whole_number
from tertial.domain.calendar import Month
from tertial.domain.expressions.tree import Arithmetic, Column, Sign
from tertial.domain.facts.of_feeds import fact_of_feed
from tertial.domain.indicators import Kind
from tests.spec.measure_case import events_of, indicator_of

AUGUST = Month(2025, 8)
EVENTS = events_of({"contacts": "person | profession | wait_days\np-1 | nurse | 3\np-2 | doctor | 5\n"}, AUGUST)


def test_cells_of_several_indicators_come_sorted_whatever_their_order() -> None:
    visits = replace(indicator_of("kind: count\nfact: contacts\nby: [profession]\n"), id="visits")
    waits = replace(indicator_of("kind: median\nfact: contacts\nvalue: wait_days\n"), id="waits")
    found = reference_cells([waits, visits], EVENTS, [AUGUST, AUGUST])
    assert found == reference_cells([visits, waits], EVENTS, [AUGUST])
    assert [(cell.indicator, cell.category, cell.value) for cell in found] == [
        ("visits", "doctor", None),
        ("visits", "nurse", None),
        ("waits", "", 3),
        ("waits", "", 5),
    ]


def test_indicators_that_are_no_sums_have_no_cells() -> None:
    patients = indicator_of("kind: distinct\nfact: contacts\nof: person\n")
    assert reference_cells([patients, replace(patients, kind=Kind.REPORTED, measure=None)], EVENTS, [AUGUST]) == []


def test_a_feed_that_was_never_loaded_has_no_rows() -> None:
    assert reference_cells([indicator_of("kind: count\nfact: waits\n")], {}, [AUGUST]) == []


def test_the_same_fact_of_other_events_is_another() -> None:
    text = "kind: count\nfact: frequent-visitors\nevents: profession = '{}'\nby: [sex]\n"
    of = [replace(indicator_of(text.format(name)), id=name) for name in ("doctor", "nurse", "midwife")]
    found = reference_cells(of, EVENTS, [AUGUST])
    assert [(cell.indicator, cell.amount) for cell in found] == [("doctor", 1), ("nurse", 1)]


def test_a_fact_that_lacks_what_is_split_by_stays_whole_in_it() -> None:
    calls = replace(indicator_of("kind: count\nfact: phone-calls\n"), by=("sex", "age_band", "profession"))
    events = events_of({"phone-calls": "called_at\n2025-08-01 08:00\n2025-08-02 08:00\n"}, AUGUST)
    (cell,) = reference_cells([calls], events, [AUGUST])
    assert (cell.split.is_whole, cell.amount) == (True, 2)


def test_a_token_is_no_quantity() -> None:
    with pytest.raises(ValueError, match="no quantity"):
        whole_number(Column("person"), fact_of_feed("contacts"), {"person": "p-1"})


def test_yes_is_no_quantity() -> None:
    with pytest.raises(ValueError, match="no quantity"):
        whole_number(Column("chose_to_wait"), fact_of_feed("contacts"), {"chose_to_wait": True})


def test_more_decimals_than_are_kept_are_refused_and_not_rounded() -> None:
    squared = Arithmetic(Sign.TIMES, Column("posts"), Column("posts"))
    fact = fact_of_feed("staff-posts")
    assert whole_number(squared, fact, {"posts": Decimal("0.001")}) == 1
    with pytest.raises(ValueError, match="more decimals"):
        whole_number(squared, fact, {"posts": Decimal("0.0001")})
