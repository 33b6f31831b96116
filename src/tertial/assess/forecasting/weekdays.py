"""How much a month is raised by the weekdays that it holds, as far as sister series show it together.

A month of five Mondays brings more visits than one of four. One series of some years is too noisy to tell by how
much; the median of many is not. Holidays that move between months are not told apart.
"""

from __future__ import annotations

from calendar import monthrange

import numpy as np

from tertial.assess.forecasting.panel import TWO_YEARS, YEAR, Floats, Panel, dot
from tertial.assess.forecasting.seasons import rises_with_level, seasons_of, without_trend, yearly_average
from tertial.domain.calendar import Month

SISTERS = 20
"""Series of a family, from which on their weekdays are told."""
RIDGE = 0.1
"""So much of the days' mean square holds their effects small: the days of a month are nearly the same every year."""
ROUNDS = 2
"""The seasons are found once more when the weekdays are out of them."""
DAYS = 7
BY_CHANCE = 0.3
"""What each day explains of noise alone, against what is left of it; the ridge holds it below 1."""
MOST = 0.5
"""No month is raised or lowered by more than this part."""


def weekday_factors(panel: Panel, horizon: int) -> Floats:
    """What each month of the panel and of the horizon is multiplied by, a row a series; 1 where nothing is known."""
    factors = np.ones((panel.count, panel.length + horizon))
    if panel.length < TWO_YEARS + YEAR:
        return factors
    days = _departures(panel.last.plus(1 - panel.length), panel.length + horizon)
    for family in np.unique(panel.families):
        members = panel.families == family
        if members.sum() < SISTERS:
            continue
        sisters = panel.rows(members)
        sisters = sisters.rows(rises_with_level(sisters.figures, yearly_average(sisters.figures)))
        if sisters.count >= SISTERS:
            factors[members] = _common(sisters, days)
    return factors


def _common(sisters: Panel, days: Floats) -> Floats:
    seen = days[YEAR // 2 : sisters.length - YEAR // 2]
    square = np.stack([dot(seen.T, day) for day in seen.T])
    ridge = RIDGE * np.trace(square) / DAYS * np.eye(DAYS)
    factor = np.ones(len(days))
    for _round in range(ROUNDS):
        cleaned = Panel(sisters.figures / factor[: sisters.length], sisters.last, sisters.families)
        trend = yearly_average(cleaned.figures)
        whole = seasons_of(cleaned).restored(trend, (sisters.first_place + YEAR // 2) % YEAR)
        above = np.ones(sisters.count, dtype=np.bool_)
        common = np.median(without_trend(sisters.figures, np.maximum(whole, np.finfo(float).eps), above), axis=0)
        common -= common.mean()
        effects = np.linalg.solve(square + ridge, dot(seen.T, common))
        effects *= _sureness(dot(seen, effects), common)
        factor = 1 + np.clip(dot(days, effects), -MOST, MOST)
    return factor


def _sureness(explained: Floats, common: Floats) -> float:
    """How much of the effects is kept: none where they explain what chance brings, all from twice as much on."""
    left = float(((common - explained) ** 2).sum()) / max(len(common) - YEAR - DAYS, 1)
    if left == 0:
        return 1.0
    return min(max(float(dot(explained, explained)) / DAYS / left / BY_CHANCE - 1, 0.0), 1.0)


def _departures(first: Month, months: int) -> Floats:
    """How many Mondays, Tuesdays … each month holds above the mean of its calendar month."""
    days = np.array([_weekdays(first.plus(step)) for step in range(months)])
    place = (first.number - 1 + np.arange(months)) % YEAR
    usual = np.stack([days[place == month].mean(axis=0) for month in range(YEAR)])
    departures: Floats = days - usual[place]
    return departures


def _weekdays(month: Month) -> list[float]:
    starts, days = monthrange(month.year, month.number)
    return [4.0 + ((weekday - starts) % DAYS < days - 28) for weekday in range(DAYS)]
