"""How often intervals hold on simulated series of other kinds than the published ones, whose last year is held out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from tertial.assess.forecasting.forecast import Mode, forecast_all
from tertial.assess.forecasting.panel import Floats
from tertial.assess.forecasting.results import PredictionInterval
from tertial.assess.forecasting.series import MonthlySeries
from tertial.domain.calendar import Month
from tertial.domain.indicators import OverTime

SERIES, KNOWN, AHEAD, SEED = 300, 68, 12, 7
"""The months known end in August, so that four are left of the year."""
FIRST = Month(2020, 1)
YEAR = slice(60, 72)

_TOP = (
    "{series} simulated series of each kind, {months} months known to August: levels and shares wander, volumes have a "
    "season. The intervals of the twelve months ahead and of the year's end, full selection."
)


@dataclass(frozen=True)
class Simulated:
    """Series to forecast, the figures of the months ahead and those of the years."""

    name: str
    series: Sequence[MonthlySeries]
    months: Floats
    years: Floats


def coverage_lines() -> list[str]:
    """What is printed."""
    rows = [_row(kind) for kind in kinds(np.random.default_rng(SEED))]
    return [
        _TOP.format(series=SERIES, months=KNOWN),
        "",
        "| kind | months: 80 % | 95 % | year's end: 80 % | 95 % |",
        "| --- | --- | --- | --- | --- |",
        *rows,
    ]


def kinds(chance: np.random.Generator) -> list[Simulated]:
    """Shares, stocks, series with many empty months, and flows of many lengths."""
    whole = KNOWN + AHEAD
    wander = np.exp(np.cumsum(chance.normal(0, 0.02, (SERIES, whole)), axis=1))
    level = wander * chance.lognormal(5, 0.7, (SERIES, 1)) * (1 + 0.1 * np.sin(np.arange(whole) * np.pi / 6))
    volumes = chance.poisson(level) + 1
    share = 1 / (1 + np.exp(-1 - np.cumsum(chance.normal(0, 0.05, (SERIES, whole)), axis=1)))
    counted = chance.binomial(volumes, share).astype(np.float64)
    rare = chance.poisson(0.5 * wander).astype(np.float64)
    flows = volumes.astype(np.float64)
    lengths = chance.integers(36, KNOWN + 1, SERIES)
    return [
        Simulated(
            "shares", _series(counted, flows), 100 * (counted / flows)[:, KNOWN:], 100 * _sums(counted) / _sums(flows)
        ),
        Simulated("stocks at the year's end", _stocks(flows), flows[:, KNOWN:], flows[:, 71]),
        Simulated("flows with many empty months", _series(rare), rare[:, KNOWN:], _sums(rare)),
        Simulated(
            "flows of 36 to 68 months", _shorter(_series(flows), lengths.tolist()), flows[:, KNOWN:], _sums(flows)
        ),
    ]


def _sums(figures: Floats) -> Floats:
    sums: Floats = figures[:, YEAR].sum(axis=1)
    return sums


def _series(figures: Floats, below: Floats | None = None) -> list[MonthlySeries]:
    return [
        MonthlySeries(
            f"{place}",
            FIRST,
            tuple(row[:KNOWN].tolist()),
            None if below is None else tuple(below[place, :KNOWN].tolist()),
            most=None if below is None else 100.0,
        )
        for place, row in enumerate(figures)
    ]


def _stocks(figures: Floats) -> list[MonthlySeries]:
    return [replace(each, over_time=OverTime.LAST) for each in _series(figures)]


def _shorter(series: Sequence[MonthlySeries], lengths: Sequence[int]) -> list[MonthlySeries]:
    return [
        replace(each, first=FIRST.plus(KNOWN - length), figures=each.figures[KNOWN - length :])
        for each, length in zip(series, lengths, strict=True)
    ]


def _row(kind: Simulated) -> str:
    found = forecast_all(kind.series, mode=Mode.FULL)
    shares = []
    for wide in (False, True):
        shares.append(
            _share(
                (point.interval_95 if wide else point.interval_80, float(figure))
                for each, row in zip(found, kind.months, strict=True)
                for point, figure in zip(each.points, row, strict=True)
            )
        )
        ends = [each.year_end for each in found if each.year_end is not None]
        shares.append(
            _share(
                (end.interval_95 if wide else end.interval_80, float(figure))
                for end, figure in zip(ends, kind.years, strict=True)
            )
        )
    months_80, year_80, months_95, year_95 = shares
    return f"| {kind.name} | {months_80:.1%} | {months_95:.1%} | {year_80:.1%} | {year_95:.1%} |"


def _share(held: Iterable[tuple[PredictionInterval | None, float]]) -> float:
    within = [interval is not None and interval.low <= figure <= interval.high for interval, figure in held]
    return within.count(True) / len(within)
