"""Tails and quantiles of the normal, beta, gamma, chi-square, t and studentised range distributions.

Pure arithmetic, so that assessing needs no statistics library. The incomplete gamma integral by series and continued
fraction (Abramowitz and Stegun 1964, 6.5.29 and 6.5.31), the beta integral by continued fraction (Didonato and Morris
1992, ACM Transactions on Mathematical Software 18), both evaluated after Lentz (1976); quantiles by halving. About ten
digits: of gamma and chi-square for shapes below a hundred thousand, and nobody asks for more; of beta and t up to
10¹², since no large logarithms of factorials are subtracted from each other (Loader 2000).
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
_STIRLING_FROM = 15.0
"""From here on five terms of Stirling's series have all digits."""
_NEAR_ONE = 0.5


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
    square = t * t
    if square == 0:
        return 1.0
    # Both parts of the whole, each with its own digits: of many, one is all but nought.
    return _beta_share(freedom / 2, 0.5, 1 / (1 + square / freedom), 1 / (1 + freedom / square))


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
    return _beta_share(a, b, x, 1 - x)


def beta_quantile(share: float, a: float, b: float) -> float:
    """The point below which the share of a beta distribution lies."""
    return _halved(lambda x: beta_share(a, b, x), share, 0.0, 1.0)


def beta_odds_quantile(share: float, a: float, b: float) -> float:
    """The same as odds, x / (1 − x), which keep their digits also where x is all but one."""
    if a > b:
        return 1 / beta_odds_quantile(1 - share, b, a)
    x = beta_quantile(share, a, b)
    return x / (1 - x)


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
    # t² / freedom are the odds of a beta distribution (Abramowitz and Stegun 26.7.1).
    return math.sqrt(freedom * beta_odds_quantile(2 * share - 1, 0.5, freedom / 2))


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


def _beta_share(a: float, b: float, x: float, rest: float) -> float:
    """I_x(a, b), with `rest` as 1 − x: where that is tiny, x tells little of it."""
    if x <= 0:
        return 0.0
    if rest <= 0:
        return 1.0
    front = _beta_front(a, b, x, rest)
    if x < (a + 1) / (a + b + 2):
        return min(front * _beta_fraction(a, b, x, rest), 1.0)
    return max(1.0 - front * _beta_fraction(b, a, rest, x), 0.0)


def _beta_front(a: float, b: float, x: float, rest: float) -> float:
    """x^a (1 − x)^b / B(a, b), by how far x lies from a / (a + b) (Loader 2000): of large a and b nothing cancels."""
    off = x * b - rest * a
    fit = _log_power(a, off, x * (a + b) / a) + _log_power(b, -off, rest * (a + b) / b)
    correction = _stirling(a + b) - _stirling(a) - _stirling(b)
    return math.sqrt(a / (a + b) * b / (2 * math.pi)) * math.exp(fit + correction)


def _log_power(count: float, off: float, ratio: float) -> float:
    """`count` · ln `ratio`, where the ratio is 1 + off / count and `off` has more digits when it is near 1."""
    return count * (math.log1p(off / count) if abs(ratio - 1) < _NEAR_ONE else math.log(ratio))


def _stirling(count: float) -> float:
    """What Stirling's approximation of ln Γ(count) lacks."""
    if count < _STIRLING_FROM:
        return math.lgamma(count) - (count - 0.5) * math.log(count) + count - math.log(2 * math.pi) / 2
    square = count * count
    return (1 / 12 - (1 / 360 - (1 / 1260 - (1 / 1680 - 1 / 1188 / square) / square) / square) / square) / count


def _beta_fraction(a: float, b: float, x: float, rest: float) -> float:
    """The even part of the continued fraction, in which 1 − x stands for itself."""

    def below(m: int) -> float:
        return (
            m + m * (b - m) * x / (a + 2 * m - 1) + (a + m) * (a * rest - b * x + 1 + m * (1 + rest)) / (a + 2 * m + 1)
        )

    def term(m: int) -> tuple[float, float]:
        odd = a + 2 * m - 1
        return m * (a + m - 1) / odd * ((a + b + m - 1) / odd) * (b - m) * x * x, below(m)

    return _fraction(a * (a * rest - b * x + 1) / (a + 1), term)


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
