"""Control charts give the figures that their sources print, and the official tools' own cases of patterns."""

from __future__ import annotations

import math
from dataclasses import replace
from operator import truediv

import pytest

from tertial.assess.variation.assurance import Assurance, assurance
from tertial.assess.variation.limits import (
    T_POWER,
    XMR_CLOSE,
    XMR_LIMIT,
    Limits,
    around,
    c_limits,
    g_limits,
    p_centre,
    p_sigmas,
    sigma_z,
    t_limits,
    t_transformed,
    u_sigmas,
    xmr,
)
from tertial.assess.variation.patterns import patterns
from tertial.assess.variation.rules import DEFAULT
from tertial.assess.variation.signals import close_windows, completing_runs, completing_trends, steps, whole
from tertial.domain.indicators import Direction
from tests.spec.published_charts import BATTERIES, FAILED_IN_ALL, PUBLISHED, TESTED, PublishedChart


def limits_of(chart: PublishedChart) -> Limits:
    match chart.chart:
        case "xmr" | "xmr screened":
            return xmr(chart.numerators, screening=chart.chart != "xmr")
        case "c":
            return c_limits(chart.numerators)
        case _:
            counts = [int(count) for count in chart.numerators]
            centre = p_centre(counts, chart.denominators)
            sigmas = (p_sigmas if chart.chart == "p" else u_sigmas)(centre, chart.denominators)
            return around(centre, sigmas[-1])


@pytest.mark.parametrize("chart", PUBLISHED, ids=lambda chart: chart.source)
def test_limits_are_as_published(chart: PublishedChart) -> None:
    made = limits_of(chart)
    off = 0.6 * 10.0**-chart.decimals
    assert (made.centre, made.lower, made.upper) == pytest.approx((chart.centre, chart.lower, chart.upper), abs=off)


def test_the_centre_of_samples_of_different_size_is_all_over_all_and_its_limits_follow_their_size() -> None:
    centre = p_centre(BATTERIES, TESTED)
    assert round(centre, 6) == FAILED_IN_ALL
    assert centre != pytest.approx(sum(map(truediv, BATTERIES, TESTED)) / len(TESTED), abs=1e-6)
    variances = [sigma**2 * tested for sigma, tested in zip(p_sigmas(centre, TESTED), TESTED, strict=True)]
    assert variances == pytest.approx([centre * (1 - centre)] * len(TESTED))


def test_the_constants_of_making_data_count() -> None:
    assert XMR_LIMIT == 2.66
    assert round(XMR_CLOSE, 3) == 1.773
    made = xmr([1, 3, 1, 3, 1, 3])
    assert (made.centre, made.upper, made.lower) == (2, 2 + 2.66 * 2, 2 - 2.66 * 2)
    assert made.close_upper == pytest.approx(2 + 1.773 * 2, abs=1e-3)


def test_nelson_s_power_makes_exponential_times_symmetric() -> None:
    """Nelson 1994: the power 1/3.6 makes a Weibull of shape 3.6, whose skewness is all but zero."""
    first, second, third = (math.gamma(1 + order / T_POWER) for order in (1, 2, 3))
    skewness = (third - 3 * first * second + 2 * first**3) / (second - first**2) ** 1.5
    assert abs(skewness) < 0.001
    assert t_transformed(2.0**3.6) == pytest.approx(2)


def test_a_t_chart_is_an_xmr_chart_of_transformed_times_and_its_lower_limit_never_below_zero() -> None:
    hours = [286.0, 948, 536, 124, 816, 729, 4, 143, 431, 8, 2837, 596]
    straight = xmr([each ** (1 / 3.6) for each in hours])
    made = t_limits(hours)
    assert straight.lower < 0
    assert made.lower == 0
    assert made.upper == pytest.approx(straight.upper**3.6)


def test_a_g_chart_has_benneyan_s_limits_around_the_mean() -> None:
    made = g_limits([2, 4, 0, 6, 3])
    assert (made.upper, made.lower) == pytest.approx((3 + 3 * 12**0.5, 3 - 3 * 12**0.5))
    assert made.centre == 3


def test_laney_s_factor_is_the_moving_range_of_standardised_points() -> None:
    assert sigma_z([0.5, 0.6, 0.4], 0.5, [0.05, 0.05, 0.05]) == pytest.approx((2 + 4) / 2 / 1.128)


@pytest.mark.parametrize(
    ("sides", "detected"),
    [
        ("", ""),
        ("++++++", "000000"),
        ("++++++-", "0000000"),
        ("++++++++-", "000000110"),
        ("--------+", "000000--0"),
        ("+++++0+++", "000000000"),
    ],
)
def test_seven_on_one_side_of_the_mean(sides: str, detected: str) -> None:
    """NHSRplotthedots, tests of ptd_seven_point_one_side_mean."""
    assert marks(completing_runs([SIGNS[each] for each in sides], 7)) == detected


