"""Student's t distribution, and the quantiles of a mixture of such distributions."""

from __future__ import annotations

import math

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]

_STEPS = 200
"""At most; a handful is usual."""
_NEAR = 1e-9
"""A probability as near as this is found."""
_REACH = 1e4
"""Standard errors from the centre that a quantile is looked for within: one degree of freedom has long tails."""


def t_below(t: Floats, freedom: int) -> Floats:
    """The probability of a value at or below `t`, for one or more whole degrees of freedom.

    The finite sums of Abramowitz and Stegun, Handbook of Mathematical Functions, 26.7.3 and 26.7.4.
    """
    angle = np.arctan(t / math.sqrt(freedom))
    cosine, sine = np.cos(angle), np.sin(angle)
    odd = freedom % 2 == 1
    term = cosine if odd else np.ones_like(angle)
    total = np.zeros_like(angle) if freedom == 1 else term.copy()
    for step in range(3 if odd else 2, freedom, 2):
        term = term * cosine**2 * ((step - 1) / step)
        total = total + term
    within = 2 / math.pi * (angle + sine * total) if odd else sine * total
    return np.asarray(0.5 + within / 2, dtype=np.float64)


def mixture_quantile(share: float, weights: Floats, centres: Floats, spreads: Floats, freedom: int) -> float:
    """The value below which `share` of the mixture lies; weights add up to one and spreads are above zero.

    By Newton's method, kept within ends that are halved where it would leave them.
    """
    low = float(np.min(centres - _REACH * spreads))
    high = float(np.max(centres + _REACH * spreads))
    found = float(weights @ centres)
    for _step in range(_STEPS):
        t = (found - centres) / spreads
        beyond = float(weights @ t_below(t, freedom)) - share
        if abs(beyond) < _NEAR:
            break
        if beyond < 0:
            low = found
        else:
            high = found
        density = float(weights @ (_density(t, freedom) / spreads))
        nearer = found - beyond / density if density > 0 else low
        found = nearer if low < nearer < high else low / 2 + high / 2
    return found


def _density(t: Floats, freedom: int) -> Floats:
    scale = math.lgamma((freedom + 1) / 2) - math.lgamma(freedom / 2) - math.log(freedom * math.pi) / 2
    return np.asarray(np.exp(scale - (freedom + 1) / 2 * np.log1p(t**2 / freedom)), dtype=np.float64)
