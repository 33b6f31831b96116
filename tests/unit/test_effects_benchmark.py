"""On drawn series whose truth is known, intervals hold it as stated and nothing is claimed that is not there.

The seeds are fixed, so that the counts are always the same. Bounds are where a right method would be in one run of a
thousand: a method whose intervals hold the truth 95 times of 100, or claims 5 times of 100, is within them.
"""

from __future__ import annotations

import math

import numpy as np
import pytest
from benchmarks.effects import CASES, FIRST, REGION_MONTHS, Case, Prompt, effect_in_region, effects_lines, measured

from tertial.assess.effects.effect import Scale
from tertial.simulate.effects import drawn_effects

SERIES = 40
ONE_OF_A_THOUSAND = 0.001


def most(count: int, share: float) -> int:
    """The largest number that a share of so many is exceeded by in one run of a thousand."""
    below = 0.0
    for hits in range(count + 1):
        below += math.comb(count, hits) * share**hits * (1 - share) ** (count - hits)
        if below >= 1 - ONE_OF_A_THOUSAND:
            return hits
    return count


HARDEST = (
    Case(12, 12, 0.6),
    Case(24, 12, 0.6, Prompt.MONTH),
    Case(24, 12, 0.3, Prompt.QUARTER),
    Case(24, 12, 0.6, units=4),
    Case(24, 12, 0.3, scale=Scale.PERCENT),
)


def test_the_bound_is_the_binomial_one() -> None:
    assert most(40, 0.05) == 7
    assert most(300, 0.05) == 28


def test_an_effect_that_is_not_there_is_claimed_no_more_than_stated() -> None:
    found = [measured(case, 0.0, SERIES) for case in HARDEST]
    assert all(one.answered > 0.9 * SERIES for one in found)
    assert max(one.claimed for one in found) <= most(SERIES, 0.05)
    assert sum(one.claimed for one in found) <= most(SERIES * len(HARDEST), 0.05)


@pytest.mark.parametrize(("case", "size"), [(Case(24, 12, 0.3), 0.1), (Case(24, 12, 0.0, units=4), 0.1)])
def test_a_known_effect_is_held_by_its_interval_as_stated_and_mostly_seen(case: Case, size: float) -> None:
    found = measured(case, size, 2 * SERIES)
    assert found.answered - found.held <= most(found.answered, 0.05)
    assert found.claimed > found.answered / 2


def test_the_effect_in_a_simulated_region_is_found_where_it_is() -> None:
    truth = drawn_effects(3, np.full(40, -1), FIRST, FIRST.plus(REGION_MONTHS - 1))
    chance = np.random.default_rng(1)
    effects = {action.id: effect_in_region(truth, action, chance) for action in truth.actions}
    assert effects["pharmacist-at-centre"].sure
    assert not effects["no-effect-campaign"].sure
    for action in truth.actions:
        low, high = effects[action.id].low, effects[action.id].high
        assert low is not None
        assert high is not None
        assert low - 1 < action.size / 10 < high + 1


def test_the_table_has_a_row_for_each_case() -> None:
    lines = effects_lines(1, 1)
    rows = [line for line in lines if line.startswith(("| shares", "| counts"))]
    assert len(rows) == len(CASES)
    assert {line.count("|") for line in rows} == {11}