@pytest.mark.parametrize(
    ("values", "detected"),
    [
        ([1, 2, 3, 4, 5, 6], "000000"),
        ([1, 2, 3, 3, 4, 5, 6], "0000000"),
        ([1, 2, 3, 4, 5, 6, 7], "0000001"),
        ([2, 1, 2, 3, 4, 5, 6, 7, 3], "000000010"),
        ([7, 6, 5, 4, 3, 2, 1], "000000-"),
        ([2, 7, 6, 5, 4, 3, 2, 1, 3], "0000000-0"),
    ],
)
def test_a_trend_of_seven_and_a_tie_breaks_it(values: list[float], detected: str) -> None:
    """NHSRplotthedots, tests of ptd_seven_point_trend."""
    assert marks(completing_trends(steps(values), 7)) == detected


@pytest.mark.parametrize(
    ("close", "window", "completing"),
    [
        ("000", "000", "000"),
        ("101", "111", "001"),
        ("011", "111", "001"),
        ("110", "111", "010"),
        ("0010100", "0011100", "0000100"),
        ("0011000", "0111100", "0001000"),
        ("1001", "0000", "0000"),
        ("10011", "00111", "00001"),
        ("+-0+-", "00000", "00000"),
        ("0-0-0", "0---0", "000-0"),
    ],
)
def test_two_of_three_close_to_the_same_limit(close: str, window: str, completing: str) -> None:
    """NHSRplotthedots, tests of ptd_two_in_three (the window) and of opposite sides (none)."""
    found = close_windows([SIGNS[each] for each in close])
    assert (marks(found[0]), marks(found[1])) == (window, completing)


@pytest.mark.parametrize(
    ("close", "sides", "window"),
    [
        ("101", "+++", "111"),
        ("1-0", "+-+", "000"),
        ("0-1", "+-+", "000"),
        ("101", "+-+", "000"),
        ("0010100", "+++++++", "0011100"),
        ("0010100", "+-+-+-+", "0000000"),
        ("0011000", "+++++++", "0111100"),
        ("00-1000", "-+-+-+-", "0000000"),
    ],
)
def test_two_of_three_with_the_third_on_the_same_side_of_the_mean(close: str, sides: str, window: str) -> None:
    """NHSRplotthedots, tests of ptd_two_in_three with points on opposite sides; its flags have no sign."""
    found = close_windows([SIGNS[each] for each in close], sides=[SIGNS[each] for each in sides])
    assert marks(found[0]) == window


@pytest.mark.parametrize(
    ("ends", "points"),
    [("000000", "000000"), ("00000010", "11111110"), ("000000010", "011111110"), ("000000-0", "-------0")],
)
def test_all_points_of_a_run_or_trend_of_seven_are_part_of_it(ends: str, points: str) -> None:
    """NHSRplotthedots, tests of ptd_part_of_seven_trend, which marks falling ones as 1 too."""
    assert marks(whole([SIGNS[each] for each in ends], 7)) == points


@pytest.mark.parametrize(
    ("limits", "target", "direction", "expected"),
    [
        ((1, 3), 4, Direction.INCREASE, Assurance.FAILS),
        ((5, 7), 4, Direction.INCREASE, Assurance.PASSES),
        ((1, 5), 4, Direction.INCREASE, Assurance.HIT_OR_MISS),
        ((1, 3), 4, Direction.DECREASE, Assurance.PASSES),
        ((5, 7), 4, Direction.DECREASE, Assurance.FAILS),
        ((4, 7), 4, Direction.INCREASE, Assurance.HIT_OR_MISS),
        ((1, 4), 4, Direction.INCREASE, Assurance.HIT_OR_MISS),
        ((21, 34), (20, 35), Direction.WITHIN, Assurance.PASSES),
        ((36, 40), (20, 35), Direction.WITHIN, Assurance.FAILS),
        ((10, 19), (20, 35), Direction.WITHIN, Assurance.FAILS),
        ((15, 30), (20, 35), Direction.WITHIN, Assurance.HIT_OR_MISS),
        ((1, 3), 4, Direction.NONE, None),
        ((1, 3), 4, Direction.WITHIN, None),
    ],
)
def test_assurance_holds_the_limits_strictly_against_the_target(
    limits: tuple[float, float], target: float | tuple[float, float], direction: Direction, expected: Assurance | None
) -> None:
    """NHSRplotthedots, tests of ptd_calculate_assurance_type, and ranges."""
    low, high = limits
    made = Limits((low + high) / 2, low, high, low, high)
    assert assurance(made, target, direction) is expected


def test_two_close_points_on_opposite_sides_signal_nothing() -> None:
    """NHSRplotthedots, tests of ptd_spc_standard: 5.5 and -5.5 at the end of an even series."""
    values = [1.0, -1.0] * 7 + [5.5, -5.5]
    assert not any(patterns(values, [xmr(values)] * 16, DEFAULT).signals)


def test_a_third_point_anywhere_counts_unless_the_switch_says_otherwise() -> None:
    limits = [around(0, 1)] * 3
    values = [2.5, -0.5, 2.5]
    assert [*map(bool, patterns(values, limits, DEFAULT).signals)] == [True, False, True]
    assert not any(patterns(values, limits, replace(DEFAULT, third_on_same_side=True)).signals)


SIGNS = {"+": 1, "1": 1, "-": -1, "0": 0}


def marks(flags: list[int]) -> str:
    return "".join("-" if flag < 0 else str(flag) for flag in flags)
