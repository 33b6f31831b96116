"""Figures of a histogram: percentiles and means, exact."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from math import lcm

Histogram = Mapping[tuple[int, int | None], int | Fraction]
"""How many rows have each value and `over`, which is None where the rows have none.

The rows are a fraction only where the stated shares of a split unit made them so.
"""


def percentile(histogram: Histogram, percent: int) -> int:
    """The least value that at least so many per cent of the rows do not exceed.

    The median is the 50th percentile: of an even number of rows the lower of the two in the middle. The value is always
    one that a row has, none between two: DuckDB's `quantile_disc`, and the sample quantile of type 1 in Hyndman and
    Fan, "Sample Quantiles in Statistical Packages", The American Statistician 50 (1996), pages 361-365. Raises
    ValueError for a percentile outside 1 to 99, a histogram without rows, or fewer than no rows.
    """
    if not 1 <= percent <= 99:
        raise ValueError(f"a percentile lies between 1 and 99, not at {percent}")
    rows = _rows(histogram)
    seen: int | Fraction = 0
    for (value, _over), count in sorted(histogram.items(), key=lambda item: item[0][0]):
        seen += count
        if seen and seen * 100 >= rows * percent:
            return value
    raise ValueError("a histogram without rows has no percentiles")


def mean_of_ratios(histogram: Histogram) -> Fraction:
    """The mean of value over `over`, row by row; of the values where there is no `over`.

    Raises ValueError where `over` is zero, for a histogram without rows, or fewer than no rows.
    """
    rows = _rows(histogram)
    if not rows:
        raise ValueError("a histogram without rows has no mean")
    if any(over == 0 for _value, over in histogram):
        raise ValueError("a row with nothing to divide by has no ratio")
    above: dict[int, int | Fraction] = {}
    for (value, over), count in histogram.items():
        divisor = 1 if over is None else over
        above[divisor] = above.get(divisor, 0) + value * count
    # Fractions of one divisor are added up as whole numbers: reducing each costs more than all else.
    common = lcm(*above)
    return Fraction(sum(total * (common // divisor) for divisor, total in above.items())) / (common * rows)


def _rows(histogram: Histogram) -> int | Fraction:
    if any(count < 0 for count in histogram.values()):
        raise ValueError("a value has no fewer rows than none")
    return sum(histogram.values())
