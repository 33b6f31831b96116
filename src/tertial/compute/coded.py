"""Numbers the rows of one partition by codes instead of values, which is what makes counting fast.

The store keeps names and tokens in dictionaries, so a row's unit is already a small number. Numbers, days and flags
become such codes too: what depends on one column of few values is worked out once a value, not once a row, and values
that come to the same are one class. The classes of all columns make one whole number a row, and counting is counting
numbers. What expressions mean is never decided here: DuckDB works them out, from the same Ibis expressions as
everywhere.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

Codes = npt.NDArray[Any]
"""Whole numbers."""

MOST_BINS = 1 << 22
"""Numbers up to this are counted in an array of bins; larger ones are given new, dense numbers first."""
MOST_NUMBERS = 1 << 32
"""Numbers of rows go up to this before they are given dense ones."""
INT32 = 1 << 31
AT_ONCE = 1 << 17
"""Rows that are numbered at a time, so that they stay in the processor's own memory."""
WIDEST = 4096
"""A column of whole numbers whose least and greatest lie no further apart has few values."""
LARGEST = 1 << 62
STEP = 32
"""Ranges of whole numbers begin and end at multiples of this, so that months have the same ones."""


def room(rows: int, kind: type[np.generic]) -> Codes:
    """An array without anything in it yet.

    Arrow's pool gives memory out again; the system would make new pages for every month's array, which takes longer
    than to fill them.
    """
    return np.frombuffer(pa.allocate_buffer(rows * np.dtype(kind).itemsize), kind)


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
    if pa.types.is_null(column.type):
        return Coded(np.zeros(len(column), np.int32), pa.nulls(1))
    if pa.types.is_integer(column.type):
        return _by_value(column)
    if pa.types.is_date32(column.type):
        days = _by_value(column.view(pa.int32()))
        return None if days is None else Coded(days.codes, days.values.cast(pa.int32()).view(column.type))
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
    if column.null_count == len(column):
        return Coded(np.zeros(len(column), np.int32), pa.nulls(1, pa.int64()))
    low, high = _bounds(column)
    if high - low > WIDEST or max(-low, high) > LARGEST:
        return None
    low, high = low - low % STEP, high - high % STEP + STEP - 1
    values = _whole_numbers(low, high)
    if column.null_count:
        column = pc.fill_null(column.cast(pa.int64()), high + 1)
        values = _with_unknown(values)
    numbers = column.to_numpy()
    # Most numbers begin near nought, and are their own codes then.
    codes = numbers.astype(np.int64, copy=False) if low == 0 else np.subtract(numbers, low, dtype=np.int64)
    return Coded(codes, values)


def _bounds(column: pa.Array) -> tuple[int, int]:
    """Whole numbers that a column lies between; its least and greatest unless those would do as well."""
    # What stands where a number is unknown is nothing in particular, but mostly nought, and to look is quick.
    numbers = pa.Array.from_buffers(column.type, len(column), [None, column.buffers()[1]], 0, column.offset).to_numpy()
    low, high = int(numbers.min()), int(numbers.max())
    if high - low <= WIDEST or not column.null_count:
        return low, high
    found = pc.min_max(column)
    return found["min"].as_py(), found["max"].as_py()


@lru_cache(64)
def _whole_numbers(low: int, high: int) -> pa.Array:
    return pa.array(range(low, high + 1), pa.int64())


def _numbers(column: pa.Array) -> Codes:
    numbers: Codes = column.to_numpy(zero_copy_only=False).astype(np.int32, copy=False)
    return numbers


def _with_unknown(values: pa.Array) -> pa.Array:
    return pa.concat_arrays([values, pa.nulls(1, values.type)])


@dataclass(frozen=True, slots=True)
class Different:
    """The different rows of a small table, in an order that follows from what they say, and which one each row is."""

    of_row: Codes
    rows: pa.Table
    known_as: tuple[tuple[object, ...], ...]
    """What the rows say, to know them again by."""


def different(table: pa.Table) -> Different:
    """The different rows of a table with a column or more; unknown is a value like any other."""
    numbers: Codes = np.zeros(table.num_rows, np.int64)
    first: Codes = numbers
    for column in table.columns:
        values = column.unique()
        values = values.take(pc.sort_indices(values))
        places = pc.index_in(column, value_set=values).to_numpy()
        _numbers_there, first, numbers = np.unique(
            numbers * len(values) + places, return_index=True, return_inverse=True
        )
    rows = table.take(pa.array(first))
    return Different(numbers.astype(np.int32), rows, tuple(tuple(column.to_pylist()) for column in rows.columns))


@dataclass(frozen=True, slots=True)
class Classes:
    """The classes that values fall into: values of which all keys are alike are one class."""

    of_value: Codes | None
    """The class of each value; None where each is a class by itself."""
    keys: pa.Table
    """The keys by name, a row a class."""
    _told: dict[tuple[tuple[str, str | None], ...], Different] = field(default_factory=dict, compare=False)

    @classmethod
    def of(cls, keys: pa.Table) -> Classes:
        """The classes of values whose keys these are, a row a value."""
        found = different(keys)
        return cls(None, keys) if found.rows.num_rows == keys.num_rows else cls(found.of_row, found.rows)

    @property
    def size(self) -> int:
        """How many classes there are."""
        return int(self.keys.num_rows)

    def of_values(self, name: str) -> pa.Array:
        """A key of each value."""
        column = self.keys[name].combine_chunks()
        return column if self.of_value is None else column.take(pa.array(self.of_value))

    def told_apart(self, names: Mapping[str, str | None]) -> Different:
        """The classes as far as some keys tell them apart; what an unknown key is called, where it has a name."""
        asked = tuple(names.items())
        if asked not in self._told:
            columns = {
                name: self.keys[name] if unknown is None else pc.fill_null(self.keys[name].cast(pa.string()), unknown)
                for name, unknown in asked
            }
            self._told[asked] = different(pa.table(columns))
        return self._told[asked]


