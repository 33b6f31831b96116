"""Forecasts and estimates as sentences and suggestions take them: intervals of the year's end, and of what lacks."""

from __future__ import annotations

from collections.abc import Mapping

from tertial.assess.estimates.results import FigureEstimates
from tertial.assess.forecasting.results import Forecast
from tertial.assess.forecasting.series import YearTarget
from tertial.assess.sentences.told import Estimated, YearEnd
from tertial.assess.support import Support

LEVEL = 0.8
"""How often the interval holds the year's figure."""
_NO_ESTIMATES: Mapping[str, FigureEstimates] = {}


def expected_years(forecasts: Mapping[str, Forecast]) -> dict[str, YearEnd]:
    """By indicator, where the year is not over and the forecast has an interval."""
    return {
        name: YearEnd(interval.low, interval.high, LEVEL, end.probability, end.first, _reach(end.target))
        for name, forecast in forecasts.items()
        if (end := forecast.year_end) is not None and end.months_left > 0 and (interval := end.interval_80) is not None
    }


def _reach(target: YearTarget | None) -> float | None:
    """The one level of a target; None of a range."""
    if target is None or (target.least is not None and target.most is not None):
        return None
    return target.most if target.least is None else target.least


def estimated_figures(estimates: Mapping[str, FigureEstimates]) -> dict[str, Estimated]:
    """By indicator, where data of the period that it shows lack or are wrong and it can be estimated."""
    return {
        name: Estimated(one.low, one.value, one.high, one.replaces.months)
        for name, found in estimates.items()
        if (one := found.estimate) is not None
    }


def support_of(
    forecasts: Mapping[str, Forecast], estimates: Mapping[str, FigureEstimates] = _NO_ESTIMATES
) -> dict[str, Support]:
    """What suggestions for objectives may rest on."""
    ends, estimated = expected_years(forecasts), estimated_figures(estimates)
    return {name: Support(estimated.get(name), ends.get(name)) for name in dict.fromkeys((*ends, *estimated))}
