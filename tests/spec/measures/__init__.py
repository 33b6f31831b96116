"""What measures count, as small tables that a controller can read; docs/reference/measures.md is made of them."""

from __future__ import annotations

from tests.spec.measure_case import Chapter
from tests.spec.measures import (
    counts,
    derived,
    different_persons,
    lengths_of_time,
    shares,
    splits,
    spreads,
    sums,
    unknown_values,
)

CHAPTERS: tuple[Chapter, ...] = (
    counts.CHAPTER,
    unknown_values.CHAPTER,
    lengths_of_time.CHAPTER,
    shares.CHAPTER,
    sums.CHAPTER,
    spreads.CHAPTER,
    splits.CHAPTER,
    derived.CHAPTER,
    different_persons.CHAPTER,
)
"""In the order of the page."""
