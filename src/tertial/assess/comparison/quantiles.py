"""Tails and quantiles of the normal, beta, gamma, chi-square, t and studentised range distributions.

Pure arithmetic, so that assessing needs no statistics library. Incomplete gamma and beta integrals by series and
continued fraction (Abramowitz and Stegun 1964, 6.5.29, 6.5.31 and 26.5.8; evaluated after Lentz 1976), quantiles by
halving. About ten digits where the counts are below a hundred thousand; callers use approximations above.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from functools import lru_cache
from statistics import NormalDist

NORMAL = NormalDist()

_PRECISION = 1e-15
_TINY = 1e-300
_MOST_TERMS = 100_000
_HALVINGS = 200


def two_sided(level: float) -> float:
    """How many standard errors an interval of the level reaches: 1.96 for 0.95. Raises ValueError outside 0 to 1."""
    if not 0 < level < 1:
        raise ValueError(f"a level of confidence lies between 0 and 1, and is not {level}")
    return NORMAL.inv_cdf(0.5 + level / 2)


def normal_tail(z: float) -> float:
    """The share of a standard normal distribution further from nought than `z`, on both sides."""
    return math.erfc(abs(z) / math.sqrt(2))


def student_tail(t: float, freedom: float) -> float:
    """The share of Student's t distribution further from nought than `t`, on both sides."""
    return beta_share(freedom / 2, 0.5, freedom / (freedom + t * t))


def gamma_share(shape: float, x: float) -> float:
    """The regularised lower incomplete gamma integral P(shape, x), for shape above 0."""
    if x <= 0:
        return 0.0
    front = math.exp(shape * math.log(x) - x - math.lgamma(shape))
    if x < shape + 1:
        term = total = 1 / shape
        step = shape
        for _ in range(_MOST_TERMS):
            step += 1
            term *= x / step
            total += term
            if term < total * _PRECISION:
                break
        return min(front * total, 1.0)
    return max(1.0 - front * _fraction(x + 1 - shape, lambda n: (-n * (n - shape), x + 2 * n + 1 - shape)), 0.0)


def beta_share(a: float, b: float, x: float) -> float:
    """The regularised incomplete beta integral I_x(a, b), for a and b above 0."""
    if x <= 0:
        return 0.0
    if x >= 1:
        return 1.0
    front = math.exp(math.lgamma(a + b) - math.lgamma(a) - math.lgamma(b) + a * math.log(x) + b * math.log1p(-x))
    if x < (a + 1) / (a + b + 2):
        return min(front * _beta_fraction(a, b, x) / a, 1.0)
    return max(1.0 - front * _beta_fraction(b, a, 1 - x) / b, 0.0)


def beta_quantile(share: float, a: float, b: float) -> float:
    """The point below which the share of a beta distribution lies."""
    return _halved(lambda x: beta_share(a, b, x), share, 0.0, 1.0)


@lru_cache(maxsize=4096)
def chi_square_quantile(share: float, freedom: float) -> float:
    """The point below which the share of a chi-square distribution lies."""
    high = freedom + 10.0
    while gamma_share(freedom / 2, high / 2) < share:
        high *= 2
    return _halved(lambda x: gamma_share(freedom / 2, x / 2), share, 0.0, high)


@lru_cache(maxsize=1024)
def student_quantile(share: float, freedom: float) -> float:
    """The point below which the share of Student's t distribution lies, for a share of at least a half."""
    # The t distribution is a beta distribution in t² (Abramowitz and Stegun 26.7.1).
    x = beta_quantile(2 * (1 - share), freedom / 2, 0.5)
    return math.sqrt(freedom * (1 - x) / x)


@lru_cache(maxsize=1024)
def studentised_range_quantile(share: float, groups: int) -> float:
    """The point below which the share of the range of that many standard normal draws lies (known variance).

    Tukey's q with infinite freedom: k ∫ φ(x) (Φ(x) − Φ(x − q))^(k − 1) dx. Raises ValueError below two groups.
    """
    if groups < 2:
        raise ValueError("a range needs at least two groups")
    points = [-8 + 16 * (index + 0.5) / _RANGE_POINTS for index in range(_RANGE_POINTS)]
    weights = [groups * NORMAL.pdf(x) * 16 / _RANGE_POINTS for x in points]
    below = [NORMAL.cdf(x) for x in points]

    def covered(q: float) -> float:
        return sum(
            weight * (share_below - NORMAL.cdf(x - q)) ** (groups - 1)
            for x, weight, share_below in zip(points, weights, below, strict=True)
        )

    return _halved(covered, share, 0.0, 40.0, halvings=40)


_RANGE_POINTS = 160
"""The midpoint rule over ±8 has more than ten right digits with so many points: the integrand vanishes at both ends."""


def _halved(
    function: Callable[[float], float], wanted: float, low: float, high: float, halvings: int = _HALVINGS
) -> float:
    """Where a rising function reaches the wanted value."""
    for _ in range(halvings):
        middle = (low + high) / 2
        if middle in (low, high):
            break
        if function(middle) < wanted:
            low = middle
        else:
            high = middle
    return (low + high) / 2


def _beta_fraction(a: float, b: float, x: float) -> float:
    def term(n: int) -> tuple[float, float]:
        m = n // 2
        if n % 2:
            return -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1)), 1.0
        return m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m)), 1.0

    return _fraction(1.0, term)


def _fraction(first: float, term: Callable[[int], tuple[float, float]]) -> float:
    """1 / (first + a₁ / (b₁ + a₂ / (b₂ + …))), where `term(n)` gives aₙ and bₙ, by Lentz's method."""
    value = first or _TINY
    upper, lower = value, 0.0
    for n in range(1, _MOST_TERMS):
        a, b = term(n)
        lower = 1 / ((b + a * lower) or _TINY)
        upper = (b + a / upper) or _TINY
        change = upper * lower
        value *= change
        if abs(change - 1) < _PRECISION:
            break
    return 1 / value
