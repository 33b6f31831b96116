"""The shape of the year: own monthly indices, drawn towards those of sister series as far as they are noise.

Classical decomposition by a centred twelve-month average (Hyndman & Athanasopoulos 2021, Forecasting: principles and
practice, 3rd ed., section 3.4). Each series' departure from the median shape of its family is then written as waves of
12, 6, 4, 3, 2.4 and 2 months, and each wave is shrunk by how much more of it there is than noise alone would bring
(James & Stein 1961; for seasonal indices Miller & Williams 2003, International Journal of Forecasting 19, 669-684).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from tertial.assess.forecasting.panel import TWO_YEARS, YEAR, Flags, Floats, Panel, Whole, dot

SISTERS = 5
"""Series of a family, from which on they have a common shape."""
LEAST_OF_MEAN = 0.2
"""A series whose least month is below this share of its mean has its seasons added, not multiplied."""
NOISE = 1.75
"""What is left when trend and season are taken out understates the noise of an index by about so much."""
OWN = 0.3
"""How much a wave's strength is judged by the series alone; the rest by what is usual, times how seasonal it is."""
MOST = 30.0
"""A wave stronger than this against noise counts as so strong, lest one series speak for all."""
LEAST_USUAL = 1e-3
"""Where the waves of all series are no stronger than this, none has a usual strength."""

_MONTHS = np.arange(YEAR)
_WAVE = np.repeat(np.arange(1, 7), 2)[:-1]
"""The wave of each of the eleven functions: a cosine and a sine of each, of the shortest only a cosine."""
_BASIS = np.stack(
    [
        (np.cos if place % 2 == 0 else np.sin)(2 * np.pi * wave * _MONTHS / YEAR)
        * np.sqrt((1 if wave == 6 else 2) / YEAR)
        for place, wave in enumerate(_WAVE)
    ]
)


@dataclass(frozen=True)
class Seasons:
    """What a calendar month adds to a series and multiplies it by: `adjusted = (figure - offset) / factor`."""

    offset: Floats
    factor: Floats
    multiplied: Flags

    def removed(self, figures: Floats, first: int) -> Floats:
        """The figures without seasons; `first` is the calendar month (0-11) of the first column."""
        place = (first + np.arange(figures.shape[1])) % YEAR
        adjusted: Floats = (figures - self.offset[:, place]) / self.factor[:, place]
        return adjusted

    def restored(self, figures: Floats, first: int) -> Floats:
        """The figures with seasons put back."""
        place = (first + np.arange(figures.shape[1])) % YEAR
        seasonal: Floats = figures * self.factor[:, place] + self.offset[:, place]
        return seasonal


def seasons_of(panel: Panel) -> Seasons:
    """The seasons of each series; none where there are less than two years."""
    count, length = panel.count, panel.length
    if length < TWO_YEARS:
        return Seasons(np.zeros((count, YEAR)), np.ones((count, YEAR)), np.zeros(count, dtype=np.bool_))
    trend = yearly_average(panel.figures)
    multiplied = rises_with_level(panel.figures, trend)
    parts = without_trend(panel.figures, trend, multiplied)
    place = (panel.first_place + YEAR // 2 + np.arange(parts.shape[1])) % YEAR
    own, noise = _own_shape(parts, place)
    shape = _family_shape(own, panel.families, multiplied)
    index = shape + _shrunk(own - shape, noise)
    index -= index.mean(axis=1, keepdims=True)
    factor = np.where(multiplied[:, None], np.maximum(1 + index, LEAST_OF_MEAN), 1.0)
    return Seasons(np.where(multiplied[:, None], 0.0, index), factor, multiplied)


def yearly_average(figures: Floats) -> Floats:
    """The centred 2x12 average, for each month that has half a year on both sides."""
    months = figures.shape[1] - YEAR
    ends = (figures[:, :months] + figures[:, YEAR:]) / 2
    average: Floats = sum((figures[:, place : place + months] for place in range(1, YEAR)), start=ends) / YEAR
    return average


def rises_with_level(figures: Floats, trend: Floats) -> Flags:
    """Which series stay so far above zero that their seasons are taken to rise and fall with the level."""
    least = LEAST_OF_MEAN * figures.mean(axis=1)
    flags: Flags = (figures.min(axis=1) > least) & (trend.min(axis=1) > least) & (least > 0)
    return flags


def without_trend(figures: Floats, trend: Floats, multiplied: Flags) -> Floats:
    """The months' departures from the trend, as a share of it where seasons are multiplied."""
    middle = figures[:, YEAR // 2 : figures.shape[1] - YEAR // 2]
    departures: Floats = (middle - trend) / np.where(multiplied[:, None], trend, 1.0)
    return departures


def _own_shape(parts: Floats, place: Whole) -> tuple[Floats, Floats]:
    """Each series' mean by calendar month, and the variance of such a mean."""
    own = np.stack([parts[:, place == month].mean(axis=1) for month in range(YEAR)], axis=1)
    own -= own.mean(axis=1, keepdims=True)
    if parts.shape[1] <= YEAR:
        # Of one year nothing tells noise from season: half of what is seen is taken for noise.
        return own, (own**2).mean(axis=1) / 2
    left = ((parts - own[:, place]) ** 2).sum(axis=1) / (parts.shape[1] - YEAR)
    return own, left / (parts.shape[1] / YEAR)


def _family_shape(own: Floats, families: Whole, multiplied: Flags) -> Floats:
    shape = np.zeros_like(own)
    for family in np.unique(families[multiplied]):
        members = multiplied & (families == family)
        if members.sum() >= SISTERS:
            median = np.median(own[members], axis=0)
            shape[members] = median - median.mean()
    return shape


def _shrunk(apart: Floats, noise: Floats) -> Floats:
    waves = np.stack([dot(apart, function) for function in _BASIS], axis=1)
    # A series that repeats itself to the last bit has no noise, and the ratio no end.
    least = (waves**2).max(axis=1) * np.finfo(float).eps ** 2 + np.finfo(float).tiny
    power = waves**2 / np.maximum(noise * NOISE, least)[:, None]
    by_wave = np.stack([power[:, wave == _WAVE].mean(axis=1) for wave in range(1, 7)], axis=1)[:, _WAVE - 1]
    own = np.clip(by_wave - 1, 0, MOST**2)
    usual = np.maximum(np.minimum(by_wave, MOST).mean(axis=0) - 1, 0)
    strength = OWN * own
    if usual.mean() > LEAST_USUAL:
        # How seasonal the series is against the others: their usual strength of each wave is scaled by it.
        seasonal = np.clip(power.mean(axis=1, keepdims=True) - 1, 0, MOST**2) / usual.mean()
        strength += (1 - OWN) * np.minimum(usual * seasonal, MOST**2)
    kept = waves * strength / (1 + strength)
    return np.stack([dot(kept, month) for month in _BASIS.T], axis=1)
