"""Each method against its definition written out by hand, or against a published example."""

from __future__ import annotations

import numpy as np
import pytest

from tertial.assess.forecasting import complex_smoothing, exponential
from tertial.assess.forecasting.intermittent import ALPHA, corrected_croston, croston
from tertial.assess.forecasting.levels import profile, seasonal_naive, twelfth, year_level
from tertial.assess.forecasting.methods import FULL, made
from tertial.assess.forecasting.panel import Floats, Panel
from tertial.assess.forecasting.seasons import seasons_of
from tertial.assess.forecasting.smoothing import STANDARD, slope, start, theta
from tertial.assess.forecasting.weekdays import weekday_factors
from tertial.domain.calendar import Month

DECEMBER = Month(2024, 12)
LUBRICANT = [
    0,
    2,
    0,
    1,
    0,
    11,
    0,
    0,
    0,
    0,
    2,
    0,
    6,
    3,
    0,
    0,
    0,
    0,
    0,
    7,
    0,
    0,
    0,
    0,
    0,
    0,
    0,
    3,
    1,
    0,
    0,
    1,
    0,
    1,
    0,
    0,
]
"""Three years of a product's sales (`productC`, Shenstone & Hyndman 2005; Hyndman & Athanasopoulos 2018, 12.2)."""


def random(count: int, months: int, seed: int = 1) -> Floats:
    return np.random.default_rng(seed).normal(10, 1, (count, months))


def panel(figures: Floats, last: Month = DECEMBER) -> Panel:
    return Panel(figures, last, np.zeros(len(figures), dtype=np.int64))


def test_theta_is_simple_smoothing_with_a_drift_of_half_the_slope() -> None:
    # Hyndman & Billah 2003, International Journal of Forecasting 19, 287-290, equation 7.
    figures, alpha = random(3, 40), 0.3
    said = theta(figures, 6, STANDARD, np.array([alpha]))
    for row, line in zip(figures, said, strict=True):
        level = float(start(row[None])[0])
        for figure in row:
            level += alpha * (figure - level)
        time = np.arange(40)
        half = np.polyfit(time, row, 1)[0] / 2
        expected = [level + half * (ahead - 1 + (1 - (1 - alpha) ** 40) / alpha) for ahead in range(1, 7)]
        assert line == pytest.approx(expected, abs=1e-12)


def test_theta_of_a_straight_line_goes_on_with_half_its_slope_until_it_may_choose() -> None:
    line = np.arange(60.0)[None] + 5
    assert slope(line) == pytest.approx([1.0])
    steps = np.diff(theta(line, 12, STANDARD)[0])
    assert steps == pytest.approx(np.full(11, 0.5))
    assert np.diff(theta(line, 12)[0]) == pytest.approx(np.full(11, 2 / 3))


def test_a_damped_trend_with_an_added_season_follows_its_equations() -> None:
    # Hyndman & Athanasopoulos 2021, section 8.3, Holt and Winters with damping, in component form.
    alpha, beta, gamma, phi = 0.4, 0.08, 0.12, 0.9
    figures, seasons = random(1, 30)[0], np.sin(np.arange(12.0))
    level, trend, season = float(np.median(figures[:12] - seasons)), 0.0, list(seasons)
    for month, figure in enumerate(figures):
        before, old = level, season[month % 12]
        level = alpha * (figure - old) + (1 - alpha) * (before + phi * trend)
        share = beta / alpha
        season[month % 12] = old + gamma * (figure - before - phi * trend - old)
        trend = share * (level - before) + (1 - share) * phi * trend
    damping = np.cumsum(phi ** np.arange(1, 15))
    expected = [level + damping[step] * trend + season[(30 + step) % 12] for step in range(14)]
    choice = exponential.Parameters.of((alpha, beta, gamma, phi))
    said = exponential.damped(figures[None], 14, seasons[None], multiplied=False, choices=choice)
    assert said[0] == pytest.approx(expected, abs=1e-12)


def test_a_damped_trend_with_a_multiplied_season_follows_its_equations() -> None:
    alpha, beta, gamma, phi = 0.3, 0.06, 0.1, 0.9
    figures, seasons = random(1, 30)[0], 1 + np.sin(np.arange(12.0)) / 4
    level, trend, season = float(np.median(figures[:12] / seasons)), 0.0, list(seasons)
    for month, figure in enumerate(figures):
        before, old, share = level, season[month % 12], beta / alpha
        level = alpha * figure / old + (1 - alpha) * (before + phi * trend)
        season[month % 12] = gamma * figure / (before + phi * trend) + (1 - gamma) * old
        trend = share * (level - before) + (1 - share) * phi * trend
    damping = np.cumsum(phi ** np.arange(1, 13))
    expected = [(level + damping[step] * trend) * season[(30 + step) % 12] for step in range(12)]
    choice = exponential.Parameters.of((alpha, beta, gamma, phi))
    said = exponential.damped(figures[None], 12, seasons[None], multiplied=True, choices=choice)
    assert said[0] == pytest.approx(expected, abs=1e-12)


def test_complex_smoothing_is_one_complex_number_smoothed_by_another(monkeypatch: pytest.MonkeyPatch) -> None:
    # Svetunkov, Kourentzes & Ord 2022, equation 4: the figure and its potential, here the error, are one number.
    parameter = 1.3 + 0.98j
    monkeypatch.setattr(complex_smoothing, "_CHOICES", [(parameter.real, parameter.imag, 0.0)])
    figures = random(1, 40)[0]
    state = complex(float(start(figures[None])[0]), 0)
    for figure in figures:
        error = figure - state.real
        state = parameter * complex(figure, error) + (1 - parameter + 1j) * state
    expected = []
    for _step in range(5):
        expected.append(state.real)
        state = parameter * complex(state.real, 0) + (1 - parameter + 1j) * state
    assert complex_smoothing.complex_smoothing(figures[None], 5)[0] == pytest.approx(expected, abs=1e-9)


