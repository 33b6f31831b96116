"""Events of several months put in the store's order at once: a small month takes mostly the steps, not the rows.

Each month comes out as `in_order` and `tidied` would have made it alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from tertial.domain.feeds.contract import Feed
from tertial.domain.feeds.stored import event_day
from tertial.extracts.event_schema import event_schema
from tertial.extracts.loading.events import (
    content_order,
    in_one,
    order_keys,
    sorted_dictionary,
    unit_ranks,
)
from tertial.extracts.loading.row_hash import Hashes

MOST_PLACES = 1 << 22
"""Months times rows that are put in order together: a column's words are looked up month by month in so many places."""


@dataclass(frozen=True, slots=True)
class _Lengths:
    """How many rows each month has, the months lying one after the other."""

    ends: list[int]

    def slices(self) -> Iterator[slice]:
        start = 0
        for end in self.ends:
            yield slice(start, end)
            start = end


def ordered_months(
    events: pa.Table, feed: Feed, hashes: Hashes, months: npt.NDArray[np.int64], count: int
) -> Iterator[pa.Table]:
    """The events of each of `count` months in order, `months` saying of each row which it is of, from 0."""
    events = pa.table([in_one(column) for column in events.columns], schema=event_schema(feed))
    lengths = _Lengths(np.cumsum(np.bincount(months, minlength=count)).tolist())
    order = _order(events, feed, hashes, months, lengths)
    month_of_row = np.repeat(np.arange(count), np.diff(lengths.ends, prepend=0))
    taken = events.take(pa.array(order))
    columns = [_by_month(in_one(column), month_of_row, lengths) for column in taken.columns]
    for _month in range(count):
        yield pa.table([next(column) for column in columns], schema=events.schema)


def _order(
    events: pa.Table, feed: Feed, hashes: Hashes, months: npt.NDArray[np.int64], lengths: _Lengths
) -> npt.NDArray[np.int64]:
    grouped = np.argsort(months.astype(np.uint16), kind="stable")
    days = events[event_day(feed)].cast(pa.int32()).to_numpy()[grouped]
    units = unit_ranks(events, feed)[grouped]
    mine = hashes[grouped]
    found = np.empty(len(grouped), np.int64)
    for one in lengths.slices():
        if one.start == one.stop:
            continue
        # Units that others of the months have too leave the order of a month's own as it is.
        keys = order_keys(units[one], days[one], mine[one])
        order = np.argsort(keys)
        ordered = keys[order]
        if (ordered[1:] == ordered[:-1]).any():
            order = content_order(events.take(pa.array(grouped[one])), keys, mine[one])
        found[one] = grouped[one][order]
    return found


def _by_month(column: pa.Array, month_of_row: npt.NDArray[np.int64], lengths: _Lengths) -> Iterator[pa.Array]:
    if pa.types.is_dictionary(column.type):
        return _tidied(sorted_dictionary(column), month_of_row, lengths)
    return (column.slice(one.start, one.stop - one.start) for one in lengths.slices())


def _tidied(
    column: pa.DictionaryArray, month_of_row: npt.NDArray[np.int64], lengths: _Lengths
) -> Iterator[pa.DictionaryArray]:
    """A column's rows of each month, whose dictionary has the month's own values, sorted as those of all months are."""
    size, values = len(column.dictionary), column.dictionary
    codes = pc.fill_null(column.indices, size) if column.null_count else column.indices
    places = month_of_row * (size + 1) + codes.to_numpy(zero_copy_only=False)
    used = np.zeros(len(lengths.ends) * (size + 1), np.bool_)
    used[places] = True
    by_month = used.reshape(-1, size + 1)[:, :size]
    ranks = np.zeros((len(lengths.ends), size + 1), np.int32)
    np.cumsum(by_month, axis=1, out=ranks[:, 1:])
    # Before a value lie those that are used of the ones before it.
    new = pa.array(ranks.reshape(-1)[places], pa.int32(), mask=codes.to_numpy() == size if column.null_count else None)
    for one, mine in zip(lengths.slices(), by_month, strict=True):
        own = values if mine.all() else values.take(pa.array(np.flatnonzero(mine)))
        yield pa.DictionaryArray.from_arrays(new.slice(one.start, one.stop - one.start), own)
