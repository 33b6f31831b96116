"""Facts of persons, of calls and of staff: both engines make the same, and of no more months than the facts say."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tertial.compute.reference.rows import Row, counted_rows
from tertial.domain.calendar import Month
from tertial.domain.facts.registry import derived_facts
from tests.facts_both_ways import both_ways
from tests.generative.events import rows_of
from tests.generative.test_facts_stays_and_stocks import rows_in, within_reach

FACTS = (
    "continuity-12",
    "continuity-18",
    "frequent-visitors",
    "frequent-emergency-visitors",
    "frequent-ambulance",
    "episodes",
    "calls",
    "triages",
    "sick-leave",
    "agency-shares",
)

YEARS = tuple(Month(2024, 1).plus(step) for step in range(24))
"""Longer than any window, and with a leap day."""

SPRING = tuple(Month(2024, 1).plus(step) for step in range(5))
"""90 days back from 1 May, and so few months that a person's contacts are often near each other."""

MARCH = (Month(2024, 3),)
"""So few days that calls often fall on the same one, and one of them of 23 hours."""


@st.composite
def sources_of(draw: st.DrawFn, fact: str) -> dict[str, list[Row]]:
    """Rows of each source of a fact that may be counted, of so few persons and units that they meet."""
    months = draw(st.sampled_from((YEARS, SPRING, MARCH)))
    few = draw(st.integers(1, 2))
    drawn = {
        feed: draw(rows_of(feed, months=months, persons=few, units=2, clinicians=2, most=30))
        for feed in derived_facts()[fact].sources
    }
    return counted_rows(drawn)


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@pytest.mark.parametrize("fact", FACTS)
@given(data=st.data())
def test_both_engines_make_the_same_rows(fact: str, data: st.DataObject) -> None:
    sources = data.draw(sources_of(fact))
    months = data.draw(st.lists(st.sampled_from(YEARS), max_size=4, unique=True))
    both_ways(fact, sources, months)


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@pytest.mark.parametrize("fact", FACTS)
@given(data=st.data())
def test_rows_of_a_month_depend_on_no_more_months_than_the_fact_says(fact: str, data: st.DataObject) -> None:
    sources = data.draw(sources_of(fact))
    month = data.draw(st.sampled_from((*SPRING, *YEARS)))
    known = {feed: [row for row in rows if within_reach(fact, feed, row, month)] for feed, rows in sources.items()}
    assert rows_in(fact, known, month) == rows_in(fact, sources, month)
