"""Facts of persons, of calls and of staff: both engines make the same, and of no more months than the facts say."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tertial.compute.reference.rows import Row, counted_rows
from tertial.domain.calendar import Month
from tertial.domain.facts.registry import derived_facts
from tests.facts_both_ways import both_ways, stored
from tests.generative.events import EXTRACTS, MONTHS, rows_of
from tests.generative.reach import ASKED, Sources, check_reach

OF_CONTACTS = ("continuity-12", "continuity-18", "frequent-visitors", "episodes")
FACTS = (
    *OF_CONTACTS,
    "frequent-emergency-visitors",
    "frequent-ambulance",
    "calls",
    "triages",
    "sick-leave",
    "agency-shares",
)

MARCH = (Month(2024, 3),)
"""So few days that calls often fall on the same one, and one of them of 23 hours."""

STARTS = (date(2025, 1, 31), date(2025, 1, 31), date(2024, 2, 29), date(2024, 3, 31), date(2024, 10, 27))
"""From 31 January 2025 it is 90 days to 1 May: no episode reaches over more months."""

BREAKS = tuple(timedelta(days) for days in (0, 0, 0, 1, 30, 60, 89, 90, 90, 91, 200, 335, 366))
"""Between a contact and the next: on the same day, at the edges of an episode, and almost as far as a window."""


@st.composite
def sources_of(draw: st.DrawFn, fact: str) -> dict[str, list[Row]]:
    """Rows of each source of a fact that may be counted, of so few persons and units that they meet."""
    months = draw(st.sampled_from((MONTHS, MONTHS[:5], MARCH)))
    few = draw(st.integers(1, 2))
    drawn = {
        feed: draw(rows_of(feed, months=months, persons=few, units=2, clinicians=2, most=30))
        for feed in derived_facts()[fact].sources
    }
    return counted_rows(drawn)


@st.composite
def chains_of_contacts(draw: st.DrawFn) -> dict[str, list[Row]]:
    """Contacts of a person, mostly at one provider and unit, each at a telling time after the one before."""
    contacts: dict[tuple[str, str], Row] = {}
    day = draw(st.sampled_from(STARTS))
    for number in draw(st.lists(st.integers(0, 9), min_size=2, max_size=10)):
        extract, provider = draw(st.sampled_from((*EXTRACTS[:1], *EXTRACTS)))
        contacts[extract, f"contact-{number}"] = stored(
            "contacts",
            contact_id=f"contact-{number}",
            extract=extract,
            provider=provider,
            unit=draw(st.sampled_from(("unit-1", "unit-1", "unit-2"))),
            clinician=draw(st.sampled_from(("anna", "anna", "bo", None))),
            date=day,
            profession="doctor",
            mode="physical",
            visit="return",
            sex=draw(st.sampled_from(("women", "men", "unknown", None))),
            age_years=draw(st.sampled_from((None, 0, 17, 18))),
        )
        day += draw(st.sampled_from(BREAKS))
    return {"contacts": list(contacts.values())}


@settings(max_examples=50, suppress_health_check=[HealthCheck.too_slow])
@pytest.mark.parametrize("fact", FACTS)
@given(data=st.data())
def test_both_engines_make_the_same_rows(fact: str, data: st.DataObject) -> None:
    both_ways(fact, data.draw(sources_of(fact)), ASKED)


@settings(max_examples=60)
@pytest.mark.parametrize("fact", OF_CONTACTS)
@given(sources=chains_of_contacts())
def test_both_engines_make_the_same_of_contacts_that_follow_each_other(fact: str, sources: Sources) -> None:
    both_ways(fact, sources, ASKED)


@settings(max_examples=50, suppress_health_check=[HealthCheck.too_slow])
@pytest.mark.parametrize("fact", FACTS)
@given(data=st.data())
def test_rows_of_a_month_depend_on_no_more_months_than_the_fact_says(fact: str, data: st.DataObject) -> None:
    check_reach(fact, data.draw(sources_of(fact)))


@settings(max_examples=60)
@pytest.mark.parametrize("fact", OF_CONTACTS)
@given(sources=chains_of_contacts())
def test_contacts_of_a_month_depend_on_no_more_months_than_the_fact_says(fact: str, sources: Sources) -> None:
    check_reach(fact, sources)
