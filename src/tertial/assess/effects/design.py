"""The columns of the segmented regression: level, trend, the change of level, its growth, and the season."""

from __future__ import annotations

import math

import numpy as np

from tertial.assess.effects.regression import Design
from tertial.assess.effects.student_t import Floats

LEVEL_COLUMN, TREND_COLUMN, EFFECT_COLUMN, GROWTH_COLUMN = 0, 1, 2, 3
SLOPE_BEFORE, SLOPE_AFTER = 36, 12
"""Months before and after from which on the effect may also grow or fade."""
_WAVES = 2
"""Waves of the year: one of twelve months and one of six."""
_YEAR = 12


def design_of(places: Floats, after: int, spread: Floats, *, season: bool) -> Design:
    """The columns for months at `places` (0 is the start), the last `after` of them after the start."""
    before = len(places) - after
    worked = np.concatenate([np.zeros(before), np.ones(after)])
    columns = [np.ones(len(places)), places / _YEAR, worked]
    if before >= SLOPE_BEFORE and after >= SLOPE_AFTER:
        # About the middle of the months after, so that the change of level is the mean effect over them.
        columns.append(worked * (places - np.mean(places[before:])) / _YEAR)
    waves = season_columns(places) if season else np.zeros((len(places), 0))
    return Design(places, np.column_stack(columns), waves, EFFECT_COLUMN, spread)


def season_columns(places: Floats) -> Floats:
    """The waves of the year at the places."""
    angles = [2 * math.pi * wave * places / _YEAR for wave in range(1, _WAVES + 1)]
    return np.column_stack([column for angle in angles for column in (np.sin(angle), np.cos(angle))])


def growth_a_month(sizes: Floats, design: Design) -> float | None:
    """How much the effect grows a month, or None where the columns have no room for it."""
    return float(sizes[GROWTH_COLUMN]) / _YEAR if design.columns.shape[1] > GROWTH_COLUMN else None
