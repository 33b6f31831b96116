"""Forecasts of series that no back-test can judge: short, flat, of one figure or of none."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from tertial.assess.forecasting import sentences
from tertial.assess.forecasting.method import Method
from tertial.assess.forecasting.outcome import Made, forecast_of
from tertial.assess.forecasting.panel import HORIZON, TWO_YEARS, YEAR, Floats
from tertial.assess.forecasting.ready import LEAST_UNDER, Ready, Shape
from tertial.assess.forecasting.results import Forecast
from tertial.assess.forecasting.spread import Pool
from tertial.domain.indicators import OverTime


def simple(ready: Ready, pool: Pool) -> Forecast:
    """A plain forecast with its reason; the interval rests on how much the few figures differ, if they do."""
    if ready.shape is Shape.NOTHING:
        return Forecast(ready.series.id, Method.NONE, ready.reason, notes=ready.notes)
    values = ready.values
    there = values[np.isfinite(values)]
    method, reason, unit = Method.MEAN, ready.reason, 0.0
    if ready.shape is Shape.FLAT:
        method = Method.CONSTANT
    elif len(there) == 1:
        method, reason = Method.LAST, sentences.ONE_FIGURE
    elif len(there) == len(values) >= TWO_YEARS:
        method, reason = Method.SEASONAL_NAIVE, sentences.short_with_year(len(values))
        unit = float(np.abs(values[YEAR:] - values[:-YEAR]).mean())
    else:
        # The mean is unsure too, by one part in as many as there are figures.
        unit = float(np.abs(there - there.mean()).mean()) * (1 + 1 / len(there))
    return forecast_of(replace(ready, reason=reason), _made(ready, method, unit), pool)


def _made(ready: Ready, method: Method, unit: float) -> Made:
    over = _ahead(ready.figures, method)
    under = None if ready.out_of is None else np.maximum(_ahead(ready.out_of, method), LEAST_UNDER)
    below = np.ones(HORIZON) if under is None else under
    together = np.cumsum(over) / np.cumsum(below)
    if ready.series.over_time is OverTime.LAST:
        together = over / below
    return Made(method, over / below, together, under, unit)


def _ahead(figures: Floats, method: Method) -> Floats:
    if method is Method.SEASONAL_NAIVE:
        return figures[-YEAR:]
    return np.full(HORIZON, figures.mean())
