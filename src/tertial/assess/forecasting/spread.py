"""How far figures fall from their forecasts: the back-test's errors, pooled, each series in a unit of its own.

Conformal prediction (Vovk, Gammerman & Shafer 2005): an interval is as wide as the errors that were seen require, so
that no distribution is assumed; what was seen lately counts for more, since times change (Barber, Candes, Ramdas &
Tibshirani 2023, Annals of Statistics 51, 816-845). The unit of a series is its usual error, drawn towards what is usual
of series that vary so much from year to year. The unit of a back-test's error is taken from origins a year or more
away, so that no error is measured by itself. Errors of all months ahead together (of the year's rest, say) have a pool
of their own for each number of months: how errors of neighbouring months go together is in them as it was.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import sqrt
from statistics import NormalDist

import numpy as np

from tertial.assess.forecasting.backtest import BackTest
from tertial.assess.forecasting.panel import HORIZON, YEAR, Flags, Floats, Whole

SHARES = (0.80, 0.95)
"""How much of what comes the intervals hold."""
USUAL_ORIGINS = 6.0
"""What is usual of series alike weighs as much as so many origins of a series' own."""
HALF_LIFE = 8.0
"""Months after which an error counts for half."""
INVENTED = 20
"""So many errors of a normal distribution stand in each pool: few errors of one's own cannot tell of the rare ones."""
ALIKE = 0.5
"""The correlation of the errors of different months in those."""
LEAST_USUAL = 0.05
"""No series is thought surer than this of how much it varies from year to year."""
TO_DEVIATION = sqrt(np.pi / 2)
"""The standard deviation of normal errors whose mean size is 1."""


@dataclass(frozen=True)
class Wrong:
    """The errors of the chosen methods (origins x series x months ahead), by month and of all months together."""

    months: Floats
    together: Floats
    scales: Floats
    near: Flags
    """Origins x origins: which are less than a year apart."""
    weights: Floats
    """How much errors from each origin count, the last one 1."""

    @classmethod
    def of(cls, test: BackTest, place: Whole) -> Wrong:
        """Pick each series' method."""
        series = np.arange(len(place))
        origins = np.array(test.origins)
        return cls(
            test.months[place, :, series, :].swapaxes(0, 1),
            test.together[place, :, series, :].swapaxes(0, 1),
            test.scales,
            np.abs(origins[:, None] - origins) < YEAR,
            0.5 ** ((origins[-1] - origins) / HALF_LIFE),
        )

    @property
    def sizes(self) -> tuple[Floats, Flags]:
        """The mean size of the errors from each origin, and where there is any."""
        there = np.isfinite(self.months)
        count = there.sum(axis=2)
        return np.where(there, np.abs(self.months), 0).sum(axis=2) / np.maximum(count, 1), count > 0

    def unit(self, usual: float) -> Floats:
        """The unit of each series' errors ahead."""
        sizes, there = self.sizes
        count = there * self.weights[:, None]
        total = (sizes * count).sum(axis=0)
        whole: Floats = (total + USUAL_ORIGINS * usual * self.scales[-1]) / (count.sum(axis=0) + USUAL_ORIGINS)
        return whole

    def units_apart(self, usual: float) -> Floats:
        """The unit of the errors from each origin, without those of origins near it."""
        sizes, there = self.sizes
        far = np.where(self.near, 0.0, self.weights[None, :])
        total = (far[:, :, None] * sizes).sum(axis=1)
        count = (far[:, :, None] * there).sum(axis=1)
        apart: Floats = (total + USUAL_ORIGINS * usual * self.scales[:-1]) / (count + USUAL_ORIGINS)
        return apart


