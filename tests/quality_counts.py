"""Simulated counts of rows, with season, trend, weekdays, busy months and more spread than pure chance has."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from tertial.domain.calendar import Month
from tertial.domain.volumes import Volume, VolumeSeries
from tertial.working_days import working_days

FIRST = Month(2018, 1)
OFF = 0.15
"""A day off brings this part of a working day's rows."""


def months(count: int) -> tuple[Month, ...]:
    """So many months from the first."""
    return tuple(FIRST.plus(place) for place in range(count))


def counts(seed: int, sizes: Sequence[int], of_months: int) -> dict[str, list[int]]:
    """The rows of each unit in each month; negative binomial, with variance 1.2 to 3 times the mean and more."""
    draw = np.random.default_rng(seed)
    season = np.exp(draw.normal(0, 0.10, 12))
    season[6] *= 0.72
    common = np.exp(draw.normal(0, 0.02, of_months))
    found = {}
    for unit, size in enumerate(sizes):
        growth, spread = draw.normal(0.002, 0.002), draw.uniform(1.2, 3.0)
        own = np.exp(draw.normal(0, 0.03, 12))
        drift = np.cumsum(draw.normal(0, 0.006, of_months))
        rows = []
        for place, month in enumerate(months(of_months)):
            working = len(working_days(month))
            days = (working + OFF * (month.last_day.day - working)) / 22
            usual = size * days * season[month.number - 1] * own[month.number - 1] * common[place]
            mean = usual * np.exp(growth * place + drift[place] + draw.normal(0, 0.04))
            successes = mean / (spread - 1)
            rows.append(int(draw.negative_binomial(successes, successes / (successes + mean))))
        found[f"unit-{unit}"] = rows
    return found


def series(rows: Mapping[str, Sequence[int]]) -> VolumeSeries:
    """The counts as a feed's series, with the weekends' rows that the days off bring."""
    every = months(max(map(len, rows.values())))
    weekend = {}
    for place, month in enumerate(every):
        working = len(working_days(month))
        off = OFF * (month.last_day.day - working)
        weekend[month] = round(sum(each[place] for each in rows.values()) * off / (working + off))
    units = {
        unit: {month: Volume(count) for month, count in zip(every, each, strict=True) if count}
        for unit, each in rows.items()
    }
    return VolumeSeries("contacts", every, units, weekend)
