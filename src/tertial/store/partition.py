"""Writes a month's events as a Parquet file whose bytes depend on the rows, their order and the libraries alone.

Beside the tokens of persons the file has their codes. They follow from the tokens, so whoever reads rows is not given
them unless they are asked for by name.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import chain
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from tertial.language import _
from tertial.store.arrow_stream import ArrowStream
from tertial.store.disk import Disk, OutFile
from tertial.store.errors import StoreError
from tertial.store.flushing import Flushing
from tertial.store.manifest import EventFile
from tertial.store.person_codes import PERSON, PERSON_CODE, with_codes

ROWS_A_GROUP = 1 << 20
DICTIONARY_BYTES = 32 << 20
"""A month's tokens fit in one dictionary; past the usual mebibyte each row would repeat its token."""
FEW_ROWS = 1 << 16
"""So many are read before threads would have begun, and are written in memory first."""
FEW_WORDS = 1 << 12
"""Of so many different texts in a column the texts themselves take little room."""


class _HashedFile(ArrowStream):
    """Hashes and counts what is written, on its way to the disk."""

    def __init__(self, stream: OutFile) -> None:
        super().__init__(stream)
        self._sum = hashlib.sha256()
        self.size = 0

    def write(self, content: bytes) -> int:
        super().write(content)
        self._sum.update(content)
        self.size += len(content)
        return len(content)

    @property
    def sha256(self) -> str:
        return self._sum.hexdigest()


def write_partition(disk: Disk, path: Path, tables: Iterable[pa.Table], flushing: Flushing | None = None) -> EventFile:
    """Write the rows of tables of one schema, at least one, to a new file, and flush it or, if given, have it flushed.

    Raises OSError, FileExistsError where there is a file. A table's chunks and metadata leave no trace, so equal tables
    give equal bytes.
    """
    pieces = map(_plain, tables)
    first, second = next(pieces), next(pieces, None)
    if second is None:
        first = _without_null(first)
    rows = 0
    stream = disk.create(path)
    try:
        hashed = _HashedFile(stream)
        # pyarrow writes many small pieces, and each would wait for its turn among the threads.
        gathered = pa.BufferOutputStream() if second is None and first.num_rows <= FEW_ROWS else None
        with pq.ParquetWriter(
            gathered or pa.PythonFile(hashed, mode="w"),
            first.schema,
            compression={name: _codec(name, first[name]) for name in first.column_names},
            use_dictionary=[field.name for field in first.schema if _repeats(field)],
            dictionary_pagesize_limit=DICTIONARY_BYTES,
            write_statistics=[field.name for field in first.schema if not _is_text(field)],
            write_page_checksum=True,
        ) as writer:
            for piece in chain([first], [] if second is None else [second], pieces):
                writer.write_table(piece, row_group_size=ROWS_A_GROUP)
                rows += piece.num_rows
        if gathered is not None:
            hashed.write(gathered.getvalue().to_pybytes())
        hashed.finish()
        if flushing is None:
            stream.flush()
    except BaseException:
        stream.close()
        raise
    if flushing is None:
        stream.close()
    else:
        flushing.take(stream)
    return EventFile(hashed.sha256, rows, hashed.size)


def _repeats(field: pa.Field) -> bool:
    """Whether values are worth a dictionary: not keys, exact figures and moments, of which each row has its own.

    Codes are read faster without.
    """
    kind = field.type
    alone = pa.types.is_string(kind) or pa.types.is_decimal(kind) or pa.types.is_timestamp(kind)
    return not (alone or field.name == PERSON_CODE)


def _is_text(field: pa.Field) -> bool:
    """Whether the least and greatest value say nothing worth the time it takes to find them."""
    return bool(pa.types.is_string(field.type) or pa.types.is_dictionary(field.type)) or field.name == PERSON_CODE


def _codec(name: str, column: pa.ChunkedArray) -> str:
    """How a column is packed: texts well, all else quickly, and codes, as good as random, not at all.

    Zstandard took a seventh of the time to read a column of codes, and made it no smaller.
    """
    if name == PERSON_CODE:
        return "none"
    kind = column.type
    words = column.chunk(0).dictionary if pa.types.is_dictionary(kind) and column.num_chunks else ()
    return "zstd" if pa.types.is_string(kind) or len(words) > FEW_WORDS else "lz4"


def _without_null(table: pa.Table) -> pa.Table:
    """The table with its columns that have no NULL said to have none: those are read in two thirds of the time."""
    fields = [field.with_nullable(table[field.name].null_count > 0) for field in table.schema]
    return pa.Table.from_arrays(table.columns, schema=pa.schema(fields))


def with_null(table: pa.Table) -> pa.Table:
    """The table as the feed has it, whether or not its columns happen to have a NULL."""
    return pa.Table.from_arrays(table.columns, schema=pa.schema([field.with_nullable(True) for field in table.schema]))


def _plain(table: pa.Table) -> pa.Table:
    plain = table.combine_chunks().replace_schema_metadata(None)
    return with_codes(plain) if PERSON in plain.column_names else plain


def read_partition(path: Path, columns: Sequence[str] | None = None) -> pa.Table:
    """The rows of a file, of all columns (but the codes of persons) or some, its pages held against their checksums.

    Raises OSError, StoreError where the file is damaged.
    """
    with _whole(path), pq.ParquetFile(path, page_checksum_verification=True) as file:
        named = [name for name in file.schema_arrow.names if name != PERSON_CODE] if columns is None else list(columns)
        return with_null(file.read(named, use_threads=file.metadata.num_rows > FEW_ROWS))


@contextmanager
def _whole(path: Path) -> Iterator[None]:
    """Tell the reader's own errors, some of them an OSError without a number, from those of the disk."""
    try:
        yield
    except (pa.ArrowException, OSError) as error:
        if isinstance(error, OSError) and error.errno is not None:
            raise
        raise StoreError(_("{path} is damaged, or no Parquet file. Run verify.").format(path=path)) from error
