"""Where tokens of persons stand in the store, and a month's rows with other tokens."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from tertial.domain.calendar import Month
from tertial.domain.feeds.registry import all_feeds
from tertial.domain.feeds.stored import StoredKind, stored_columns
from tertial.extracts.companions import accompanied
from tertial.extracts.loading.events import in_order, joined, key_hashes, tidied
from tertial.language import _
from tertial.store.errors import StoreError
from tertial.store.state import State

IDENTITY_CHANGES = "identity-changes"
"""The feed of the store that holds the changes of identity; it is no feed of the registry."""
OLD, NEW, SINCE = "old", "new", "since"
"""Its columns: two tokens, and the first day of the new one."""


@cache
def token_columns(stored: str) -> tuple[str, ...]:
    """The columns of a feed of the store that can hold tokens; a companion may lack one.

    Raises StoreError for a feed that no contract is known of: what its columns hold cannot be told.
    """
    if stored == IDENTITY_CHANGES:
        return (OLD, NEW)
    feed = all_feeds().get(accompanied(stored))
    if feed is None:
        raise StoreError(
            _("The store holds the feed {feed}, whose contract is gone. Put its module back first.").format(feed=stored)
        )
    return tuple(column.name for column in stored_columns(feed) if column.kind is StoredKind.TOKEN)


def tokens_in(state: State, stored: str, month: Month) -> set[str]:
    """The distinct tokens of a month's rows. Raises StoreError."""
    columns = token_columns(stored)
    table = state.table(stored, [month], columns) if columns else None
    found: set[str] = set()
    for column in table.columns if table is not None else ():
        found.update(token for token in texts(column).unique().to_pylist() if token is not None)
    return found


def rows_of(table: pa.Table, stored: str, tokens: Iterable[str]) -> pa.ChunkedArray | pa.Array:
    """Which rows name one of the tokens, as yes or no for each."""
    wanted = pa.array(sorted(tokens), pa.string())
    found = pa.array(np.zeros(table.num_rows, np.bool_))
    for name in token_columns(stored):
        if name in table.column_names:
            found = pc.or_(found, pc.is_in(table.column(name).cast(pa.string()), value_set=wanted))
    return found


def with_tokens(table: pa.Table, stored: str, renamed: Mapping[str, str]) -> pa.Table:
    """A month's rows with the tokens that `renamed` names replaced, in the order and form that the store keeps."""
    for name in token_columns(stored):
        if name not in table.column_names:
            continue
        encoded = texts(table.column(name)).dictionary_encode()
        values = pa.array([renamed.get(token, token) for token in encoded.dictionary.to_pylist()], pa.string())
        column = values.take(encoded.indices).dictionary_encode()
        place = table.column_names.index(name)
        table = table.set_column(place, name, column)
    feed = all_feeds().get(stored)
    if feed is not None:
        table = joined([table], feed)
        table = table.take(in_order(table, feed, key_hashes(table, feed)))
    return tidied(table)


def texts(column: pa.ChunkedArray) -> pa.Array:
    """A column as one array of texts."""
    return pa.concat_arrays([pa.array([], pa.string()), *(chunk.cast(pa.string()) for chunk in column.chunks)])
