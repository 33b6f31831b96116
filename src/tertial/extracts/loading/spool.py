"""Accepted rows on their way, by the month of their event: in memory while they fit, else in files of the workspace.

The rows hold persons as numbers of this load: neither identity numbers nor days of birth ever reach a file.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import pyarrow as pa

from tertial.extracts.loading.row_hash import Hashes
from tertial.store.arrow_stream import written
from tertial.store.disk import Disk
from tertial.store.errors import explaining

HASH = "row_hash"
MONTH = "event_month"
LARGEST_IN_MEMORY = 320 << 20
"""Bytes of rows held before they are written to a file."""


class Spool:
    """Rows of one load. `schema` has the columns `event_month` (int32; -1 for none) and `row_hash`.

    The files need not last through a power cut: a load that is cut off begins anew.
    """

    def __init__(self, folder: Path, schema: pa.Schema, disk: Disk, largest: int = LARGEST_IN_MEMORY) -> None:
        self._folder = folder
        self._schema = schema
        self._disk = disk
        self._largest = largest
        self._held: dict[int, list[pa.Table]] = {}
        self._held_bytes = 0
        self._files = 0
        self._places: dict[int, list[tuple[int, int]]] = {}
        """Of each month the files that have rows of it, and which batch in them."""
        self._counts: Counter[int] = Counter()

    def add(self, table: pa.Table) -> None:
        """Take rows, in months as `by_month` has put them. Raises StoreError where they cannot be written."""
        if not table.num_rows:
            return
        months = table[MONTH].to_numpy()
        starts = np.flatnonzero(np.r_[True, months[1:] != months[:-1]]).tolist()
        for start, end in zip(starts, [*starts[1:], len(months)], strict=True):
            month = int(months[start])
            self._held.setdefault(month, []).append(table.slice(start, end - start))
            self._counts[month] += end - start
        self._held_bytes += table.nbytes
        if self._held_bytes > self._largest:
            self._write_held()

    @property
    def months(self) -> Sequence[int]:
        """The months that have rows, in order; -1 first."""
        return sorted(self._counts)

    @property
    def rows(self) -> int:
        """How many rows there are."""
        return self._counts.total()

    def count(self, month: int) -> int:
        """How many rows a month has."""
        return self._counts[month]

    def table(self, month: int) -> pa.Table:
        """The rows of a month, in no order that means anything. Raises StoreError."""
        return pa.concat_tables(self.chunks(month))

    def chunks(self, month: int) -> Iterator[pa.Table]:
        """The same in parts, one of them in memory at a time. Raises OSError."""
        yield from self._read(month)
        if month in self._held:
            yield pa.concat_tables(self._held[month])

    def hashes(self, month: int) -> Hashes:
        """The hash of each row of a month, in the order of `table`. Raises StoreError."""
        return np.asarray(self.column(month, HASH).to_numpy(), np.uint64)

    def column(self, month: int, name: str) -> pa.ChunkedArray:
        """One column of `table`, without reading the others. Raises StoreError."""
        held = [table.select([name]) for table in self._held.get(month, ())]
        return pa.concat_tables([*self._read(month, name), *held])[name]

    def _read(self, month: int, name: str | None = None) -> Iterator[pa.Table]:
        """What files have of a month. They are read and not mapped: mapped pages would stay in memory."""
        fields = None if name is None else [self._schema.get_field_index(name)]
        options = pa.ipc.IpcReadOptions(included_fields=fields, use_threads=False)
        for file, batch in self._places.get(month, ()):
            path = self._path(file)
            with explaining(path), pa.OSFile(str(path)) as source:
                yield pa.Table.from_batches([pa.ipc.open_file(source, options=options).get_batch(batch)])

    def _path(self, file: int) -> Path:
        return self._folder / f"rows-{file}.arrow"

    def _write_held(self) -> None:
        file, path = self._files, self._path(self._files)
        with explaining(path), written(self._disk, path) as out, pa.ipc.new_file(out, self._schema) as writer:
            for batch, (month, tables) in enumerate(sorted(self._held.items())):
                self._places.setdefault(month, []).append((file, batch))
                writer.write_batch(pa.concat_tables(tables).combine_chunks().to_batches()[0])
        self._files += 1
        self._held, self._held_bytes = {}, 0


def by_month(table: pa.Table) -> pa.Table:
    """The rows with those of a month together."""
    months = table[MONTH].to_numpy()
    if not len(months) or (months[1:] >= months[:-1]).all():
        return table
    # Months fit sixteen bits, and those are sorted by counting.
    order = np.argsort((months - months.min()).astype(np.uint16), kind="stable")
    return table.take(pa.array(order))
