"""Intervals for a count of events and for a rate: exact below ten events, Byar's from ten."""

from __future__ import annotations

import math

from tertial.assess.comparison.interval import LEVEL, Interval, Method
from tertial.assess.comparison.quantiles import chi_square_quantile, two_sided

EXACT_BELOW = 10
"""Byar's approximation is good from so many events (Breslow and Day 1987); below, the exact limits are used."""


def byar(events: float, level: float = LEVEL) -> Interval:
    """Byar's limits of a Poisson count (Breslow and Day 1987, p. 69).

    Raises ValueError without any event: the lower limit is not defined, use `exact`.
    """
    if events <= 0:
        raise ValueError("Byar's limits need an event")
    z = two_sided(level)
    return Interval(
        max(events * (1 - 1 / (9 * events) - z / (3 * math.sqrt(events))) ** 3, 0.0),
        (events + 1) * (1 - 1 / (9 * (events + 1)) + z / (3 * math.sqrt(events + 1))) ** 3,
        Method.BYAR,
        level,
    )


def exact(events: float, level: float = LEVEL) -> Interval:
    """The exact limits of a Poisson count by the chi-square distribution (Garwood 1936); the lower is 0 at 0.

    Raises ValueError for a count below nought.
    """
    if events < 0:
        raise ValueError("a count is not below nought")
    tail = (1 - level) / 2
    low = 0.0 if events == 0 else chi_square_quantile(tail, 2 * events) / 2
    return Interval(low, chi_square_quantile(1 - tail, 2 * events + 2) / 2, Method.EXACT, level)


def count_interval(events: float, level: float = LEVEL) -> Interval:
    """The limits of a count: exact below ten events, else Byar's. Raises ValueError for a count below nought."""
    return exact(events, level) if events < EXACT_BELOW else byar(events, level)


def rate_interval(events: float, exposure: float, level: float = LEVEL) -> Interval:
    """The limits of events per unit of exposure, known without error. Raises ValueError unless exposure > 0."""
    if exposure <= 0:
        raise ValueError("a rate needs something to be measured against")
    return count_interval(events, level).times(1 / exposure)
