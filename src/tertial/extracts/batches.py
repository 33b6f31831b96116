"""What reading gives: batches of texts with their line numbers, and the lines that could not be read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

import pyarrow as pa

from tertial.extracts.reasons import Reason

WHOLE_FILE = 0
"""The line of a rejection that concerns the file as a whole."""

_NO_TEXTS = pa.array([], pa.string())


@dataclass(frozen=True, slots=True)
class Rejected:
    """A row that was not read: the number of its first line in the file (from 1; 0 for the whole file), and why.

    For workbooks the line is the sheet's row, for Parquet and databases the row's place. Raises ValueError for a line
    below 0.
    """

    line: int
    reason: Reason

    def __post_init__(self) -> None:
        if self.line < WHOLE_FILE:
            raise ValueError(f"{self.line} is no line")


@dataclass(frozen=True, slots=True)
class Batch:
    """Some rows of one file, in its order, all cells as texts; an empty text where the file has nothing.

    Raises ValueError where names, columns, rows and lines do not fit each other.
    """

    names: tuple[str, ...]
    table: pa.Table
    lines: pa.Array
    """int64; the number of the first line of each row."""
    rejected: tuple[Rejected, ...] = ()

    def __post_init__(self) -> None:
        if tuple(self.table.column_names) != self.names:
            raise ValueError("the table's columns are not those named")
        if self.table.num_rows != len(self.lines):
            raise ValueError(f"{self.table.num_rows} rows have {len(self.lines)} line numbers")

    @property
    def accepted(self) -> int:
        """How many rows could be read."""
        return len(self.lines)


@dataclass(frozen=True, slots=True)
class Tally:
    """How many rows were read and what became of them. Raises ValueError where read is not accepted + rejected."""

    read: int
    accepted: int
    rejected: int
    reasons: Counter[Reason] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        if min(self.read, self.accepted, self.rejected) < 0:
            raise ValueError("rows are counted from 0")
        if self.read != self.accepted + self.rejected:
            raise ValueError(f"{self.read} rows read are not {self.accepted} accepted + {self.rejected} rejected")
        if self.reasons.total() != self.rejected:
            raise ValueError(f"the reasons add up to {self.reasons.total()}, not to {self.rejected}")


def tally(batches: Iterable[Batch]) -> Tally:
    """Count the rows of the batches; they are read through once."""
    accepted = 0
    reasons: Counter[Reason] = Counter()
    for batch in batches:
        accepted += batch.accepted
        reasons.update(rejected.reason for rejected in batch.rejected)
    return Tally(accepted + reasons.total(), accepted, reasons.total(), reasons)


def rejections(rejected: Iterable[Rejected], names: tuple[str, ...] = ()) -> Batch:
    """A batch without rows."""
    table = pa.Table.from_arrays([_NO_TEXTS] * len(names), names=list(names))
    return Batch(names, table, pa.array([], pa.int64()), tuple(rejected))


def whole_file(reason: Reason) -> Batch:
    """A batch that says why a file, or what is left of it, was not read."""
    return rejections([Rejected(WHOLE_FILE, reason)])
