"""The rolling back-test: every method asked again at earlier months, knowing only what was known then."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from tertial.assess.forecasting.method import Method
from tertial.assess.forecasting.methods import FAST, SPARSE, made
from tertial.assess.forecasting.panel import HORIZON, TWO_YEARS, YEAR, Flags, Floats, Panel
from tertial.assess.forecasting.ready import LEAST_UNDER, ratio

STEP = 4
"""Months between origins: a tertial."""
MOST_ORIGINS = 7
"""At most so many, the latest."""
WELL_KNOWN = 36
"""Months from which on a series is known about as well as it will be: earlier errors are larger than those to come.
Where there are two years after it, origins begin here."""
FAST_STEP, FAST_ORIGINS = 6, 3
"""The same two in fast mode."""

ROUNDING = 1e-9
"""Figures that differ by a smaller part of their level differ by rounding alone."""


@dataclass(frozen=True)
class Batch:
    """Series of equal length and kind: numerators, and denominators where they are shares."""

    over: Panel
    under: Panel | None
    stocks: Flags
    """Which series are stocks at the period's end: their year's figure is that of its last month."""


@dataclass(frozen=True)
class Said:
    """What methods say from one origin: figures by month, the figure of all months up to each, and denominators.

    `months` and `together` are methods x series x months. The figure of several months is their mean; of a share
    the numerators over the denominators; of a stock the last. Columns of `under` are the forecast denominators.
    """

    months: Floats
    together: Floats
    under: Floats | None


@dataclass(frozen=True)
class BackTest:
    """Errors of methods x origins x series x months ahead; not a number beyond the last figure.

    `scales` (origins x series, the last row from all that is known): how much figures differ from those a year
    before, which errors are measured in.
    """

    methods: Sequence[Method]
    origins: Sequence[int]
    months: Floats
    together: Floats
    scales: Floats


def said(batch: Batch, horizon: int, methods: Sequence[Method]) -> Said:
    """What each method says of the months after the batch's last."""
    over = made(batch.over, horizon, methods)
    numerators = np.stack([over[method] for method in methods])
    if batch.under is None:
        months, under = numerators, None
        together = np.cumsum(numerators, axis=2) / np.arange(1, horizon + 1)
    else:
        found = made(batch.under, horizon, methods)
        # Where numerators are sparse, denominators need not be: theirs is the plain mean.
        under = np.stack([found[Method.MEAN if methods == SPARSE else method] for method in methods])
        under = np.maximum(under, LEAST_UNDER)
        months = numerators / under
        together = np.cumsum(numerators, axis=2) / np.cumsum(under, axis=2)
    together[:, batch.stocks] = months[:, batch.stocks]
    return Said(months, together, under)


def back_test(batch: Batch, methods: Sequence[Method]) -> BackTest:
    """Ask every method at earlier months, up to a year ahead or to the last figure, and compare."""
    length = batch.over.length
    horizon = min(HORIZON, length - TWO_YEARS)
    step, most = (FAST_STEP, FAST_ORIGINS) if methods == FAST else (STEP, MOST_ORIGINS)
    least = max(TWO_YEARS, min(WELL_KNOWN, length - TWO_YEARS))
    origins = sorted(range(length - horizon, least - 1, -step)[:most])
    months = np.full((len(methods), len(origins), batch.over.count, HORIZON), np.nan)
    together = months.copy()
    scales = []
    for place, origin in enumerate(origins):
        known = Batch(
            batch.over.until(origin), None if batch.under is None else batch.under.until(origin), batch.stocks
        )
        then = said(known, horizon, methods)
        over = batch.over.figures[:, origin : origin + horizon]
        under = None if batch.under is None else batch.under.figures[:, origin : origin + horizon]
        months[:, place, :, :horizon] = ratio(over, under) - then.months
        together[:, place, :, :horizon] = _together(over, under, batch.stocks) - then.together
        scales.append(_scale(known))
    scales.append(_scale(batch))
    return BackTest(methods, origins, months, together, np.stack(scales))


def _together(over: Floats, under: Floats | None, stocks: Flags) -> Floats:
    below = np.ones_like(over) if under is None else under
    together = ratio(np.cumsum(over, axis=1), np.cumsum(below, axis=1))
    together[stocks] = ratio(over, under)[stocks]
    return together


def _scale(batch: Batch) -> Floats:
    """The mean size of the differences from a year before; where there are none, that from the mean, or the mean.

    Of months that were all zero it is 1: in these units the mean size of the whole series, which has a case later.
    """
    values = ratio(batch.over.figures, None if batch.under is None else batch.under.figures)
    there = np.isfinite(values)
    count = np.maximum(there.sum(axis=1), 1)
    mean = np.where(there, values, 0).sum(axis=1) / count
    filled = np.where(there, values, mean[:, None])
    yearly = np.abs(filled[:, YEAR:] - filled[:, :-YEAR]).mean(axis=1)
    around = np.abs(filled - mean[:, None]).mean(axis=1)
    level = np.where(np.abs(mean) > np.finfo(float).eps, np.abs(mean), 1.0)
    least = ROUNDING * level
    scale: Floats = np.where(yearly > least, yearly, np.where(around > least, around, level))
    return scale
