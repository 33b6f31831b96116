"""The lines that loads did not take, read back from the store: where each stands, and why it was not taken.

There may be as many as rows of a file, so they stay in a table and only those asked for are taken out of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

import pyarrow as pa
import pyarrow.compute as pc

from tertial.extracts.companions import QUARANTINED_SUFFIX, accompanied
from tertial.store.load_log import LogEntry
from tertial.store.load_record import LoadRecord
from tertial.store.state import State

BATCH = 1 << 14
"""Lines taken out of the table at a time."""

_COLUMNS = ("extract", "file_sha256", "line", "column", "reason", "nearest")
_KINDS = {"line": pa.int64()}
_SCHEMA = pa.schema(
    [
        (name, _KINDS.get(name, pa.string()))
        for name in ("feed", "extract", "file", "line", "column", "reason", "nearest")
    ]
)


@dataclass(frozen=True, slots=True)
class QuarantinedLine:
    """A line of a file: the number of its first line (0 for the whole file), the column at fault and the reason's code.

    `nearest` is the right name that was nearest, `file` the file's name, or its hash where the log has no name for it.
    """

    feed: str
    extract: str
    file: str
    line: int
    column: str
    reason: str
    nearest: str


class QuarantinedLines:
    """The lines, each once, by feed, extract, file and line."""

    def __init__(self, table: pa.Table) -> None:
        self._table = table

    def __len__(self) -> int:
        return int(self._table.num_rows)

    def __iter__(self) -> Iterator[QuarantinedLine]:
        for batch in self._table.to_batches(max_chunksize=BATCH):
            yield from (QuarantinedLine(**row) for row in batch.to_pylist())

    def by_reason(self) -> list[tuple[str, str, int]]:
        """Feed, reason's code and how many lines, the most first."""
        counted = self._table.group_by(["feed", "reason"]).aggregate([([], "count_all")]).to_pylist()
        found = [(row["feed"], row["reason"], row["count_all"]) for row in counted]
        return sorted(found, key=lambda one: (-one[2], one[:2]))


def quarantined_lines(
    state: State, log: Iterable[LogEntry], *, feed: str | None = None, load: LoadRecord | None = None
) -> QuarantinedLines:
    """The lines of all feeds, of one, or of the files of one load. Raises StoreError."""
    names = {file.sha256: file.name for entry in log for file in entry.record.files}
    tables = [_SCHEMA.empty_table()]
    for stored in state.feeds:
        own = accompanied(stored)
        if not stored.endswith(QUARANTINED_SUFFIX) or feed not in {None, own} or (load and load.feed != own):
            continue
        held = state.table(stored)
        table = pa.table({name: held[name].cast(_KINDS.get(name, pa.string())) for name in _COLUMNS})
        if load is not None:
            of_files = pc.is_in(
                table["file_sha256"], value_set=pa.array([file.sha256 for file in load.files], pa.string())
            )
            table = table.filter(pc.and_(of_files, pc.equal(table["extract"], load.extract)))
        # A file that was loaded again has its lines there twice.
        table = table.group_by(list(_COLUMNS)).aggregate([])
        tables.append(_told(table, own, names))
    return QuarantinedLines(pa.concat_tables(tables).sort_by([(name, "ascending") for name in _SCHEMA.names]))


def _told(table: pa.Table, feed: str, names: Mapping[str, str]) -> pa.Table:
    """The lines with their feed, and the files by name."""
    encoded = pa.chunked_array([pa.array([], pa.string()), *table["file_sha256"].chunks]).combine_chunks()
    encoded = encoded.dictionary_encode()
    known = pa.array([names.get(sha256, sha256) for sha256 in encoded.dictionary.to_pylist()], pa.string())
    columns = {
        "feed": pa.array([feed] * table.num_rows, pa.string()),
        "file": known.take(encoded.indices),
        **{name: table[name] for name in ("extract", "line")},
        **{name: pc.fill_null(table[name], "") for name in ("column", "reason", "nearest")},
    }
    return pa.table([columns[name] for name in _SCHEMA.names], schema=_SCHEMA)
