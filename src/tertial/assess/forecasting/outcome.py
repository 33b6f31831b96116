"""From arrays to a forecast that can be read: figures in their unit, within bounds, with what stands beside."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np

from tertial.assess.forecasting import sentences
from tertial.assess.forecasting.method import Method
from tertial.assess.forecasting.panel import HORIZON, Floats
from tertial.assess.forecasting.ready import Ready
from tertial.assess.forecasting.results import BacktestRecord, Forecast, Point, PredictionInterval, YearEnd
from tertial.assess.forecasting.series import Adjustment, YearTarget
from tertial.assess.forecasting.spread import SHARES, Pool
from tertial.assess.forecasting.year_end import apart_error, knows_year, last_of, months_left, rest_of
from tertial.domain.calendar import Month
from tertial.domain.indicators import OverTime
from tertial.domain.label import Label

NORMAL_80 = 1.2816
"""The half of the interval of 80 per cent of a normal distribution, in standard deviations."""
MOST = 1e308
"""Where there is no other bound: just within what a float holds."""


@dataclass(frozen=True)
class Made:
    """What the chosen method says of one series, in units of `Ready.per`, and what its back-test found."""

    method: Method
    months: Floats
    together: Floats
    under: Floats | None
    unit: float
    """The size of its usual error; 0 where nothing tells of it."""
    origins: tuple[int, ...] = ()
    errors: Mapping[Method, float] | None = None
    pooled: Mapping[Method, float] | None = None
    series: int = 0
    wrong: Floats | None = None


@dataclass(frozen=True)
class _Bounds:
    """Figures in the reader's unit are these times their own, held within bounds."""

    per: float
    low: float
    high: float

    def held(self, value: float) -> float:
        """A figure."""
        return min(max(value * self.per, self.low), self.high)

    def all_held(self, values: Floats) -> list[float]:
        """Many figures."""
        figures: list[float] = np.clip(values * self.per, self.low, self.high).tolist()
        return figures


def forecast_of(ready: Ready, made: Made, pool: Pool) -> Forecast:
    """The forecast of a series; `ready.reason` is why, where no back-test says it."""
    bounds = _bounds(ready)
    record = None if made.wrong is None else _record(ready, made, made.wrong, pool)
    reason = ready.reason
    if record is not None:
        reason = sentences.best(made.method, len(record.origins), record.series)
        if made.method in {Method.MEAN, Method.CROSTON}:
            reason = sentences.sparse(made.method)
    year = ready.series.over_time
    end = None if isinstance(year, Label) else _year_end(ready, made, pool, bounds)
    why_no_year = None if end is not None else year if isinstance(year, Label) else sentences.YEAR_NOT_REACHED
    notes = ready.notes
    if end is not None and end.since is not None:
        notes = (*notes, sentences.rests_on_months_since(end.since, is_part=end.is_part))
    if end is not None and end.near is not None:
        notes = (*notes, end.near)
    if made.unit <= 0 and made.method not in {Method.CONSTANT, Method.LAST}:
        notes = (*notes, sentences.NEVER_WRONG)
    return Forecast(
        ready.series.id, made.method, reason, _points(ready, made, pool, bounds), end, record, notes,
        _ahead(ready), why_no_year,
    )  # fmt: skip


def _bounds(ready: Ready) -> _Bounds:
    """Nothing below zero where nothing has been, nothing above the most there can be."""
    most = ready.series.most
    values = ready.values[np.isfinite(ready.values)]
    positive = bool((values >= 0).all()) and all(one.amount >= 0 for one in _ahead(ready))
    return _Bounds(ready.per, 0.0 if positive else -MOST, MOST if most is None else most)


def _ahead(ready: Ready) -> tuple[Adjustment, ...]:
    """The one-offs of the months to come that a forecast reaches."""
    last = last_of(ready)
    return tuple(one for one in ready.series.adjustments if last < one.month <= last.plus(HORIZON))


def _points(ready: Ready, made: Made, pool: Pool, bounds: _Bounds) -> tuple[Point, ...]:
    last = last_of(ready)
    middle = made.months
    for one in _ahead(ready):
        place = one.month.since(last) - 1
        if place < len(middle):
            added = np.zeros(len(middle))
            added[place] = one.amount / ready.size / (1.0 if made.under is None else made.under[place])
            middle = middle + added
    values, months = bounds.all_held(middle), _months_after(last, len(middle))
    if made.unit <= 0:
        return tuple(Point(month, value, None, None) for month, value in zip(months, values, strict=True))
    ends = [bounds.all_held(middle + side * made.unit * pool.months[share]) for share in SHARES for side in (-1.0, 1.0)]
    return tuple(
        Point(month, value, PredictionInterval(low_80, high_80), PredictionInterval(low_95, high_95))
        for month, value, low_80, high_80, low_95, high_95 in zip(months, values, *ends, strict=True)
    )


