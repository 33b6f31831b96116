"""Cells found by indicator, however their table is made."""

from __future__ import annotations

import pyarrow as pa
import pytest

from tertial.compute.cell_index import CellIndex
from tertial.domain.calendar import Month
from tertial.domain.results import Sex, Split
from tertial.store.snapshots.schema import CELLS, cells_table
from tests.unit.compute.counted import AUGUST, a_bar, a_cell, of_all

PIECES = [
    cells_table([*of_all(3, 4, "a", sex=Sex.WOMEN), a_cell(7, "b", indicator="other")]),
    cells_table(
        [*of_all(1, 2, "b", Month(2025, 7), sex=Sex.MEN, category="doctor"), a_cell(8, "c", indicator="other")]
    ),
]


@pytest.mark.parametrize(
    "table",
    [
        pa.concat_tables(PIECES),
        pa.concat_tables(PIECES).combine_chunks(),
        pa.table(
            {
                name: column.cast(pa.string()) if pa.types.is_dictionary(column.type) else column
                for name, column in zip(CELLS.names, pa.concat_tables(PIECES).columns, strict=True)
            }
        ),
    ],
    ids=["pieces with dictionaries of their own", "one piece", "plain texts"],
)
def test_cells_are_found_whatever_the_table_is_made_of(table: pa.Table) -> None:
    index = CellIndex(table)
    seen = index.of("seen")
    assert [index.units[unit] for unit in seen.units] == ["a", "a", "b", "b"]
    assert [Month.from_ordinal(number) for number in seen.months.tolist()] == [
        AUGUST,
        AUGUST,
        Month(2025, 7),
        Month(2025, 7),
    ]
    assert seen.amounts.tolist() == [3, 4, 1, 2]
    assert [seen.split_values[place] for place in seen.splits] == [
        Split(Sex.WOMEN),
        Split(Sex.WOMEN),
        Split(Sex.MEN, "", "doctor"),
        Split(Sex.MEN, "", "doctor"),
    ]
    assert seen.within(Split(category="doctor")).tolist() == [False, False, True, True]
    assert index.of("other").amounts.tolist() == [7, 8]
    assert index.months == (Month(2025, 7).ordinal, AUGUST.ordinal)


def test_an_indicator_without_cells_and_a_table_without_any_have_none() -> None:
    assert len(CellIndex(PIECES[0]).of("unheard").amounts) == 0
    empty = CellIndex(CELLS.empty_table())
    assert (empty.months, empty.units) == (None, ())
    assert len(empty.of("seen").within(Split())) == 0


def test_a_histogram_without_over_is_told_from_one_with() -> None:
    assert not CellIndex(cells_table([a_bar(1, 2)])).of("seen").has_over
    assert CellIndex(cells_table([a_bar(1, 2, 3)])).of("seen").has_over
