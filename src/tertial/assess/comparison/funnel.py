"""Funnel limits: within which a unit of a size stands when only chance, and the usual spread, is at work."""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import StrEnum

from tertial.assess.comparison import chance
from tertial.assess.comparison.dispersion import Dispersion, Widening
from tertial.assess.comparison.figures import Kind
from tertial.assess.comparison.pooled import Pool
from tertial.assess.comparison.quantiles import two_sided

WARNING_LEVEL, ALARM_LEVEL = 0.95, 0.998
"""About two and three standard errors: one unit in twenty and one in five hundred stands outside by chance."""


class Position(StrEnum):
    """Where a unit stands in the funnel."""

    WITHIN = "within"
    ABOVE_WARNING = "above_95"
    BELOW_WARNING = "below_95"
    ABOVE_ALARM = "above_99_8"
    BELOW_ALARM = "below_99_8"


@dataclass(frozen=True, slots=True)
class Limits:
    """The limits of a unit of one size, from the lowest to the highest."""

    alarm_low: float
    warning_low: float
    warning_high: float
    alarm_high: float

    def position(self, value: float) -> Position:
        """Where the value stands; on a limit is within it."""
        if value < self.alarm_low:
            return Position.BELOW_ALARM
        if value > self.alarm_high:
            return Position.ABOVE_ALARM
        if value < self.warning_low:
            return Position.BELOW_WARNING
        return Position.ABOVE_WARNING if value > self.warning_high else Position.WITHIN


def limits(pool: Pool, spread: Dispersion | None, size: float) -> Limits:
    """The limits for a size above nought.

    By chance alone they are those of the binomial or Poisson distribution (mid-p, between whole events by a straight
    line); with over-dispersion those of the normal distribution on the scale where chance is alike.
    """
    if spread is not None and spread.widening is not Widening.NONE:
        middle = pool.steady(pool.centre)
        error = spread.error(pool.steady_error(size))
        return Limits(*(pool.value_at(middle + z * error, size) for z in _SCORES))
    if pool.kind is Kind.MEAN or pool.variance == 0:
        return Limits(*(pool.centre + z * pool.error(size) for z in _SCORES))
    counted = pool.counted(size)
    if counted is not None:
        events, of = counted
        return Limits(*(count / of for count in events.quantiles(_TAILS)))
    skewness = ((1 - 2 * pool.centre) if pool.kind is Kind.SHARE else 1.0) / math.sqrt(pool.variance * size)
    top = 1.0 if pool.kind is Kind.SHARE else math.inf
    found = (pool.centre + chance.skewed(z, skewness) * pool.error(size) for z in _SCORES)
    return Limits(*(min(max(limit, 0.0), top) for limit in found))


_SCORES = (-two_sided(ALARM_LEVEL), -two_sided(WARNING_LEVEL), two_sided(WARNING_LEVEL), two_sided(ALARM_LEVEL))
_TAILS = tuple((1 - level) / 2 for level in (ALARM_LEVEL, WARNING_LEVEL)) + tuple(
    (1 + level) / 2 for level in (WARNING_LEVEL, ALARM_LEVEL)
)


def curve(pool: Pool, spread: Dispersion | None, smallest: float, largest: float) -> list[tuple[float, Limits]]:
    """The limits for sizes from the smallest to the largest, closer together where they bend more.

    Raises ValueError unless 0 < smallest ≤ largest.
    """
    if not 0 < smallest <= largest:
        raise ValueError("a funnel is drawn for sizes above nought")
    ratio = largest / smallest
    sizes = [smallest * ratio ** (index / _CURVE_STEPS) for index in range(_CURVE_STEPS)] if ratio > 1 else []
    return [(size, limits(pool, spread, size)) for size in (*sizes, largest)]


_CURVE_STEPS = 40