@lru_cache(maxsize=256)
def _months_after(last: Month, count: int) -> tuple[Month, ...]:
    return tuple(last.plus(step + 1) for step in range(count))


def _interval(middle: float, width: float, bounds: _Bounds) -> PredictionInterval | None:
    return PredictionInterval(bounds.held(middle - width), bounds.held(middle + width)) if width > 0 else None


def _year_end(ready: Ready, made: Made, pool: Pool, bounds: _Bounds) -> YearEnd | None:
    left = months_left(ready)
    if left > len(made.months):
        return None
    year = ready.series.as_of.year
    rest = rest_of(ready, made.under)
    middle = rest.base + (rest.weight * float(made.together[left - 1]) if left else 0.0)
    unit = _wider(rest.weight * made.unit, apart_error(ready, left), left, pool)
    over_time = ready.series.over_time
    is_last = over_time is OverTime.LAST
    since = None if is_last else ready.since
    is_part = since is not None and over_time is OverTime.SUM and made.under is None
    target = None if is_part else ready.series.targets.get(year)
    so_far, twelfth = (None if each is None else bounds.held(each) for each in (rest.so_far, rest.twelfth))
    if bounds.low == 0 and made.under is None and not ready.series.is_near:
        # What has come of a year stays, and so does a one-off that is known: the months left only add to it.
        bounds = replace(bounds, low=min(max(rest.base * ready.per, 0.0), bounds.high))
    if left == 0 and ready.series.is_near and not knows_year(ready):
        intervals: list[PredictionInterval | None] = [None, None]
        probability = None
    elif left == 0:
        value = bounds.held(middle)
        certain = PredictionInterval(value, value)
        intervals = [certain, certain]
        probability = None if target is None else float(target.met(value))
    else:
        intervals = [_interval(middle, float(pool.rest[share][left - 1]) * unit, bounds) for share in SHARES]
        probability = None
        if target is not None:
            probability = _chance(target, middle, unit, left, bounds, pool) if unit > 0 else _decided(target, bounds)
    return YearEnd(
        year, bounds.held(middle), intervals[0], intervals[1],
        so_far, left, None if is_part else twelfth,
        ready.series.announced, target, probability, since, is_part, is_last, _near(ready),
    )  # fmt: skip


def _near(ready: Ready) -> Label | None:
    if not ready.series.is_near:
        return None
    return sentences.NEAR if knows_year(ready) else sentences.NEAR_MONTHS


def _wider(unit: float, error: float, left: int, pool: Pool) -> float:
    """The unit of errors when one of another source is added: the interval of 80 per cent has both."""
    if unit <= 0 or error <= 0 or not left:
        return unit
    half = float(pool.rest[SHARES[0]][left - 1]) * unit
    return unit * math.hypot(half, NORMAL_80 * error) / half if half > 0 else unit


def _decided(target: YearTarget, bounds: _Bounds) -> float | None:
    """1 or 0 where what has come has decided whether the year's figure meets the target, else None."""
    if target.most is not None:
        return 0.0 if target.most < bounds.low else None
    return 1.0 if target.least is not None and target.least <= bounds.low else None


def _chance(target: YearTarget, middle: float, unit: float, left: int, bounds: _Bounds, pool: Pool) -> float:
    """How likely the year's figure meets the target; certain where what has come has decided it."""

    def above(level: float) -> float:
        return pool.chance_above(left, (level / bounds.per - middle) / unit)

    at_least = 1.0 if target.least is None or target.least <= bounds.low else above(target.least)
    if target.most is None or target.most >= bounds.high:
        too_much = 0.0
    else:
        too_much = 1.0 if target.most < bounds.low else above(target.most)
    return max(at_least - too_much, 0.0)


def _record(ready: Ready, made: Made, wrong: Floats, pool: Pool) -> BacktestRecord:
    there = np.isfinite(wrong)
    covered = []
    for share in SHARES:
        within = np.abs(wrong) <= pool.months[share] * made.unit
        covered.append(float((within & there).sum() / max(int(there.sum()), 1)))
    return BacktestRecord(
        origins=tuple(last_of(ready).plus(origin - len(ready.figures)) for origin in made.origins),
        horizon=int(there.any(axis=0).sum()),
        errors=dict(made.errors or {}),
        pooled=dict(made.pooled or {}),
        series=made.series,
        chosen=made.method,
        covered_80=covered[0],
        covered_95=covered[1],
    )