def test_complex_smoothing_with_an_imaginary_part_of_one_is_simple_smoothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(complex_smoothing, "_CHOICES", [(1.3, 1.0, 0.0)])
    figures = random(1, 40)
    simple = theta(figures, 3, np.array([1.0]), np.array([0.3]))
    assert complex_smoothing.complex_smoothing(figures, 3) == pytest.approx(simple, abs=1e-12)


def test_croston_smooths_what_comes_and_the_months_between() -> None:
    size, between = croston(np.array([LUBRICANT], dtype=np.float64))
    came = [figure for figure in LUBRICANT if figure]
    places = [place + 1 for place, figure in enumerate(LUBRICANT) if figure]
    gaps = [places[0], *np.diff(places)]
    expected = []
    for column in (came, gaps):
        smooth = float(column[0])
        for figure in column[1:]:
            smooth += 0.1 * (figure - smooth)
        expected.append(smooth)
    assert came[:6] == [2, 1, 11, 2, 6, 3]
    assert gaps[:6] == [2, 2, 2, 5, 2, 1]
    assert (size[0], between[0]) == pytest.approx(expected, abs=1e-12)
    rate = corrected_croston(np.array([LUBRICANT], dtype=np.float64), 2)
    assert rate[0] == pytest.approx(np.full(2, (1 - ALPHA / 2) * expected[0] / expected[1]))


def test_croston_of_even_demand_is_that_demand_over_its_months() -> None:
    size, between = croston(np.array([[0.0, 0.0, 6.0] * 10]))
    assert (size[0], between[0]) == pytest.approx((6, 3))


def test_seasonal_naive_repeats_the_latest_year() -> None:
    figures = random(2, 30)
    assert (seasonal_naive(panel(figures), 14)[:, 12:] == figures[:, 18:20]).all()


def test_the_twelfth_rule_goes_on_with_the_mean_of_the_year_so_far() -> None:
    figures = np.array([[100.0] * 12 + [10.0, 20.0, 30.0]])
    assert twelfth(panel(figures, Month(2024, 3)), 2).tolist() == [[20.0, 20.0]]


def test_the_profile_scales_up_by_the_share_that_had_come_in_earlier_years() -> None:
    year = [1.0] * 6 + [3.0] * 6  # a quarter has come by June
    figures = np.array([[*year, *(2 * figure for figure in year), *[5.0] * 6]])
    said = profile(panel(figures, Month(2024, 6)), 12)
    assert figures[0, -6:].sum() + said[0, :6].sum() == pytest.approx(30 * 4)
    assert said[0] == pytest.approx([15.0] * 6 + [5.0] * 6)


def test_without_an_earlier_year_the_profile_is_the_twelfth_rule() -> None:
    figures = random(1, 13)
    assert (profile(panel(figures, Month(2024, 6)), 3) == twelfth(panel(figures, Month(2024, 6)), 3)).all()


def test_the_level_of_the_year_goes_on_along_slopes_that_all_series_share() -> None:
    figures = np.arange(48.0) + np.array([[10.0], [20.0], [30.0]])
    said = year_level(figures, 2)
    assert np.diff(said[:, :2]) == pytest.approx(np.full((3, 1), 0.8))


def test_the_shape_of_the_year_is_found_again_where_it_is_clear() -> None:
    shape = 1 + 0.3 * np.sin(2 * np.pi * np.arange(12) / 12)
    figures = np.tile(shape, 5)[None] * np.linspace(1, 1.2, 60)
    seasons = seasons_of(panel(figures))
    assert seasons.factor[0] == pytest.approx(shape, abs=0.01)
    assert seasons.removed(figures, 0)[0] == pytest.approx(np.linspace(1, 1.2, 60), rel=0.02)


def test_what_is_noise_is_no_shape_of_the_year() -> None:
    noise = np.random.default_rng(3).normal(100, 10, (200, 60)) / 100
    own = np.stack([noise[:, month::12].mean(axis=1) for month in range(12)], axis=1)
    seasons = seasons_of(panel(noise))
    assert np.std(seasons.factor) < 0.35 * np.std(own - own.mean(axis=1, keepdims=True))


def test_seasons_of_figures_around_zero_are_added() -> None:
    shape = np.sin(2 * np.pi * np.arange(12) / 12)
    seasons = seasons_of(panel(np.tile(shape, 5)[None]))
    assert (seasons.factor == 1).all()
    assert seasons.offset[0] == pytest.approx(shape, abs=0.02)


def test_weekdays_are_told_by_many_series_together_and_by_none_alone() -> None:
    first = Month(2019, 1)
    months = [first.plus(step) for step in range(84)]
    working = np.array(
        [sum((month.first_day.weekday() + day) % 7 < 5 for day in range(month.last_day.day)) for month in months]
    )
    chance = np.random.default_rng(5)
    figures = chance.normal(1, 0.05, (60, 72)) * (working[:72] / 21)
    factors = weekday_factors(panel(figures), 12)
    place = np.arange(84) % 12
    wanted = working / np.array([working[place == month].mean() for month in range(12)])[place]
    assert np.corrcoef(factors[0, 72:], wanted[72:])[0, 1] > 0.9
    assert (weekday_factors(panel(figures[:3]), 12) == 1).all()


def test_the_combination_is_the_mean_of_its_methods() -> None:
    said = made(panel(random(4, 48)), 12, FULL)
    parts = [said[method] for method in ("year_level", "recent_level", "theta", "ces", "ets")]  # type: ignore[index]
    assert said[FULL[0]] == pytest.approx(np.mean(parts, axis=0))
