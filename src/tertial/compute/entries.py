"""Which token was where: the different tokens of each unit, month and part of the people, by their codes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
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


@dataclass(frozen=True, slots=True)
class MonthEntries:
    """The different (place, token) pairs of a month."""

    month: Month
    places: Sequence[Place]
    at: Numbers
    """For each pair its place, by number."""
    codes: Numbers
    """For each pair the code of its token, the same in every month; of 64 bits."""


FEW_PLACES = 1 << 16
"""Numbers below this are put in order in one pass for each of their two bytes."""


def different_pairs(at: Numbers, codes: Numbers, places: int) -> tuple[Numbers, Numbers]:
    """The pairs of a place, of so many, and a code that are there, each once, in order."""
    small = at.astype(np.uint16 if places <= FEW_PLACES else np.int64, copy=False)
    ordered = codes[np.argsort(small, kind="stable")]
    lengths = np.bincount(small, minlength=places)
    ends = np.cumsum(lengths)
    starts = ends - lengths
    # Place by place: codes are as wide as numbers are, so that no number could hold both.
    for place in np.flatnonzero(lengths).tolist():
        ordered[starts[place] : ends[place]].sort()
    kept = np.empty(len(ordered), bool)
    kept[:1] = True
    np.not_equal(ordered[1:], ordered[:-1], out=kept[1:])
    kept[starts[lengths > 0]] = True
    return np.repeat(np.arange(places, dtype=small.dtype), lengths)[kept], ordered[kept]


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
