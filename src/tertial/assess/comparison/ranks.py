"""A unit's place among the others, with its uncertainty."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from tertial.assess.comparison.interval import LEVEL
from tertial.assess.comparison.quantiles import studentised_range_quantile


@dataclass(frozen=True, slots=True)
class Rank:
    """The place by the figure as it is, 1 being the highest, and between which places the unit may really stand."""

    place: int
    first: int
    last: int


def ranks(
    values: Sequence[float], places: Sequence[float], errors: Sequence[float], level: float = LEVEL
) -> list[Rank]:
    """The rank of each unit; all intervals together hold with the level of confidence.

    A unit stands below those that are surely higher and above those that are surely lower, where two units differ
    surely by Tukey's studentised range, in the form for unequal sizes of Tukey and Kramer (Al Mohamad, Goeman and van
    Zwet 2022, Simultaneous confidence intervals for ranks with application to ranking institutions). `places` and
    `errors` are on the scale where chance is alike; `errors` of nought mean that the values are exact.
    """
    units = len(values)
    if units < 2:
        return [Rank(1, 1, 1)] * units
    critical = studentised_range_quantile(level, units) / math.sqrt(2)
    found = []
    for value, place, error in zip(values, places, errors, strict=True):
        higher = sum(other > value for other in values)
        surely_higher = surely_lower = 0
        for other, other_error in zip(places, errors, strict=True):
            reach = critical * math.hypot(error, other_error)
            surely_higher += other - place > reach
            surely_lower += place - other > reach
        # The guess is never outside its interval: where corrections for small units turn two about, it gives way.
        first, last = 1 + surely_higher, units - surely_lower
        found.append(Rank(min(max(1 + higher, first), last), first, last))
    return found
