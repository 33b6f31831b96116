"""Checked rows as the events that the store keeps: persons as tokens, and the extract and provider beside."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from tertial.domain.extracts import Extract
from tertial.domain.feeds.columns import ColumnKind
from tertial.domain.feeds.contract import Feed
from tertial.domain.feeds.stored import EXTRACT, PROVIDER, StoredColumn, StoredKind, event_day, stored_columns
from tertial.extracts.event_schema import arrow_type, event_schema
from tertial.extracts.loading.row_hash import Hashes, column_hashes, row_hashes
from tertial.extracts.loading.tokens import Tokens

DELETED = "deleted"
MOST_UNITS = 1023
"""Ranks of units that events are ordered by; those past it are as one."""
Order = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Events:
    """How rows of one extract become events. `tokens` are those of the load's persons; all have been met by the first
    call of `of_rows`.
    """

    feed: Feed
    extract: Extract
    tokens: Tokens

    @property
    def key(self) -> tuple[str, ...]:
        """The columns that name an event in the store."""
        return key_columns(self.feed)

    def of_rows(self, rows: pa.Table) -> pa.Table:
        """Rows of the checker's schema as events."""
        columns = [self._column(column, rows).cast(arrow_type(column)) for column in self._stored]
        return pa.table(columns, schema=self._schema)

    @cached_property
    def _stored(self) -> tuple[StoredColumn, ...]:
        return stored_columns(self.feed)

    @cached_property
    def _schema(self) -> pa.Schema:
        return event_schema(self.feed)

    def _column(self, column: StoredColumn, rows: pa.Table) -> pa.Array:
        if column.name == EXTRACT:
            return constant(self.extract.id, rows.num_rows)
        if column.name == PROVIDER:
            return constant(self.extract.declaration.provider, rows.num_rows)
        if column.kind is StoredKind.TOKEN:
            return self._persons(rows[column.name])
        return _names(rows[column.name]) if column.kind is StoredKind.NAME else in_one(rows[column.name])

    @cached_property
    def _different(self) -> pa.DictionaryArray:
        """The tokens, each once: a person whose number was changed may come under both."""
        return self.tokens.all().dictionary_encode()

    @cached_property
    def _ranks(self) -> npt.NDArray[np.int64]:
        """Of each person, by number, the place of the token among all of them sorted."""
        ranks = _ranks(self._different.dictionary)
        return np.asarray(ranks[self._different.indices.to_numpy()], np.int64)

    @cached_property
    def _sorted_tokens(self) -> pa.Array:
        values = self._different.dictionary
        return values.take(pc.sort_indices(values))

    def _persons(self, numbers: pa.ChunkedArray) -> pa.DictionaryArray:
        """Persons as places in all tokens sorted: one dictionary for every part, so that joining costs nothing."""
        found = in_one(numbers)
        absent = found.is_null().to_numpy(zero_copy_only=False) if found.null_count else None
        if len(self._ranks):
            places = self._ranks[pc.fill_null(found, 0).to_numpy(zero_copy_only=False)]
        else:
            places = np.zeros(len(found), np.int64)
        return pa.DictionaryArray.from_arrays(pa.array(places.astype(np.int32), mask=absent), self._sorted_tokens)

    def key_hashes_of_rows(self, rows: pa.Table) -> Hashes:
        """The hashes that `key_hashes` gives for the events of these rows."""
        columns: list[Hashes] = []
        kinds = {column.name: column.kind for column in self._stored}
        for name in self.key:
            if name == EXTRACT:
                columns.append(np.repeat(column_hashes(pa.array([self.extract.id])), rows.num_rows))
            elif kinds[name] is StoredKind.TOKEN:
                numbers, places = np.unique(in_one(rows[name]).to_numpy(), return_inverse=True)
                columns.append(column_hashes(self.tokens.of(numbers))[places])
            else:
                columns.append(column_hashes(rows[name]))
        return row_hashes(columns)


def key_columns(feed: Feed) -> tuple[str, ...]:
    """The columns that name an event in the store: two extracts may use the same keys."""
    return (EXTRACT, *feed.key)


def key_hashes(events: pa.Table, feed: Feed) -> Hashes:
    """The hash of each event's key."""
    return row_hashes([column_hashes(events[name]) for name in key_columns(feed)])


def in_order(events: pa.Table, feed: Feed, hashes: Hashes) -> Order:
    """The order in which events of one month are kept: by unit, day and hash of the key, whatever order they came in.

    Units and days side by side make the files small and let whoever asks for one unit skip the rest.
    """
    days = events[event_day(feed)].cast(pa.int32()).to_numpy()
    keys = order_keys(unit_ranks(events, feed), days, hashes)
    order = np.argsort(keys)
    ordered = keys[order]
    if (ordered[1:] == ordered[:-1]).any():
        return content_order(events, keys, hashes)
    return order.astype(np.int64)


