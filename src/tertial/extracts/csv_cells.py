"""Clean CSV records taken apart into columns of texts, many rows at a time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import csv

from tertial.extracts.batches import Rejected
from tertial.extracts.reasons import Reason

LONGEST_CELL = 1 << 16
"""Bytes in UTF-8."""


@dataclass(frozen=True, slots=True)
class Cells:
    """The rows that fit the columns, and of those that do not the place among the records (from 0) and why."""

    table: pa.Table
    ragged: dict[int, Reason]

    @property
    def records(self) -> int:
        """How many records were taken apart."""
        return int(self.table.num_rows) + len(self.ragged)

    def longest(self) -> list[int]:
        """The bytes of the longest cell of each column."""
        return [pc.max(pc.binary_length(column)).as_py() or 0 for column in self.table.columns]


def cells(records: bytes, names: Sequence[str], separator: str) -> Cells:
    """Take records apart that end with a line feed each, are UTF-8 and have no quote astray."""
    # Names of our own: two of the file's may be equal to Arrow.
    places = [str(place) for place in range(len(names))]
    ragged: dict[int, Reason] = {}

    def aside(row: csv.InvalidRow) -> str:
        few = row.actual_columns < row.expected_columns
        ragged[row.number - 1] = Reason.TOO_FEW_CELLS if few else Reason.TOO_MANY_CELLS
        return "skip"

    if not records:
        return Cells(pa.table({name: pa.array([], pa.string()) for name in names}), ragged)
    table = csv.read_csv(
        pa.BufferReader(records),
        read_options=csv.ReadOptions(use_threads=False, block_size=len(records) + 1, column_names=places),
        parse_options=csv.ParseOptions(delimiter=separator, newlines_in_values=True, invalid_row_handler=aside),
        convert_options=csv.ConvertOptions(
            column_types={place: pa.string() for place in places}, strings_can_be_null=False, check_utf8=False
        ),
    )
    return Cells(table.rename_columns(list(names)), ragged)


def sorted_out(found: Cells, lines: pa.Array) -> tuple[pa.Table, pa.Array, list[Rejected]]:
    """The rows to keep with their lines, and the rejected; `lines` has the line of every record."""
    table = found.table
    rejected = [Rejected(lines[place].as_py(), reason) for place, reason in found.ragged.items()]
    if found.ragged:
        fits = [True] * len(lines)
        for place in found.ragged:
            fits[place] = False
        lines = lines.filter(pa.array(fits))
    if any(length > LONGEST_CELL for length in found.longest()):
        short = pa.array([True] * table.num_rows)
        for column in table.columns:
            short = pc.and_(short, pc.less_equal(pc.binary_length(column), LONGEST_CELL).combine_chunks())
        rejected += [Rejected(line.as_py(), Reason.LONG_CELL) for line in lines.filter(pc.invert(short))]
        table, lines = table.filter(short), lines.filter(short)
    return table, lines, rejected
