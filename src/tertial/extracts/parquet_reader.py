"""Reads a Parquet file, every value as text; a row's line is its place in the file, from 1."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import parquet

from tertial.extracts.batches import WHOLE_FILE, Batch, Rejected, rejections, whole_file
from tertial.extracts.header import named
from tertial.extracts.reasons import Reason
from tertial.extracts.text_rows import ROWS

LARGEST_GROUP = 1 << 30
"""Bytes unpacked of one row group, which is held in memory."""


def read_parquet(stream: BinaryIO) -> Iterator[Batch]:
    """Read a file; null becomes an empty text. Columns of lists and structures are left out and told of.

    Raises OSError.
    """
    try:
        file = parquet.ParquetFile(stream)
        metadata = file.metadata
        sizes = [metadata.row_group(place).total_byte_size for place in range(metadata.num_row_groups)]
    except (pa.ArrowException, OSError, ValueError):
        yield whole_file(Reason.BROKEN_FILE)
        return
    if any(size > LARGEST_GROUP for size in sizes):
        yield whole_file(Reason.LARGE_FILE)
        return
    schema = file.schema_arrow
    header = named(schema.names)
    single = [place for place, column in enumerate(schema) if not pa.types.is_nested(column.type)]
    reasons = [*header.reasons, *([Reason.UNREADABLE_COLUMN] if len(single) < len(schema) else [])]
    names = tuple(header.names[place] for place in single) if header.usable else ()
    yield rejections([Rejected(WHOLE_FILE, reason) for reason in reasons], names)
    first = 1
    try:
        for batch in file.iter_batches(batch_size=ROWS):
            lines = pa.array(range(first, first + batch.num_rows), pa.int64())
            first += batch.num_rows
            if names:
                yield _batch(pa.table([batch.column(place) for place in single], names=list(names)), lines)
            else:
                yield rejections([Rejected(line, reasons[0]) for line in lines.to_pylist()])
    except (pa.ArrowException, OSError, ValueError):
        # The rows that were not reached: as many as the file says that it has, though none of them can be looked at.
        missing = range(first, metadata.num_rows + 1)
        yield rejections([Rejected(line, Reason.BROKEN_FILE) for line in missing] or [Rejected(0, Reason.BROKEN_FILE)])


def _batch(table: pa.Table, lines: pa.Array) -> Batch:
    names = tuple(table.column_names)
    try:
        texts = pa.table([_texts(column) for column in table.columns], names=list(names))
    except (pa.ArrowInvalid, pa.ArrowNotImplementedError):
        return rejections([Rejected(line, Reason.UNREADABLE_VALUE) for line in lines.to_pylist()], names)
    return Batch(names, texts, lines)


def _texts(column: pa.ChunkedArray) -> pa.ChunkedArray:
    if pa.types.is_dictionary(column.type):
        column = column.cast(column.type.value_type)
    if pa.types.is_null(column.type):
        return pa.chunked_array([pa.array([""] * len(column), pa.string())])
    return pc.fill_null(column.cast(pa.string()), "")
