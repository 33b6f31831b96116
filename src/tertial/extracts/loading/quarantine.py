"""The lines that a load did not take: file, line, column and reason of each, and never what stood there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from tertial.domain.calendar import Month
from tertial.extracts.batches import Rejected
from tertial.extracts.companions import quarantined
from tertial.extracts.event_schema import NAMES
from tertial.extracts.loading.events import constant, in_one
from tertial.extracts.reasons import Reason
from tertial.store.loading import Load

FAULTS = pa.schema(
    [
        pa.field("line", pa.int64()),
        pa.field("column", NAMES),
        pa.field("reason", NAMES),
        pa.field("nearest", NAMES),
    ]
)
"""A refused row. Millions may be refused, so what they have in common is held once."""
SCHEMA = pa.schema([pa.field("extract", NAMES), pa.field("file_sha256", NAMES), *FAULTS])

Lines = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True, order=True)
class Kind:
    """Lines of one file that were refused for one reason; `nearest` is the right name that was nearest, if any was."""

    file: str
    column: str
    reason: str
    nearest: str


@dataclass(frozen=True, slots=True)
class Refused:
    """How many lines of a kind there are, and the first."""

    kind: Kind
    count: int
    first_line: int


class Quarantine:
    """The refused lines of one load, in the order of its files."""

    def __init__(self) -> None:
        self._faults: dict[int, list[pa.Table]] = {}
        self._names: dict[int, tuple[str, str]] = {}

    def name(self, file: int, name: str, sha256: str) -> None:
        """Say what a file is called and what its content's hash is."""
        self._names[file] = (name, sha256)

    def add(self, file: int, faults: pa.Table) -> None:
        """Take refused lines of a file, with the columns of `FAULTS` as texts or names."""
        if faults.num_rows:
            columns = [_as(faults[field.name], field.type) for field in FAULTS]
            self._faults.setdefault(file, []).append(pa.table(columns, schema=FAULTS))

    def add_rejected(self, file: int, rejected: Sequence[Rejected]) -> None:
        """Take lines that could not be read."""
        lines = pa.array([one.line for one in rejected], pa.int64())
        reasons = pa.array([one.reason.value for one in rejected], pa.string())
        nothing = constant("", len(rejected))
        self.add(file, pa.table([lines, nothing, reasons, nothing], FAULTS.names))

    def add_lines(self, file: int, lines: Lines, reason: Reason, column: str = "", nearest: str = "") -> None:
        """Take lines that were refused for one reason."""
        same = [constant(text, len(lines)) for text in (column, reason.value, nearest)]
        self.add(file, pa.table([pa.array(lines), *same], FAULTS.names))

    def kinds(self) -> list[Refused]:
        """What was refused and why, by file and the most common first."""
        found = []
        for file in sorted(self._faults):
            faults = self._of(file)
            grouped = faults.group_by(["column", "reason", "nearest"]).aggregate([("line", "count"), ("line", "min")])
            kinds = [
                Refused(
                    Kind(self._names[file][0], row["column"], row["reason"], row["nearest"]),
                    row["line_count"],
                    row["line_min"],
                )
                for row in grouped.to_pylist()
            ]
            found += sorted(kinds, key=lambda one: (-one.count, one.first_line, one.kind))
        return found

    def write(self, load: Load, feed: str, extract: str, month: Month) -> None:
        """Add the lines to the store's quarantine of the feed. Raises StoreError."""
        tables = []
        for file in sorted(self._faults):
            rows = self._of(file).sort_by("line")
            same = [constant(text, rows.num_rows) for text in (extract, self._names[file][1])]
            tables.append(pa.table([*same, *rows.columns], schema=SCHEMA))
        if tables:
            load.add_to_month(quarantined(feed), month, pa.concat_tables(tables).unify_dictionaries().combine_chunks())

    def _of(self, file: int) -> pa.Table:
        return pa.concat_tables(self._faults[file]).unify_dictionaries().combine_chunks()


def _as(column: pa.ChunkedArray, kind: pa.DataType) -> pa.Array:
    whole = in_one(column)
    if pa.types.is_string(whole.type):
        whole = whole.dictionary_encode()
    return whole.cast(kind)
