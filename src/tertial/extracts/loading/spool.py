"""Accepted rows on their way, by the month of their event: in memory while they fit, else in files of the workspace.

The rows hold persons as numbers of this load: neither identity numbers nor days of birth ever reach a file.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pyarrow as pa

from tertial.extracts.loading.row_hash import Hashes

HASH = "row_hash"
MONTH = "event_month"
LARGEST_IN_MEMORY = 400 << 20
"""Bytes of sorted rows held before they are written to files."""
GATHERED = 1 << 20
"""Rows sorted into months at once."""


class Spool:
    """Rows of one load. `schema` has the columns `event_month` (int32; -1 for none) and `row_hash`."""

    def __init__(self, folder: Path, schema: pa.Schema, largest: int = LARGEST_IN_MEMORY) -> None:
        self._folder = folder
        self._schema = schema
        self._largest = largest
        self._pending: list[pa.Table] = []
        self._pending_rows = 0
        self._held: dict[int, list[pa.Table]] = {}
        self._held_bytes = 0
        self._files: list[pa.ipc.RecordBatchFileReader] = []
        self._places: dict[int, list[tuple[int, int]]] = {}
        """Of each month the files that have rows of it, and which batch in them."""
        self.rows = 0

    def add(self, table: pa.Table) -> None:
        """Take rows. Raises OSError where they cannot be written."""
        self._pending.append(table)
        self._pending_rows += table.num_rows
        self.rows += table.num_rows
        if self._pending_rows >= GATHERED:
            self._sort_pending()

    def finish(self) -> None:
        """No more rows come. Raises OSError."""
        self._sort_pending()

    @property
    def months(self) -> Sequence[int]:
        """The months that have rows, in order; -1 first."""
        return sorted(self._held.keys() | self._places.keys())

    def table(self, month: int) -> pa.Table:
        """The rows of a month, in no order that means anything. Raises OSError."""
        written = [
            pa.Table.from_batches([self._files[file].get_batch(batch)]) for file, batch in self._places.get(month, ())
        ]
        return pa.concat_tables([*written, *self._held.get(month, ())])

    def hashes(self, month: int) -> Hashes:
        """The hash of each row of a month, in the order of `table`. Raises OSError."""
        column = self.table(month)[HASH]
        return np.concatenate([chunk.to_numpy() for chunk in column.chunks]) if column.num_chunks else _none()

    def _sort_pending(self) -> None:
        if not self._pending:
            return
        rows = pa.concat_tables(self._pending).combine_chunks()
        self._pending, self._pending_rows = [], 0
        months = rows[MONTH].to_numpy()
        if len(months) == 0:
            return
        if months.min() != months.max():
            # Months fit sixteen bits, and those are sorted by counting.
            order = np.argsort((months - months.min()).astype(np.uint16), kind="stable")
            rows, months = rows.take(pa.array(order)), months[order]
        starts = np.flatnonzero(np.r_[True, months[1:] != months[:-1]])
        for start, end in zip(starts, [*starts[1:], len(months)], strict=True):
            self._held.setdefault(int(months[start]), []).append(rows.slice(start, end - start))
        self._held_bytes += rows.nbytes
        if self._held_bytes > self._largest:
            self._write_held()

    def _write_held(self) -> None:
        path = self._folder / f"rows-{len(self._files)}.arrow"
        with pa.ipc.new_file(str(path), self._schema) as writer:
            for batch, (month, tables) in enumerate(sorted(self._held.items())):
                self._places.setdefault(month, []).append((len(self._files), batch))
                writer.write_batch(pa.concat_tables(tables).combine_chunks().to_batches()[0])
        self._files.append(pa.ipc.open_file(pa.memory_map(str(path))))
        self._held, self._held_bytes = {}, 0


def _none() -> Hashes:
    return np.empty(0, np.uint64)
