from __future__ import annotations

import numpy as np
import pytest

from tertial.simulate.chance import Chance


def test_the_same_seed_month_and_part_draw_the_same_on_every_machine() -> None:
    # Written down once; another machine, or another version of numpy, that draws otherwise is told here.
    chance = Chance(1, 24_300, "a part")
    assert chance.below(1000, 6).tolist() == [274, 771, 142, 204, 967, 226]
    assert chance.numbers(np.array([0.5, 3.0, 40.0, 900.0])).tolist() == [0, 5, 31, 851]
    assert chance.bearers(np.array([1.0, 0.0, 2.5]), 6).tolist() == [0, 0, 2, 2, 2]


@pytest.mark.parametrize("other", [(2, 24_300, "a part"), (1, 24_301, "a part"), (1, 24_300, "another part")])
def test_another_seed_month_or_part_draws_otherwise(other: tuple[int, int, str]) -> None:
    assert Chance(1, 24_300, "a part").below(1 << 40, 4).tolist() != Chance(*other).below(1 << 40, 4).tolist()


@pytest.mark.parametrize("expected", [0.0, 0.2, 4.0, 15.9, 16.1, 250.0])
def test_counts_have_the_mean_that_is_expected_and_vary_about_as_much(expected: float) -> None:
    drawn = Chance(3, 1, "counts").numbers(np.full(20_000, expected))
    assert drawn.mean() == pytest.approx(expected, abs=0.02 * expected + 1e-9)
    assert drawn.var() == pytest.approx(expected, rel=0.55, abs=1e-9)


def test_events_fall_on_each_as_often_as_its_weight_says_and_never_on_one_without_weight() -> None:
    found = np.bincount(Chance(3, 1, "bearers").bearers(np.array([1.0, 0.0, 3.0, 0.0]), 40_000), minlength=4)
    assert found[1] == found[3] == 0
    assert found[2] / found[0] == pytest.approx(3, rel=0.05)


def test_where_nobody_has_weight_there_are_no_events() -> None:
    assert len(Chance(3, 1, "bearers").bearers(np.zeros(4), 10)) == 0
    assert len(Chance(3, 1, "bearers").bearers(np.zeros(0), 10)) == 0


def test_a_part_of_counts_is_right_on_average_and_never_more_than_the_count() -> None:
    counts = np.full(10_000, 1)
    found = Chance(3, 1, "part").part(counts, 0.34)
    assert found.max() == 1
    assert found.mean() == pytest.approx(0.34, abs=0.02)


def test_a_sample_has_different_places_in_order() -> None:
    found = Chance(3, 1, "sample").sample(38, 8).tolist()
    assert found == sorted(set(found))
    assert len(found) == 8
