"""Groups the rows of one partition by codes instead of values, which is what makes counting fast.

The store keeps names and tokens in dictionaries, so a row's unit is already a small number. Numbers and flags become
such codes too: what depends on one column of few values is worked out once a value, not once a row. The codes of all
keys make one whole number a row, and counting is counting numbers. What expressions mean is never decided here: DuckDB
works them out, from the same Ibis expressions as everywhere.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

Codes = npt.NDArray[Any]
"""Whole numbers, of 32 bits where they fit."""

MOST_BINS = 1 << 22
"""Numbers up to this are counted in an array of bins; larger ones are given new, dense numbers first."""
EXACT = float(1 << 53)
"""Whole numbers up to this are exact as floating-point numbers."""
INT32 = 1 << 31
WIDEST = 4096
"""A column of whole numbers whose least and greatest lie no further apart has few values."""


@dataclass(frozen=True, slots=True)
class Coded:
    """A key of every row: its place among the values; where a row has none, the last value is NULL."""

    codes: Codes
    values: pa.Array

    @property
    def size(self) -> int:
        """How many codes there can be."""
        return len(self.values)


def coded_column(column: pa.Array) -> Coded | None:
    """A column by codes; None where it has too many values to be coded by value."""
    if pa.types.is_dictionary(column.type):
        return _by_dictionary(column)
    if pa.types.is_boolean(column.type):
        return _by_dictionary(column.dictionary_encode())
    if pa.types.is_integer(column.type):
        return _by_value(column)
    return None


def coded_values(column: pa.Array) -> Coded:
    """A column of any kind by codes."""
    found = coded_column(column)
    return found if found is not None else _by_dictionary(column.dictionary_encode())


def _by_dictionary(column: pa.DictionaryArray) -> Coded:
    if not column.null_count:
        return Coded(_numbers(column.indices), column.dictionary)
    codes = _numbers(pc.fill_null(column.indices, len(column.dictionary)))
    return Coded(codes, _with_unknown(column.dictionary))


def _by_value(column: pa.Array) -> Coded | None:
    bounds = pc.min_max(column)
    low, high = bounds["min"].as_py(), bounds["max"].as_py()
    if low is None:
        return Coded(np.zeros(len(column), np.int32), pa.nulls(1, column.type))
    if high - low > WIDEST:
        return None
    values = pa.array(np.arange(low, high + 1)).cast(column.type)
    if not column.null_count:
        return Coded(_numbers(column) - np.int32(low), values)
    return Coded(_numbers(pc.fill_null(column.cast(pa.int64()), high + 1)) - np.int32(low), _with_unknown(values))


def _numbers(column: pa.Array) -> Codes:
    numbers: Codes = column.to_numpy(zero_copy_only=False).astype(np.int32, copy=False)
    return numbers


def _with_unknown(values: pa.Array) -> pa.Array:
    return pa.concat_arrays([values, pa.nulls(1, values.type)])


def through(coded: Coded, work_out: Callable[[pa.Array], pa.Array]) -> Coded:
    """What each value comes to, by codes: worked out once a value."""
    outcome = coded_values(work_out(coded.values))
    return Coded(outcome.codes[coded.codes], outcome.values)


@dataclass(frozen=True, slots=True)
class Groups:
    """The groups of rows that are alike in all keys: which group each row is in, and the groups' keys."""

    of_row: Codes
    keys: Mapping[str, pa.Array]
    count: int


def grouped(keys: Mapping[str, Coded], rows: int) -> Groups:
    """Group rows by their keys. Groups stand in the order of the codes of the first key, then of the next."""
    numbers: Codes = np.zeros(rows, np.int32)
    size = 1
    sizes: list[tuple[str, int]] = []
    packed: list[tuple[list[tuple[str, int]], Codes]] = []
    for name, key in keys.items():
        if size > 1 and size * key.size > MOST_BINS * 1024:
            present, numbers = _dense(numbers, size)
            packed.append((sizes, present))
            size, sizes = len(present), []
        size *= key.size
        numbers = numbers.astype(np.int32 if size < INT32 else np.int64, copy=False) * key.size + key.codes
        sizes.append((name, key.size))
    present, of_row = _dense(numbers, size)
    places: dict[str, Codes] = {}
    rest = present
    for before in (*packed[::-1], None):
        for name, key_size in reversed(sizes):
            rest, places[name] = np.divmod(rest, key_size)
        if before is not None:
            sizes, earlier = before
            rest = earlier[rest]
    found = {name: key.values.take(pa.array(places[name])) for name, key in keys.items()}
    return Groups(of_row, found, len(present))


def _dense(numbers: Codes, size: int) -> tuple[Codes, Codes]:
    """The numbers that are there, in order, and each row's place among them."""
    if size <= MOST_BINS:
        there = np.zeros(size, bool)
        there[numbers] = True
        present = np.flatnonzero(there)
        place = np.empty(size, np.int32)
        place[present] = np.arange(len(present), dtype=np.int32)
        return present, place[numbers]
    encoded = pa.array(numbers).dictionary_encode()
    first_seen = encoded.dictionary.to_numpy()
    order = np.argsort(first_seen, kind="stable")
    place = np.empty(len(order), np.int32)
    place[order] = np.arange(len(order), dtype=np.int32)
    return first_seen[order], place[encoded.indices.to_numpy()]


def counts(groups: Groups) -> Codes:
    """How many rows each group has."""
    return np.bincount(groups.of_row, minlength=groups.count)


def sums(groups: Groups, amounts: pa.Array) -> pa.Array:
    """The sum of the known amounts of each group; NULL where none is known.

    Raises OverflowError for a sum that 64 bits do not hold.
    """
    known = amounts.is_valid().to_numpy(zero_copy_only=False)
    values = pc.fill_null(amounts, 0).to_numpy(zero_copy_only=False)
    there = np.bincount(groups.of_row, weights=known, minlength=groups.count) > 0
    largest = float(np.abs(values.astype(np.float64)).max(initial=0)) * len(values)
    if largest < EXACT:
        total = np.bincount(groups.of_row, weights=values, minlength=groups.count).astype(np.int64)
    elif largest < 2.0**62:
        total = np.zeros(groups.count, np.int64)
        np.add.at(total, groups.of_row, values)
    else:
        raise OverflowError("a sum of a month's amounts is past what 64 bits hold")
    return pa.array(total, mask=~there)


def chosen(groups: Groups, wanted: Sequence[bool] | npt.NDArray[np.bool_]) -> npt.NDArray[np.bool_]:
    """Whether each row is in a group that is wanted."""
    return np.asarray(wanted, bool)[groups.of_row]
