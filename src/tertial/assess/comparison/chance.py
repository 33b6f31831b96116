"""What chance alone does to a count: how likely each number of events is, and how odd the one that was seen.

Where the variance is small the probabilities are summed outright; above, the normal distribution serves, with the
first term of the skewness (Cornish and Fisher 1938). Tails are
mid-p throughout: half of the probability of what was seen counts as further out. That is neither too careful, as the
whole would be for small counts, nor too bold (Lancaster 1961, Agresti 2002).
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from itertools import accumulate

SUMMED_BELOW = 100.0
"""Up to this variance probabilities are summed."""
_DEVIATIONS = 9
"""So many standard deviations on each side hold all but 10⁻¹⁵."""


@dataclass(frozen=True, slots=True)
class Distribution:
    """The probabilities of `first`, `first` + 1 and so on; all others are too small to matter."""

    first: int
    probabilities: tuple[float, ...]

    def tail(self, seen: int) -> float:
        """The mid-p probability, on both sides, of something as odd as `seen`."""
        place = seen - self.first
        if not 0 <= place < len(self.probabilities):
            return 0.0
        half = self.probabilities[place] / 2
        low = math.fsum(self.probabilities[:place]) + half
        high = math.fsum(self.probabilities[place + 1 :]) + half
        return min(2 * low, 2 * high, 1.0)

    def quantiles(self, shares: tuple[float, ...]) -> list[float]:
        """Where the mid-p distribution reaches the shares, between whole numbers by a straight line."""
        reached = [
            total - one / 2 for total, one in zip(accumulate(self.probabilities), self.probabilities, strict=True)
        ]
        return [self._reach(reached, share) for share in shares]

    def _reach(self, reached: list[float], share: float) -> float:
        place = next((index for index, total in enumerate(reached) if total >= share), len(reached) - 1)
        if place == 0:
            return float(self.first)
        before, after = reached[place - 1], reached[place]
        if after < share:
            return float(self.first + place)
        return self.first + place - (after - share) / (after - before)


def binomial(trials: int, chance: float) -> Distribution:
    """The number of events in so many trials. The chance lies strictly between 0 and 1."""
    odds = chance / (1 - chance)
    return _from_mode(
        int((trials + 1) * chance),
        trials * chance * (1 - chance),
        (0, trials),
        lambda count: (trials - count) / (count + 1) * odds,
    )


def poisson(expected: float) -> Distribution:
    """The number of events where so many are expected, above 0."""
    return _from_mode(int(expected), expected, (0, None), lambda count: expected / (count + 1))


def hypergeometric(drawn: int, marked: int, whole: int) -> Distribution:
    """The number of marked ones among those drawn from the whole."""
    rest = whole - marked - drawn
    return _from_mode(
        (drawn + 1) * (marked + 1) // (whole + 2),
        hypergeometric_variance(drawn, marked, whole),
        (max(0, -rest), min(drawn, marked)),
        lambda count: (drawn - count) / (count + 1) * ((marked - count) / (rest + count + 1)),
    )


def hypergeometric_variance(drawn: float, marked: float, whole: float) -> float:
    """Its variance."""
    if whole <= 1:
        return 0.0
    return drawn * (marked / whole) * (1 - marked / whole) * ((whole - drawn) / (whole - 1))


def skewed(z: float, skewness: float) -> float:
    """How many standard deviations the point lies out at which a normal point `z` stands, with this skewness."""
    return z + skewness * (z * z - 1) / 6


def normal_from_skewed(z: float, skewness: float) -> float:
    """The other way about, to the first term, which is of no use far out."""
    return z - skewness * (z * z - 1) / 6 if abs(z) < _DEVIATIONS else z


def _from_mode(mode: int, variance: float, ends: tuple[int, int | None], step: Callable[[int], float]) -> Distribution:
    """From the likeliest count outwards by the ratio of neighbours, so that no large factorial loses digits."""
    low, high = ends
    mode = max(mode, low) if high is None else min(max(mode, low), high)
    reach = int(_DEVIATIONS * math.sqrt(variance)) + 3 * _DEVIATIONS
    first, last = max(low, mode - reach), mode + reach if high is None else min(high, mode + reach)
    above, term = [1.0], 1.0
    for count in range(mode, last):
        term *= step(count)
        above.append(term)
    below, term = [], 1.0
    for count in range(mode - 1, first - 1, -1):
        term /= step(count)
        below.append(term)
    weights = [*reversed(below), *above]
    whole = math.fsum(weights)
    return Distribution(first, tuple(weight / whole for weight in weights))
