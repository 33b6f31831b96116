"""ETS with a damped trend and an added or multiplied season: the error-correction form of Holt and Winters.

Equations: Hyndman & Athanasopoulos 2021, Forecasting: principles and practice, 3rd ed., sections 8.3 and 8.5.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from tertial.assess.forecasting.panel import YEAR, Floats
from tertial.assess.forecasting.smoothing import WARM_UP, chosen, start

ALPHAS = (0.02, 0.05, 0.1, 0.2, 0.3, 0.5, 0.8)
TREND_SHARES = (0.0, 0.1, 0.3)
SEASON_SHARES = (0.0, 0.05, 0.15)
"""What to choose among; see `CHOICES`."""
DAMPING = 0.9
"""The part of a trend that is left a month later."""
POOLING = 2.0
"""As `smoothing.POOLING`, and more of it: there are more parameters to choose."""
LEAST = 1e-3
"""Levels and seasons that multiply each other stay above this share of the mean."""


@dataclass(frozen=True)
class Parameters:
    """Smoothing of level, trend and season, and how much of a trend is left a month later: a column a choice."""

    alpha: Floats
    beta: Floats
    gamma: Floats
    phi: Floats

    @classmethod
    def of(cls, *choices: tuple[float, float, float, float]) -> Parameters:
        """These choices, each as alpha, beta, gamma and phi."""
        return cls(*(np.array(each)[None, :] for each in zip(*choices, strict=True)))


CHOICES = Parameters.of(
    *(
        (alpha, alpha * trend, (1 - alpha) * season, DAMPING)
        for alpha in ALPHAS
        for trend in TREND_SHARES
        for season in SEASON_SHARES
    )
)
"""The trend moves by a share of what the level does, the season by a share of what the level leaves."""


def damped(
    figures: Floats, horizon: int, seasons: Floats, *, multiplied: bool, choices: Parameters = CHOICES
) -> Floats:
    """Forecasts from first seasons, a row a series; the first of their twelve columns is that of the first figure.

    Where seasons are multiplied, all figures and seasons are above zero.
    """
    count, length = figures.shape
    head = figures[:, :YEAR]
    first = seasons[:, : head.shape[1]]
    level = np.repeat(start(head / first if multiplied else head - first)[:, None], choices.alpha.shape[1], axis=1)
    trend, error = np.zeros_like(level), np.zeros_like(level)
    season = np.repeat(seasons.T[:, :, None], level.shape[1], axis=2)
    for month in range(length):
        now = season[month % YEAR]
        trend *= choices.phi
        level += trend
        if multiplied:
            np.maximum(level, LEAST, out=level)
            wrong = figures[:, month : month + 1] - level * now
            pull = wrong / now
            season[month % YEAR] = np.maximum(now + choices.gamma * wrong / level, LEAST)
        else:
            pull = wrong = figures[:, month : month + 1] - level - now
            season[month % YEAR] = now + choices.gamma * wrong
        if month >= WARM_UP:
            error += np.abs(wrong)
        level += choices.alpha * pull
        trend += choices.beta * pull
    rows, place = np.arange(count), chosen(error, POOLING)
    phi = choices.phi[0, place]
    ahead, step_by = level[rows, place], trend[rows, place]
    made = np.empty((count, horizon))
    for step in range(horizon):
        step_by = step_by * phi
        ahead = ahead + step_by
        now = season[(length + step) % YEAR][rows, place]
        made[:, step] = ahead * now if multiplied else ahead + now
    return made
