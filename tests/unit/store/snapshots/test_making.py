"""A snapshot is published whole, shares what has not changed with older ones, and is made again byte by byte."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from tertial.domain.calendar import Month
from tertial.store.canonical import NO_HASH
from tertial.store.errors import StoreError
from tertial.store.lock import turn
from tertial.store.snapshots.basis import Basis
from tertial.store.snapshots.layout import SnapshotLayout
from tertial.store.snapshots.making import SnapshotWork, begin_snapshot
from tertial.store.snapshots.manifest import SnapshotManifest
from tertial.store.snapshots.piece import Piece, PieceKind, piece_key
from tertial.store.snapshots.schema import cells_table, unique_table
from tertial.store.snapshots.snapshot import open_snapshots
from tertial.store.snapshots.verifying import verify
from tests.snapshots_made import (
    ANSWERED,
    MADE_AT,
    PATIENTS,
    R12,
    VISITS,
    basis,
    cell,
    defined,
    every_cell,
    every_unique,
    expected,
    make,
    unique,
)
from tests.stored import AT_ONCE, AUGUST, HOLDER, JULY, QUICK, SEPTEMBER

CALLS_JULY = [cell(ANSWERED, JULY, 8), cell(ANSWERED, JULY, 0, "hill-centre")]
FIRST = {
    ("phone-calls", JULY): CALLS_JULY,
    ("contacts", JULY): [cell(VISITS, JULY, 3)],
    ("contacts", AUGUST): [cell(VISITS, AUGUST, 5)],
}
SECOND = {**FIRST, ("contacts", AUGUST): [cell(VISITS, AUGUST, 6)]}


def files(root: Path) -> dict[str, bytes]:
    pieces = root / "snapshots" / "pieces"
    return {path.relative_to(pieces).as_posix(): path.read_bytes() for path in sorted(pieces.rglob("*.parquet"))}


def key(fact: str, month: Month, text: str = "made from this") -> str:
    return piece_key(PieceKind.CELLS, fact, month, {"text": text})


def test_what_is_published_is_read_back_cell_by_cell(tmp_path: Path) -> None:
    persons = [unique(40), unique(25, "harbour-centre")]
    snapshot = make(tmp_path, FIRST, persons)
    assert every_cell(snapshot) == expected(FIRST)
    assert every_unique(snapshot) == sorted(persons, key=repr)
    assert (snapshot.number, snapshot.manifest.previous, snapshot.manifest.rows) == (1, NO_HASH, 6)
    assert open_snapshots(tmp_path).current == snapshot
    assert snapshot.manifest.size == sum(map(len, files(tmp_path).values()))


def test_a_store_whose_results_were_never_computed_has_no_snapshot(tmp_path: Path) -> None:
    assert open_snapshots(tmp_path).current is None
    assert open_snapshots(tmp_path).list() == ()
    assert verify(tmp_path) == ()
    assert list(tmp_path.iterdir()) == []


def test_the_id_that_people_see_is_the_number_and_the_beginning_of_the_hash(tmp_path: Path) -> None:
    snapshot = make(tmp_path, FIRST)
    assert snapshot.id == f"1-{snapshot.manifest.sha256[:12]}"


def test_two_computings_of_the_same_give_the_same_bytes_whatever_the_order_of_their_cells(tmp_path: Path) -> None:
    one, other = tmp_path / "one", tmp_path / "other"
    for root, turned in ((one, False), (other, True)):
        root.mkdir()
        figures = {place: cells[::-1] if turned else cells for place, cells in FIRST.items()}
        make(root, dict(reversed(figures.items())) if turned else figures, [unique(2)])
    assert files(one) == files(other)
    layouts = [SnapshotLayout.of(root) for root in (one, other)]
    assert layouts[0].manifest(1).read_bytes() == layouts[1].manifest(1).read_bytes()
    assert layouts[0].current.read_bytes() == layouts[1].current.read_bytes()


def test_the_same_again_at_another_time_is_the_snapshot_in_force(tmp_path: Path) -> None:
    first = make(tmp_path, FIRST)
    again = make(tmp_path, FIRST, at=MADE_AT + timedelta(days=1))
    assert again == first
    assert [one.number for one in open_snapshots(tmp_path).list()] == [1]


@pytest.mark.parametrize(
    "other",
    [
        basis(state=2),
        basis(through=SEPTEMBER),
        basis(organisation="two"),
        basis(version="0.2.0"),
        basis(definitions=defined(visits=2)),
    ],
)
def test_the_same_cells_from_something_else_are_a_snapshot_of_their_own(tmp_path: Path, other: Basis) -> None:
    make(tmp_path, FIRST)
    before = files(tmp_path)
    second = make(tmp_path, FIRST, of=other)
    assert second.number == 2
    assert files(tmp_path) == before


def test_each_snapshot_names_the_hash_of_the_one_before(tmp_path: Path) -> None:
    first, second = make(tmp_path, FIRST), make(tmp_path, SECOND)
    assert second.manifest.previous == first.manifest.sha256


def test_what_has_not_changed_is_shared_and_older_snapshots_stay_as_they_were(tmp_path: Path) -> None:
    first = make(tmp_path, FIRST)
    before = files(tmp_path)
    second = make(tmp_path, SECOND)
    assert len(set(files(tmp_path)) - set(before)) == 1
    assert (every_cell(first), every_cell(second)) == (expected(FIRST), expected(SECOND))


def test_pieces_are_found_by_their_key_in_older_snapshots_too(tmp_path: Path) -> None:
    make(tmp_path, FIRST)
    make(tmp_path, SECOND)
    third = make(tmp_path, {("contacts", SEPTEMBER): [cell(VISITS, SEPTEMBER, 1)]})
    assert third.number == 3
    with begin_snapshot(tmp_path, HOLDER, AT_ONCE, QUICK) as work:
        for place, cells in (*FIRST.items(), *SECOND.items()):
            found = work.reusable(piece_key(PieceKind.CELLS, *place, {"cells": sorted(map(repr, cells))}))
            assert found is not None
            assert (found.of, found.when) == place
        assert work.reusable(key("contacts", JULY)) is None


def test_pieces_of_a_damaged_older_snapshot_are_computed_anew(tmp_path: Path) -> None:
    make(tmp_path, FIRST)
    make(tmp_path, {("contacts", SEPTEMBER): [cell(VISITS, SEPTEMBER, 1)]})
    layout = SnapshotLayout.of(tmp_path)
    layout.manifest(1).write_bytes(b"{}")
    kept = files(tmp_path)
    assert every_cell(make(tmp_path, SECOND)) == expected(SECOND)
    assert set(kept) <= set(files(tmp_path)), "who knows what the damaged one needs"


@pytest.mark.parametrize("damage", [Path.unlink, lambda path: path.write_bytes(path.read_bytes()[:-1])])
def test_a_piece_that_is_gone_or_cut_is_made_again_and_heals_what_rests_on_it(
    tmp_path: Path, damage: Callable[[Path], object]
) -> None:
    make(tmp_path, FIRST)
    before = files(tmp_path)
    damage(next((tmp_path / "snapshots" / "pieces" / "contacts").iterdir()))
    assert [finding.harmless for finding in verify(tmp_path)] == [False]
    again = make(tmp_path, FIRST)
    assert again.number == 1
    assert files(tmp_path) == before
    assert verify(tmp_path) == ()


def test_a_month_without_a_cell_has_been_computed(tmp_path: Path) -> None:
    snapshot = make(tmp_path, {("contacts", JULY): [], ("phone-calls", JULY): []})
    assert [(piece.of, piece.rows) for piece in snapshot.manifest.pieces] == [("contacts", 0), ("phone-calls", 0)]
    assert every_cell(snapshot) == []


def test_nothing_is_seen_of_a_computing_that_does_not_publish(tmp_path: Path) -> None:
    make(tmp_path, FIRST)
    before = files(tmp_path)
    with begin_snapshot(tmp_path, HOLDER, AT_ONCE, QUICK) as work:
        work.add(PieceKind.CELLS, "contacts", JULY, key("contacts", JULY), cells_table([cell(VISITS, JULY, 9)]))
    with pytest.raises(ValueError, match="in the piece of"), begin_snapshot(tmp_path, HOLDER, AT_ONCE, QUICK) as work:
        work.add(PieceKind.CELLS, "contacts", JULY, key("contacts", JULY), cells_table([cell(VISITS, AUGUST, 9)]))
    assert files(tmp_path) == before
    assert list((tmp_path / "snapshots" / "incoming").iterdir()) == []
    assert [one.number for one in open_snapshots(tmp_path).list()] == [1]


def test_one_computing_at_a_time(tmp_path: Path) -> None:
    make(tmp_path, FIRST)
    lock = SnapshotLayout.of(tmp_path).lock
    with turn(lock, HOLDER, AT_ONCE, QUICK), pytest.raises(StoreError, match="in use by tertial load norr"):
        make(tmp_path, SECOND)


def test_threads_may_add_pieces_side_by_side(tmp_path: Path) -> None:
    months = [Month(2024, number) for number in range(1, 13)]

    def add(work: SnapshotWork, month: Month) -> Piece:
        assert work.reusable(key("contacts", month)) is None
        return work.add(
            PieceKind.CELLS, "contacts", month, key("contacts", month), cells_table([cell(VISITS, month, month.number)])
        )

    with begin_snapshot(tmp_path, HOLDER, AT_ONCE, QUICK) as work, ThreadPoolExecutor(4) as threads:
        pieces = list(threads.map(lambda month: add(work, month), reversed(months)))
        snapshot = work.publish(basis(), MADE_AT)
    assert set(pieces) == set(snapshot.manifest.pieces)
    assert every_cell(snapshot) == sorted((cell(VISITS, month, month.number) for month in months), key=repr)


def test_a_place_has_one_piece_and_a_computing_publishes_once(tmp_path: Path) -> None:
    table = cells_table([cell(VISITS, JULY, 1)])
    with begin_snapshot(tmp_path, HOLDER, AT_ONCE, QUICK) as work:
        assert work.before is None
        piece = work.add(PieceKind.CELLS, "contacts", JULY, key("contacts", JULY), table)
        with pytest.raises(ValueError, match="cells contacts 2025-07 has a piece already"):
            work.add(PieceKind.CELLS, "contacts", JULY, key("contacts", JULY), table)
        with pytest.raises(ValueError, match="has a piece already"):
            work.keep(piece)
        first = work.publish(basis(), MADE_AT)
        for late in (
            lambda: work.add(PieceKind.CELLS, "contacts", AUGUST, key("contacts", AUGUST), table),
            lambda: work.keep(replace(piece, when=AUGUST)),
            lambda: work.publish(basis(), MADE_AT),
        ):
            with pytest.raises(ValueError, match="publishes once"):
                late()
    with begin_snapshot(tmp_path, HOLDER, AT_ONCE, QUICK) as work:
        assert work.before == first


def test_a_piece_holds_only_indicators_that_are_defined_of_its_fact(tmp_path: Path) -> None:
    undefined = {name: used for name, used in defined().items() if name != VISITS}
    for of, table, definitions in (
        ("contacts", cells_table([cell(VISITS, JULY, 1)]), undefined),
        ("phone-calls", cells_table([cell(VISITS, JULY, 1)]), defined()),
    ):
        with begin_snapshot(tmp_path, HOLDER, AT_ONCE, QUICK) as work:
            work.add(PieceKind.CELLS, of, JULY, key(of, JULY), table)
            with pytest.raises(ValueError, match=f"cells of visits in the piece of {of}: no definition says so"):
                work.publish(basis(definitions=definitions), MADE_AT)
    with begin_snapshot(tmp_path, HOLDER, AT_ONCE, QUICK) as work:
        period_key = piece_key(PieceKind.UNIQUE, PATIENTS, R12, {})
        work.add(PieceKind.UNIQUE, PATIENTS, R12, period_key, unique_table([unique(2)]))
        assert work.publish(basis(), MADE_AT).number == 1


def test_pieces_of_months_are_cells_and_pieces_of_periods_are_unique(tmp_path: Path) -> None:
    for kind, when in ((PieceKind.CELLS, R12), (PieceKind.UNIQUE, JULY)):
        with pytest.raises(ValueError, match="cells are of a month and unique cells of a period"):
            piece_key(kind, "contacts", when, {})
    for wrong in ({"rows": -1}, {"size": 0}, {"key": "abc"}, {"sha256": "abc"}, {"of": "No Id"}):
        piece = Piece(PieceKind.CELLS, "contacts", JULY, NO_HASH, NO_HASH, 1, 1)
        with pytest.raises(ValueError, match=r"cannot be|no SHA-256|no id"):
            replace(piece, **wrong)


def test_a_key_is_of_its_place_and_of_all_that_the_piece_was_made_from() -> None:
    keys = {
        piece_key(PieceKind.CELLS, "contacts", JULY, {"a": 1}),
        piece_key(PieceKind.CELLS, "contacts", JULY, {"a": 2}),
        piece_key(PieceKind.CELLS, "contacts", AUGUST, {"a": 1}),
        piece_key(PieceKind.CELLS, "visits", JULY, {"a": 1}),
    }
    assert len(keys) == 4
    assert piece_key(PieceKind.CELLS, "contacts", JULY, {"a": 1, "b": 2}) == piece_key(
        PieceKind.CELLS, "contacts", JULY, {"b": 2, "a": 1}
    )


def test_a_snapshot_is_numbered_from_1_and_made_at_an_instant(tmp_path: Path) -> None:
    manifest = make(tmp_path, FIRST).manifest
    for wrong in (
        {"number": 0},
        {"made_at": datetime(2025, 9, 3, 5, 12)},  # noqa: DTZ001 - the zone is what lacks
        {"pieces": manifest.pieces[::-1]},
        {"pieces": (*manifest.pieces, manifest.pieces[-1])},
        {"previous": "abc"},
    ):
        with pytest.raises(ValueError, match=r"numbered from 1|zone|not in order|no SHA-256"):
            replace(manifest, **wrong)


def test_a_manifest_is_read_back_as_it_was_written(tmp_path: Path) -> None:
    snapshot = make(tmp_path, SECOND, [unique(3)])
    layout = SnapshotLayout.of(tmp_path)
    read: SnapshotManifest = layout.read(layout.manifest(1).read_bytes())
    assert read == snapshot.manifest
