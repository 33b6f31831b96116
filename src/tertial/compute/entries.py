"""Which token was where: the different tokens of each unit, month and part of the people, as numbers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from tertial.domain.age_bands import UNKNOWN
from tertial.domain.calendar import Month
from tertial.domain.cells import NO_UNIT
from tertial.domain.results import Sex

Numbers = npt.NDArray[Any]
Place = tuple[str, Sex, str, str]
"""A unit, a sex, an age band and a category; `all` and empty texts where tokens are not told apart by them."""


@dataclass(slots=True)
class Tokens:
    """Numbers of tokens, so that the same token has the same number in every month."""

    _known: pa.Array = field(default_factory=lambda: pa.array([], pa.string()))

    def __len__(self) -> int:
        return len(self._known)

    def numbers(self, tokens: pa.Array) -> Numbers:
        """The number of each of these different tokens; new ones get the next."""
        places = pc.index_in(tokens, value_set=self._known)
        new = tokens.filter(places.is_null())
        found: Numbers = pc.fill_null(places, 0).to_numpy(zero_copy_only=False).astype(np.int64)
        found[places.is_null().to_numpy(zero_copy_only=False)] = len(self._known) + np.arange(len(new))
        self._known = pa.concat_arrays([self._known, new])
        return found


@dataclass(frozen=True, slots=True)
class MonthEntries:
    """The different (place, token) pairs of a month."""

    month: Month
    places: Sequence[Place]
    at: Numbers
    """For each pair its place, by number."""
    tokens: Numbers
    """For each pair its token, by number."""


@dataclass(frozen=True, slots=True)
class Pairs:
    """The (place, token) pairs of a month before tokens have their numbers; each stands once."""

    month: Month
    places: Sequence[Place]
    at: Numbers
    codes: Numbers
    dictionary: pa.Array

    def alone(self) -> MonthEntries:
        """The pairs with numbers that hold in this month alone, which are at hand."""
        return MonthEntries(self.month, self.places, self.at, self.codes)

    def numbered(self, tokens: Tokens) -> MonthEntries:
        """The pairs with numbers that hold in every month."""
        return MonthEntries(self.month, self.places, self.at, tokens.numbers(self.dictionary)[self.codes])


def different_pairs(at: Numbers, codes: Numbers, tokens: int) -> tuple[Numbers, Numbers]:
    """The pairs of place and token that are there, each once, in order."""
    different = sorted_once(at.astype(np.int64) * max(tokens, 1) + codes)
    places, numbers = np.divmod(different, max(tokens, 1))
    return places, numbers


def sorted_once(numbers: Numbers) -> Numbers:
    """The numbers in order, each once."""
    if not len(numbers):
        return numbers
    ordered = np.sort(numbers)
    kept = np.empty(len(ordered), bool)
    kept[0] = True
    np.not_equal(ordered[1:], ordered[:-1], out=kept[1:])
    return ordered[kept]


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
