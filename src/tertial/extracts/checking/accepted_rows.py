"""The accepted rows as they will be stored, in a form that is cheap to set aside until then."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import pyarrow as pa

from tertial.domain.feeds.stored import EXTRACT, PROVIDER, StoredColumn, StoredKind
from tertial.extracts.checking.verdict import NOTHING, Held
from tertial.extracts.event_schema import arrow_type

DELETED, MONTH = "deleted", "event_month"
"""Columns beside those stored: whether the row withdraws one, and the month of its event. Many feeds have a `month`."""

NO_MONTH = -1

ADDED_LATER = frozenset({EXTRACT, PROVIDER})
"""The same in all rows, so they are added when the rows are written."""

_WIDEST_SHORT = 1 << 15


def checked_type(column: StoredColumn, names: Mapping[str, pa.Array]) -> pa.DataType:
    """The type of a column; `names` are the dictionaries of the columns that have one."""
    if column.kind is StoredKind.NAME:
        places = pa.int16() if len(names[column.name]) < _WIDEST_SHORT else pa.int32()
        return pa.dictionary(places, pa.string())
    return pa.int32() if column.kind is StoredKind.TOKEN else arrow_type(column)


def arrow_array(held: Held, kind: pa.DataType, names: pa.Array | None = None) -> pa.Array:
    """The values of a column in Arrow's form, null where there is none."""
    if pa.types.is_string(kind):
        return held.values
    validity = _validity(held)
    if names is not None:
        places = held.values.astype(kind.index_type.to_pandas_dtype(), copy=False)
        indices = pa.Array.from_buffers(kind.index_type, len(places), [validity, pa.py_buffer(places)])
        return pa.DictionaryArray.from_arrays(indices, names, safe=False)
    values = held.values
    size = len(values)
    if pa.types.is_boolean(kind):
        values = np.packbits(values, bitorder="little")
    elif pa.types.is_decimal(kind):
        # 128 bits are the 64 of the value, then its sign all over.
        values = np.stack((values, values >> 63), axis=1)
    return pa.Array.from_buffers(kind, size, [validity, pa.py_buffer(np.ascontiguousarray(values))])


def _validity(held: Held) -> Any:
    known = held.known()
    return None if known is None else pa.py_buffer(np.packbits(known, bitorder="little"))


def nothing(size: int) -> Held:
    """A column without a value in any row."""
    return Held(np.zeros(size, np.int64), np.full(size, NOTHING, np.uint8))
