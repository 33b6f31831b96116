"""Cells are kept in one order and form, and what are no cells is refused before it is written."""

from __future__ import annotations

from collections.abc import Callable

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tertial.domain.calendar import Period
from tertial.domain.cells import Cell
from tertial.domain.measures import Part
from tertial.domain.results import Sex
from tertial.store.snapshots import ordering
from tertial.store.snapshots.ordering import in_order
from tertial.store.snapshots.piece import PieceKind
from tertial.store.snapshots.schema import CELLS, UNIQUE, cells_of, cells_table, unique_cells_of, unique_table
from tests.snapshots_made import PATIENTS, R12, VISITS, cell, unique
from tests.stored import AUGUST, JULY

FOUR = [
    cell(VISITS, JULY, 3, "Åsele"),
    cell(VISITS, JULY, 3, ""),
    cell(VISITS, JULY, 2, part=Part.SPREAD, value=4),
    cell(VISITS, JULY, 2, part=Part.SPREAD, value=4, over=7),
]


def ordered(table: pa.Table) -> pa.Table:
    return in_order(PieceKind.CELLS, "contacts", JULY, table)


@given(st.permutations(FOUR))
def test_equal_cells_make_equal_tables_whatever_their_order(cells: list[Cell]) -> None:
    table = ordered(cells_table(cells))
    assert table.equals(ordered(cells_table(FOUR)))
    assert sorted(cells_of(table), key=repr) == sorted(FOUR, key=repr)
    assert table.schema == CELLS


def test_dictionaries_are_sorted_and_without_unused_words() -> None:
    table = cells_table([*FOUR, cell(VISITS, JULY, 1, "Borta")]).slice(0, 4)
    units = ordered(table)["unit"].chunk(0)
    assert units.dictionary.to_pylist() == ["", "harbour-centre", "Åsele"]
    assert ordered(table).equals(ordered(cells_table(FOUR)))


def test_columns_may_come_in_other_types_and_another_order() -> None:
    table = cells_table(FOUR)
    plain = pa.table(
        {
            name: table[name].cast(pa.string() if pa.types.is_dictionary(table[name].type) else table[name].type)
            for name in reversed(table.column_names)
        }
    )
    plain = plain.set_column(plain.column_names.index("amount"), "amount", table["amount"].cast(pa.decimal128(38, 0)))
    chunked = pa.concat_tables([plain.slice(0, 1), plain.slice(1)])
    assert ordered(chunked).equals(ordered(table))


def test_unique_cells_are_put_in_order_too() -> None:
    cells = [unique(4, "b"), unique(4, "a"), unique(0, "c")]
    table = in_order(PieceKind.UNIQUE, PATIENTS, R12, unique_table(cells))
    assert table.schema == UNIQUE
    assert [one.node for one in unique_cells_of(table)] == ["a", "b", "c"]


def test_no_cells_are_in_order() -> None:
    assert ordered(cells_table([])).num_rows == 0
    assert in_order(PieceKind.UNIQUE, PATIENTS, R12, unique_table([])).num_rows == 0


def with_column(name: str, value: object) -> Callable[[pa.Table], pa.Table]:
    """The table with the column's first value another."""

    def change(table: pa.Table) -> pa.Table:
        kind = table.schema.field(name).type
        plain = pa.string() if pa.types.is_dictionary(kind) else kind
        values = [value, *table[name].to_pylist()[1:]]
        return table.set_column(table.column_names.index(name), name, pa.array(values, plain))

    return change


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda table: table.drop_columns(["rows"]), "the columns .* are not those of cells"),
        (lambda table: table.append_column("person", table["unit"]), "the columns .* are not those of cells"),
        (with_column("unit", None), "unit is null in 1 cells"),
        (with_column("amount", None), "amount is null in 1 cells"),
        (with_column("month", AUGUST.first_day), r"cells of .* in the piece of 2025-07"),
        (with_column("month", JULY.last_day), r"cells of .* in the piece of 2025-07"),
        (with_column("rows", 0), "fewer than 1 rows"),
        (with_column("part", "half"), "'half' is no part"),
        (with_column("sex", "K"), "'K' is no sex"),
        (with_column("value", 3), "has a value just where it is of a histogram"),
        (with_column("part", "spread"), "has a value just where it is of a histogram"),
        (with_column("over", 3), "has an over and no value"),
        (lambda table: pa.concat_tables([table, table.slice(2, 1)]), "two cells with one key"),
        (lambda table: pa.concat_tables([table, table.slice(0, 1)]), "two cells with one key"),
    ],
)
def test_what_are_no_cells_of_the_piece_is_refused(change: Callable[[pa.Table], pa.Table], said: str) -> None:
    with pytest.raises(ValueError, match=said):
        ordered(change(cells_table(FOUR)))


def test_unique_cells_are_of_the_piece_s_own_indicator_and_period() -> None:
    year = Period.parse("2025")
    for wrong in (unique(1, indicator="others"), unique(1, period=year)):
        with pytest.raises(ValueError, match=f"in the piece of {PATIENTS} for 2025-R12-08"):
            in_order(PieceKind.UNIQUE, PATIENTS, R12, unique_table([wrong]))
    with pytest.raises(ValueError, match="fewer than 0 count"):
        in_order(PieceKind.UNIQUE, PATIENTS, R12, unique_table([unique(-1)]))
    with pytest.raises(ValueError, match="'some day' is no view"):
        in_order(PieceKind.UNIQUE, PATIENTS, R12, with_column("view", "some day")(unique_table([unique(1)])))


@pytest.mark.parametrize(
    "other",
    [
        cell("others", JULY, 3, part=Part.SPREAD, value=1, over=2),
        cell(VISITS, JULY, 3, "hill", part=Part.SPREAD, value=1, over=2),
        cell(VISITS, JULY, 3, part=Part.SPREAD, value=2, over=2),
        cell(VISITS, JULY, 3, part=Part.SPREAD, value=1, over=None),
        cell(VISITS, JULY, 3, part=Part.SPREAD, value=1, over=2, sex=Sex.MEN),
    ],
    ids=["indicator", "unit", "value", "over", "sex"],
)
def test_two_cells_that_differ_in_any_part_of_their_key_are_two(other: Cell) -> None:
    one = cell(VISITS, JULY, 3, part=Part.SPREAD, value=1, over=2)
    assert ordered(cells_table([one, other])).num_rows == 2


@pytest.mark.parametrize("largest", [1, 5, 11])
def test_words_in_any_number_are_put_in_the_same_order(monkeypatch: pytest.MonkeyPatch, largest: int) -> None:
    cells = [*FOUR, *(cell(f"indicator-{place % 3}", JULY, 1, f"unit-{place}") for place in range(9))]
    usual = ordered(cells_table(cells))
    monkeypatch.setattr(ordering, "_LARGEST", largest)
    assert ordered(cells_table(cells[::-1])).equals(usual)
    with pytest.raises(ValueError, match="two cells with one key"):
        ordered(cells_table([*cells, cells[-1]]))
