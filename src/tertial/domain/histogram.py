"""Figures of a histogram: percentiles and means, exact."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction


def percentile(histogram: Mapping[int, int], percent: int) -> int | None:
    """The least value that at least so many per cent of the rows do not exceed; None without rows.

    `histogram` says how many rows have each value. The median is the 50th percentile: of an even number of rows the
    lower of the two in the middle. The value is always one that a row has, none between two (the definition of
    `quantile_disc` in DuckDB, and of the discontinuous sample quantile of type 1 in Hyndman and Fan, "Sample Quantiles
    in Statistical Packages", The American Statistician 50 (1996), pages 361-365). Raises ValueError for a percentile
    outside 1 to 99, or fewer than no rows.
    """
    if not 1 <= percent <= 99:
        raise ValueError(f"a percentile lies between 1 and 99, not at {percent}")
    _check(histogram.values())
    rows, seen = sum(histogram.values()), 0
    for value in sorted(histogram):
        seen += histogram[value]
        if seen and seen * 100 >= rows * percent:
            return value
    return None


def mean_of_ratios(histogram: Mapping[tuple[int, int], int]) -> Fraction | None:
    """The mean of value over `over`, row by row; None without rows.

    `histogram` says how many rows have each value and `over`. Raises ValueError where `over` is zero, and for fewer
    than no rows.
    """
    _check(histogram.values())
    rows = sum(histogram.values())
    if any(over == 0 and count for (_value, over), count in histogram.items()):
        raise ValueError("a row without anything to divide by has no ratio")
    total = sum((Fraction(value, over) * count for (value, over), count in histogram.items() if count), Fraction(0))
    return total / rows if rows else None


def mean(histogram: Mapping[int, int]) -> Fraction | None:
    """The mean of the values; None without rows. Raises ValueError for fewer than no rows."""
    return mean_of_ratios({(value, 1): count for value, count in histogram.items()})


def _check(counts: Iterable[int]) -> None:
    if any(count < 0 for count in counts):
        raise ValueError("a value has no fewer rows than none")
