"""What `tertial explain` says of the year's end: the forecast, how its method was chosen, what stands beside it."""

from __future__ import annotations

from collections.abc import Iterator

from tertial.assess.figure_wording import wording_of
from tertial.assess.forecasting.fan_words import fan_words
from tertial.assess.forecasting.results import Forecast
from tertial.assess.forecasting.sentences import record_words
from tertial.domain.forecasts import Announced
from tertial.domain.indicators import Indicator
from tertial.domain.label import Label
from tertial.language import _, spoken
from tertial.report.numbers import day


def forecast_sentences(forecast: Forecast | Label, announced: Announced | None, indicator: Indicator) -> Iterator[str]:
    """What the program expects and by which method, or why nothing; then what the region has announced."""
    yield from (spoken(forecast),) if isinstance(forecast, Label) else _of_forecast(forecast, indicator)
    if announced is not None:
        yield _("The region’s own forecast of {year} is {figure} ({source}, {day}).").format(
            year=announced.period.year,
            figure=spoken(wording_of(indicator).figure(announced.value)),
            source=spoken(announced.source).rstrip("."),
            day=day(announced.on),
        )


def _of_forecast(forecast: Forecast, indicator: Indicator) -> Iterator[str]:
    """The sentences in order: what is expected, by which method and why, its record, and what was done to figures."""
    wording = wording_of(indicator)
    if forecast.points:
        yield spoken(fan_words(forecast, wording))
    if forecast.why_no_year is not None:
        yield spoken(forecast.why_no_year)
    yield spoken(forecast.reason)
    if forecast.backtest is not None:
        yield spoken(record_words(forecast.backtest))
    end = forecast.year_end
    if end is not None and end.months_left and end.twelfth is not None and not end.is_last:
        yield _("By the plain 1/12 rule the year would be {figure}.").format(
            figure=spoken(wording.figure(wording.rounded(end.twelfth)))
        )
    yield from map(spoken, forecast.notes)
