"""Facts of stays, waits, stocks and visits: both engines make the same of any rows, in reach of what the facts say."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tertial.compute.reference.rows import Row, counted_rows
from tertial.domain.calendar import Month
from tertial.domain.facts.registry import derived_facts
from tests.facts_both_ways import both_ways, stored
from tests.generative.events import EXTRACTS, MONTHS, rows_of
from tests.generative.reach import ASKED, Sources, check_reach

FACTS = (
    "discharges",
    "readmissions",
    "waits",
    "completed-waits",
    "listed",
    "listed-with-doctor",
    "population",
    "with-care-contact",
    "home-visits",
    "home-visits-8-months",
    "recalls",
)

AUTUMN = tuple(Month(2024, 9).plus(step) for step in range(6))
"""So few months that rows often meet."""

NONE, TICK, DAY = timedelta(0), timedelta(microseconds=1), timedelta(days=1)
LENGTHS = (None, NONE, NONE, TICK, DAY, DAY, 31 * DAY, 400 * DAY, -DAY)
"""Of a stay, and of the time when the patient was ready; None where it goes on, and where the patient never was."""
BREAKS = (NONE, NONE, NONE, TICK, 7 * DAY, 7 * DAY - TICK, 29 * DAY, 30 * DAY, 30 * DAY - TICK, 30 * DAY + TICK, -DAY)
"""Between a discharge and the next admission, which may be before it."""

STARTS = (
    datetime(2024, 1, 31, 23, tzinfo=UTC),  # midnight in Sweden: it is February
    datetime(2024, 1, 31, 22, 59, 59, 999_999, tzinfo=UTC),
    datetime(2024, 3, 1, tzinfo=UTC),  # 30 days reach over the change to summer time
    datetime(2024, 10, 27, 0, 30, tzinfo=UTC),  # half past two in Sweden, for the first time that night
)


@st.composite
def chains_of_stays(draw: st.DrawFn) -> dict[str, list[Row]]:
    """Stays of a person at two providers, each begun at a telling time after the one before."""
    stays: dict[tuple[str, str], Row] = {}
    admitted_at = draw(st.sampled_from(STARTS))
    for number in draw(st.lists(st.integers(0, 9), min_size=2, max_size=8)):
        extract, provider = draw(st.sampled_from(EXTRACTS))
        length, ready = draw(st.sampled_from(LENGTHS)), draw(st.sampled_from(LENGTHS))
        ends_at = admitted_at + (length or NONE)
        stays[extract, f"stay-{number}"] = stored(
            "admissions",
            admission_id=f"stay-{number}",
            extract=extract,
            provider=provider,
            admitted_at=admitted_at,
            ready_at=None if ready is None else ends_at - ready,
            discharged_at=None if length is None else ends_at,
            planned=draw(st.booleans()),
        )
        admitted_at = ends_at + draw(st.sampled_from(BREAKS))
    return {"admissions": list(stays.values())}


@st.composite
def sources_of(draw: st.DrawFn, fact: str) -> dict[str, list[Row]]:
    """Rows of each source of a fact that may be counted: of two years, or of few months so that they meet."""
    months = draw(st.sampled_from((MONTHS, AUTUMN)))
    feeds = derived_facts()[fact].sources
    return counted_rows({feed: draw(rows_of(feed, months=months, persons=3, least=2)) for feed in feeds})


@settings(max_examples=50, suppress_health_check=[HealthCheck.too_slow])
@pytest.mark.parametrize("fact", FACTS)
@given(data=st.data())
def test_both_engines_make_the_same_rows(fact: str, data: st.DataObject) -> None:
    both_ways(fact, data.draw(sources_of(fact)), ASKED)


@settings(max_examples=150)
@pytest.mark.parametrize("fact", ["discharges", "readmissions"])
@given(sources=chains_of_stays())
def test_both_engines_make_the_same_of_stays_that_follow_each_other(fact: str, sources: Sources) -> None:
    both_ways(fact, sources)


@settings(max_examples=50, suppress_health_check=[HealthCheck.too_slow])
@pytest.mark.parametrize("fact", FACTS)
@given(data=st.data())
def test_rows_of_a_month_depend_on_no_more_months_than_the_fact_says(fact: str, data: st.DataObject) -> None:
    check_reach(fact, data.draw(sources_of(fact)))


@settings(max_examples=150)
@pytest.mark.parametrize("fact", ["discharges", "readmissions"])
@given(sources=chains_of_stays())
def test_stays_of_a_month_depend_on_no_more_months_than_the_fact_says(fact: str, sources: Sources) -> None:
    check_reach(fact, sources)
