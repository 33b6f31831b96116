"""Mean and limits of the charts: XmR, p, u, c, g and t, each as its published formula gives them.

Nothing is clipped here: a lower limit below zero can never be crossed and says so. Only a t chart's lower limit is
zero where the transformed limit is negative, which has no figure.

Sources: NHS England, Making Data Count (XmR: 2.66, 3.267); Nelson 1982, J. Quality Technology 14(3) (screening);
Montgomery, Introduction to Statistical Quality Control (p, u, c); Laney 2002, Quality Engineering 14(4) (p' and u');
Benneyan 2001, Health Care Management Science 4 (g); Nelson 1994, J. Quality Technology 26 (t: the power 1/3.6).
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from statistics import median

XMR_LIMIT = 2.66
"""Mean moving ranges from the mean to a process limit: 3 / 1.128."""
XMR_CLOSE = 2 * XMR_LIMIT / 3
"""To the two-sigma line, which is not drawn: 1.773."""
SCREEN = 3.267
RANGE_TO_SIGMA = 1.128
"""The mean moving range of a normal process in its standard deviations."""
T_POWER = 3.6
SAME = 1e-12
"""Relative to the largest figure: a smaller difference is the arithmetic's, not the process's."""


@dataclass(frozen=True, slots=True)
class Limits:
    """For a point: the centre line, the process limits, and the two-sigma lines that `close` is judged by."""

    centre: float
    lower: float
    upper: float
    close_lower: float
    close_upper: float

    @property
    def has_width(self) -> bool:
        """Whether anything varies; limits without width judge no point."""
        return self.upper > self.lower


def around(centre: float, sigma: float) -> Limits:
    """Three and two standard deviations on both sides."""
    return Limits(centre, centre - 3 * sigma, centre + 3 * sigma, centre - 2 * sigma, centre + 2 * sigma)


def mean_of(values: Sequence[float]) -> float:
    """The mean; exactly the value where all are the same. Raises ValueError without any value."""
    if not values:
        raise ValueError("no value has no mean")
    first = values[0]
    if all(value == first for value in values):
        return first
    return math.fsum(values) / len(values)


def mean_range(values: Sequence[float], *, screening: bool, breaks: frozenset[int] = frozenset()) -> float:
    """The mean moving range; 0 for fewer than two values. `breaks`: places with no range to the value before.

    Screening leaves out, once, ranges of 3.267 times the mean or more; where that leaves no variation at all, the
    unscreened mean stands, since limits without width would make every point a signal.
    """
    ranges = [abs(values[at] - values[at - 1]) for at in range(1, len(values)) if at not in breaks]
    if not ranges:
        return 0.0
    mean = math.fsum(ranges) / len(ranges)
    largest = max(abs(value) for value in values)
    if mean <= SAME * largest:
        return 0.0
    if screening:
        kept = [each for each in ranges if each < SCREEN * mean]
        if kept and len(kept) < len(ranges):
            screened = math.fsum(kept) / len(kept)
            return screened if screened > SAME * largest else mean
    return mean


def xmr(values: Sequence[float], *, screening: bool = True, breaks: frozenset[int] = frozenset()) -> Limits:
    """Individual values: the mean and 2.66 mean moving ranges to each side. Raises ValueError without any value."""
    centre = mean_of(values)
    spread = mean_range(values, screening=screening, breaks=breaks)
    far, near = XMR_LIMIT * spread, XMR_CLOSE * spread
    return Limits(centre, centre - far, centre + far, centre - near, centre + near)


def c_limits(counts: Sequence[float]) -> Limits:
    """Counts of events in periods alike: the square root of the mean is their standard deviation (Poisson)."""
    centre = mean_of(counts)
    return around(centre, math.sqrt(max(centre, 0.0)))


def p_centre(numerators: Sequence[int], denominators: Sequence[int]) -> float:
    """The share of all together, 0 to 1 (for a rate: the rate). Raises ValueError for no denominator."""
    whole = sum(denominators)
    if whole <= 0:
        raise ValueError("a share needs a denominator")
    return sum(numerators) / whole


def p_sigmas(centre: float, denominators: Sequence[int]) -> list[float]:
    """Standard deviations of shares of so many each (binomial)."""
    of_one = math.sqrt(max(centre * (1 - centre), 0.0))
    return [of_one / math.sqrt(whole) for whole in denominators]


def u_sigmas(centre: float, denominators: Sequence[int]) -> list[float]:
    """Standard deviations of rates over so much each (Poisson)."""
    of_one = math.sqrt(max(centre, 0.0))
    return [of_one / math.sqrt(whole) for whole in denominators]


def sigma_z(values: Sequence[float], centre: float, sigmas: Sequence[float]) -> float:
    """Laney's factor: how much more the points vary between months than chance alone gives; 1 where none can be told.

    The standardised points' mean moving range over 1.128. Not screened, as Laney has it.
    """
    if len(values) < 2 or any(sigma <= 0 for sigma in sigmas):
        return 1.0
    standard = [(value - centre) / sigma for value, sigma in zip(values, sigmas, strict=True)]
    return mean_range(standard, screening=False) / RANGE_TO_SIGMA


def g_limits(cases: Sequence[float]) -> Limits:
    """Cases (or whole days) between events: geometric, with the standard deviation of the root of g (g + 1).

    The limits stand around the mean; the centre line is the median, for most geometric numbers lie below their
    mean and runs below it would mean nothing (as in R's qicharts2, after Provost and Murray). Raises ValueError
    without any value.
    """
    mean = mean_of(cases)
    made = around(mean, math.sqrt(max(mean * (mean + 1), 0.0)))
    return replace(made, centre=float(median(cases)))


def t_transformed(gap: float) -> float:
    """A time between events to the power 1/3.6, which makes exponential times nearly normal."""
    return float(gap ** (1 / T_POWER))


def t_limits(gaps: Sequence[float], *, screening: bool = True) -> Limits:
    """Times between events: XmR on the transformed times, and back. Raises ValueError for a time of zero or less."""
    if any(gap <= 0 for gap in gaps):
        raise ValueError("a t chart needs times above zero")
    made = xmr([t_transformed(gap) for gap in gaps], screening=screening)
    back = [max(each, 0.0) ** T_POWER for each in (made.lower, made.upper, made.close_lower, made.close_upper)]
    return Limits(float(made.centre**T_POWER), *back)
