"""The difference between two groups, such as women and men or two units, with its interval."""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import StrEnum

from tertial.assess.comparison import reasons
from tertial.assess.comparison.counts import rate_interval
from tertial.assess.comparison.figures import Figure, Mean, Rate, Share, is_too_large
from tertial.assess.comparison.interval import LEVEL, Interval, Method
from tertial.assess.comparison.proportions import wilson
from tertial.assess.comparison.quantiles import beta_odds_quantile, student_quantile, student_tail
from tertial.assess.comparison.two_groups import rates_alike, shares_alike
from tertial.domain.label import Label


class Verdict(StrEnum):
    """What can be said of two groups."""

    HIGHER = "higher"
    LOWER = "lower"
    NOT_SHOWN = "not_shown"


@dataclass(frozen=True, slots=True)
class Difference:
    """The first group's figure less the second's, and their ratio where both are rates.

    `alike` is the probability of a difference as large if there were none, from the counts themselves.
    """

    value: float
    interval: Interval
    alike: float
    ratio: float | None = None
    ratio_interval: Interval | None = None

    @property
    def verdict(self) -> Verdict:
        """Whether the first is higher or lower than chance gives; not shown is not the same as equal.

        Both the interval and the probability have to say so. Of a group of ten Newcombe's interval leaves nought out up
        to 11 times of 100 where there is no difference.
        """
        if self.interval.holds(0) or self.is_doubtful:
            return Verdict.NOT_SHOWN
        return Verdict.HIGHER if self.value > 0 else Verdict.LOWER

    @property
    def is_doubtful(self) -> bool:
        """Whether the interval leaves nought out although chance gives such counts often enough."""
        return not self.interval.holds(0) and self.alike >= 1 - self.interval.level


def difference(one: Figure | None, other: Figure | None, level: float = LEVEL) -> Difference | Label:
    """How the two differ, or why that cannot be said. Raises ValueError for figures of different kinds."""
    if one is None or other is None:
        return reasons.NO_COUNTS
    if one.kind is not other.kind:
        raise ValueError("a share, a rate and a mean cannot be held against each other")
    if one.size == 0 or other.size == 0:
        return reasons.NOBODY
    if is_too_large(one) or is_too_large(other):
        return reasons.TOO_LARGE
    if isinstance(one, Share) and isinstance(other, Share):
        return _of_shares(one, other, level)
    if isinstance(one, Rate) and isinstance(other, Rate):
        return _of_rates(one, other, level)
    if isinstance(one, Mean) and isinstance(other, Mean):
        return _of_means(one, other, level)
    raise ValueError("figures of unknown kind")


def _of_shares(one: Share, other: Share, level: float) -> Difference:
    """Newcombe's hybrid score interval (1998, method 10), from Wilson's of each."""
    interval = _hybrid(
        one.value,
        wilson(one.events, one.of, level),
        other.value,
        wilson(other.events, other.of, level),
        Method.NEWCOMBE,
    )
    return Difference(one.value - other.value, interval, shares_alike(one, other))


def _of_rates(one: Rate, other: Rate, level: float) -> Difference:
    """The difference by the limits of each (MOVER: Zou and Donner 2008), the ratio exactly, given all events."""
    interval = _hybrid(
        one.value,
        rate_interval(one.events, one.exposure, level),
        other.value,
        rate_interval(other.events, other.exposure, level),
        Method.MOVER,
    )
    return Difference(
        one.value - other.value,
        interval,
        rates_alike(one, other),
        one.value / other.value if other.events else None,
        ratio_interval(one, other, level),
    )


def ratio_interval(one: Rate, other: Rate, level: float = LEVEL) -> Interval | None:
    """The limits of the ratio of two rates, exact given all events (Clopper and Pearson 1934 on their split).

    The upper limit is infinite where the second has no events; None where neither has.
    """
    if not (one.events or other.events):
        return None
    tail, exposures = (1 - level) / 2, other.exposure / one.exposure
    low = beta_odds_quantile(tail, one.events, other.events + 1) if one.events else 0.0
    high = beta_odds_quantile(1 - tail, one.events + 1, other.events) if other.events else math.inf
    return Interval(low * exposures, high * exposures, Method.CONDITIONAL, level)


def _of_means(one: Mean, other: Mean, level: float) -> Difference | Label:
    """Welch's interval (1947): each group has its own variance."""
    if one.moments.variance is None or other.moments.variance is None:
        return reasons.SINGLE_VALUE
    first, second = one.moments.variance / one.size, other.moments.variance / other.size
    error = math.sqrt(first + second)
    value = one.value - other.value
    if error == 0:
        return Difference(value, Interval(value, value, Method.STUDENT, level), float(value == 0))
    part = first / (first + second)
    freedom = 1 / (part**2 / (one.size - 1) + (1 - part) ** 2 / (other.size - 1))
    half = student_quantile(0.5 + level / 2, freedom) * error
    return Difference(
        value, Interval(value - half, value + half, Method.STUDENT, level), student_tail(value / error, freedom)
    )


def _hybrid(one: float, of_one: Interval, other: float, of_other: Interval, method: Method) -> Interval:
    value = one - other
    return Interval(
        value - math.hypot(one - of_one.low, of_other.high - other),
        value + math.hypot(of_one.high - one, other - of_other.low),
        method,
        of_one.level,
    )
