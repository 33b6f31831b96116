"""The benchmark of forecasts measures what it says: errors in those of the seasonal naive method, and what is held."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from benchmarks.forecast_coverage import kinds
from benchmarks.forecasting import forecasting_lines, holds, mase, read, rival, simulated

from tertial.assess.forecasting.results import PredictionInterval
from tertial.domain.calendar import Month


def test_a_file_of_series_is_read_a_column_a_series(tmp_path: Path) -> None:
    (tmp_path / "series.csv").write_text("month,0,2\n2000-01,27,194\n2000-02,16,184\n", "utf-8")
    first, figures = read(tmp_path / "series.csv")
    assert first == Month(2000, 1)
    assert figures.tolist() == [[27, 16], [194, 184]]


def test_the_scaled_error_of_repeating_last_year_is_one_where_the_next_year_differs_as_much() -> None:
    known = np.array([[0.0] * 12 + [2.0] * 12])
    assert mase(known, np.full((1, 12), 4.0), rival(known)) == pytest.approx(1)
    assert mase(known, np.full((1, 12), 3.0), rival(known)) == pytest.approx(0.5)


def test_a_figure_without_an_interval_is_not_held() -> None:
    assert (
        holds(
            [[PredictionInterval(1, 2), PredictionInterval(1, 2), None, PredictionInterval(2, 2)]],
            np.array([[2.0, 3.0, 1.0, 2.0]]),
        )
        == 0.5
    )


def test_series_that_are_not_the_published_ones_are_told(tmp_path: Path) -> None:
    figures, _families = simulated(384, 84)
    rows = [f"{Month(2000, 1).plus(month)},{','.join(map(str, row))}" for month, row in enumerate(figures.T)]
    (tmp_path / "other.csv").write_text("\n".join(["month" + "," * 384, *rows]), "utf-8")
    with pytest.raises(RuntimeError, match="not what is published"):
        forecasting_lines(tmp_path / "other.csv", 1)


def test_simulated_series_of_a_seed_are_the_same_again() -> None:
    assert (simulated(10, 24)[0] == simulated(10, 24)[0]).all()
    one, other = (kinds(np.random.default_rng(1)) for _time in range(2))
    assert [kind.series for kind in one] == [kind.series for kind in other]
    assert {len(kind.months) for kind in one} == {len(one[0].series)}
