"""A forecast of an indicator as a JSON object, and as cells and rows of tables."""

from __future__ import annotations

from collections.abc import Iterator
from functools import reduce

from tertial.assess.assessment import RegionAssessment
from tertial.assess.forecasting.results import BacktestRecord, Forecast, PredictionInterval, YearEnd
from tertial.assess.forecasting.sentences import method_words
from tertial.assess.json_values import Json, rounded, text
from tertial.domain.label import joined


def forecast_document(forecast: Forecast, language: str) -> Json:
    """Method and reason, the months ahead, the year's end and the back-test, figures in the indicator's unit."""
    return {
        "method": forecast.method.value,
        "method_name": method_words(forecast.method).in_language(language),
        "reason": forecast.reason.in_language(language),
        "notes": [note.in_language(language) for note in forecast.notes],
        "months": [
            {
                "month": str(point.month),
                "value": rounded(point.value),
                "interval_80": _interval(point.interval_80),
                "interval_95": _interval(point.interval_95),
            }
            for point in forecast.points
        ],
        "year_end": None if forecast.year_end is None else _year_end(forecast.year_end),
        "no_year_end": text(forecast.why_no_year, language),
        "back_test": None if forecast.backtest is None else _record(forecast.backtest),
    }


def year_end_cells(forecast: Forecast | None, language: str) -> Json:
    """The year's end as cells of an indicator's row: its figure, the interval of 80 per cent, the chance of the target.

    `forecast_says` has the reason and the notes, and why there is no year's end.
    """
    end = None if forecast is None else forecast.year_end
    interval = None if end is None else end.interval_80
    says = None
    if forecast is not None:
        last = () if forecast.why_no_year is None else (forecast.why_no_year,)
        says = reduce(joined, (*forecast.notes, *last), forecast.reason)
    return {
        "forecast": None if end is None else rounded(end.value),
        "forecast_low": None if interval is None else rounded(interval.low),
        "forecast_high": None if interval is None else rounded(interval.high),
        "probability_met": None if end is None else rounded(end.probability),
        "forecast_method": None if forecast is None else forecast.method.value,
        "forecast_says": text(says, language),
    }


def forecast_rows(assessment: RegionAssessment) -> Iterator[Json]:
    """A row of a table for each month ahead, by indicator, with the intervals of 80 and 95 per cent."""
    for name, forecast in assessment.forecasts.items():
        for point in forecast.points:
            low_80, high_80 = _interval(point.interval_80) or (None, None)
            low_95, high_95 = _interval(point.interval_95) or (None, None)
            yield {
                "indicator": name,
                "unit": assessment.unit,
                "month": str(point.month),
                "value": rounded(point.value),
                "low_80": low_80,
                "high_80": high_80,
                "low_95": low_95,
                "high_95": high_95,
            }


def _interval(interval: PredictionInterval | None) -> list[float | None] | None:
    return None if interval is None else [rounded(interval.low), rounded(interval.high)]


def _year_end(end: YearEnd) -> Json:
    return {
        "year": end.year,
        "value": rounded(end.value),
        "interval_80": _interval(end.interval_80),
        "interval_95": _interval(end.interval_95),
        "so_far": rounded(end.so_far),
        "months_left": end.months_left,
        "since": None if end.since is None else str(end.since),
        "twelfth": rounded(end.twelfth),
        "announced": end.announced,
        "target": None if end.target is None else {"least": end.target.least, "most": end.target.most},
        "probability": rounded(end.probability),
    }


def _record(record: BacktestRecord) -> Json:
    return {
        "first_origin": str(record.origins[0]),
        "last_origin": str(record.origins[-1]),
        "origins": len(record.origins),
        "horizon": record.horizon,
        "series": record.series,
        "errors": {method.value: error for method, error in record.errors.items()},
        "pooled": {method.value: error for method, error in record.pooled.items()},
        "chosen": record.chosen.value,
        "covered_80": record.covered_80,
        "covered_95": record.covered_95,
    }
