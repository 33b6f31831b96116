"""Series in which many months have none: the mean, and Croston's method with its bias corrected."""

from __future__ import annotations

import numpy as np

from tertial.assess.forecasting.panel import TWO_YEARS, Floats

ALPHA = 0.1
"""Low, since only many months tell of what comes seldom."""


def latest_mean(figures: Floats, horizon: int) -> Floats:
    """The mean of at most the latest two years."""
    return np.repeat(figures[:, -TWO_YEARS:].mean(axis=1, keepdims=True), horizon, axis=1)


def croston(figures: Floats) -> tuple[Floats, Floats]:
    """The smoothed size of what comes, and the smoothed months between (Croston 1972).

    Both begin with the first that came; where nothing ever came the size is 0 and the months are as many as there were.
    """
    came = figures != 0
    first = np.where(came.any(axis=1), came.argmax(axis=1), figures.shape[1] - 1)
    rows = np.arange(len(figures))
    size, between = figures[rows, first].astype(np.float64), first + 1.0
    waited = np.ones(len(figures))
    for month in range(figures.shape[1]):
        here = came[:, month] & (month > first)
        size = np.where(here, size + ALPHA * (figures[:, month] - size), size)
        between = np.where(here, between + ALPHA * (waited - between), between)
        waited = np.where(came[:, month], 1.0, waited + 1)
    return size, between


def corrected_croston(figures: Floats, horizon: int) -> Floats:
    """Croston's rate times 1 - alpha/2 (Syntetos & Boylan 2005, International Journal of Forecasting 21, 303-314)."""
    size, between = croston(figures)
    return np.repeat(((1 - ALPHA / 2) * size / between)[:, None], horizon, axis=1)
