"""Generalised least squares where neither the autocorrelation nor the size of the season is known.

For each autocorrelation of a grid (errors of AR(1) kind, with the gaps between months) and each size of season the
regression is solved exactly; the effects are then averaged, each weighed by its restricted likelihood and a prior. One
estimated autocorrelation, as in Prais–Winsten or REML, is too low in short series and gives intervals that are too
narrow (Turner et al. 2021); the average does not.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from tertial.assess.effects.effect import LEVEL
from tertial.assess.effects.student_t import Floats, mixture_quantile

AUTOCORRELATIONS = np.array([0.0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95])
PRIOR = 0.1 + AUTOCORRELATIONS
"""Higher autocorrelations are held for likelier beforehand: a short series cannot show them."""
SEASONS = (0.0, 1.0, 4.0)
"""The spread of a season's waves beforehand, in standard deviations of the months; 0 is no season."""
LEAST_VARIATION = 1e-9
"""Figures come in a size of about one: variation below this is rounding."""


@dataclass(frozen=True, slots=True)
class Design:
    """Columns of a regression over the months at `places`; `contrast` picks the effect out of the columns.

    `season` are the waves of the year, in columns whose sizes are held small beforehand; `spread` is the relative
    standard deviation of each month.
    """

    places: Floats
    columns: Floats
    season: Floats
    contrast: int
    spread: Floats

    @property
    def freedom(self) -> int:
        """Degrees of freedom: months less the columns, and one for the autocorrelation."""
        return int(self.columns.shape[0] - self.columns.shape[1] - 1)


@dataclass(frozen=True, slots=True)
class Answer:
    """The effect with its interval, and the mean of each column's and wave's size."""

    value: float
    low: float
    high: float
    sizes: Floats


def averaged(figures: Floats, design: Design) -> Answer | None:
    """The effect in the figures, of a size of about one; None where they do not vary about the columns."""
    solved = [_solved(figures, design, season) for season in (SEASONS if design.season.shape[1] else (0.0,))]
    if any(one is None for one in solved):
        return None
    there = [one for one in solved if one is not None]
    log_weights = np.concatenate([one.log_weights for one in there])
    weights = np.exp(log_weights - np.max(log_weights))
    weights /= np.sum(weights)
    centres = np.concatenate([one.sizes[:, design.contrast] for one in there])
    spreads = np.concatenate([one.spreads for one in there])
    low, value, high = (
        mixture_quantile(share, weights, centres, spreads, design.freedom)
        for share in ((1 - LEVEL) / 2, 0.5, (1 + LEVEL) / 2)
    )
    sizes = weights @ np.concatenate([one.sizes for one in there])
    return Answer(value, low, high, sizes)


@dataclass(frozen=True, slots=True)
class _Solved:
    """For each autocorrelation: the sizes, the standard error of the effect, and the log of the weight."""

    sizes: Floats
    spreads: Floats
    log_weights: Floats


def _solved(figures: Floats, design: Design, season: float) -> _Solved | None:
    columns, waves = design.columns, design.season
    fixed, held = columns.shape[1], waves.shape[1] if season else 0
    whole = np.column_stack([columns, waves[:, :held], figures]) / design.spread[:, np.newaxis]
    nearness = AUTOCORRELATIONS[:, np.newaxis] ** np.diff(design.places)
    fresh = np.sqrt(1 - nearness**2)
    white = np.repeat(whole[np.newaxis], len(AUTOCORRELATIONS), axis=0)
    white[:, 1:] = (whole[1:] - nearness[:, :, np.newaxis] * whole[:-1]) / fresh[:, :, np.newaxis]
    if held:
        # A prior is as good as months in which each wave was seen to be nought.
        seen = np.zeros((held, whole.shape[1]))
        seen[:, fixed : fixed + held] = np.eye(held) / season
        white = np.concatenate([white, np.repeat(seen[np.newaxis], len(AUTOCORRELATIONS), axis=0)], axis=1)
    triangle: Floats = np.asarray(np.linalg.qr(white, mode="r"), dtype=np.float64)
    count = fixed + held
    squares = triangle[:, count, count] ** 2
    if not float(np.min(squares)) > LEAST_VARIATION**2 * len(figures):
        return None
    inverse = np.linalg.inv(triangle[:, :count, :count])
    sizes = np.zeros((len(AUTOCORRELATIONS), fixed + waves.shape[1]))
    sizes[:, :count] = np.einsum("gij,gj->gi", inverse, triangle[:, :count, count])
    variance = np.sum(inverse[:, design.contrast] ** 2, axis=1) * squares / design.freedom
    log_weights = (
        np.log(PRIOR)
        - np.sum(np.log(fresh), axis=1)
        - np.sum(np.log(np.abs(np.diagonal(triangle[:, :count, :count], axis1=1, axis2=2))), axis=1)
        - (held * math.log(season) if held else 0.0)
        - (design.freedom + 1) / 2 * np.log(squares)
    )
    return _Solved(sizes, np.sqrt(variance), log_weights)
