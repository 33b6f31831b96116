"""How much errors go together is measured in the trial: by months apart, within a unit and between those that lack."""

from __future__ import annotations

import numpy as np
import pytest

from tertial.assess.estimates.results import Together
from tertial.assess.estimates.series import Floats
from tertial.assess.estimates.together import measured

UNITS, MONTHS = 12, 400
ALL = np.ones((UNITS, MONTHS), dtype=np.bool_)
GONE = np.ones(UNITS, dtype=np.bool_)


def errors(common: float, memory: float = 0.0) -> Floats:
    """Errors of variance 1, of which so large a part is common to all units; both parts forget at an even pace."""
    chance = np.random.default_rng(5)
    drawn = np.concatenate([chance.normal(size=(1, MONTHS)), chance.normal(size=(UNITS, MONTHS))])
    for month in range(1, MONTHS):
        drawn[:, month] = memory * drawn[:, month - 1] + (1 - memory**2) ** 0.5 * drawn[:, month]
    return np.asarray(common**0.5 * drawn[:1] + (1 - common) ** 0.5 * drawn[1:], dtype=np.float64)


def test_what_is_common_to_all_units_goes_together_between_them() -> None:
    found = measured(errors(0.3), ALL, GONE, 1.0, 0.02)
    assert found.of(0, same=True) == 1
    assert found.of(0, same=False) == pytest.approx(0.3, abs=0.06)
    assert found.of(1, same=False) == pytest.approx(0.0, abs=0.06)


def test_months_go_together_less_the_further_apart_they_are() -> None:
    found = measured(errors(0.3, 0.7), ALL, GONE, 1.0, 0.02)
    for apart in (1, 2, 4):
        assert found.of(apart, same=True) == pytest.approx(0.7**apart, abs=0.1)
        assert found.of(apart, same=False) == pytest.approx(0.3 * 0.7**apart, abs=0.1)
    assert found.of(40, same=True) == 0.02
    assert found.of(40, same=False) == 0


def test_only_units_that_lack_together_say_how_those_go_together() -> None:
    some = errors(0.0)
    some[:3] = some[0]
    gone = np.arange(UNITS) < 3
    assert measured(some, ALL, gone, 1.0, 0.0).of(0, same=False) == pytest.approx(0.95)
    assert measured(some, ALL, ~gone, 1.0, 0.0).of(0, same=False) == pytest.approx(0.0, abs=0.05)
    # Where one unit lacks, all tell: three pairs of 66 are alike.
    assert measured(some, ALL, np.arange(UNITS) < 1, 1.0, 0.0).of(0, same=False) == pytest.approx(3 / 66, abs=0.03)


def test_of_no_errors_and_too_few_nothing_goes_together_but_the_level() -> None:
    assert measured(np.zeros((UNITS, MONTHS)), ALL, GONE, 0.0, 0.1) == Together((1.0,), (0.0,), 0.1)
    few = measured(errors(0.9)[:2, :11], ALL[:2, :11], GONE[:2], 1.0, 0.1)
    assert (few.of(0, same=False), few.of(3, same=False), few.of(3, same=True)) == (0, 0, 0.1)
