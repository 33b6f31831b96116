"""Readers open a snapshot once, ask for an indicator's cells, and what these rest on."""

from __future__ import annotations

from pathlib import Path

import pytest

from tertial.domain.calendar import Period
from tertial.store.errors import StoreError
from tertial.store.load_log import read_log
from tertial.store.snapshots.basis import FeedMonth, Inputs, StateUsed
from tertial.store.snapshots.inputs import content_hash, inputs_of
from tertial.store.snapshots.pruning import prune
from tertial.store.snapshots.schema import cells_of, unique_cells_of
from tertial.store.snapshots.snapshot import open_snapshots
from tertial.store.state import open_state
from tests.snapshots_made import ANSWERED, FACTS, PATIENTS, R12, VISITS, basis, cell, make, unique
from tests.stored import AT_ONCE, AUGUST, HOLDER, JULY, QUICK, SEPTEMBER, publish

YEAR = Period.parse("2024")
CALLS = [cell(ANSWERED, JULY, 8), cell(ANSWERED, JULY, 0, "hill-centre")]
REFERRED = [cell(VISITS, AUGUST, 1, "hill-centre")]
SEEN = [cell(VISITS, JULY, 3), cell(PATIENTS, JULY, 9)]
FIGURES = {("phone-calls", JULY): CALLS, ("contacts", JULY): SEEN, ("referrals", AUGUST): REFERRED}


def test_the_cells_of_an_indicator_come_from_every_fact_that_it_is_of(tmp_path: Path) -> None:
    snapshot = make(tmp_path, FIGURES)
    assert sorted(cells_of(snapshot.cells(VISITS)), key=repr) == sorted([SEEN[0], *REFERRED], key=repr)
    assert list(cells_of(snapshot.cells(VISITS, [AUGUST]))) == REFERRED
    assert list(cells_of(snapshot.cells(months=[SEPTEMBER]))) == []
    assert [piece.of for piece in snapshot.pieces(VISITS)] == ["contacts", "referrals"]
    assert snapshot.indicators == (PATIENTS, ANSWERED, VISITS)


def test_unique_cells_are_asked_for_by_indicator_and_period(tmp_path: Path) -> None:
    snapshot = make(tmp_path, FIGURES, [unique(4), unique(9, period=YEAR)])
    assert list(unique_cells_of(snapshot.unique(PATIENTS, [YEAR]))) == [unique(9, period=YEAR)]
    assert snapshot.unique(PATIENTS).num_rows == 2
    assert snapshot.unique(VISITS).num_rows == 0


def test_an_indicator_that_was_not_computed_is_no_silent_nothing(tmp_path: Path) -> None:
    snapshot = make(tmp_path, FIGURES)
    for ask in (snapshot.cells, snapshot.unique, snapshot.lineage):
        with pytest.raises(ValueError, match="snapshot 1 has no indicator 'visit'"):
            ask("visit")


def test_a_number_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="There are no snapshots in"):
        open_snapshots(tmp_path).open(1)
    make(tmp_path, FIGURES)
    make(tmp_path, {})
    with pytest.raises(StoreError, match=r"There is no snapshot 3 yet\."):
        open_snapshots(tmp_path).open(3)
    old = open_snapshots(tmp_path).open(1)
    prune(tmp_path, 1, HOLDER, AT_ONCE, QUICK)
    with pytest.raises(StoreError, match=r"Snapshot 1 is pruned away\."):
        open_snapshots(tmp_path).open(1)
    with pytest.raises(StoreError, match="Snapshot 1 is pruned away or lacks files"):
        old.cells()


def test_a_snapshot_pruned_while_they_are_listed_is_left_out_and_a_damaged_one_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make(tmp_path, FIGURES)
    make(tmp_path, {})
    snapshots = open_snapshots(tmp_path)
    first = snapshots.layout.manifest(1)
    content = first.read_bytes()
    first.write_bytes(content[:-1])
    with pytest.raises(StoreError, match=r"00000001\.json is damaged"):
        snapshots.list()
    first.unlink()
    monkeypatch.setattr(type(snapshots.layout), "manifest_numbers", lambda _layout: [1, 2])
    assert [one.number for one in snapshots.list()] == [2]


def test_an_indicator_s_lineage_is_its_definition_its_feeds_and_their_loads(tmp_path: Path) -> None:
    publish(tmp_path, {("contacts", JULY): [1], ("contacts", AUGUST): [2], ("beds", JULY): [3]})
    publish(tmp_path, {("beds", JULY): [4]}, feed="beds")
    publish(tmp_path, {("contacts", AUGUST): [5]})
    state = open_state(tmp_path)
    entries = read_log(state.layout.log)
    inputs = inputs_of(state, entries, {"contacts": {"contacts"}, "referrals": ["contacts", "referrals"]})
    snapshot = make(tmp_path, FIGURES, of=basis(state=3, inputs=inputs))
    publish(tmp_path, {("contacts", AUGUST): [6]})
    lineage = snapshot.lineage(VISITS)
    assert lineage.definition == snapshot.manifest.basis.definitions[VISITS]
    assert {feed: {month: one.load for month, one in months.items()} for feed, months in lineage.feeds.items()} == {
        "contacts": {JULY: 1, AUGUST: 3}
    }
    assert [entry.number for entry in lineage.loads] == [1, 3]
    assert (lineage.state, lineage.through) == (StateUsed(3, snapshot.manifest.basis.state.sha256), AUGUST)
    assert lineage.pieces == snapshot.pieces(VISITS)
    assert snapshot.lineage(ANSWERED).feeds == {}


def test_inputs_are_the_loaded_months_of_the_feeds_that_facts_need(tmp_path: Path) -> None:
    publish(tmp_path, {("contacts", JULY): [1], ("contacts", AUGUST): [2], ("beds", JULY): [3]})
    before = open_state(tmp_path)
    publish(tmp_path, {("contacts", JULY): [9]})
    after = open_state(tmp_path)
    entries = read_log(after.layout.log)
    facts = {fact: (fact,) for found in FACTS.values() for fact in found}
    files = before.manifest.feeds["contacts"]
    assert inputs_of(before, entries, facts, last=JULY) == Inputs(
        {"contacts": {JULY: FeedMonth(content_hash(files[JULY]), 1)}}, facts
    )
    now = inputs_of(after, entries, facts)
    assert now.feeds["contacts"][JULY].load == 2
    assert now.feeds["contacts"][JULY].content != content_hash(files[JULY])
    assert now.feeds["contacts"][AUGUST] == FeedMonth(content_hash(files[AUGUST]), 1)


def test_what_a_snapshot_rests_on_is_named_by_ids_and_hashes() -> None:
    for wrong in (
        {"organisation": "x"},
        {"definitions": {"No Id": None}},
        {"inputs": Inputs(feeds={"No Id": {}})},
        {"inputs": Inputs(facts={"No Id": ()})},
    ):
        with pytest.raises(ValueError, match=r"no SHA-256|no id"):
            type(basis())(**{**{name: getattr(basis(), name) for name in basis().__slots__}, **wrong})
    with pytest.raises(ValueError, match="there is no state -1"):
        StateUsed(-1, "a" * 64)


def test_periods_are_written_as_they_are_read(tmp_path: Path) -> None:
    snapshot = make(tmp_path, {}, [unique(4), unique(9, period=YEAR)])
    assert [piece.when for piece in open_snapshots(tmp_path).open(1).manifest.pieces] == [YEAR, R12]
    assert snapshot.unique()["period"].to_pylist() == ["2024", "2025-R12-08"]
