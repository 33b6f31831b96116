"""Complex exponential smoothing (Svetunkov, Kourentzes & Ord 2022, Naval Research Logistics 69, 1108-1123).

Level and potential are one complex number, smoothed by a complex parameter a0 + i a1, so that no trend need be chosen:
with a1 = 1 it is simple smoothing by a0 - 1. The partial seasonal form smooths a season with a parameter of its own.
"""

from __future__ import annotations

import numpy as np

from tertial.assess.forecasting.panel import YEAR, Floats
from tertial.assess.forecasting.smoothing import WARM_UP, chosen, start

REAL = (1.05, 1.1, 1.2, 1.3, 1.5, 1.8)
IMAGINARY = (0.97, 0.99, 1.0, 1.01)
"""a0 and a1 to choose among: of level alone, and with a little of a trend either way."""
SEASONAL = (0.0, 0.1)
"""The season's parameter; with 0 the season stays as it was when it was taken out."""
POOLING = 2.0
"""As `smoothing.POOLING`, and more of it: there are more parameters to choose."""


def stable(real: float, imaginary: float) -> bool:
    """Whether errors of old months die away with these parameters: the region that the paper derives."""
    return (
        (real - 2.5) ** 2 + imaginary**2 > 1.25
        and (real - 0.5) ** 2 + (imaginary - 1) ** 2 > 0.25
        and (real - 1.5) ** 2 + (imaginary - 0.5) ** 2 < 1.5
    )


_CHOICES = [(a0, a1, part) for a0 in REAL for a1 in IMAGINARY for part in SEASONAL if stable(a0, a1)]


def complex_smoothing(figures: Floats, horizon: int) -> Floats:
    """Forecasts of seasonally adjusted figures, with what season is left smoothed along."""
    count, length = figures.shape
    real, imaginary, part = (np.array(each)[None, :] for each in zip(*_CHOICES, strict=True))
    level = np.repeat(start(figures)[:, None], len(_CHOICES), axis=1)
    potential, error = np.zeros_like(level), np.zeros_like(level)
    season = np.zeros((YEAR, *level.shape))
    for month in range(length):
        seasonal = season[month % YEAR]
        wrong = figures[:, month : month + 1] - level - seasonal
        if month >= WARM_UP:
            error += np.abs(wrong)
        season[month % YEAR] = seasonal + part * wrong
        level, potential = (
            level - (1 - imaginary) * potential + (real - imaginary) * wrong,
            level + (1 - real) * potential + (real + imaginary) * wrong,
        )
    rows, place = np.arange(count), chosen(error, POOLING)
    now, hidden = level[rows, place], potential[rows, place]
    real, imaginary = real[0, place], imaginary[0, place]
    made = np.empty((count, horizon))
    for step in range(horizon):
        made[:, step] = now + season[(length + step) % YEAR][rows, place]
        now, hidden = now - (1 - imaginary) * hidden, now + (1 - real) * hidden
    return made
