"""Years of medians and percentiles, foreseen from their months, against simulated patients whose year is known."""

from __future__ import annotations

import numpy as np
import pytest

from tertial.assess.forecasting.forecast import Mode, forecast_all
from tertial.assess.forecasting.results import YearEnd
from tertial.assess.forecasting.series import MonthlySeries
from tertial.domain.calendar import Month
from tertial.domain.indicators import OverTime

KNOWN, YEAR, SERIES = 36, 12, 150
"""Months before the year, its own, and how many series."""


def waits(random: np.random.Generator) -> list[np.ndarray]:
    """Days that patients waited, month by month: few or many of them, with a season and a level that moves."""
    level = np.cumsum(random.normal(0, 0.03, KNOWN + YEAR))
    season, volume = random.normal(0, 0.1, YEAR), random.choice([15, 60, 300]) * random.lognormal(0, 0.2, YEAR)
    wide = random.uniform(0.6, 1.2)
    return [
        np.round(
            random.lognormal(3 + level[month] + season[month % YEAR], wide, random.poisson(volume[month % YEAR]) + 1)
        )
        for month in range(KNOWN + YEAR)
    ]


def figure(days: list[np.ndarray], percent: int) -> float:
    return float(np.percentile(np.concatenate(days), percent, method="inverted_cdf"))


def foreseen(percent: int, come: int, *, is_known: bool) -> list[tuple[YearEnd, float]]:
    """The year's end with the figure that came, where `come` months of it have."""
    random = np.random.default_rng(percent * 100 + come)
    series, came = [], []
    for number in range(SERIES):
        months = waits(random)
        figures = tuple(figure([days], percent) for days in months[: KNOWN + come])
        so_far = figure(months[KNOWN : KNOWN + come], percent) if is_known else None
        series.append(
            MonthlySeries(
                str(number), Month(2022, 1), figures, over_time=OverTime.MEAN, is_near=True, year_so_far=so_far
            )
        )
        came.append(figure(months[KNOWN:], percent))
    ends = [one.year_end for one in forecast_all(series, mode=Mode.FAST)]
    assert None not in ends
    return [(end, truth) for end, truth in zip(ends, came, strict=True) if end is not None]


def held(found: list[tuple[YearEnd, float]]) -> float:
    return float(
        np.mean(
            [
                end.interval_80 is not None and end.interval_80.low <= truth <= end.interval_80.high
                for end, truth in found
            ]
        )
    )


@pytest.mark.parametrize("percent", [50, 90])
@pytest.mark.parametrize(("come", "known"), [(2, True), (4, True), (8, True), (11, True), (4, False), (8, False)])
def test_four_years_of_five_lie_about_in_their_interval(percent: int, come: int, known: bool) -> None:
    assert 0.65 <= held(foreseen(percent, come, is_known=known)) <= 0.95


@pytest.mark.parametrize("percent", [50, 90])
def test_the_year_so_far_makes_the_foreseen_year_nearer(percent: int) -> None:
    def wrong(*, is_known: bool) -> float:
        return float(np.mean([abs(end.value / truth - 1) for end, truth in foreseen(percent, 8, is_known=is_known)]))

    assert wrong(is_known=True) < 0.9 * wrong(is_known=False)


def test_a_year_that_is_over_is_the_figure_that_came() -> None:
    for end, truth in foreseen(50, 12, is_known=True):
        assert (round(end.value, 9), end.months_left) == (truth, 0)
        assert end.interval_80 is not None
        assert round(end.interval_80.low, 9) == round(end.interval_80.high, 9) == truth
    assert all(end.interval_80 is None for end, _truth in foreseen(50, 12, is_known=False))
