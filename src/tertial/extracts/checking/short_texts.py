"""A table from short texts to numbers, searched for a whole column at once."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

SHORTEST, LONGEST = 8, 16
"""Bytes of a text: its first eight and its last eight together are the text, when its length is known."""

ABSENT = int(np.iinfo(np.int32).min)
"""Found for a text that the table does not hold."""

_FIRST_BITS = 12
_LARGEST_SHARE = 0.4
"""Of the places taken; beyond it the table grows, so that most texts stand where they are first sought."""

_MIX_FIRST, _MIX_LAST, _MIX_BOTH = (
    np.uint64(0x9E3779B97F4A7C15),
    np.uint64(0xC2B2AE3D27D4EB4F),
    np.uint64(0xFF51AFD7ED558CCD),
)
_HALF = np.uint64(32)

Words = npt.NDArray[np.uint64]
Numbers = npt.NDArray[np.int32]
Places = npt.NDArray[np.int64]


class ShortTexts:
    """Texts of one length in bytes, each as its first and its last eight bytes, with a number each.

    A table with open places: a text whose place is taken stands at the next free one. Not for several threads at once.
    """

    def __init__(self) -> None:
        self._count = 0
        self._clear(_FIRST_BITS)

    def find(self, firsts: Words, lasts: Words) -> Numbers:
        """The numbers of texts, ABSENT where they have none."""
        places = self._places(firsts, lasts)
        found = self._numbers.take(places)
        others = (self._firsts.take(places) != firsts) | (self._lasts.take(places) != lasts)
        left = np.flatnonzero(others & (found != ABSENT))
        while left.size:
            places[left] = (places[left] + 1) & self._last
            at = places[left]
            found[left] = self._numbers[at]
            others = (self._firsts[at] != firsts[left]) | (self._lasts[at] != lasts[left])
            left = left[others & (found[left] != ABSENT)]
        return found

    def add(self, firsts: Words, lasts: Words, numbers: Numbers) -> None:
        """Put texts in that are different and not there yet, with their numbers (none of them ABSENT)."""
        self._count += len(numbers)
        bits = self._bits
        while self._count > _LARGEST_SHARE * (1 << bits):
            bits += 1
        if bits > self._bits:
            kept = np.flatnonzero(self._numbers != ABSENT)
            before = self._firsts[kept], self._lasts[kept], self._numbers[kept]
            # Two bits at a time, so that texts are seldom put in again.
            self._clear(max(bits, self._bits + 2))
            self._put(*before)
        self._put(firsts, lasts, numbers)

    def _clear(self, bits: int) -> None:
        self._bits = bits
        self._last = (1 << bits) - 1
        self._firsts: Words = np.zeros(1 << bits, np.uint64)
        self._lasts: Words = np.zeros(1 << bits, np.uint64)
        self._numbers: Numbers = np.full(1 << bits, ABSENT, np.int32)

    def _put(self, firsts: Words, lasts: Words, numbers: Numbers) -> None:
        places = self._places(firsts, lasts)
        left = np.arange(len(numbers))
        while left.size:
            at = places[left]
            free = self._numbers[at] == ABSENT
            taking, at = left[free], at[free]
            # Of several that want one place the last written has it; the others look on.
            self._numbers[at] = numbers[taking]
            self._firsts[at], self._lasts[at] = firsts[taking], lasts[taking]
            has = np.zeros(len(numbers), np.bool_)
            has[taking] = (self._firsts[at] == firsts[taking]) & (self._lasts[at] == lasts[taking])
            left = left[~has[left]]
            places[left] = (places[left] + 1) & self._last

    def _places(self, firsts: Words, lasts: Words) -> Places:
        mixed = (firsts * _MIX_FIRST) ^ (lasts * _MIX_LAST)
        mixed ^= mixed >> _HALF
        mixed *= _MIX_BOTH
        places: Places = (mixed >> np.uint64(64 - self._bits)).view(np.int64)
        return places
