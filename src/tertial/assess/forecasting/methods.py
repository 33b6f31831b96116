"""The methods by name, and what each says of a panel."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from tertial.assess.forecasting import exponential, intermittent, levels, smoothing
from tertial.assess.forecasting.complex_smoothing import complex_smoothing
from tertial.assess.forecasting.method import Method
from tertial.assess.forecasting.panel import YEAR, Floats, Panel
from tertial.assess.forecasting.seasons import Seasons, seasons_of
from tertial.assess.forecasting.weekdays import weekday_factors

COMBINED = (Method.YEAR_LEVEL, Method.RECENT_LEVEL, Method.THETA, Method.CES, Method.ETS)
"""The methods whose mean is the combination."""
FULL = (Method.COMBINATION, Method.SEASONAL_NAIVE, Method.TWELFTH, Method.PROFILE, *COMBINED)
FAST_COMBINED = (Method.YEAR_LEVEL, Method.RECENT_LEVEL, Method.THETA)
FAST = (Method.COMBINATION, Method.SEASONAL_NAIVE, *FAST_COMBINED)
SPARSE = (Method.MEAN, Method.CROSTON)
"""For series in which many months have none."""

FAST_ALPHAS = np.array([0.05, 0.1, 0.2, 0.4])
"""What Theta chooses among in fast mode."""


@dataclass(frozen=True)
class Adjusted:
    """A panel without weekdays and seasons."""

    panel: Panel
    weekdays: Floats
    seasons: Seasons
    figures: Floats

    @classmethod
    def of(cls, panel: Panel, horizon: int) -> Adjusted:
        """Take weekdays and seasons out of a panel."""
        weekdays = weekday_factors(panel, horizon)
        even = Panel(panel.figures / weekdays[:, : panel.length], panel.last, panel.families)
        seasons = seasons_of(even)
        return cls(even, weekdays, seasons, seasons.removed(even.figures, panel.first_place))

    def restored(self, made: Floats) -> Floats:
        """A forecast of adjusted figures with seasons and weekdays put back."""
        return self.with_weekdays(self.seasons.restored(made, self.panel.next_place))

    def with_weekdays(self, made: Floats) -> Floats:
        """A forecast that has its seasons, with weekdays put back."""
        return made * self.weekdays[:, self.panel.length :]


def made(panel: Panel, horizon: int, methods: Sequence[Method]) -> Mapping[Method, Floats]:
    """What each method says of the months ahead, a row a series."""
    if methods == SPARSE:
        return {
            Method.MEAN: intermittent.latest_mean(panel.figures, horizon),
            Method.CROSTON: intermittent.corrected_croston(panel.figures, horizon),
        }
    adjusted = Adjusted.of(panel, horizon)
    fast = methods == FAST
    parts = {method: _one(method, panel, adjusted, horizon, fast=fast) for method in methods[1:]}
    members = FAST_COMBINED if fast else COMBINED
    return {Method.COMBINATION: np.mean([parts[member] for member in members], axis=0), **parts}


def _one(method: Method, panel: Panel, adjusted: Adjusted, horizon: int, *, fast: bool) -> Floats:
    match method:
        case Method.SEASONAL_NAIVE:
            return levels.seasonal_naive(panel, horizon)
        case Method.TWELFTH:
            return levels.twelfth(panel, horizon)
        case Method.PROFILE:
            return levels.profile(panel, horizon)
        case Method.YEAR_LEVEL:
            return adjusted.restored(levels.year_level(adjusted.figures, horizon))
        case Method.RECENT_LEVEL:
            return adjusted.restored(levels.recent_level(adjusted.figures, horizon))
        case Method.THETA if fast:
            return adjusted.restored(smoothing.theta(adjusted.figures, horizon, smoothing.STANDARD, FAST_ALPHAS))
        case Method.THETA:
            return adjusted.restored(smoothing.theta(adjusted.figures, horizon))
        case Method.CES:
            return adjusted.restored(complex_smoothing(adjusted.figures, horizon))
        case Method.ETS:
            return _exponential(adjusted, horizon)
        case _:
            raise ValueError(f"{method} is not made of a panel")


def _exponential(adjusted: Adjusted, horizon: int) -> Floats:
    panel, seasons = adjusted.panel, adjusted.seasons
    turned = (panel.first_place + np.arange(YEAR)) % YEAR
    made = np.empty((panel.count, horizon))
    for multiplied, rows in ((True, seasons.multiplied), (False, ~seasons.multiplied)):
        if rows.any():
            first = (seasons.factor if multiplied else seasons.offset)[rows][:, turned]
            made[rows] = exponential.damped(panel.figures[rows], horizon, first, multiplied=multiplied)
    return adjusted.with_weekdays(made)
