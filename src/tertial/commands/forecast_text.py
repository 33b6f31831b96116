"""What `tertial explain` says of the year's end: the forecast, how its method was chosen, what stands beside it."""

from __future__ import annotations

from collections.abc import Iterator

from tertial.assess.forecasting.fan_words import fan_words
from tertial.assess.forecasting.results import Forecast
from tertial.assess.forecasting.sentences import record_words
from tertial.assess.sentences.subject import wording_of
from tertial.domain.indicators import Indicator
from tertial.domain.label import Label
from tertial.language import _, current_language


def forecast_sentences(forecast: Forecast | Label, indicator: Indicator) -> Iterator[str]:
    """The sentences in order: what is expected, by which method and why, its record, and what was done to figures."""
    if isinstance(forecast, Label):
        yield _said(forecast)
        return
    wording = wording_of(indicator)
    if forecast.points:
        yield _said(fan_words(forecast, wording))
    yield _said(forecast.reason)
    if forecast.backtest is not None:
        yield _said(record_words(forecast.backtest))
    end = forecast.year_end
    if end is not None and end.months_left and end.twelfth is not None:
        yield _("By the plain 1/12 rule the year would be {figure}.").format(
            figure=_said(wording.figure(wording.rounded(end.twelfth)))
        )
    yield from map(_said, forecast.notes)


def _said(label: Label) -> str:
    return label.in_language(current_language())
