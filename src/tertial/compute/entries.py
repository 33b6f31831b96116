"""Which token was where: the different tokens of each unit, month and part of the people, by their codes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import numpy.typing as npt

from tertial.domain.age_bands import UNKNOWN
from tertial.domain.calendar import Month
from tertial.domain.cells import NO_UNIT
from tertial.domain.results import Sex

Numbers = npt.NDArray[Any]
Place = tuple[str, Sex, str, str]
"""A unit, a sex, an age band and a category; `all` and empty texts where tokens are not told apart by them."""

INT32 = 1 << 31
UINT32_BITS = 32
MERGED_AT_ONCE = 12
"""Months whose codes are put together at a time."""


@dataclass(frozen=True, slots=True)
class MonthEntries:
    """The different pairs of a token and a place in a month, in order.

    Tokens go by number among the `codes` that stand for them, so that counting sorts small numbers.
    """

    month: Month
    places: Sequence[Place]
    codes: Numbers
    """Different codes, in order: of the month's own tokens or, `in_common`, of several months."""
    who: Numbers
    """For each pair its token, by number."""
    at: Numbers
    """For each pair its place, by number."""

    @classmethod
    def of_rows(cls, month: Month, places: Sequence[Place], at: Numbers, codes: Numbers) -> MonthEntries:
        """The entries of rows: the place of each, by number, and the code of its token."""
        there = _different(np.sort(codes))
        bits = _bits(len(places))
        # The last bits of a code make room for the place, so that plain numbers are put in order, and nothing else.
        pairs = codes >> bits << bits
        pairs |= at
        pairs.sort()
        pairs = _different(pairs)
        is_next = _differs(pairs >> bits)
        if np.count_nonzero(is_next) != len(there):
            # Two codes differ in nothing but their last bits.
            return cls(month, places, there, *different_pairs(np.searchsorted(there, codes), at, len(places)))
        who = np.cumsum(is_next, dtype=np.int32 if len(there) < INT32 else np.int64) - 1
        return cls(month, places, there, who, (pairs & (1 << bits) - 1).astype(np.int32))


def in_common(months: Sequence[MonthEntries]) -> list[MonthEntries]:
    """The same entries with tokens numbered alike in all months."""
    codes: Numbers = np.empty(0, np.int64)
    for first in range(0, len(months), MERGED_AT_ONCE):
        codes = np.unique(np.concatenate([codes, *(one.codes for one in months[first : first + MERGED_AT_ONCE])]))
    return [replace(one, codes=codes, who=np.searchsorted(codes, one.codes)[one.who]) for one in months]


def different_pairs(who: Numbers, at: Numbers, places: int) -> tuple[Numbers, Numbers]:
    """The pairs of a token, by number, and one of so many places that are there, each once, in order."""
    bits = _bits(places)
    widest = int(who.max(initial=0)).bit_length() + bits
    # Half as wide is twice as quick to put in order.
    kind: Any = np.uint32 if widest <= UINT32_BITS else np.int64
    pairs = who.astype(kind)
    pairs <<= kind(bits)
    pairs |= at.astype(kind, copy=False)
    pairs.sort()
    pairs = _different(pairs)
    return (pairs >> kind(bits)).astype(who.dtype), (pairs & kind((1 << bits) - 1)).astype(np.int32)


def _bits(places: int) -> int:
    """How many bits tell so many places apart."""
    return max(places - 1, 0).bit_length()


def _different(ordered: Numbers) -> Numbers:
    """Each number of an ordered array once."""
    return ordered.compress(_differs(ordered))


def _differs(ordered: Numbers) -> npt.NDArray[np.bool_]:
    """Whether each number differs from the one before."""
    found = np.empty(len(ordered), np.bool_)
    found[:1] = True
    np.not_equal(ordered[1:], ordered[:-1], out=found[1:])
    return found


def places_of(columns: Mapping[str, Sequence[str | None]], count: int) -> list[Place]:
    """The places that keys of groups stand for: `unit`, and `sex`, `age_band` and `category` where they are told."""
    units = columns["unit"]
    sexes = columns.get("sex")
    bands = columns.get("age_band")
    categories = columns.get("category")
    return [
        (
            units[row] or NO_UNIT,
            Sex.ALL if sexes is None else Sex(sexes[row] or Sex.UNKNOWN),
            "" if bands is None else bands[row] or UNKNOWN,
            "" if categories is None else categories[row] or UNKNOWN,
        )
        for row in range(count)
    ]
