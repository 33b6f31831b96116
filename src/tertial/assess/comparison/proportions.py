"""Intervals for a proportion: Wilson's as a rule, Wald's where a publisher uses it."""

from __future__ import annotations

import math

from tertial.assess.comparison.interval import LEVEL, Interval, Method
from tertial.assess.comparison.quantiles import two_sided

_ROUNDED_Z = 1.96


def wilson(events: float, of: float, level: float = LEVEL) -> Interval:
    """Wilson's score interval (1927). Raises ValueError unless 0 ≤ events ≤ of and of > 0."""
    _check(events, of)
    z = two_sided(level)
    half = z * math.sqrt(z * z + 4 * events * (1 - events / of))
    low = (2 * events + z * z - half) / (2 * (of + z * z))
    high = (2 * events + z * z + half) / (2 * (of + z * z))
    # At none and at all the limit is the end itself, whatever rounding says.
    return Interval(
        0.0 if events == 0 else max(low, 0.0), 1.0 if events == of else min(high, 1.0), Method.WILSON, level
    )


def wald(events: float, of: float, level: float = LEVEL) -> Interval:
    """The plain p ± z√(p(1 − p)/n), which is too short for small numbers and has no width at none and at all.

    Kept to reproduce what publishers print: not cut at 0 and 1, and with z rounded to 1.96 at 95 %, as they do. Raises
    ValueError as `wilson`.
    """
    _check(events, of)
    share = events / of
    z = _ROUNDED_Z if level == LEVEL else two_sided(level)
    half = z * math.sqrt(share * (1 - share) / of)
    return Interval(share - half, share + half, Method.WALD, level)


def _check(events: float, of: float) -> None:
    if not (0 <= events <= of and of > 0):
        raise ValueError(f"{events} of {of} is no proportion")
