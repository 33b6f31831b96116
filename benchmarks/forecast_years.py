"""How often intervals of the year's end hold where it is found anew from all patients, and where they are few."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from tertial.assess.forecasting.forecast import forecast_all
from tertial.assess.forecasting.panel import Floats
from tertial.assess.forecasting.results import PredictionInterval, YearEnd
from tertial.assess.forecasting.series import MonthlySeries
from tertial.domain.calendar import Month
from tertial.domain.indicators import OverTime

SERIES, BEFORE, YEAR, SEED = 300, 36, 12, 20261123
"""Series of each kind, months before the year, and its own."""
FIRST = Month(2022, 1)
PERCENTS = (50, 90)
COME = ((2, True), (4, True), (8, True), (11, True), (4, False), (8, False))
"""Months of the year that have come, and whether the year so far is known beside them."""
CASES = (0.3, 0.7, 1.5, 4.0)
"""How many a month."""

Ends = list[tuple[YearEnd, float]]
"""The year's end as it was foreseen, with the figure that came."""

_TOP = (
    "{series} simulated series a row. Days that 15, 60 or 300 patients a month waited, with a season and a level that "
    "wanders: the year's median or percentile is that of all of them, which its months make only nearly. Shares of few "
    "cases a month, eight months of the year known."
)


def year_lines(series: int = SERIES) -> list[str]:
    """What is printed."""
    return [
        _TOP.format(series=series),
        "",
        "| year's end | months known | year so far known | 80 % holds | 95 % holds | mean error |",
        "| --- | --- | --- | --- | --- | --- |",
        *_rows(series),
    ]


def _rows(series: int) -> Iterator[str]:
    for percent in PERCENTS:
        name = "median" if percent == PERCENTS[0] else f"{percent}th percentile"
        for come, known in COME:
            found = found_anew(percent, come, is_known=known, series=series)
            error = np.mean([abs(end.value / truth - 1) for end, truth in found])
            yield _row(name, come, "yes" if known else "no", found, f"{error:.1%}")
    for cases in CASES:
        found = of_few(cases, series)
        error = np.mean([abs(end.value - truth) for end, truth in found])
        yield _row(f"share of {cases:g} cases a month", 8, "", found, f"{error:.1f} points")


def _row(name: str, come: int, known: str, found: Ends, error: str) -> str:
    shares = [held(found, wide=wide) for wide in (False, True)]
    return f"| {name} | {come} | {known} | {shares[0]:.0%} | {shares[1]:.0%} | {error} |"


def held(found: Ends, *, wide: bool = False) -> float:
    """How often the interval of 80 (`wide`: 95) per cent holds the figure that came; no interval holds nothing."""
    return float(np.mean([_holds(end.interval_95 if wide else end.interval_80, truth) for end, truth in found]))


def _holds(interval: PredictionInterval | None, figure: float) -> bool:
    rounding = 1e-9
    return interval is not None and interval.low - rounding <= figure <= interval.high + rounding


def found_anew(percent: int, come: int, *, is_known: bool, series: int = SERIES, seed: int = SEED) -> Ends:
    """Medians or percentiles of waits, `come` months into the year."""
    chance = np.random.default_rng([seed, percent, come])
    asked: list[MonthlySeries] = []
    came: list[float] = []
    for number in range(series):
        months = _waits(chance)
        so_far = _percentile(months[BEFORE : BEFORE + come], percent) if is_known else None
        figures = tuple(_percentile([days], percent) for days in months[: BEFORE + come])
        asked.append(
            MonthlySeries(str(number), FIRST, figures, over_time=OverTime.MEAN, is_near=True, year_so_far=so_far)
        )
        came.append(_percentile(months[BEFORE:], percent))
    return _ends(asked, came)


def of_few(cases: float, series: int = SERIES, seed: int = SEED) -> Ends:
    """Shares of so many cases a month on average, eight months into the year; from the first month with a case on."""
    chance = np.random.default_rng([seed, round(10 * cases)])
    asked: list[MonthlySeries] = []
    came: list[float] = []
    while len(asked) < series:
        of = chance.poisson(cases, BEFORE + YEAR)
        counted = chance.binomial(of, chance.uniform(0.3, 0.9))
        first, known = int(np.argmax(of > 0)), BEFORE + 8
        if not of[BEFORE:].sum() or first >= BEFORE:
            continue
        columns = [tuple(column[first:known].astype(float).tolist()) for column in (counted, of)]
        asked.append(MonthlySeries(str(len(asked)), FIRST.plus(first), columns[0], columns[1], most=100.0))
        came.append(100 * float(counted[BEFORE:].sum() / of[BEFORE:].sum()))
    return _ends(asked, came)


def _ends(asked: Sequence[MonthlySeries], came: Sequence[float]) -> Ends:
    found = zip(forecast_all(asked), came, strict=True)
    return [(each.year_end, truth) for each, truth in found if each.year_end is not None]


def _waits(chance: np.random.Generator) -> list[Floats]:
    """Days that patients waited, month by month: few or many of them."""
    level = np.cumsum(chance.normal(0, 0.03, BEFORE + YEAR))
    season = chance.normal(0, 0.1, YEAR)
    volume = chance.choice([15, 60, 300]) * chance.lognormal(0, 0.2, YEAR)
    wide = chance.uniform(0.6, 1.2)
    return [
        np.round(chance.lognormal(3 + level[place] + season[month], wide, chance.poisson(volume[month]) + 1))
        for place in range(BEFORE + YEAR)
        for month in [place % YEAR]
    ]


def _percentile(months: Sequence[Floats], percent: int) -> float:
    return float(np.percentile(np.concatenate(months), percent, method="inverted_cdf"))
