"""Persons are put together where their sources, of one care provider, share a purpose; nobody is across providers."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tertial.compute.computing import CellEngine, Wanted, compute
from tertial.compute.persons import (
    COUNTED,
    SourcesRefused,
    check_sources,
    facts_matching_persons,
    loads_of,
    recorded_declarations,
)
from tertial.compute.sources import StateEvents
from tertial.definitions.library import library_indicators
from tertial.domain.calendar import Month, Period, PeriodKind
from tertial.domain.cells import View
from tertial.domain.declarations import Purpose
from tertial.domain.facts.registry import all_facts, derived_facts
from tertial.domain.label import Label
from tertial.domain.measures import Additive, Rows, Sum, Unique
from tertial.domain.organisation import LINE, Organisation, Unit
from tertial.domain.row_marks import Mark
from tertial.store.errors import StoreError
from tertial.store.load_log import read_log
from tertial.store.snapshots.making import begin_snapshot
from tertial.store.snapshots.snapshot import open_snapshots
from tertial.store.state import open_state
from tests.engines import UNIQUE_CELLS
from tests.facts_both_ways import stored
from tests.invented_persons import TODAY
from tests.persons_in_store import ALICE, BOB, HOLDER, NOW, contact, fill, listed
from tests.stored import AT_ONCE, QUICK, publish
from tests.unit.domain.declared import declared

AUGUST = Month(2026, 8)
DAY = date(2026, 8, 3)
QUALITY = frozenset({Purpose.QUALITY})
STATISTICS = frozenset({Purpose.STATISTICS})
LISTED, CONTACTS, FREQUENT = (all_facts()[fact] for fact in ("listed", "contacts", "frequent-visitors"))


def with_listing(root: Path, **said: Any) -> Path:
    """A listing, and what its source declares."""
    fill(root, {("listing", AUGUST): [listed(ALICE, DAY)]}, declaration=declared(feed="listing", **said))
    return root


def with_population(root: Path, **said: Any) -> Path:
    """A population, and what its source declares."""
    row = {"as_of": DAY, "sex": "women"}
    rows = {("persons", AUGUST): [listed(ALICE, DAY) | row]}
    fill(root, rows, declaration=declared(feed="persons", **said))
    return root


def with_contacts(root: Path, extract: str, **said: Any) -> Path:
    """Contacts of an extract, and what its source declares."""
    rows = {("contacts", AUGUST): [contact(BOB, f"{extract}-1", DAY)]}
    fill(root, rows, declaration=declared(**said), extract=extract)
    return root


def check(root: Path, fact: str = "listed", state: int | None = None) -> None:
    check_sources(loads_of(open_state(root, state)), all_facts()[fact], TODAY)


def test_sources_of_one_provider_that_share_a_purpose_are_put_together(tmp_path: Path) -> None:
    with_listing(tmp_path, purposes=QUALITY)
    with_population(tmp_path, purposes=QUALITY | STATISTICS)
    check(tmp_path)


def test_sources_of_one_provider_without_a_shared_purpose_are_refused_by_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TERTIAL_LANGUAGE", "en")
    with_listing(tmp_path, purposes=QUALITY)
    with_population(tmp_path, purposes=STATISTICS)
    with pytest.raises(SourcesRefused) as refused:
        check(tmp_path)
    told = str(refused.value)
    assert told.startswith(f"{LISTED.title.en}: persons of the extracts listing-cosmic (listing) and persons-cosmic")
    assert "listing-cosmic has quality, persons-cosmic has statistics" in told
    assert "of region may not be joined" in told


def test_every_two_sources_share_a_purpose_or_the_fact_is_refused(tmp_path: Path) -> None:
    with_listing(tmp_path, purposes=QUALITY)
    with_population(tmp_path, purposes=QUALITY | STATISTICS)
    doctors = {("named-doctors", AUGUST): [listed(ALICE, DAY)]}
    fill(tmp_path, doctors, declaration=declared(feed="named-doctors", purposes=STATISTICS))
    check(tmp_path, "listed")
    with pytest.raises(SourcesRefused, match="named-doctors"):
        check(tmp_path, "listed-with-doctor")


@pytest.mark.parametrize("fact", ["contacts", "frequent-visitors"])
def test_two_extracts_of_one_feed_are_two_sources(tmp_path: Path, fact: str) -> None:
    with_contacts(tmp_path, "journal", purposes=QUALITY)
    with_contacts(tmp_path, "archive", purposes=STATISTICS)
    with pytest.raises(SourcesRefused, match=r"journal.*archive"):
        check(tmp_path, fact)


def test_across_providers_no_purpose_and_no_decision_is_asked_for_since_nobody_is_joined(tmp_path: Path) -> None:
    with_contacts(tmp_path, "journal", purposes=QUALITY)
    with_contacts(tmp_path, "private", purposes=STATISTICS, provider="private-a")
    check(tmp_path, "frequent-visitors")


def test_the_declaration_of_the_last_load_counts_and_an_older_state_goes_by_its_own(tmp_path: Path) -> None:
    with_listing(tmp_path, purposes=QUALITY)
    with_population(tmp_path, purposes=STATISTICS)
    with_population(tmp_path, purposes=QUALITY)
    check(tmp_path)
    with pytest.raises(SourcesRefused):
        check(tmp_path, state=2)
    check(tmp_path, state=1)


def test_an_extract_that_another_provider_took_over_still_answers_for_the_rows_of_the_first(tmp_path: Path) -> None:
    with_contacts(tmp_path, "centre", purposes=QUALITY)
    with_contacts(tmp_path, "centre", purposes=QUALITY, provider="private-a")
    with_contacts(tmp_path, "journal", purposes=STATISTICS)
    with pytest.raises(SourcesRefused, match="centre"):
        check(tmp_path, "frequent-visitors")


def test_a_load_that_recorded_no_declaration_is_to_be_made_again(tmp_path: Path) -> None:
    publish(tmp_path, {("contacts", AUGUST): [1]})
    with pytest.raises(StoreError, match="contacts"):
        check(tmp_path, "contacts")


def test_each_extract_is_told_with_what_it_declared_last(tmp_path: Path) -> None:
    with_contacts(tmp_path, "journal", purposes=QUALITY)
    with_contacts(tmp_path, "private", provider="private-a")
    with_contacts(tmp_path, "journal", purposes=STATISTICS)
    assert recorded_declarations(read_log(tmp_path / "loads.jsonl"), "contacts") == {
        "journal": declared(purposes=STATISTICS),
        "private": declared(provider="private-a"),
    }


OF_NOBODY = {"agency-shares", "calls", "sick-leave", "triages"}
"""Derived facts whose rows are about no person."""


@pytest.mark.parametrize("fact", sorted(derived_facts()))
def test_every_derived_fact_of_persons_is_asked_for(fact: str) -> None:
    measure = Additive(Sum(Rows(derived_facts()[fact])))
    assert [found.id for found in facts_matching_persons(measure)] == ([] if fact in OF_NOBODY else [fact])


def test_so_is_what_different_tokens_are_counted_over_and_not_what_is_added_up() -> None:
    assert list(facts_matching_persons(Unique(Rows(CONTACTS), "person"))) == [CONTACTS]
    calls = all_facts()["calls"]
    assert list(facts_matching_persons(Unique(Rows(calls), "errand_id"))) == [calls]
    assert list(facts_matching_persons(Additive(Sum(Rows(CONTACTS)), Sum(Rows(FREQUENT))))) == [FREQUENT]


def test_blocked_rows_may_be_counted_and_those_out_of_the_register_not() -> None:
    assert {0, Mark.BLOCKED.bit, Mark.SHARED_RECORD_OPT_OUT.bit, Mark.PROTECTED_IDENTITY.bit} <= set(COUNTED)
    assert not any(bits & Mark.REGISTER_OPT_OUT.bit for bits in COUNTED)


@pytest.mark.parametrize("engine", UNIQUE_CELLS)
def test_a_person_at_two_care_providers_is_counted_at_each(engine: str) -> None:
    rows = [
        stored("contacts", contact_id=extract, unit="hc-1", date=DAY, extract=extract, provider=provider)
        for extract, provider in (("journal", "region"), ("archive", "region"), ("private", "private-a"))
    ]
    patients = library_indicators()["patients-with-contact"]
    period = Period(PeriodKind.MONTH, AUGUST)
    nodes = {(View.AS_IT_WAS, LINE, "hc-1", AUGUST): ("all",)}
    cells = UNIQUE_CELLS[engine]([patients], {"contacts": rows}, nodes, [period])
    assert {cell.count for cell in cells} == {2}


def _no_engine(_source: StateEvents, _spill: Path, _told: Callable[[int], None]) -> CellEngine:
    raise AssertionError("an engine was made")


@pytest.mark.parametrize("indicator", ["patients-with-contact", "frequent-visitors-share"])
def test_whichever_engine_computes_it_is_not_made_where_persons_may_not_be_put_together(
    tmp_path: Path, indicator: str
) -> None:
    with_contacts(tmp_path, "journal", purposes=QUALITY)
    with_contacts(tmp_path, "archive", purposes=STATISTICS)
    organisation = Organisation((Unit("hc-1", Label("Hamnen"), "health_centre"),), trees={LINE: ("health_centre",)})
    wanted = Wanted({indicator: library_indicators()[indicator]}, organisation, AUGUST)
    with begin_snapshot(tmp_path, HOLDER, AT_ONCE, QUICK) as work, pytest.raises(SourcesRefused):
        compute(work, open_state(tmp_path), wanted, NOW, lambda _done, _all: None, _no_engine)
    assert open_snapshots(tmp_path).current is None


def test_rows_that_are_only_counted_are_so_whatever_their_purposes(tmp_path: Path) -> None:
    with_contacts(tmp_path, "journal", purposes=QUALITY)
    with_contacts(tmp_path, "archive", purposes=STATISTICS)
    organisation = Organisation((Unit("hc-1", Label("Hamnen"), "health_centre"),), trees={LINE: ("health_centre",)})
    wanted = Wanted({"contacts-total": library_indicators()["contacts-total"]}, organisation, AUGUST)
    with begin_snapshot(tmp_path, HOLDER, AT_ONCE, QUICK) as work:
        done = compute(work, open_state(tmp_path), wanted, NOW, lambda _done, _all: None)
    assert done.computed > 0
