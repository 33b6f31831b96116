"""Methods that smooth nothing: last year's month, the year's level, the 1/12 rule and earlier years' profile."""

from __future__ import annotations

import numpy as np

from tertial.assess.forecasting.panel import YEAR, Floats, Panel, dot
from tertial.assess.forecasting.smoothing import slope

HALF_YEAR = 6
DRIFT = 0.8
"""How much of the shrunk slope goes on: slopes tend to level out."""
SLOPE_NOISE = 4.0
"""Errors of neighbouring months are alike, so that a slope is about so much less sure than independent ones make it."""
PROFILE_YEARS = 5
LEAST_SHARE = 0.02
"""Where less of the year than this has usually come, nothing can be scaled up from it."""


def seasonal_naive(panel: Panel, horizon: int) -> Floats:
    """Each month as a year before."""
    place = panel.length - YEAR + np.arange(horizon) % YEAR
    return panel.figures[:, place]


def recent_level(adjusted: Floats, horizon: int) -> Floats:
    """The mean of the latest half-year."""
    return np.repeat(adjusted[:, -HALF_YEAR:].mean(axis=1, keepdims=True), horizon, axis=1)


def year_level(adjusted: Floats, horizon: int) -> Floats:
    """The mean of the latest twelve months, moved along the slope as far as slopes are more than noise.

    Slopes are shrunk towards their median by empirical Bayes, as James & Stein 1961.
    """
    steep = slope(adjusted)
    time = np.arange(adjusted.shape[1]) - (adjusted.shape[1] - 1) / 2
    left = adjusted - adjusted.mean(axis=1, keepdims=True) - steep[:, None] * time
    noise = SLOPE_NOISE * (left**2).mean(axis=1) / float(dot(time, time))
    usual = np.median(steep) if len(steep) > 1 else 0.0
    apart = steep - usual
    spread = max(float((apart**2 - noise).mean()), 0.0)
    kept = spread / np.maximum(spread + noise, np.finfo(float).tiny)
    drift = DRIFT * (usual + kept * apart)
    months = np.arange(1, horizon + 1) + (YEAR - 1) / 2
    made: Floats = adjusted[:, -YEAR:].mean(axis=1, keepdims=True) + drift[:, None] * months
    return made


def twelfth(panel: Panel, horizon: int) -> Floats:
    """The plain 1/12 rule: each month as the mean of the year's months so far."""
    return np.repeat(panel.figures[:, -panel.last.number :].mean(axis=1, keepdims=True), horizon, axis=1)


def profile(panel: Panel, horizon: int) -> Floats:
    """The year so far scaled up by the share of the year that had come by now in up to five earlier years.

    Where there is no whole earlier year, or so small a share that it tells nothing, as the 1/12 rule says.
    """
    made = twelfth(panel, horizon)
    so_far = panel.last.number
    years = min((panel.length - so_far) // YEAR, PROFILE_YEARS)
    if years < 1:
        return made
    earlier = panel.figures[:, panel.length - so_far - years * YEAR : panel.length - so_far]
    months = earlier.reshape(panel.count, years, YEAR).sum(axis=1)
    total = months.sum(axis=1)
    come = months[:, :so_far].sum(axis=1)
    known = (earlier.min(axis=1) >= 0) & (come > LEAST_SHARE * total)
    year = panel.figures[:, -so_far:].sum(axis=1) * total / np.where(known, come, 1.0)
    shares = months / np.where(known, total, 1.0)[:, None]
    place = (panel.next_place + np.arange(horizon)) % YEAR
    made[known] = (year[:, None] * shares[:, place])[known]
    return made