@dataclass(frozen=True)
class Sizes:
    """Sizes of errors, sorted, with the share of all weight up to and including each."""

    sorted: Floats
    upto: Floats
    least: float
    """The share of one error more, of the latest."""

    @classmethod
    def of(cls, sizes: Floats, weights: Floats) -> Sizes:
        """Sort them."""
        order = np.argsort(sizes, kind="stable")
        total = float(weights.sum()) + 1.0
        return cls(sizes[order], np.cumsum(weights[order]) / total, 1.0 / total)

    def holding(self, share: float) -> float:
        """The least size that holds the share, one error more being counted as beyond all."""
        place = min(int(np.searchsorted(self.upto, share - 1e-12)), len(self.sorted) - 1)
        return float(self.sorted[place])

    def beyond(self, size: float) -> float:
        """The share of errors larger than a size, half an error being counted as beyond all."""
        place = int(np.searchsorted(self.sorted, size, side="right"))
        within = float(self.upto[place - 1]) if place else 0.0
        return max(1.0 - self.least - within, 0.0) + self.least / 2


@dataclass(frozen=True)
class Pool:
    """Errors in units of their series, for each number of months ahead: by month, and of all months together."""

    usual: float
    months: Mapping[float, Floats]
    """By the share that an interval holds: how many units wide it is on either side, for each month ahead."""
    rest: Mapping[float, Floats]
    """The same of all months up to each together."""
    together: tuple[Sizes, ...]

    def chance_above(self, ahead: int, units: float) -> float:
        """How likely the months ahead together end more than so many units above their forecast.

        Errors are taken to be as likely up as down.
        """
        tail = self.together[ahead - 1].beyond(abs(units)) / 2
        return tail if units > 0 else 1 - tail


def pool(wrong: Sequence[Wrong]) -> Pool:
    """The pool of these errors; of none it is the invented normal ones."""
    usual = _usual(wrong)
    units = [each.units_apart(usual) for each in wrong]
    months, together = [], []
    for place in range(HORIZON):
        alone = [_in_units(each.months[:, :, place], unit, each) for each, unit in zip(wrong, units, strict=True)]
        whole = [_in_units(each.together[:, :, place], unit, each) for each, unit in zip(wrong, units, strict=True)]
        months.append(_with_invented(alone, 1.0))
        together.append(_with_invented(whole, sqrt((1 + ALIKE * place) / (place + 1))))
    return Pool(usual, _smooth(_widths(months)), _widths(together), tuple(together))


def _widths(sizes: Sequence[Sizes]) -> dict[float, Floats]:
    return {share: np.array([each.holding(share) for each in sizes]) for share in SHARES}


def _smooth(widths: Mapping[float, Floats]) -> dict[float, Floats]:
    """Each month's width the middle one of three that follow each other: of few errors one outlier is no month's."""
    return {
        share: np.array([np.median(found[max(0, min(at - 1, HORIZON - 3)) :][:3]) for at in range(HORIZON)])
        for share, found in widths.items()
    }


def _in_units(errors: Floats, units: Floats, wrong: Wrong) -> tuple[Floats, Floats]:
    there = np.isfinite(errors)
    weights = np.broadcast_to(wrong.weights[:, None], errors.shape)
    return np.abs(errors[there]) / units[there], weights[there]


def _with_invented(found: Sequence[tuple[Floats, Floats]], deviation: float) -> Sizes:
    normal = NormalDist(0, TO_DEVIATION * deviation)
    invented = np.array([normal.inv_cdf(0.5 + (place + 0.5) / (2 * INVENTED)) for place in range(INVENTED)])
    return Sizes.of(
        np.concatenate([invented, *(sizes for sizes, _weights in found)]),
        np.concatenate([np.ones(INVENTED), *(weights for _sizes, weights in found)]),
    )


def _usual(wrong: Sequence[Wrong]) -> float:
    """The median of the errors' size in units of how much figures differ from a year before; 1 of none."""
    parts = []
    for each in wrong:
        sizes, there = each.sizes
        parts.append((sizes / each.scales[:-1])[there])
    found = np.concatenate(parts) if parts else np.zeros(0)
    middle = float(np.median(found)) if len(found) else 1.0
    return max(middle, LEAST_USUAL)
