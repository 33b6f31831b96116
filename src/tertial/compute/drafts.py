"""Drafts of cuboids: sets of keys are put together for as long as the cells stay few enough.

A set goes to the first draft that has room for it. A draft never gets roomier, so a set that found no room in it once
never does, but for one that has all its keys already. Those are looked up by key; and of drafts that may grow still
only a few are kept open, so that the time taken grows with the number of sets and not with its square.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

MOST_OPEN = 64
"""Drafts that may still be given keys; where there would be more, the fullest gets no more of them."""


@dataclass(frozen=True, slots=True)
class Weight:
    """What a key does to the number of cells.

    Keys of one column cut its values into classes: each condition makes one class more, whatever came before. A key
    of several columns, or of none, multiplies the cells instead: its column is empty.
    """

    column: str
    values: int


@dataclass(slots=True)
class Extent:
    """The keys of a draft, by number, and the most cells that a unit can have by them."""

    keys: set[int] = field(default_factory=set)
    cells: int = 1
    _classes: dict[str, int] = field(default_factory=dict)

    def with_these(self, weights: Iterable[Weight]) -> int:
        """The most cells with some keys more, of these weights."""
        cells = self.cells
        classes: dict[str, int] = {}
        for weight in weights:
            if weight.column:
                before = classes.get(weight.column, self._classes.get(weight.column, 1))
                classes[weight.column] = after = before + weight.values - 1
                cells = cells // before * after
            else:
                cells *= weight.values
        return cells

    def take(self, key: int, weight: Weight) -> None:
        """Have a key more."""
        self.keys.add(key)
        self.cells = self.with_these([weight])
        if weight.column:
            self._classes[weight.column] = self._classes.get(weight.column, 1) + weight.values - 1


class Drafts:
    """Drafts of at most so many cells and keys, but that a set which has more by itself has a draft all the same.

    `weights` are those of all keys, by number.
    """

    def __init__(self, weights: Sequence[Weight], *, cells: int, keys: int) -> None:
        self._weights = weights
        self._most_cells = cells
        self._most_keys = keys
        self._extents: list[Extent] = []
        self._open: list[int] = []
        # For each key the drafts that have it, as the bits of a number: a set's own are found by one `and` a key.
        self._having = [0] * len(weights)

    def __len__(self) -> int:
        return len(self._extents)

    def put(self, keys: Iterable[int]) -> int:
        """Put a set of keys into a draft; which one."""
        wanted = frozenset(keys)
        number = self._roomy(wanted, self._first_having(wanted))
        if number is None:
            number = self._begun()
        extent = self._extents[number]
        for key in wanted - extent.keys:
            extent.take(key, self._weights[key])
            self._having[key] |= 1 << number
        return number

    def _first_having(self, wanted: frozenset[int]) -> int | None:
        """The first draft that has all of the keys."""
        having = (1 << len(self._extents)) - 1
        for key in wanted:
            having &= self._having[key]
        return (having & -having).bit_length() - 1 if having else None

    def _roomy(self, wanted: frozenset[int], has_all: int | None) -> int | None:
        """The first draft with room for the keys, no later than one that has them all."""
        for number in self._open:
            if has_all is not None and number >= has_all:
                break
            if self._fits(self._extents[number], wanted):
                return number
        return has_all

    def _fits(self, extent: Extent, wanted: frozenset[int]) -> bool:
        new = wanted - extent.keys
        if len(extent.keys) + len(new) > self._most_keys:
            return False
        return extent.with_these(self._weights[key] for key in new) <= self._most_cells

    def _begun(self) -> int:
        if len(self._open) == MOST_OPEN:
            self._open.remove(max(self._open, key=lambda number: self._extents[number].cells))
        self._open.append(len(self._extents))
        self._extents.append(Extent())
        return len(self._extents) - 1


def most_cells(weights: Iterable[Weight]) -> int:
    """The most cells that a unit can have by keys of these weights."""
    return Extent().with_these(weights)
