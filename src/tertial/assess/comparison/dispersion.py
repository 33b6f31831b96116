"""Over-dispersion: whether units differ more than chance and a single level give, and how limits are widened for it.

Spiegelhalter, Handling over-dispersion of performance indicators, Quality and Safety in Health Care 2005;14:347–351,
and Funnel plots for comparing institutional performance, Statistics in Medicine 2005;24:1185–1202.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

WINSORISED = 0.1
"""The tenth furthest out at each end is drawn in, so that the odd units do not set the limits they are judged by."""

CLEARLY = 2.0
"""The multiplicative widening is taken where its log-likelihood is higher by more than this."""


class Widening(StrEnum):
    """How limits are widened for units that differ more than chance gives."""

    NONE = "none"
    ADDITIVE = "additive"
    MULTIPLICATIVE = "multiplicative"


@dataclass(frozen=True, slots=True)
class Dispersion:
    """`phi` is the mean square of the winsorised z-scores (1 by chance alone) and `tau` the standard deviation
    between units, on the scale where chance is alike.
    """

    phi: float
    tau: float
    widening: Widening

    def error(self, chance: float) -> float:
        """The standard error to draw limits with, from that of chance alone."""
        match self.widening:
            case Widening.ADDITIVE:
                return math.hypot(chance, self.tau)
            case Widening.MULTIPLICATIVE:
                return chance * math.sqrt(self.phi)
            case Widening.NONE:
                return chance


def dispersion(places: Sequence[float], errors: Sequence[float], centre: float) -> Dispersion:
    """How the units are spread around the centre, with `errors` above nought by chance alone.

    Limits are widened where φ > 1 + 2√(2/I) of I units (Spiegelhalter 2005): by a variance between units that is added
    to each unit's own, unless a common factor on the standard errors clearly fits better.
    """
    scores = winsorised([(place - centre) / error for place, error in zip(places, errors, strict=True)])
    units = len(scores)
    phi = math.fsum(score * score for score in scores) / units
    tau = math.sqrt(_between(phi, errors))
    if phi <= 1 + 2 * math.sqrt(2 / units):
        return Dispersion(phi, tau, Widening.NONE)
    multiplicative = _log_likelihood(scores, [phi] * units)
    additive = _log_likelihood(scores, [1 + (tau / error) ** 2 for error in errors])
    better = multiplicative > additive + CLEARLY
    return Dispersion(phi, tau, Widening.MULTIPLICATIVE if better else Widening.ADDITIVE)


def winsorised(scores: Sequence[float]) -> list[float]:
    """The scores with those beyond the quantiles of `WINSORISED` and 1 − `WINSORISED` drawn in to them."""
    ordered = sorted(scores)
    low, high = _quantile(ordered, WINSORISED), _quantile(ordered, 1 - WINSORISED)
    return [min(max(score, low), high) for score in scores]


def _between(phi: float, errors: Sequence[float]) -> float:
    """The variance between units by moments (DerSimonian and Laird 1986), nought where chance gives as much."""
    # Weights relative to the largest: squared, those of enormous units would overflow.
    least = min(errors)
    weights = [(least / error) ** 2 for error in errors]
    total = math.fsum(weights)
    room = total - math.fsum(weight * weight for weight in weights) / total
    units = len(errors)
    return max((units * phi - (units - 1)) / room, 0.0) * least**2 if room > 0 else 0.0


def _log_likelihood(scores: Sequence[float], variances: Sequence[float]) -> float:
    return -0.5 * math.fsum(
        math.log(variance) + score * score / variance for score, variance in zip(scores, variances, strict=True)
    )


def _quantile(ordered: Sequence[float], share: float) -> float:
    place = share * (len(ordered) - 1)
    below = int(place)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (place - below) * (ordered[above] - ordered[below])