def order_keys(units: Order, days: npt.NDArray[np.int32], hashes: Hashes) -> Hashes:
    """What events of one month are ordered by, of the ranks of their units, their days and the hashes of their keys."""
    first = days.min() if len(days) else 0
    # Six bits for the day of the month, ten for the unit, and what is left for the hash.
    front = (np.minimum(units, MOST_UNITS).astype(np.uint64) << np.uint64(6)) | (days - first).astype(np.uint64)
    return (front << np.uint64(48)) | (hashes >> np.uint64(16))


def content_order(events: pa.Table, keys: Hashes, hashes: Hashes) -> Order:
    """The order of events of which some have the same key to be ordered by."""
    contents = row_hashes([column_hashes(column) for column in events.columns])
    return np.lexsort((contents, hashes, keys)).astype(np.int64)


def tidied(events: pa.Table) -> pa.Table:
    """The events with dictionaries that hold just the values in use, sorted, so that equal rows make equal files."""
    columns = [
        sorted_dictionary(in_one(column)) if pa.types.is_dictionary(column.type) else column
        for column in events.columns
    ]
    return pa.table(columns, schema=events.schema)


def unit_ranks(events: pa.Table, feed: Feed) -> npt.NDArray[np.int64]:
    """Of each event's unit the place among the units of these events, so that other units change nothing."""
    unit = next((column.name for column in feed.columns if column.kind is ColumnKind.UNIT), None)
    if unit is None or not events.num_rows:
        return np.zeros(events.num_rows, np.int64)
    values = sorted_dictionary(in_one(events[unit]))
    places = pc.fill_null(values.indices, len(values.dictionary)) if values.null_count else values.indices
    return np.asarray(places.to_numpy(zero_copy_only=False), np.int64)


def _ranks(values: pa.Array) -> npt.NDArray[np.int64]:
    ranks = np.empty(len(values), np.int64)
    ranks[pc.sort_indices(values).to_numpy()] = np.arange(len(values))
    return ranks


def sorted_dictionary(column: pa.DictionaryArray) -> pa.DictionaryArray:
    """The column with a dictionary that holds just the values in use, sorted."""
    count = len(column.dictionary)
    if count == 1 and len(column) > column.null_count:
        return column
    places = pc.fill_null(column.indices, count) if column.null_count else column.indices
    places = places.to_numpy(zero_copy_only=False)
    used = np.zeros(count + 1, np.bool_)
    used[places] = True
    every = used[:count].all()
    values = column.dictionary if every else column.dictionary.take(pa.array(np.flatnonzero(used[:count])))
    if len(values) > 1 and not pc.all(pc.less(values[:-1], values[1:])).as_py():
        ranks = _ranks(values)
        values = values.take(pc.sort_indices(values))
    elif every:
        return column
    else:
        ranks = np.arange(len(values))
    new = np.zeros(count + 1, np.int32)
    new[np.flatnonzero(used[:count])] = ranks
    absent = places == count if column.null_count else None
    return pa.DictionaryArray.from_arrays(pa.array(new[places], pa.int32(), mask=absent), values)


def _names(column: pa.ChunkedArray) -> pa.DictionaryArray:
    found = in_one(column)
    return pa.DictionaryArray.from_arrays(found.indices.cast(pa.int32()), found.dictionary)


def constant(value: str, count: int) -> pa.DictionaryArray:
    """A column of one name."""
    return pa.DictionaryArray.from_arrays(pa.array(np.zeros(count, np.int32)), pa.array([value]))


def in_one(column: pa.ChunkedArray) -> pa.Array:
    """The column in one piece, its dictionaries as one."""
    if column.num_chunks == 1:
        return column.chunk(0)
    # Makes one of the dictionaries too, and at no cost where they are equal.
    combined = column.combine_chunks()
    if isinstance(combined, pa.ChunkedArray):
        return combined.chunk(0) if combined.num_chunks else pa.array([], column.type)
    return combined


def joined(tables: Sequence[pa.Table], feed: Feed) -> pa.Table:
    """Tables of events as one; a column that older files lack is null there, and one that is no more is left out."""
    schema = event_schema(feed)
    return pa.concat_tables([_as(table, schema) for table in tables]) if tables else schema.empty_table()


def _as(table: pa.Table, schema: pa.Schema) -> pa.Table:
    if table.schema.equals(schema):
        return table
    columns = [
        table[field.name].cast(field.type) if field.name in table.column_names else pa.nulls(len(table), field.type)
        for field in schema
    ]
    return pa.table(columns, schema=schema)
