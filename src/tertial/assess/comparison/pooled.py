"""All units together: the level they are held against, and what chance gives each around it."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from tertial.assess.comparison.chance import SUMMED_BELOW, Distribution, binomial, poisson
from tertial.assess.comparison.figures import Figure, Kind, Mean, Rate, Share
from tertial.assess.comparison.means import Moments
from tertial.assess.comparison.two_groups import means_alike, rates_alike, shares_alike

_ANSCOMBE = 3 / 8
_LEAST_DEVIATION = 1e-100
_SAME = 1e-12
"""Relative to the largest mean: what varies less is the arithmetic's, not the values'."""


@dataclass(frozen=True, slots=True)
class Pool:
    """The units' figures taken together.

    `centre` is all events over all that they are counted of (never a mean of means); `variance` is that of a single
    observation: p(1 − p) of a share, the rate itself of a rate, the variance within units of a mean. `freedom` is the
    number of values less the number of units.
    """

    kind: Kind
    centre: float
    variance: float
    freedom: float

    def error(self, size: float) -> float:
        """The standard error that chance alone gives a unit of this size."""
        return math.sqrt(self.variance / size)

    def steady(self, value: float) -> float:
        """The value on the scale where chance is as large whatever the level: arcsine √ of a share, √ of a rate."""
        if self.kind is Kind.SHARE:
            return math.asin(math.sqrt(min(max(value, 0.0), 1.0)))
        return math.sqrt(max(value, 0.0)) if self.kind is Kind.RATE else value

    def from_steady(self, place: float) -> float:
        """Back to the value; beyond the ends of the scale, the end."""
        if self.kind is Kind.SHARE:
            return math.sin(min(max(place, 0.0), math.pi / 2)) ** 2
        return max(place, 0.0) ** 2 if self.kind is Kind.RATE else place

    def place(self, value: float, size: float) -> float:
        """The place of a unit's value on that scale, in Anscombe's form (1948), which few events need."""
        if self.kind is Kind.SHARE:
            return self.steady((value * size + _ANSCOMBE) / (size + 2 * _ANSCOMBE))
        return self.steady(value + _ANSCOMBE / size) if self.kind is Kind.RATE else value

    def value_at(self, place: float, size: float) -> float:
        """The value that a unit of this size has at a place; beyond the ends of the scale, the end."""
        value = self.from_steady(place)
        if self.kind is Kind.SHARE:
            return min(max((value * (size + 2 * _ANSCOMBE) - _ANSCOMBE) / size, 0.0), 1.0)
        return max(value - _ANSCOMBE / size, 0.0) if self.kind is Kind.RATE else value

    def counted(self, size: float) -> tuple[Distribution, float] | None:
        """How many events chance gives a unit of this size, and what they are counted of.

        None of means, where nothing varies and where they are too many to be summed: the normal distribution serves.
        """
        if self.kind is Kind.MEAN or not 0 < self.variance * size <= SUMMED_BELOW:
            return None
        if self.kind is Kind.RATE:
            return poisson(self.centre * size), size
        # A unit may hold a part of another that was split: its size need not be whole.
        trials = max(round(size), 1)
        return binomial(trials, self.centre), trials

    def steady_error(self, size: float) -> float:
        """The standard error on that scale."""
        return math.sqrt(self.variance / size) if self.kind is Kind.MEAN else 0.5 / math.sqrt(size)


def pooled(figures: Sequence[Figure]) -> Pool:
    """The figures taken together: of one kind, each with a size above nought. Raises ValueError otherwise."""
    shares = [figure for figure in figures if isinstance(figure, Share)]
    rates = [figure for figure in figures if isinstance(figure, Rate)]
    means = [figure for figure in figures if isinstance(figure, Mean)]
    if not figures or len(figures) not in {len(shares), len(rates), len(means)}:
        raise ValueError("only figures of one kind are taken together")
    size = math.fsum(figure.size for figure in figures)
    if means:
        freedom = size - len(means)
        within = math.fsum(mean.moments.squares for mean in means)
        centre = math.fsum(mean.value * (mean.size / size) for mean in means)
        variance = within / freedom if freedom > 0 else 0.0
        least = max(_LEAST_DEVIATION, _SAME * max(abs(mean.value) for mean in means))
        return Pool(Kind.MEAN, centre, variance if math.sqrt(variance) > least else 0.0, freedom)
    events = math.fsum(_total(figure) for figure in figures)
    centre = events / size
    if shares:
        # A share of all is 1 to the bit, so that nothing is left to vary.
        rest = math.fsum(share.of - share.events for share in shares) / size
        return Pool(Kind.SHARE, centre, centre * rest, math.inf)
    return Pool(Kind.RATE, centre, centre, math.inf)


def like_the_rest(figures: Sequence[Figure], pool: Pool) -> list[float]:
    """For each figure the probability of standing so far from all the others, if there were no difference.

    Held against the others, not against a whole that it is itself a part of: a large unit draws the whole along.
    """
    sizes = _all_but_each([figure.size for figure in figures])
    totals = _all_but_each([_total(figure) for figure in figures])
    return [_like(figure, size, total, pool) for figure, size, total in zip(figures, sizes, totals, strict=True)]


def _like(figure: Figure, size: float, total: float, pool: Pool) -> float:
    if size == 0:
        return 1.0
    match figure:
        case Share():
            return shares_alike(figure, Share(total, size))
        case Rate():
            return rates_alike(figure, Rate(total, size))
        case Mean():
            return means_alike(figure, Mean(Moments(size, total / size, 0.0)), pool.variance, pool.freedom)


def _all_but_each(figures: Sequence[float]) -> list[float]:
    """For each the sum of the others, from both ends: taken from the whole, a small rest would lose its digits."""
    before = list(accumulate(figures, initial=0))
    after = list(accumulate(reversed(figures), initial=0))[::-1]
    return [first + second for first, second in zip(before, after[1:], strict=False)]


def _total(figure: Figure) -> float:
    return figure.value * figure.size if isinstance(figure, Mean) else figure.events
