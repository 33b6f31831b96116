"""Cells of one partition: its rows counted and added up by number, before any term is taken from them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import prod

import numpy as np
import pyarrow as pa

from tertial.compute.coded import MOST_BINS, Axis, Classes, Codes, Different, Joint, Keyed, dense, different, joint

EXACT = float(1 << 53)
"""Whole numbers up to this are exact as floating-point numbers."""
INT64 = float(1 << 62)
MOST_COMBINATIONS = 1 << 14
"""Combinations of keys up to this are asked of once for all partitions, whether or not a cell has them."""


def addable(amounts: Codes, rows: int) -> Codes:
    """Whole numbers as they can be added up over so many rows: as floating-point numbers where all sums stay exact.

    Raises OverflowError where 64 bits may not hold a sum.
    """
    largest = float(np.abs(amounts.astype(np.float64)).max(initial=0)) * rows
    if largest < EXACT:
        return amounts.astype(np.float64)
    if largest < INT64:
        return amounts
    raise OverflowError("a sum of a month's amounts is past what 64 bits hold")


def added(at: Codes, amounts: Codes, size: int) -> Codes:
    """The sum of the amounts at each place below a size, exactly."""
    if amounts.dtype == np.float64:
        return np.bincount(at, weights=amounts, minlength=size)
    total = np.zeros(size, np.int64)
    np.add.at(total, at, amounts)
    return total


@dataclass(frozen=True, slots=True)
class Cells:
    """The cells that have rows: their class on each axis, how many rows they have and what their amounts add up to."""

    classes: Sequence[Classes]
    places: Sequence[Codes]
    counts: Codes
    sums: Mapping[str, Codes]
    """By name; an amount that is not known adds nothing."""

    def __len__(self) -> int:
        return len(self.counts)

    @property
    def axes(self) -> tuple[tuple[str, ...], ...]:
        """The names of the keys of each axis."""
        return tuple(tuple(one.keys.column_names) for one in self.classes)

    def told_apart(self, names: Mapping[str, str | None]) -> Parts:
        """The cells as far as some keys tell them apart; what an unknown key is called, where it has a name."""
        parts: list[Different] = []
        axes: list[Axis] = []
        for classes, places in zip(self.classes, self.places, strict=True):
            here = {name: unknown for name, unknown in names.items() if name in classes.keys.column_names}
            if here:
                told = classes.told_apart(here)
                parts.append(told)
                axes.append(Axis(places, told.rows.num_rows, told.of_row))
        return Parts(parts, joint(axes, len(self)))


@dataclass(frozen=True, slots=True)
class Combinations:
    """Combinations of keys, and which one each cell has."""

    at: Codes
    count: int
    keys: Mapping[str, pa.Array]
    known_as: tuple[tuple[tuple[object, ...], ...], ...] | None
    """What the keys say, to know them again by; None where they are those of one partition alone."""


@dataclass(frozen=True, slots=True)
class Parts:
    """Cells by the keys that tell them apart."""

    parts: Sequence[Different]
    _numbered: Joint

    def there(self) -> Combinations:
        """The combinations that a cell has."""
        present, at = dense(self._numbered.numbers, self._numbered.size)
        return Combinations(at, len(present), self._keys(present), None)

    def possible(self) -> Combinations:
        """All combinations, where they are few enough to be known again; else those that a cell has."""
        count = prod(part.rows.num_rows for part in self.parts)
        if count > MOST_COMBINATIONS:
            return self.there()
        known_as = tuple(part.known_as for part in self.parts)
        return Combinations(self._numbered.numbers, count, self._keys(np.arange(count)), known_as)

    def _keys(self, numbers: Codes) -> Mapping[str, pa.Array]:
        keys: dict[str, pa.Array] = {}
        for part, places in zip(self.parts, self._numbered.places(numbers), strict=True):
            where = pa.array(places)
            keys |= {name: part.rows[name].combine_chunks().take(where) for name in part.rows.column_names}
        return keys


def counted_cells(keyed: Sequence[Keyed], amounts: Mapping[str, Codes], rows: int) -> Cells:
    """Count rows, and add up their amounts, by their keys."""
    numbered = joint([one.axis for one in keyed], rows)
    numbers, bins, size = None, numbered.numbers, numbered.size
    if size > MOST_BINS:
        numbers, bins = dense(bins, size)
        size = len(numbers)
    counts = np.bincount(bins, minlength=size)
    there = np.flatnonzero(counts)
    return Cells(
        [one.classes for one in keyed],
        numbered.places(there if numbers is None else numbers[there]),
        counts[there].astype(np.float64),
        {name: added(bins, weights, size)[there] for name, weights in amounts.items()},
    )


def side_by_side(cells: Sequence[Cells], name: str, keys: pa.Array) -> Cells:
    """Several cells of the same axes as one, told apart by a key more that has these values."""
    axes = [
        _in_common([one.classes[axis] for one in cells], [one.places[axis] for one in cells])
        for axis in range(len(cells[0].classes))
    ]
    which = np.repeat(np.arange(len(cells)), [len(one) for one in cells])
    return Cells(
        [*(classes for classes, _places in axes), Classes(None, pa.table({name: keys}))],
        [*(places for _classes, places in axes), which],
        np.concatenate([one.counts for one in cells]),
        {amount: _exact([one.sums[amount] for one in cells]) for amount in cells[0].sums},
    )


def _exact(sums: Sequence[Codes]) -> Codes:
    """Sums after one another: as whole numbers where any of them may be too large for a floating-point number."""
    exact = all(one.dtype == np.float64 for one in sums)
    return np.concatenate(sums if exact else [one.astype(np.int64) for one in sums])


def _in_common(classes: Sequence[Classes], places: Sequence[Codes]) -> tuple[Classes, Codes]:
    """Classes that serve for all, and the places of the cells among those."""
    if all(one is classes[0] for one in classes):
        return classes[0], np.concatenate(places)
    every = different(pa.concat_tables([one.keys for one in classes], promote_options="default"))
    starts = np.cumsum([0, *(one.size for one in classes)])
    numbered = [every.of_row[start + place] for start, place in zip(starts.tolist(), places, strict=False)]
    return Classes(None, every.rows), np.concatenate(numbered)
