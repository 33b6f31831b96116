"""The year's end: what has come, the forecast of the rest, and how likely the target is.

A flow is summed over the year, a stock is that of December or the mean of all months, a share is all numerators over
all denominators (or December's). In each case the year's figure is a base and a weight times the figure of the months
that are left together, whose error the back-test has measured as a whole.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from tertial.assess.forecasting.panel import TWO_YEARS, YEAR, Floats
from tertial.assess.forecasting.ready import LARGEST, LEAST_UNDER, Ready, ratio
from tertial.domain.calendar import Month
from tertial.domain.indicators import OverTime

APART = 0.7
"""Chosen so that intervals of 80 per cent hold about as often, which `benchmarks/forecast_years.py` counts."""


@dataclass(frozen=True)
class Rest:
    """`year = base + weight * what the months left bring together`; all in units of `Ready.per`."""

    base: float
    weight: float
    so_far: float | None
    twelfth: float | None


def last_of(ready: Ready) -> Month:
    """The last month with a figure. Raises ValueError where there is none."""
    if ready.last is None:
        raise ValueError(f"{ready.series.id} has no figure")
    return ready.last


def months_left(ready: Ready) -> int:
    """Months from the last figure to the end of the as-of year; more than twelve where the figure is older."""
    return Month(ready.series.as_of.year, YEAR).since(last_of(ready))


def rest_of(ready: Ready, under: Floats | None) -> Rest:
    """The year in parts; `under` are the forecast denominators of the months ahead."""
    left = months_left(ready)
    over, below = ready.year_figures, ready.year_out_of
    if ready.series.over_time is OverTime.LAST:
        return _of_stock(ready, left, under)
    extra = _one_offs(ready, Month(ready.series.as_of.year, 1))
    if below is not None:
        return _of_share(left, over, below, under, extra)
    total = float(over.sum())
    mean = total / len(over) if len(over) else None
    months = len(over) + left
    if ready.series.over_time is OverTime.MEAN:
        apart = _apart(ready, mean)
        so_far = None if mean is None else mean + apart
        return Rest((total + extra) / months + apart, left / months, so_far, so_far)
    whole = None if mean is None else mean * months
    return Rest(total + extra, float(left), total if len(over) else None, whole)


def knows_year(ready: Ready) -> bool:
    """Whether the year's own figure is known for the same months that have come."""
    known = ready.series.year_so_far
    is_number = known is not None and abs(known) <= LARGEST
    return is_number and ready.since is None and last_of(ready) == ready.series.as_of


def _apart(ready: Ready, mean: float | None) -> float:
    """What the year so far is beside the mean of its months, where it is found anew; its whole year will be so too."""
    known = ready.series.year_so_far
    return 0.0 if known is None or mean is None or not knows_year(ready) else known / ready.size - mean


def apart_error(ready: Ready, left: int) -> float:
    """How much what parts the year from the mean of its months may still change: a standard deviation; 0 of a sum.

    It is known about as well as the mean of the months that have come tells that of all twelve; of one month alone
    nothing parts the two. How nearly so was found on simulated medians and percentiles.
    """
    come = YEAR - left
    if not ready.series.is_near or come < 1:
        return 0.0
    figures = ready.values[-TWO_YEARS:]
    figures = figures[np.isfinite(figures)]
    spread = float(figures.std(ddof=1)) if len(figures) > 1 else 0.0
    if not knows_year(ready):
        return APART * spread / math.sqrt(YEAR)
    return APART * spread * math.sqrt(left * (come - 1) / YEAR) / come


def _one_offs(ready: Ready, since: Month) -> float:
    """What is known to come on top from a month on, within the year and after the last figure."""
    year = ready.series.as_of.year
    ahead = max(since, last_of(ready).plus(1))
    amounts = [one.amount for one in ready.series.adjustments if ahead <= one.month <= Month(year, YEAR)]
    return sum(amounts) / ready.size


def _of_stock(ready: Ready, left: int, under: Floats | None) -> Rest:
    over, below = ready.year_figures, ready.year_out_of
    latest = _known(ratio(over[-1:], None if below is None else below[-1:]))
    if left == 0:
        return Rest(0.0 if latest is None else latest, 0.0, latest, latest)
    extra = _one_offs(ready, Month(ready.series.as_of.year, YEAR))
    return Rest(extra if under is None else extra / float(under[left - 1]), 1.0, latest, latest)


def _of_share(left: int, over: Floats, below: Floats, under: Floats | None, extra: float) -> Rest:
    come, ahead = float(below.sum()), 0.0 if under is None else float(under[:left].sum())
    so_far = _known(ratio(over.sum(keepdims=True), below.sum(keepdims=True)))
    if come + ahead < LEAST_UNDER:
        return Rest(0.0, 1.0, None, None)
    return Rest((float(over.sum()) + extra) / (come + ahead), ahead / (come + ahead), so_far, so_far)


def _known(figure: Floats) -> float | None:
    return float(figure[0]) if len(figure) and np.isfinite(figure[0]) else None
