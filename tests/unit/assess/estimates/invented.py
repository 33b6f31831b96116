"""Invented units with a known truth: a yearly shape, a level of their own, and chance drawn from a seed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import numpy as np

from tertial.assess.estimates.months import estimate_units
from tertial.assess.estimates.results import Said
from tertial.assess.estimates.series import Counts, Coverage, ProxySeries, Shape, UnitSeries
from tertial.domain.calendar import Month

FIRST = Month(2022, 1)
SHAPE_OF_YEAR = (1.0, 1.0, 1.1, 1.0, 1.0, 0.8, 0.5, 0.7, 1.1, 1.1, 1.0, 0.9)


def months(count: int, first: Month = FIRST) -> list[Month]:
    """So many months in a row."""
    return [first.plus(number) for number in range(count)]


def drawn(
    unit: str,
    *,
    rows: float = 100,
    share: float = 0.8,
    seed: int = 1,
    count: int = 48,
    moved: Mapping[Month, float] | None = None,
    shape: Shape = Shape.SHARE,
) -> UnitSeries:
    """A unit's months: rows by chance around its level and the year's shape, `moved` times as many in some months."""
    chance = np.random.default_rng([seed, *unit.encode()])
    found = {}
    for month in months(count):
        level = rows * SHAPE_OF_YEAR[month.number - 1] * (moved or {}).get(month, 1.0)
        came = int(chance.poisson(level)) + (1 if shape is Shape.SHARE else 0)
        part = float(chance.binomial(came, share))
        found[month] = Counts(part, float(came)) if shape is Shape.SHARE else Counts(float(came))
    return UnitSeries(unit, shape, found, 100.0 if shape is Shape.SHARE else 1.0)


def gone(wanted: Iterable[Month]) -> dict[Month, Coverage]:
    """Months of which nothing came."""
    return {month: Coverage(0.0) for month in wanted}


def thinned(series: UnitSeries, wanted: Iterable[Month], share: float, seed: int = 1) -> dict[Month, Coverage]:
    """Months of which only part of the rows came, which ones by chance alone."""
    chance = np.random.default_rng(seed)
    found = {}
    for month in wanted:
        one = series.months[month]
        whole = one.numerator if one.denominator is None else one.denominator
        part = float(chance.binomial(int(one.numerator), share))
        rest = 0.0 if one.denominator is None else float(chance.binomial(int(whole - one.numerator), share))
        partial = Counts(part) if one.denominator is None else Counts(part, part + rest)
        found[month] = Coverage(part + rest, whole, 0.05 * whole, partial)
    return found


def estimate_months(
    series: UnitSeries,
    lacking: Mapping[Month, Coverage],
    sisters: Sequence[UnitSeries] = (),
    proxies: Sequence[ProxySeries] = (),
) -> tuple[Said, ...]:
    """The estimates of one unit's months that lack, beside sisters of which none lacks."""
    others = [one for one in sisters if one.unit != series.unit]
    return estimate_units([series, *others], {series.unit: lacking}, proxies)[series.unit]
