"""Exponential smoothing of many series side by side, each with the best of a few parameters; and Theta.

Parameters are chosen by the mean absolute error one month ahead. The choice of each series is drawn towards what
serves all: a short series says little of its own parameters.
"""

from __future__ import annotations

import numpy as np

from tertial.assess.forecasting.panel import YEAR, Floats, Whole, dot

ALPHAS = np.array([0.02, 0.05, 0.1, 0.15, 0.2, 0.3, 0.4, 0.55, 0.75])
STANDARD = np.array([2.0])
"""Theta of the standard method: half the slope of the straight line."""
THETAS = np.array([1.0, 2.0, 3.0])
"""Thetas to choose among; 1 is simple smoothing."""
POOLING = 0.5
"""How much the mean of all series weighs beside a series' own error, when parameters are chosen."""
WARM_UP = 6
"""Months whose errors do not count, since they tell of the start alone."""


def start(figures: Floats) -> Floats:
    """The level that smoothing starts from: the median of the first year."""
    level: Floats = np.median(figures[:, :YEAR], axis=1)
    return level


def chosen(errors: Floats, pooling: float) -> Whole:
    """The place of the parameters for each series (a row), from the error of each choice (a column)."""
    least = errors.min(axis=1, keepdims=True)
    relative = np.where(least > 0, errors / np.where(least > 0, least, 1.0), 1.0 + (errors > 0))
    # Beyond thrice the best a choice is out of the question: how far, shall not sway the others.
    shared = np.minimum(relative, 3.0).mean(axis=0, keepdims=True)
    best: Whole = (relative + pooling * shared).argmin(axis=1)
    return best


def slope(figures: Floats) -> Floats:
    """The slope of the straight line by least squares."""
    time = np.arange(figures.shape[1]) - (figures.shape[1] - 1) / 2
    steep: Floats = dot(figures, time) / max(float(dot(time, time)), 1.0)
    return steep


def theta(figures: Floats, horizon: int, thetas: Floats = THETAS, alphas: Floats = ALPHAS) -> Floats:
    """Theta (Assimakopoulos & Nikolopoulos 2000), its parameters chosen (Fiorucci et al. 2016).

    With theta 2 it is simple exponential smoothing with a drift of half the slope of the straight line (Hyndman &
    Billah 2003, International Journal of Forecasting 19, 287-290).
    """
    count, length = figures.shape
    alpha = np.tile(alphas, len(thetas))[None, :]
    drift = np.repeat(1 - 1 / thetas, len(alphas))[None, :] * slope(figures)[:, None]
    level = np.repeat(start(figures)[:, None], alpha.shape[1], axis=1)
    error = np.zeros_like(level)
    left = np.ones_like(alpha)
    for month in range(length):
        wrong = figures[:, month : month + 1] - level
        if month >= WARM_UP:
            # Smoothing lags behind the line by what the drift adds in the meantime.
            error += np.abs(wrong - drift * (1 - left) / alpha)
        left = left * (1 - alpha)
        level += alpha * wrong
    rows, place = np.arange(count), chosen(error, POOLING)
    lag = (drift * (1 - left) / alpha)[rows, place]
    steps = np.arange(horizon)
    made: Floats = (level[rows, place] + lag)[:, None] + drift[rows, place][:, None] * steps
    return made
