"""Rows of derived facts made some months at a time: what is kept of events, and who is left out before."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import duckdb
import pytest

from tertial.compute.derived import DerivedRows, fewest
from tertial.compute.engine import EVERY_MONTH, Engine, at_once
from tertial.compute.logical import counted
from tertial.compute.melting import melted
from tertial.compute.persons import ALL_BITS, COUNTED
from tertial.compute.plan import Scope, planned
from tertial.compute.reference.cells import reference_cells
from tertial.compute.reference.rows import Row
from tertial.compute.sql import duckdb_sql
from tertial.compute.terms import terms_of
from tertial.compute.written import WrittenSql
from tertial.domain.calendar import Month
from tertial.domain.expressions.parser import parse
from tertial.domain.facts.registry import derived_facts
from tertial.domain.indicators import Indicator
from tertial.domain.measures import Additive, Rows, Sum
from tertial.store.snapshots.schema import cells_of
from tests.arrow_rows import arrow_table
from tests.facts_both_ways import stored
from tests.memory_events import MemoryEvents
from tests.unit.compute.counted import a_monthly

LOADED = [Month(2023, 1).plus(step) for step in range(36)]
VISITORS = derived_facts()["frequent-visitors"]


def count(where: str | None, fact: str = "frequent-visitors") -> Indicator:
    rows = Rows(derived_facts()[fact], None if where is None else parse(where))
    return a_monthly("visitors", Additive(Sum(rows)), "sex")


def scope(*wheres: str | None) -> Scope:
    (found,) = planned(terms_of(count(where) for where in wheres))
    return found


@pytest.fixture
def contacts() -> list[Row]:
    """Contacts of persons who come every month, every fourth, and once a year, at two units."""
    often = [("alice", step) for step in range(36)] + [("bob", step) for step in range(0, 36, 4)]
    days = [*often, *(("carol", step) for step in range(5, 36, 12))]
    return [
        stored(
            "contacts",
            contact_id=f"k{number}",
            person=person,
            unit=f"unit-{step % 2}",
            date=LOADED[step].first_day,
            sex="women",
            age_years=40 + step // 12,
        )
        for number, (person, step) in enumerate(days)
    ]


class OfferedOnce(MemoryEvents):
    """Events that remember which months have been offered."""

    offered: list[Month]

    def offer(self, connection: duckdb.DuckDBPyConnection, feed: str, months: Sequence[Month]) -> None:
        self.offered = [*getattr(self, "offered", []), *months]
        super().offer(connection, feed, months)


@pytest.mark.parametrize("where", ["contacts >= 4", "contacts > 2 and units = 2", "contacts >= 1", None])
def test_windows_of_three_years_are_those_of_the_slow_engine(contacts: list[Row], where: str | None) -> None:
    events = MemoryEvents({"contacts": arrow_table("contacts", contacts)}, loaded=LOADED)
    fast = sorted(cells_of(Engine(events, cores=2).cells([count(where)], LOADED)), key=repr)
    assert fast == sorted(reference_cells([count(where)], {"contacts": contacts}, LOADED), key=repr)
    assert fast


def test_each_month_of_events_is_read_once_however_many_windows_it_is_in(contacts: list[Row]) -> None:
    events = OfferedOnce({"contacts": arrow_table("contacts", contacts)}, loaded=LOADED)
    Engine(events, cores=1).cells([count("contacts >= 4")], LOADED)
    assert events.offered == LOADED


def test_months_with_a_gap_between_them_have_the_cells_of_each_alone(contacts: list[Row]) -> None:
    events = MemoryEvents({"contacts": arrow_table("contacts", contacts)}, loaded=LOADED)
    asked = [*LOADED[12:15], *LOADED[33:36]]
    engine = Engine(events, cores=1)
    alone = [cell for month in asked for cell in cells_of(engine.cells([count(None)], [month]))]
    assert sorted(cells_of(engine.cells([count(None)], asked)), key=repr) == sorted(alone, key=repr)


def test_no_more_is_kept_than_the_months_made_and_their_windows_need(contacts: list[Row]) -> None:
    events = MemoryEvents({"contacts": arrow_table("contacts", contacts)}, loaded=LOADED)
    connection = duckdb.connect()
    made = DerivedRows(connection, events, scope(None), WrittenSql())
    for run in (LOADED[:12], LOADED[12:24], LOADED[24:]):
        melted(made.answers(run))
    (kept,) = connection.sql("SELECT count(DISTINCT month_number) FROM gathered_events").fetchall()
    assert kept == (23,)


@pytest.mark.parametrize(
    ("wheres", "least"),
    [
        (["contacts >= 4"], 4),
        (["contacts > 4 and sex = 'women'"], 5),
        (["contacts >= 4", "contacts >= 6"], 4),
        (["contacts >= 4", None], 1),
        (["contacts >= 4 or units = 2"], 1),
        (["contacts <= 4"], 1),
        (["contacts >= 0"], 1),
        (["units >= 4"], 1),
    ],
)
def test_the_fewest_contacts_are_those_that_no_term_does_without(wheres: list[str | None], least: int) -> None:
    assert fewest(scope(*wheres)) == least


def test_what_keeps_events_is_asked_for_all_months_together() -> None:
    assert [
        WrittenSql().gathers(derived_facts()[fact]) for fact in ("frequent-ambulance", "continuity-12", "listed")
    ] == [
        True,
        False,
        False,
    ]
    engine = Engine(MemoryEvents({}))
    assert (engine.months_together(VISITORS), at_once(VISITORS)) == (EVERY_MONTH, 12)
    assert engine.months_together(derived_facts()["listed"]) == 12


def test_a_sequence_is_there_where_it_is_asked_for() -> None:
    contacts = [
        stored("contacts", contact_id=f"k{number}", clinician=clinician, date=date(2025, 8, number + 1))
        for number, clinician in enumerate(("anna", "anna", "bo"))
    ]
    events = MemoryEvents({"contacts": arrow_table("contacts", contacts)}, loaded=[Month(2025, 8)])
    defined = [count("sequence_same = 1", "continuity-12")]
    (cell,) = cells_of(Engine(events, cores=1).cells(defined, [Month(2025, 8)]))
    assert cell.amount == 1


def test_a_row_is_counted_by_its_marks_as_they_are_handled() -> None:
    marks = [None, *range(ALL_BITS + 2)]
    contacts = [stored("contacts", contact_id=f"k{place}", marks=bits) for place, bits in enumerate(marks)]
    connection = duckdb.connect()
    connection.register("contacts", arrow_table("contacts", contacts))
    found = connection.sql(duckdb_sql(counted("contacts"))).project("marks").fetchall()
    assert {bits for (bits,) in found} == {None, *COUNTED}
