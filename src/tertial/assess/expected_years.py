"""Forecasts as sentences and suggestions take them: the interval that the year will probably end in."""

from __future__ import annotations

from collections.abc import Mapping

from tertial.assess.forecasting.results import Forecast
from tertial.assess.sentences.told import YearEnd
from tertial.assess.support import Support

LEVEL = 0.8
"""How often the interval holds the year's figure."""


def expected_years(forecasts: Mapping[str, Forecast]) -> dict[str, YearEnd]:
    """By indicator, where the year is not over and the forecast has an interval."""
    return {
        name: YearEnd(interval.low, interval.high, LEVEL, end.probability)
        for name, forecast in forecasts.items()
        if (end := forecast.year_end) is not None and end.months_left > 0 and (interval := end.interval_80) is not None
    }


def support_of(forecasts: Mapping[str, Forecast]) -> dict[str, Support]:
    """What suggestions for objectives may rest on."""
    return {name: Support(year_end=end) for name, end in expected_years(forecasts).items()}
