"""Two snapshots held against each other: which results are others, by how much, where, and what can be why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tertial.domain.calendar import Month
from tertial.domain.cells import Cell, UniqueCell
from tertial.domain.measures import Part
from tertial.domain.results import Sex
from tertial.store.errors import StoreError
from tertial.store.snapshots.basis import Basis
from tertial.store.snapshots.comparing import Cause, Change, ChangedIndicator, Comparison, compare
from tertial.store.snapshots.moving import Moved
from tests.snapshots_made import ANSWERED, PATIENTS, R12, VISITS, Figures, basis, cell, defined, make, read, unique
from tests.stored import AUGUST, JULY, SEPTEMBER

ROWS = [
    cell(VISITS, JULY, 3, rows=3),
    cell(VISITS, JULY, 9, part=Part.DENOMINATOR),
    cell(VISITS, JULY, 4, "hill-centre"),
    cell(VISITS, JULY, 5, part=Part.SPREAD, value=1),
    cell(VISITS, JULY, 6, part=Part.SPREAD, value=1, over=2),
]
CALLS = {("phone-calls", JULY): [cell(ANSWERED, JULY, 8)], ("phone-calls", AUGUST): [cell(ANSWERED, AUGUST, 8)]}
FIRST = {("contacts", JULY): ROWS, **CALLS}
PERSONS = [unique(40), unique(7, "hill-centre")]
ALSO_READ = read({"contacts": "second", "phone-calls": "first"})


def compared(
    tmp_path: Path,
    second: Figures,
    persons: Sequence[UniqueCell] = PERSONS,
    *,
    old: Basis | None = None,
    new: Basis | None = None,
) -> Comparison:
    """The first snapshot and a second one, held against each other."""
    return compare(make(tmp_path, FIRST, PERSONS, of=old), make(tmp_path, second, persons, of=new))


def only(comparison: Comparison) -> ChangedIndicator:
    (changed,) = comparison.changed
    return changed


def test_a_snapshot_held_against_itself_has_nothing_changed(tmp_path: Path) -> None:
    snapshot = make(tmp_path, FIRST, [unique(4)])
    assert compare(snapshot, snapshot) == Comparison(snapshot.manifest, snapshot.manifest, (), {}, ())


def test_other_data_change_the_results_of_the_indicators_made_from_them(tmp_path: Path) -> None:
    rows = [
        cell(VISITS, JULY, 1, rows=3),  # another amount
        cell(VISITS, JULY, 9, part=Part.DENOMINATOR, rows=8),  # other rows, the same amount
        cell(VISITS, JULY, 4, "hill-centre"),
        cell(VISITS, JULY, 5, part=Part.SPREAD, value=1),
        cell(VISITS, JULY, 8, part=Part.SPREAD, value=1, over=2),
        cell(VISITS, JULY, 0, "new-centre", part=Part.DENOMINATOR),  # new, and comes to nothing
    ]
    comparison = compared(tmp_path, {("contacts", JULY): rows, **CALLS}, new=basis(state=2, inputs=ALSO_READ))
    assert comparison.feeds == {"contacts": (JULY, AUGUST)}
    assert comparison.causes == (Cause.DATA,)
    changed = only(comparison)
    assert (changed.indicator, changed.change, changed.title.sv) == (VISITS, Change.CHANGED, "Besök")
    assert changed.moved == Moved(
        cells=4,
        numerator=-2,
        denominator=0,
        spread=2,
        months=(JULY,),
        units=("harbour-centre", "new-centre"),
    )
    assert (changed.causes, changed.feeds) == ((Cause.DATA,), {"contacts": (JULY, AUGUST)})


def test_a_cell_that_moves_to_another_fact_s_piece_has_not_changed(tmp_path: Path) -> None:
    comparison = compared(
        tmp_path, {("contacts", JULY): ROWS[:1], ("referrals", JULY): ROWS[1:], **CALLS}, new=basis(version="2")
    )
    assert comparison.changed == ()
    assert comparison.causes == (Cause.CODE,)


def test_cells_that_only_change_places_are_two_changed_cells(tmp_path: Path) -> None:
    moved = [cell(VISITS, JULY, 3, rows=3, sex=Sex.MEN), *ROWS[1:]]
    changed = only(compared(tmp_path, {("contacts", JULY): moved, **CALLS}))
    assert (changed.moved.cells, changed.moved.numerator) == (2, 0)


def test_unique_cells_are_counted_and_never_added(tmp_path: Path) -> None:
    persons = [unique(41), unique(7, "hill-centre")]
    comparison = compared(tmp_path, FIRST, persons, new=basis(organisation="two"))
    changed = only(comparison)
    assert changed.moved == Moved(unique=1, periods=(R12,), nodes=("region",))
    assert (changed.indicator, changed.causes) == (PATIENTS, (Cause.ORGANISATION,))


def test_a_new_and_a_removed_indicator_are_so_by_their_definition(tmp_path: Path) -> None:
    without = {name: used for name, used in defined().items() if name != VISITS}
    there = make(tmp_path, FIRST)
    away = make(tmp_path, CALLS, of=basis(state=2, definitions=without, inputs=ALSO_READ))
    comparison = compare(there, away)
    gone, back = only(comparison), only(compare(away, there))
    assert (gone.change, gone.causes, gone.feeds, gone.title.sv) == (Change.REMOVED, (Cause.DEFINITION,), {}, "Besök")
    assert gone.moved == Moved(
        cells=5, numerator=-7, denominator=-9, spread=-11, months=(JULY,), units=("harbour-centre", "hill-centre")
    )
    assert (back.change, back.causes, back.moved.numerator) == (Change.ADDED, (Cause.DEFINITION,), 7)
    assert comparison.definitions == (VISITS,)


def test_an_indicator_may_come_without_a_cell(tmp_path: Path) -> None:
    without = {name: used for name, used in defined().items() if name != VISITS}
    before = make(tmp_path, CALLS, of=basis(definitions=without))
    changed = only(compare(before, make(tmp_path, CALLS)))
    assert (changed.change, changed.moved) == (Change.ADDED, Moved())


def test_another_version_shows_also_where_no_result_changed(tmp_path: Path) -> None:
    comparison = compared(tmp_path, FIRST, new=basis(definitions=defined(visits=2)))
    assert (comparison.changed, comparison.definitions, comparison.causes) == ((), (VISITS,), (Cause.DEFINITION,))


def test_several_causes_may_hold_and_each_indicator_has_its_own(tmp_path: Path) -> None:
    second = {
        ("contacts", JULY): ROWS[:-1],
        ("phone-calls", JULY): [cell(ANSWERED, JULY, 9)],
        ("phone-calls", AUGUST): [cell(ANSWERED, AUGUST, 8)],
    }
    new = basis(
        state=2,
        through=SEPTEMBER,
        version="0.2.0",
        organisation="two",
        definitions=defined(visits=2),
        inputs=ALSO_READ,
    )
    comparison = compared(tmp_path, second, new=new)
    shared = (Cause.THROUGH, Cause.ORGANISATION, Cause.CODE)
    assert comparison.causes == (Cause.DATA, Cause.THROUGH, Cause.DEFINITION, Cause.ORGANISATION, Cause.CODE)
    assert {one.indicator: set(one.causes) for one in comparison.changed} == {
        ANSWERED: set(shared),
        VISITS: {Cause.DATA, Cause.DEFINITION, *shared},
    }


def test_months_that_were_not_read_before_are_other_data(tmp_path: Path) -> None:
    more = read({"contacts": "first", "phone-calls": "first"}, (JULY, AUGUST, SEPTEMBER))
    comparison = compared(tmp_path, FIRST, new=basis(inputs=more))
    assert comparison.feeds == {"contacts": (SEPTEMBER,), "phone-calls": (SEPTEMBER,)}
    (tmp_path / "other").mkdir()
    fewer = compared(tmp_path / "other", FIRST, old=basis(inputs=more), new=basis())
    assert fewer.feeds == comparison.feeds


def test_the_same_computing_with_another_answer_has_no_cause(tmp_path: Path) -> None:
    changed = only(compared(tmp_path, {("contacts", JULY): ROWS[1:], **CALLS}))
    assert changed.causes == ()


def test_a_snapshot_whose_pieces_are_gone_cannot_be_compared(tmp_path: Path) -> None:
    before = make(tmp_path, FIRST)
    after = make(tmp_path, {**FIRST, ("contacts", JULY): ROWS[1:]})
    for piece in before.pieces(VISITS):
        before.layout.piece(piece).unlink()
    with pytest.raises(StoreError, match="Snapshot 1 is pruned away or lacks files"):
        compare(before, after)


def some_cells(month: Month) -> st.SearchStrategy[list[Cell]]:
    """Cells of two indicators in few places, so that two drawn lists have many in common."""
    one = st.builds(
        cell,
        st.sampled_from([VISITS, PATIENTS]),
        st.just(month),
        st.integers(0, 3),
        st.sampled_from(["", "hill-centre"]),
        st.just(Part.SPREAD),
        st.integers(0, 1),
        st.sampled_from([Sex.WOMEN, Sex.MEN]),
        st.sampled_from([None, 0, 1]),
        st.integers(1, 2),
    )
    return st.lists(one, unique_by=by_key, max_size=12)


def by_key(one: Cell) -> Cell:
    return replace(one, amount=0, rows=0)


@settings(max_examples=40)
@given(st.tuples(some_cells(JULY), some_cells(AUGUST)), st.tuples(some_cells(JULY), some_cells(AUGUST)))
def test_what_moved_is_what_a_look_at_every_cell_finds(
    first: tuple[list[Cell], list[Cell]], second: tuple[list[Cell], list[Cell]]
) -> None:
    with TemporaryDirectory() as folder:
        before, after = (
            make(Path(folder), {("contacts", JULY): july, ("contacts", AUGUST): august}, of=basis(state=number))
            for number, (july, august) in enumerate((first, second))
        )
        found = {one.indicator: one.moved for one in compare(before, after).changed}
    old, new = ({by_key(one): one for one in (*july, *august)} for july, august in (first, second))
    differing = [key for key in {**old, **new} if old.get(key) != new.get(key)]
    assert found == {
        indicator: Moved(
            cells=len(keys),
            spread=sum(one.amount for one in map(new.get, keys) if one)
            - sum(one.amount for one in map(old.get, keys) if one),
            months=tuple(sorted({key.month for key in keys})),
            units=tuple(sorted({key.unit for key in keys})),
        )
        for indicator in {key.indicator for key in differing}
        for keys in ([key for key in differing if key.indicator == indicator],)
    }
