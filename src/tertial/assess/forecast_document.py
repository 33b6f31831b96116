"""A forecast of an indicator as a JSON object."""

from __future__ import annotations

from tertial.assess.forecasting.results import BacktestRecord, Forecast, PredictionInterval, YearEnd
from tertial.assess.forecasting.sentences import method_words
from tertial.assess.json_values import Json, text


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
                "value": point.value,
                "interval_80": _interval(point.interval_80),
                "interval_95": _interval(point.interval_95),
            }
            for point in forecast.points
        ],
        "year_end": None if forecast.year_end is None else _year_end(forecast.year_end),
        "no_year_end": text(forecast.why_no_year, language),
        "back_test": None if forecast.backtest is None else _record(forecast.backtest),
    }


def _interval(interval: PredictionInterval | None) -> list[float] | None:
    return None if interval is None else [interval.low, interval.high]


def _year_end(end: YearEnd) -> Json:
    return {
        "year": end.year,
        "value": end.value,
        "interval_80": _interval(end.interval_80),
        "interval_95": _interval(end.interval_95),
        "so_far": end.so_far,
        "months_left": end.months_left,
        "since": None if end.since is None else str(end.since),
        "twelfth": end.twelfth,
        "announced": end.announced,
        "target": None if end.target is None else {"least": end.target.least, "most": end.target.most},
        "probability": end.probability,
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