@dataclass(frozen=True, slots=True)
class Axis:
    """One part of what rows are numbered by: a code for each row, and the place below a size that a code stands for."""

    codes: Codes
    size: int
    of_code: Codes | None = None
    """None where a code is its own place."""

    def places(self, rows: slice) -> Codes:
        """The places of some rows."""
        codes = self.codes[rows]
        return codes if self.of_code is None else self.of_code.take(codes, mode="wrap")


@dataclass(frozen=True, slots=True)
class Joint:
    """A whole number for each row, from which its class on each axis can be told. Numbers are in order of the axes."""

    numbers: Codes
    size: int
    """Numbers are below this."""
    _parts: tuple[tuple[Codes | None, tuple[int, ...]], ...]
    """For each time that numbers were made dense what they were before, and the sizes of the axes that came after."""

    def places(self, numbers: Codes) -> list[Codes]:
        """The class on each axis that these numbers stand for."""
        found: list[Codes] = []
        if self.size < INT32:
            numbers = numbers.astype(np.int32)
        for earlier, sizes in reversed(self._parts):
            for size in reversed(sizes):
                rest = numbers // size
                found.append(numbers - rest * size)
                numbers = rest
            if earlier is not None:
                numbers = earlier[numbers]
        return found[::-1]


def joint(axes: Sequence[Axis], rows: int) -> Joint:
    """Number rows by their place on each axis."""
    numbers: Codes | None = None
    size = 1
    parts: list[tuple[Codes | None, tuple[int, ...]]] = []
    earlier: Codes | None = None
    some: list[Axis] = []
    for axis in axes:
        if size > 1 and size * axis.size > MOST_NUMBERS:
            parts.append((earlier, tuple(one.size for one in some)))
            earlier, numbers = dense(_numbered(numbers, some, rows, size), size)
            size, some = len(earlier), []
        size *= axis.size
        some.append(axis)
    return Joint(_numbered(numbers, some, rows, size), size, (*parts, (earlier, tuple(one.size for one in some))))


def _numbered(numbers: Codes | None, axes: Sequence[Axis], rows: int, size: int) -> Codes:
    """Rows, which may have a number already, numbered by some axes more."""
    if not axes:
        return np.zeros(rows, np.int64) if numbers is None else numbers
    found = room(rows, np.int64)
    for first in range(0, rows, AT_ONCE):
        some = slice(first, first + AT_ONCE)
        begun = axes[0].places(some) if numbers is None else numbers[some]
        part = begun.astype(np.int32 if size < INT32 else np.int64)
        for axis in axes if numbers is not None else axes[1:]:
            np.multiply(part, axis.size, out=part)
            np.add(part, axis.places(some), out=part)
        found[some] = part
    return found


@dataclass(frozen=True, slots=True)
class Groups:
    """The groups of rows that are alike in all keys: which group each row is in, and the groups' keys."""

    of_row: Codes
    keys: Mapping[str, pa.Array]
    count: int


@dataclass(frozen=True, slots=True)
class Keyed:
    """Keys of rows: the code of what they are made of in each row, and the classes that codes fall into."""

    codes: Codes
    classes: Classes

    @property
    def axis(self) -> Axis:
        """The classes of the rows."""
        return Axis(self.codes, self.classes.size, self.classes.of_value)


def grouped(keyed: Sequence[Keyed], rows: int) -> Groups:
    """Group rows by their keys. Groups stand in the order of the first classes, then of the next."""
    numbered = joint([one.axis for one in keyed], rows)
    present, of_row = dense(numbered.numbers, numbered.size)
    keys: dict[str, pa.Array] = {}
    for one, places in zip(keyed, numbered.places(present), strict=True):
        where = pa.array(places)
        keys |= {name: one.classes.keys[name].combine_chunks().take(where) for name in one.classes.keys.column_names}
    return Groups(of_row, keys, len(present))


def dense(numbers: Codes, size: int) -> tuple[Codes, Codes]:
    """The numbers below a size that are there, in order, and each row's place among them."""
    if size <= MOST_BINS:
        there = np.zeros(size, bool)
        there[numbers] = True
        present = np.flatnonzero(there)
        place = np.empty(size, np.int64)
        place[present] = np.arange(len(present))
        return present, place[numbers]
    encoded = pa.array(numbers).dictionary_encode()
    first_seen = encoded.dictionary.to_numpy()
    order = np.argsort(first_seen, kind="stable")
    place = np.empty(len(order), np.int64)
    place[order] = np.arange(len(order))
    return first_seen[order], place[encoded.indices.to_numpy()]


def counts(groups: Groups) -> Codes:
    """How many rows each group has."""
    return np.bincount(groups.of_row, minlength=groups.count)


def chosen(groups: Groups, wanted: Sequence[bool] | npt.NDArray[np.bool_]) -> npt.NDArray[np.bool_]:
    """Whether each row is in a group that is wanted."""
    return np.asarray(wanted, bool)[groups.of_row]
