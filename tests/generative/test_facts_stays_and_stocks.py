"""Facts of stays, waits, stocks and visits: both engines make the same of any rows, in reach of what the facts say."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tertial.compute.reference.rows import Row, counted_rows
from tertial.domain.calendar import Month
from tertial.domain.facts.contract import EVER
from tertial.domain.facts.registry import derived_facts
from tertial.domain.feeds.registry import all_feeds
from tertial.domain.feeds.stored import event_day
from tests.facts_both_ways import both_ways, slowly
from tests.generative.events import rows_of

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

YEARS = tuple(Month(2024, 1).plus(step) for step in range(28))
"""Long enough for what reaches back a year, and with a leap day."""

AUTUMN = tuple(Month(2024, 9).plus(step) for step in range(6))
"""So few months that what reaches over one often meets something."""


@st.composite
def sources_of(draw: st.DrawFn, fact: str) -> dict[str, list[Row]]:
    """Rows of each source of a fact that may be counted: of many months, or of few with many rows each."""
    months = draw(st.sampled_from((YEARS, AUTUMN)))
    rows = {feed: draw(rows_of(feed, months=months, persons=3, most=20)) for feed in derived_facts()[fact].sources}
    return counted_rows(rows)


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@pytest.mark.parametrize("fact", FACTS)
@given(data=st.data())
def test_both_engines_make_the_same_rows(fact: str, data: st.DataObject) -> None:
    sources = data.draw(sources_of(fact))
    months = data.draw(st.lists(st.sampled_from(YEARS), max_size=3, unique=True))
    both_ways(fact, sources, months)


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@pytest.mark.parametrize("fact", FACTS)
@given(data=st.data())
def test_rows_of_a_month_depend_on_no_more_months_than_the_fact_says(fact: str, data: st.DataObject) -> None:
    sources = data.draw(sources_of(fact))
    month = data.draw(st.sampled_from(YEARS))
    known = {feed: [row for row in rows if within_reach(fact, feed, row, month)] for feed, rows in sources.items()}
    assert rows_in(fact, known, month) == rows_in(fact, sources, month)


def within_reach(fact: str, feed: str, row: Row, month: Month) -> bool:
    contract = derived_facts()[fact]
    day = row[event_day(all_feeds()[feed])]
    assert isinstance(day, date)
    begins = contract.look_back == EVER or month.plus(-contract.look_back).first_day <= day
    return begins and day <= month.plus(contract.look_ahead).last_day


def rows_in(fact: str, sources: Mapping[str, Sequence[Row]], month: Month) -> Counter[Any]:
    contract = derived_facts()[fact]
    return Counter(
        tuple(row[name] for name in contract.names)
        for row in slowly(fact, sources, [month])
        if month.first_day <= row[contract.day] <= month.last_day
    )
