"""Where the engine gets events from: a state of the store, a month of a feed at a time or as a whole."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Protocol

import duckdb
import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from tertial.compute.table_names import table_name
from tertial.domain.calendar import Month
from tertial.domain.feeds.registry import all_feeds
from tertial.domain.feeds.stored import MARKS, StoredColumn, StoredKind, stored_columns
from tertial.store.errors import StoreError
from tertial.store.partition import with_null
from tertial.store.person_codes import PERSON, PERSON_CODE, with_codes
from tertial.store.state import State

_IN_DICTIONARIES = frozenset({StoredKind.NAME, StoredKind.TOKEN})


class EventSource(Protocol):
    """Events that lie still while they are read."""

    def months(self, feed: str) -> Sequence[Month]:
        """The months of a feed that have been loaded, in order; a month may have been loaded without a row."""

    def read(self, feed: str, month: Month, columns: Sequence[str]) -> pa.Table:
        """These columns of a month's rows, in one chunk each; names and tokens in dictionaries. Raises StoreError.

        The codes of persons may be asked for as a column too.
        """

    def offer(self, connection: duckdb.DuckDBPyConnection, feed: str, months: Sequence[Month]) -> None:
        """Let a connection find the rows of the months, all columns, under the feed's table name. Raises StoreError.

        Persons are tokens, or their codes: what is found of them may be compared and counted, and nothing else.
        """


class EventFiles(Protocol):
    """Events in Parquet files that lie still while they are read, for an engine that reads files itself."""

    def months(self, feed: str) -> Sequence[Month]:
        """The months of a feed that have been loaded, in order; a month may have been loaded without a row."""

    def files(self, feed: str, months: Sequence[Month]) -> Sequence[Path]:
        """The files of these months; none where there are no rows. A column may be lacking in older ones."""


class StateEvents:
    """The events of a state of the store; of months up to `last` alone, where that is stated.

    With `tokens` persons are offered by their tokens, for whoever shows them.
    """

    def __init__(self, state: State, last: Month | None = None, *, tokens: bool = False) -> None:
        self.state = state
        self._last = last
        self._tokens = tokens

    def months(self, feed: str) -> Sequence[Month]:
        """The months that have been loaded."""
        return [month for month in self.state.months(feed) if self._last is None or month <= self._last]

    def read(self, feed: str, month: Month, columns: Sequence[str]) -> pa.Table:
        """A month's rows; a column that older files lack is NULL there, but the codes of persons are worked out."""
        kinds = {column.name: column.kind for column in stored_columns(all_feeds()[feed])}
        names = [name for name in (*columns, PERSON) if kinds.get(name) in _IN_DICTIONARIES]
        tables = []
        for path in self.state.files(feed, [month]):
            try:
                with pq.ParquetFile(path, read_dictionary=names) as file:
                    held = set(file.schema_arrow.names)
                    lacking = PERSON_CODE in columns and PERSON_CODE not in held
                    there = [name for name in columns if name in held]
                    read = [*there, PERSON] if lacking and PERSON not in there else there
                    table = with_null(_columns(file, read))
            except FileNotFoundError as error:
                raise StoreError(self.state.gone()) from error
            tables.append(with_codes(table) if lacking else table)
        return in_one_piece(tables, columns)

    def files(self, feed: str, months: Sequence[Month]) -> Sequence[Path]:
        """The files of the months that have any."""
        held = self.state.manifest.feeds.get(feed, {})
        some = [month for month in months if held.get(month)]
        return self.state.files(feed, some) if some else ()

    def offer(self, connection: duckdb.DuckDBPyConnection, feed: str, months: Sequence[Month]) -> None:
        """A view over the files."""
        loaded = set(self.months(feed))
        files = self.files(feed, [month for month in months if month in loaded])
        if not files:
            offer_table(connection, feed, None)
            return
        rows = self.state.scan(connection, feed, months=[month for month in months if month in loaded])
        offer_relation(feed, rows, by_code=not self._tokens and PERSON_CODE in rows.columns and self._all_coded(files))

    def _all_coded(self, files: Sequence[Path]) -> bool:
        """Whether every file has the codes of persons: tokens and codes do not mix."""
        try:
            return all(map(_is_coded, files))
        except FileNotFoundError as error:
            raise StoreError(self.state.gone()) from error


def _columns(file: pq.ParquetFile, names: Sequence[str]) -> pa.Table:
    """These columns of a file. Where the file says that no row has a mark, its marks need not be read."""
    place = file.schema_arrow.get_field_index(MARKS)
    others = [name for name in names if name != MARKS]
    if len(others) in (0, len(names)) or not _is_nought(file.metadata, place):
        return file.read(list(names), use_threads=False)
    table = file.read(others, use_threads=False)
    marks = np.zeros(table.num_rows, file.schema_arrow.field(place).type.to_pandas_dtype())
    return table.append_column(MARKS, pa.array(marks))


def _is_nought(metadata: pq.FileMetaData, place: int) -> bool:
    """Whether a column is known to be 0 in every row."""
    said = [metadata.row_group(group).column(place).statistics for group in range(metadata.num_row_groups)]
    return all(one is not None and one.has_min_max and not one.null_count and one.min == one.max == 0 for one in said)


@lru_cache(1 << 16)
def _is_coded(path: Path) -> bool:
    """Whether a file has the codes of persons; files are named by their content."""
    return PERSON_CODE in pq.read_schema(path).names


def in_one_piece(tables: Sequence[pa.Table], columns: Sequence[str]) -> pa.Table:
    """The tables after one another, each column in one chunk with one dictionary; absent columns are NULL."""
    if not tables:
        return pa.table({name: pa.nulls(0) for name in columns})
    table = pa.concat_tables(tables, promote_options="default") if len(tables) > 1 else tables[0]
    table = table.unify_dictionaries().combine_chunks()
    for name in columns:
        if name not in table.column_names:
            table = table.append_column(name, pa.nulls(table.num_rows))
    return table.select(list(columns))


def offer_table(connection: duckdb.DuckDBPyConnection, feed: str, table: pa.Table | None) -> None:
    """Let a connection find an Arrow table, or no rows at all, under the feed's table name."""
    rows = connection.sql("SELECT 1 AS none WHERE false") if table is None else connection.from_arrow(table)
    offer_relation(feed, rows)


def offer_relation(feed: str, rows: duckdb.DuckDBPyRelation, *, by_code: bool = False) -> None:
    """Let the relation's connection find it under the feed's table name, with every column of the contract.

    With `by_code` persons are their codes.
    """
    there = set(rows.columns)

    def found(column: StoredColumn) -> str:
        if by_code and column.name == PERSON:
            return f'"{PERSON_CODE}" AS "{PERSON}"'
        value = f'"{column.name}"' if column.name in there else "NULL"
        return f'{value}::{_SQL_TYPES[column.kind]} AS "{column.name}"'

    rows.project(", ".join(map(found, stored_columns(all_feeds()[feed])))).create_view(table_name(feed), replace=True)


_SQL_TYPES = {
    StoredKind.TEXT: "VARCHAR",
    StoredKind.NAME: "VARCHAR",
    StoredKind.TOKEN: "VARCHAR",
    StoredKind.INTEGER: "BIGINT",
    StoredKind.DECIMAL: "DECIMAL(18, 6)",
    StoredKind.AMOUNT: "BIGINT",
    StoredKind.DATE: "DATE",
    StoredKind.INSTANT: "TIMESTAMPTZ",
    StoredKind.YES_NO: "BOOLEAN",
}
