"""Age bands: five years each, the last one open, and narrower where a definition begins a band at another age."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

OPEN_FROM = 95
YEARS = 5
UNKNOWN = "unknown"
"""The band of rows whose age is not known, so that totals hold."""
_WRITTEN = re.compile(r"([0-9]{1,3})(?:-([0-9]{1,3})|(\+))?")


def band_starts(cuts: Sequence[int] = ()) -> tuple[int, ...]:
    """The ages that begin a band, in order: every fifth year up to 95, and the cuts between."""
    return tuple(sorted({*range(0, OPEN_FROM + 1, YEARS), *(cut for cut in cuts if 0 < cut < OPEN_FROM)}))


def band_names(cuts: Sequence[int] = ()) -> tuple[str, ...]:
    """The bands' names in order of age: 0-4, 15-17, 18-19, 95+."""
    starts = band_starts(cuts)
    return (
        *(_name(low, following - 1) for low, following in pairwise(starts)),
        f"{OPEN_FROM}+",
    )


def age_band(age: int | None, cuts: Sequence[int] = ()) -> str:
    """The band of an age in completed years; `unknown` where it is not known or below zero."""
    if age is None or age < 0:
        return UNKNOWN
    place = max(index for index, low in enumerate(band_starts(cuts)) if low <= age)
    return band_names(cuts)[place]


def ages_of(band: str) -> tuple[int, int | None]:
    """The first and the last age of a band as it is written: 40, 30-49 or, with no last age, 50+.

    Raises ValueError for any other text, such as `unknown`.
    """
    match = _WRITTEN.fullmatch(band)
    if match is None:
        raise ValueError(f"{band} is no age band")
    low = int(match[1])
    return low, None if match[3] else int(match[2] or low)


def _name(low: int, high: int) -> str:
    return str(low) if low == high else f"{low}-{high}"
