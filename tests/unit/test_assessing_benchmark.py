"""The measurement of assessing runs, and measures both what it says."""

from __future__ import annotations

from benchmarks.assessing import assess_all, assessing_lines


def test_a_small_region_is_assessed_and_each_part_takes_some_time() -> None:
    taken = assess_all(indicators=2, units=5, months=36)
    assert taken.top > 0
    assert taken.units > 0
    assert taken.forecasts > 0
    assert taken.whole == taken.forecasts + taken.top + taken.units


def test_the_lines_say_how_many_charts_comparisons_and_forecasts_there_are() -> None:
    lines = assessing_lines(indicators=2, units=5, months=14)
    assert any("2 charts, 2 comparisons of 5 units" in line for line in lines)
    assert any("5 units: 10 charts" in line for line in lines)
    assert any("Forecasts of both: 12," in line for line in lines)
