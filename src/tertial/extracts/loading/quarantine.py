"""The lines that a load did not take: file, line, column and reason of each, and never what stood there."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import pyarrow as pa
import pyarrow.compute as pc

from tertial.domain.calendar import Month
from tertial.extracts.batches import Rejected
from tertial.extracts.companions import quarantined
from tertial.extracts.event_schema import NAMES
from tertial.store.loading import Load

SCHEMA = pa.schema(
    [
        pa.field("extract", NAMES),
        pa.field("file_sha256", NAMES),
        pa.field("line", pa.int64()),
        pa.field("column", NAMES),
        pa.field("reason", NAMES),
        pa.field("nearest", NAMES),
    ]
)
FAULTS = pa.schema(
    [
        pa.field("line", pa.int64()),
        pa.field("column", pa.string()),
        pa.field("reason", pa.string()),
        pa.field("nearest", pa.string()),
    ]
)
"""A refused row as checking gives it."""


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
        """Take refused lines of a file, with the columns of `FAULTS`."""
        if faults.num_rows:
            self._faults.setdefault(file, []).append(faults.select(FAULTS.names).cast(FAULTS))

    def add_rejected(self, file: int, rejected: Sequence[Rejected]) -> None:
        """Take lines that could not be read."""
        self.add_lines(file, [(one.line, one.reason.value) for one in rejected])

    def add_lines(self, file: int, lines: Iterable[tuple[int, str]], column: str = "") -> None:
        """Take lines with a reason each."""
        numbers, reasons = [], []
        for line, reason in lines:
            numbers.append(line)
            reasons.append(reason)
        same = [column] * len(numbers)
        self.add(file, pa.table([numbers, same, reasons, [""] * len(numbers)], schema=FAULTS))

    def kinds(self) -> list[Refused]:
        """What was refused and why, by file and the most common first."""
        found = []
        for file in sorted(self._faults):
            faults = pa.concat_tables(self._faults[file])
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
        for file, faults in sorted(self._faults.items()):
            rows = pa.concat_tables(faults)
            constants = {"extract": extract, "file_sha256": self._names[file][1]}
            columns = [
                pa.array([constants[field.name]] * rows.num_rows, pa.string()).dictionary_encode()
                if field.name in constants
                else rows[field.name].cast(field.type)
                if field.name == "line"
                else pc.dictionary_encode(rows[field.name].combine_chunks())
                for field in SCHEMA
            ]
            tables.append(pa.table(columns, schema=SCHEMA).sort_by([("line", "ascending")]))
        if tables:
            rows = pa.concat_tables(tables).unify_dictionaries().combine_chunks()
            load.add_to_month(quarantined(feed), month, rows)
