"""The months just before the start: whether they stand out, as they do when an action answers to an extreme month.

An extreme month is followed by a more usual one whatever is done (regression to the mean). Left in, it would tilt the
trend and raise the level that the months after are held against.
"""

from __future__ import annotations

import math

import numpy as np

from tertial.assess.effects.design import season_columns
from tertial.assess.effects.student_t import Floats

RUN_UP = (1, 3)
"""How many of the last months may be put aside."""
STANDS_OUT = 1.75
"""Prediction errors in standard deviations from which on months stand out. Low on purpose: to put an ordinary month
aside costs a wider interval, to keep an extreme one costs a false claim."""
_LONG = 24
"""Months before that trend and season can be told from; fewer are held against their mean."""


def extreme_months(figures: Floats, places: Floats) -> int:
    """How many of the last months before the start stand out against those before them: none, one or three.

    One where the last month alone stands out: to put aside more than needed leaves out what an autocorrelated series
    tells of the months after.
    """
    for count in RUN_UP:
        if len(figures) - count >= RUN_UP[-1] and _error(figures, places, count) > STANDS_OUT:
            return count
    return 0


def _error(figures: Floats, places: Floats, count: int) -> float:
    """How far the mean of the last months is from the usual, in standard deviations of what was to be foreseen.

    The usual is the mean of the earlier months; in a long series also what their trend and season foretell. What makes
    people act may stand out against either.
    """
    level = np.ones((len(figures), 1))
    error = _prediction_error(figures, level, count)
    if len(figures) < _LONG:
        return error
    foretold = np.column_stack([level, places / 12, season_columns(places)])
    return max(error, _prediction_error(figures, foretold, count))


def _prediction_error(figures: Floats, columns: Floats, count: int) -> float:
    earlier, last = columns[:-count], columns[-count:].mean(axis=0)
    sizes, _squares, rank, _values = np.linalg.lstsq(earlier, figures[:-count], rcond=None)
    left = figures[:-count] - earlier @ sizes
    freedom = len(left) - int(rank)
    variance = float(left @ left) / freedom if freedom > 0 else 0.0
    distance = abs(float(np.mean(figures[-count:])) - float(last @ sizes))
    if variance <= 0:
        return math.inf if distance > 0 else 0.0
    reach = float(last @ np.linalg.pinv(earlier.T @ earlier) @ last) + 1 / count
    return distance / math.sqrt(variance * reach)
