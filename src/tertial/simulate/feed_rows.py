"""Rows of a feed as Arrow, from whole numbers: by the contract of the feed, as a record system would deliver them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from tertial.domain.calendar import Month
from tertial.domain.feeds.columns import Column, ColumnKind
from tertial.domain.feeds.contract import Feed
from tertial.simulate.chance import Ints, Yes
from tertial.simulate.days import months_of, shown

Values = npt.NDArray[np.generic]

_DECIMALS = 2
_KEY, _CLINICIAN = "H", "K"
"""Begin the ids, so that none can be taken for an identity number."""


def codes(column: Column) -> tuple[str, ...]:
    """The codes of a column in order; rows say which by its place. Raises ValueError where it has none."""
    if column.scheme is None:
        raise ValueError(f"{column.name} has no codes")
    return tuple(column.scheme.codes)


def code(feed: Feed, column: str, name: str) -> int:
    """The place of a code in its scheme. Raises ValueError for one that is not there."""
    return codes(feed.column(column)).index(name)


def arrow_rows(feed: Feed, columns: Mapping[str, Values], units: pa.Array) -> pa.Table:
    """The rows with the columns that are given, in the order of the contract.

    Persons are numbers, units places in `units`, codes places in their scheme, days and seconds are since 1970, months
    as `Month.ordinal`, amounts öre and decimals hundredths; yes is 1. Below 0 stands for nothing known, but in
    amounts. Raises ValueError for a column that the feed has not, or a required one that is not given.
    """
    unknown = set(columns) - set(feed.names)
    missing = [column.name for column in feed.columns if column.required and column.name not in columns]
    if unknown or missing:
        raise ValueError(f"{feed.id}: {sorted(unknown)} are no columns, {missing} are missing")
    given = [column for column in feed.columns if column.name in columns]
    arrays = [_array(column, columns[column.name], units) for column in given]
    return pa.table(arrays, names=[column.name for column in given])


def _array(column: Column, values: Values, units: pa.Array) -> pa.Array:
    numbers = values.astype(np.int64)
    kind = column.kind
    if kind is ColumnKind.AMOUNT:
        return _decimal(numbers, None)
    absent = numbers < 0
    mask = absent if absent.any() else None
    if kind is ColumnKind.DECIMAL:
        return _decimal(numbers, mask)
    if kind is ColumnKind.DATE:
        return pa.array(numbers.astype(np.int32), pa.date32(), mask=mask)
    if kind is ColumnKind.INSTANT:
        return pa.array(shown(numbers), pa.timestamp("s"), mask=mask)
    if kind is ColumnKind.INTEGER:
        return pa.array(numbers, mask=mask)
    if kind in {ColumnKind.PERSON, ColumnKind.KEY, ColumnKind.CLINICIAN}:
        written = pa.array(numbers, mask=mask).cast(pa.string())
        if kind is ColumnKind.PERSON:
            return written
        sign = _KEY if kind is ColumnKind.KEY else _CLINICIAN
        return pc.binary_join_element_wise(pa.scalar(sign), written, "")
    if kind is ColumnKind.MONTH:
        return _months(numbers, mask)
    words = units if kind is ColumnKind.UNIT else _words(column)
    return words.take(pa.array(numbers, mask=mask))


_YES_NO = pa.array(["no", "yes"])


def _words(column: Column) -> pa.Array:
    return _YES_NO if column.kind is ColumnKind.YES_NO else _array_of(codes(column))


@cache
def _array_of(words: tuple[str, ...]) -> pa.Array:
    return pa.array(words)


def _months(numbers: Ints, mask: Yes | None) -> pa.Array:
    known, places = np.unique(numbers, return_inverse=True)
    words = [str(Month.from_ordinal(number)) if number >= 0 else "" for number in known.tolist()]
    return pa.array(words, pa.string()).take(pa.array(places.reshape(-1), mask=mask))


def _decimal(hundredths: Ints, mask: Yes | None) -> pa.Array:
    """Exact, with two decimals: the number as 128 bits, of which the upper half is only the sign."""
    wide = np.empty((len(hundredths), 2), np.int64)
    wide[:, 0] = hundredths
    wide[:, 1] = np.where(hundredths < 0, -1, 0)
    # No more digits than it may have, so that every reader takes it.
    found = pa.Array.from_buffers(pa.decimal128(18, _DECIMALS), len(wide), [None, pa.py_buffer(wide.tobytes())])
    return found if mask is None else pc.if_else(pa.array(mask), pa.scalar(None, found.type), found)


def event_months(feed: Feed, columns: Mapping[str, Values]) -> Ints:
    """The month that each row belongs to, by the feed's event."""
    event = feed.column(feed.event)
    values = columns[event.name].astype(np.int64)
    if event.kind is ColumnKind.MONTH:
        return values
    return months_of(values // 86_400 if event.kind is ColumnKind.INSTANT else values)
