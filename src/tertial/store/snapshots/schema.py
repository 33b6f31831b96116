"""How cells are kept by Arrow and Parquet, to and from the cells of the domain."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from operator import attrgetter

import pyarrow as pa

from tertial.domain.calendar import Month, Period
from tertial.domain.cells import Cell, UniqueCell, View
from tertial.domain.measures import Part
from tertial.domain.results import Sex
from tertial.store.snapshots.piece import PieceKind

NAMES = pa.dictionary(pa.int32(), pa.string())

CELLS = pa.schema(
    [
        pa.field("indicator", NAMES),
        pa.field("part", NAMES),
        pa.field("unit", NAMES),
        pa.field("month", pa.date32()),
        pa.field("sex", NAMES),
        pa.field("age_band", NAMES),
        pa.field("category", NAMES),
        pa.field("value", pa.int64()),
        pa.field("over", pa.int64()),
        pa.field("amount", pa.int64()),
        pa.field("rows", pa.int64()),
    ]
)
"""As `domain.cells.Cell`. A month is its first day; `value` and `over` are null where the cell is of no histogram."""

UNIQUE = pa.schema(
    [
        pa.field("indicator", NAMES),
        pa.field("view", NAMES),
        pa.field("tree", NAMES),
        pa.field("node", NAMES),
        pa.field("period", NAMES),
        pa.field("sex", NAMES),
        pa.field("age_band", NAMES),
        pa.field("category", NAMES),
        pa.field("count", pa.int64()),
    ]
)
"""As `domain.cells.UniqueCell`. A period is as it is written."""

SCHEMAS: Mapping[PieceKind, pa.Schema] = {PieceKind.CELLS: CELLS, PieceKind.UNIQUE: UNIQUE}

FIGURES: Mapping[PieceKind, tuple[str, ...]] = {PieceKind.CELLS: ("amount", "rows"), PieceKind.UNIQUE: ("count",)}
"""What a cell says; the other columns are its key, which no two cells share."""

OPTIONAL = frozenset({"value", "over"})
"""The columns that may be null."""


def cells_table(cells: Iterable[Cell]) -> pa.Table:
    """The cells as a table."""
    listed = list(cells)
    return _table(CELLS, listed, {"month": [cell.month.first_day for cell in listed]})


def unique_table(cells: Iterable[UniqueCell]) -> pa.Table:
    """The unique cells as a table."""
    listed = list(cells)
    return _table(UNIQUE, listed, {"period": [str(cell.period) for cell in listed]})


def _table(schema: pa.Schema, cells: list[Cell] | list[UniqueCell], written: Mapping[str, list[object]]) -> pa.Table:
    columns = {name: written.get(name) or list(map(attrgetter(name), cells)) for name in schema.names}
    return pa.table({name: pa.array(values, _plain(schema.field(name).type)) for name, values in columns.items()}).cast(
        schema
    )


def _plain(kind: pa.DataType) -> pa.DataType:
    return pa.string() if pa.types.is_dictionary(kind) else kind


def cells_of(table: pa.Table) -> Iterator[Cell]:
    """The cells of a table."""
    for row in table.to_pylist():
        month = row["month"]
        yield Cell(
            **{
                **row,
                "part": Part(row["part"]),
                "month": Month(month.year, month.month),
                "sex": Sex(row["sex"]),
            }
        )


def unique_cells_of(table: pa.Table) -> Iterator[UniqueCell]:
    """The unique cells of a table."""
    for row in table.to_pylist():
        yield UniqueCell(
            **{**row, "view": View(row["view"]), "period": Period.parse(row["period"]), "sex": Sex(row["sex"])}
        )
