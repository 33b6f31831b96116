"""Reads any source: a stream of batches of texts with their lines, and every line that could not be read with why."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from tertial.extracts.archive import DAMAGE
from tertial.extracts.batches import Batch, whole_file
from tertial.extracts.csv_reader import read_csv
from tertial.extracts.file_format import Format, find_format
from tertial.extracts.parquet_reader import read_parquet
from tertial.extracts.reasons import Reason
from tertial.extracts.source import SourceFile, of_error
from tertial.extracts.sqlite_reader import read_sqlite
from tertial.extracts.xlsx_reader import read_xlsx

LARGEST_IN_MEMORY = 1 << 30
"""Bytes of a workbook or Parquet file inside a ZIP, which is held in memory whole."""


@dataclass(frozen=True, slots=True)
class Choices:
    """What a region states of a source: a text's separator, a workbook's sheet, a database's SELECT and tables."""

    separator: str | None = None
    sheet: str = ""
    select: str = ""
    tables: frozenset[str] = frozenset()


def read_source(source: SourceFile, choices: Choices = Choices()) -> Iterator[Batch]:
    """Read a source once, in bounded memory. `tally` of the batches adds up.

    Nothing that is wrong with the file is raised: a rejection of line 0 says what is wrong with the whole of it, or
    with all that had not yet been read. Raises ValueError for choices that cannot be.
    """
    try:
        if source.size == 0:
            yield whole_file(Reason.EMPTY_FILE)
            return
        with source.opened() as stream:
            found = find_format(stream)
        if source.member and found in {Format.XLSX, Format.PARQUET} and source.size > LARGEST_IN_MEMORY:
            found = Reason.LARGE_FILE
        match found:
            case Format.TEXT:
                yield from read_csv(source.opened, choices.separator)
            case Format.XLSX:
                with _seekable(source) as stream:
                    yield from read_xlsx(stream, choices.sheet)
            case Format.PARQUET:
                with _seekable(source) as stream:
                    yield from read_parquet(stream)
            case Format.SQLITE:
                yield from read_sqlite(source.path, choices.select, choices.tables)
            case Format.ZIP:
                yield whole_file(Reason.NESTED_ARCHIVE)
            case _:
                yield whole_file(found)
    except OSError as error:
        yield whole_file(of_error(error))
    except DAMAGE:
        yield whole_file(Reason.BROKEN_ARCHIVE)


def _seekable(source: SourceFile) -> BinaryIO:
    """The file's bytes so that any part can be read at once; out of a ZIP they are held in memory."""
    if not source.member:
        return source.opened()
    with source.opened() as stream:
        return io.BytesIO(stream.read(source.size))
