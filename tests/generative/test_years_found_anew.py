"""Years of medians and percentiles, and of few cases, foreseen from months whose whole year is known."""

from __future__ import annotations

import numpy as np
import pytest
from benchmarks.forecast_years import CASES, COME, found_anew, held, of_few, year_lines

SERIES = 150


@pytest.mark.parametrize("percent", [50, 90])
@pytest.mark.parametrize(("come", "known"), COME)
def test_four_years_of_five_lie_about_in_their_interval(percent: int, come: int, known: bool) -> None:
    assert 0.65 <= held(found_anew(percent, come, is_known=known, series=SERIES)) <= 0.95


@pytest.mark.parametrize("cases", CASES)
def test_so_do_years_of_shares_of_few_cases(cases: float) -> None:
    assert 0.65 <= held(of_few(cases, SERIES)) <= 0.95


@pytest.mark.parametrize("percent", [50, 90])
def test_the_year_so_far_makes_the_foreseen_year_nearer(percent: int) -> None:
    def wrong(*, is_known: bool) -> float:
        found = found_anew(percent, 8, is_known=is_known)
        return float(np.mean([abs(end.value / truth - 1) for end, truth in found]))

    assert wrong(is_known=True) < 0.9 * wrong(is_known=False)


def test_a_year_that_is_over_is_the_figure_that_came() -> None:
    for end, truth in found_anew(50, 12, is_known=True, series=SERIES):
        assert (round(end.value, 9), end.months_left) == (truth, 0)
        assert end.interval_80 is not None
        assert round(end.interval_80.low, 9) == round(end.interval_80.high, 9) == truth
    assert all(end.interval_80 is None for end, _truth in found_anew(50, 12, is_known=False, series=SERIES))


def test_the_benchmark_prints_a_row_for_each_kind_of_year() -> None:
    rows = [line for line in year_lines(20) if line.startswith(("| median", "| 90th", "| share"))]
    assert len(rows) == 2 * len(COME) + len(CASES)
    assert not any("nan" in row for row in rows)
