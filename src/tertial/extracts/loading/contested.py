"""Which keys need a decision: those that came more than once, that the store has too, or that withdraw a row."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from tertial.extracts.loading.row_hash import Hashes

MOST_HASHES = 1 << 25
"""Hashes of a load looked at together: a quarter of a gibibyte, and as much again to sort them."""
MOST_ROWS = 1 << 19
"""Contested keys decided together, so that their rows fit in memory."""
_END = 1 << 64


@dataclass(frozen=True, slots=True)
class Range:
    """Hashes from `low` up to and not including `high`."""

    low: int
    high: int

    def places(self, hashes: Hashes) -> npt.NDArray[np.bool_]:
        """Which of the hashes lie within."""
        if (self.low, self.high) == (0, _END):
            return np.ones(len(hashes), np.bool_)
        return np.asarray((hashes >= np.uint64(self.low)) & (hashes <= np.uint64(self.high - 1)))

    def of(self, hashes: Hashes) -> Hashes:
        """Those of the hashes that lie within."""
        return hashes[self.places(hashes)]


def ranges(rows: int, most: int = MOST_HASHES) -> Iterator[Range]:
    """Ranges that cut so many hashes, evenly spread as they are, into parts of at most about `most`."""
    parts = max(1, -(-rows // most))
    bounds = [_END * part // parts for part in range(parts + 1)]
    return (Range(low, high) for low, high in pairwise(bounds))


def contested(
    always: Iterable[Hashes], incoming: Hashes, stored: Iterable[Hashes], most: int = MOST_ROWS
) -> Iterator[Hashes]:
    """The contested hashes, sorted, each once, in pieces of at most `most`.

    `always` are those that are contested whatever the others say; with them those of the store that are among the
    `incoming`.
    """
    incoming = np.sort(incoming)
    found = [np.empty(0, np.uint64), *always]
    found += [hashes[among(hashes, incoming)] for hashes in stored]
    return pieces(np.unique(np.concatenate(found)), most)


def repeated(hashes: Hashes) -> Hashes:
    """The hashes that stand more than once, sorted, each once."""
    ordered = np.sort(hashes)
    return np.unique(ordered[1:][ordered[1:] == ordered[:-1]])


def pieces(hashes: Hashes, most: int) -> Iterator[Hashes]:
    """The hashes in pieces of at most `most`."""
    return (hashes[start : start + most] for start in range(0, len(hashes), most))


def among(hashes: Hashes, wanted: Hashes) -> npt.NDArray[np.bool_]:
    """Which of the hashes are among the wanted, which are sorted."""
    if not len(wanted):
        return np.zeros(len(hashes), np.bool_)
    places = np.searchsorted(wanted, hashes)
    places[places == len(wanted)] = 0
    return np.asarray(wanted[places] == hashes)
