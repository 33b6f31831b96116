"""Rows of several feeds with their tokens come by one way, which asks what was declared when they were loaded."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pytest

from tertial.compute.persons import open_persons, recorded_declarations
from tertial.domain.calendar import Month
from tertial.domain.declarations import AllowedJoin, JoinRefused, Purpose, RecordedDecision
from tertial.domain.row_marks import Mark
from tertial.store.errors import StoreError
from tertial.store.load_log import read_log
from tertial.store.state import open_state
from tests.invented_persons import TODAY
from tests.persons_in_store import ALICE, BOB, CECILIA, DAVID, contact, fill, listed, token
from tests.stored import publish
from tests.unit.domain.declared import declared

AUGUST = Month(2026, 8)
DAY = date(2026, 8, 3)
DECISION = RecordedDecision("Hälso- och sjukvårdsnämnden", date(2026, 1, 15), "HSN 2026/17")


@pytest.fixture
def connection() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as connection:
        yield connection


def to(provider: str) -> dict[str, Any]:
    return {"joins": (AllowedJoin(provider, "lagen (2022:913)", DECISION),)}


def region(**more: Any) -> Any:
    return declared(feed="contacts", provider="region", **more)


def private(**more: Any) -> Any:
    return declared(feed="listing", provider="private-a", units=("private-a",), **more)


def store(root: Path, contacts: Any, listing: Any) -> Path:
    """Alice without marks, and one person for each kind of mark in the contacts; all of them listed."""
    marked = zip((BOB, CECILIA, DAVID), (Mark.BLOCKED, Mark.SHARED_RECORD_OPT_OUT, Mark.REGISTER_OPT_OUT), strict=True)
    rows = [contact(who, f"kontakt-{place}", DAY, marks=mark.bit) for place, (who, mark) in enumerate(marked)]
    fill(root, {("contacts", AUGUST): [contact(ALICE, "kontakt-9", DAY), *rows]}, declaration=contacts)
    fill(root, {("listing", AUGUST): [listed(who, DAY) for who in (ALICE, BOB, CECILIA, DAVID)]}, declaration=listing)
    return root


def persons(root: Path, connection: duckdb.DuckDBPyConnection, feed: str, *feeds: str) -> list[str]:
    opened = open_persons(open_state(root), connection, feeds, TODAY)
    names = {token(ALICE): "Alice", token(BOB): "Bob", token(CECILIA): "Cecilia", token(DAVID): "David"}
    return sorted(names[row[0]] for row in opened[feed].project("person").fetchall())


def test_persons_of_one_provider_are_joined_with_their_blocked_rows_but_not_those_out_of_the_register(
    tmp_path: Path, connection: duckdb.DuckDBPyConnection
) -> None:
    root = store(tmp_path, region(), declared(feed="listing", provider="region"))
    assert persons(root, connection, "contacts", "contacts", "listing") == ["Alice", "Bob", "Cecilia"]


def test_across_providers_persons_are_refused_unless_both_have_decided(
    tmp_path: Path, connection: duckdb.DuckDBPyConnection
) -> None:
    root = store(tmp_path, region(**to("private-a")), private())
    with pytest.raises(JoinRefused):
        open_persons(open_state(root), connection, ["contacts", "listing"], TODAY)


def test_across_providers_marked_rows_are_left_out(tmp_path: Path, connection: duckdb.DuckDBPyConnection) -> None:
    root = store(tmp_path, region(**to("private-a")), private(**to("region")))
    assert persons(root, connection, "contacts", "contacts", "listing") == ["Alice"]
    assert persons(root, connection, "listing", "contacts", "listing") == ["Alice", "Bob", "Cecilia", "David"]
    assert persons(root, connection, "contacts", "contacts") == ["Alice", "Bob", "Cecilia"]


def test_a_decision_that_was_not_in_force_on_the_day_opens_nothing(
    tmp_path: Path, connection: duckdb.DuckDBPyConnection
) -> None:
    root = store(tmp_path, region(**to("private-a")), private(**to("region")))
    with pytest.raises(JoinRefused, match="2026-01-14"):
        open_persons(open_state(root), connection, ["contacts", "listing"], date(2026, 1, 14))


def test_sources_without_a_shared_purpose_are_refused(tmp_path: Path, connection: duckdb.DuckDBPyConnection) -> None:
    statistics = declared(feed="listing", purposes=frozenset({Purpose.STATISTICS}))
    root = store(tmp_path, region(purposes=frozenset({Purpose.QUALITY})), statistics)
    with pytest.raises(JoinRefused):
        open_persons(open_state(root), connection, ["contacts", "listing"], TODAY)


def test_two_extracts_of_one_feed_are_two_sources(tmp_path: Path, connection: duckdb.DuckDBPyConnection) -> None:
    fill(tmp_path, {("contacts", AUGUST): [contact(ALICE, "kontakt-1", DAY)]}, declaration=region())
    other = declared(feed="contacts", provider="private-a", units=("private-a",))
    fill(tmp_path, {("contacts", AUGUST): [contact(BOB, "kontakt-2", DAY)]}, declaration=other, extract="private")
    with pytest.raises(JoinRefused):
        open_persons(open_state(tmp_path), connection, ["contacts"], TODAY)


def test_the_declaration_of_the_last_load_counts_and_an_older_state_goes_by_its_own(
    tmp_path: Path, connection: duckdb.DuckDBPyConnection
) -> None:
    root = store(tmp_path, region(**to("private-a")), private(**to("region")))
    fill(root, {("contacts", AUGUST): [contact(ALICE, "kontakt-1", DAY)]}, declaration=region())
    with pytest.raises(JoinRefused):
        open_persons(open_state(root), connection, ["contacts", "listing"], TODAY)
    assert set(open_persons(open_state(root, 2), connection, ["contacts", "listing"], TODAY)) == {"contacts", "listing"}


def test_a_load_that_recorded_no_declaration_opens_nothing(
    tmp_path: Path, connection: duckdb.DuckDBPyConnection
) -> None:
    publish(tmp_path, {("contacts", AUGUST): [1]})
    with pytest.raises(StoreError, match="contacts"):
        open_persons(open_state(tmp_path), connection, ["contacts"], TODAY)


def test_each_extract_is_told_with_what_it_declared_last(tmp_path: Path) -> None:
    root = store(tmp_path, region(), private())
    found = recorded_declarations(read_log(root / "loads.jsonl"), "contacts")
    assert found == {"contacts-cosmic": region()}
