"""The fan of an indicator's forecast, in the language in force."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from tertial.assess.estimates.results import Estimate
from tertial.assess.evidence import Measured
from tertial.assess.figure_wording import wording_of
from tertial.assess.forecasting.fan_words import chance_words, fan_words, months_of
from tertial.assess.forecasting.results import Forecast, PredictionInterval
from tertial.assess.series import adds_up
from tertial.domain.calendar import Month
from tertial.domain.indicators import Indicator, ValueUnit
from tertial.language import _, spoken
from tertial.report.charts.fan import FanPoint, FanWords, YearsEnd, fan_chart
from tertial.report.charts.points import ChartPoint, ChartTarget
from tertial.report.estimate_words import NO_ESTIMATES, estimated_periods, estimated_text
from tertial.report.model import Picture
from tertial.report.numbers import figure_words, level_words, month_year, period_name, with_unit

BEHIND = 24
"""Months that have been and are drawn."""


def forecast_picture(
    forecast: Forecast,
    months: Sequence[Measured],
    indicator: Indicator,
    *,
    estimates: Mapping[Month, Estimate] = NO_ESTIMATES,
) -> Picture | None:
    """The months that have been and those ahead with their bands; None without a forecast or a figure.

    `months` are the figures that the forecast was made of, in order, and `estimates` those of months where rows lack.
    """
    behind = months[-BEHIND:]
    been = [one.period.last for one in behind]
    if not forecast.points or all(one.value is None for one in behind):
        return None
    end = forecast.year_end
    target = None if end is None else end.target
    # A range has two ends, and no one line.
    ends = [] if target is None else [level for level in (target.least, target.most) if level is not None]
    level = ends[0] if len(ends) == 1 else None
    title = spoken(indicator.title)
    estimated = estimated_text(estimates, been, indicator.value_unit, indicator.decimals)
    return fan_chart(
        [
            ChartPoint(
                period_name(one.period),
                one.value,
                "" if one.value is None else _figure(one.value, indicator),
                "" if one.is_reliable or one.value is None else _uncertain(one.period.last, estimates),
            )
            for one in behind
        ],
        [
            FanPoint(
                month_year(point.month),
                point.value,
                _figure(point.value, indicator),
                _ends(point.interval_80),
                _ends(point.interval_95),
            )
            for point in forecast.points
        ],
        words=FanWords(_("forecast"), *(with_unit(Decimal(share), ValueUnit.PERCENT) for share in (80, 95))),
        target=_target(level, indicator),
        years_end=_years_end(forecast, indicator),
        axis_label=lambda tick: level_words(tick, indicator.value_unit),
        alt=" ".join(filter(None, (f"{title}.", spoken(fan_words(forecast, wording_of(indicator))), estimated))),
        estimated=estimated_periods(estimates, been),
        again=max(been[-1].since(forecast.points[0].month) + 1, 0),
    )


def _uncertain(month: Month, estimates: Mapping[Month, Estimate]) -> str:
    return _("estimated figure") if month in estimates else _("uncertain")


def _target(level: float | None, indicator: Indicator) -> ChartTarget | None:
    """The year's level, where a month's figure can be held against it: of sums the year's is twelve months'."""
    if level is None or adds_up(indicator):
        return None
    return ChartTarget(level, _("target {level}").format(level=level_words(level, indicator.value_unit)))


def _years_end(forecast: Forecast, indicator: Indicator) -> YearsEnd | None:
    end = forecast.year_end
    if end is None or not 0 < end.months_left <= len(forecast.points):
        return None
    words = _("the whole of {year}: {figure}").format(year=end.year, figure=_figure(end.value, indicator))
    if end.first.number > 1:
        words = f"{spoken(months_of(end))}: {_figure(end.value, indicator)}"
    if end.probability is not None:
        words += _(", chance of meeting the target {chance}").format(chance=spoken(chance_words(end.probability)))
    return YearsEnd(end.months_left - 1, words)


def _figure(value: float, indicator: Indicator) -> str:
    return figure_words(value, indicator.value_unit, indicator.decimals)


def _ends(interval: PredictionInterval | None) -> tuple[float, float] | None:
    return None if interval is None else (interval.low, interval.high)
