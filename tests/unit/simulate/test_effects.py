from __future__ import annotations

import numpy as np
import pytest

from tertial.domain.calendar import Month
from tertial.simulate.effects import USUAL, Effects, Quality, drawn_effects
from tests.unit.simulate.regions import asked, region

FIRST, LAST = Month(2023, 1), Month(2025, 12)


@pytest.fixture(scope="module")
def effects() -> Effects:
    return drawn_effects(1, np.full(38, -1), FIRST, LAST)


@pytest.mark.parametrize("quality", list(Quality))
def test_about_half_of_the_centres_have_no_effect_of_their_own(effects: Effects, quality: Quality) -> None:
    assert 8 <= np.count_nonzero(effects.own[quality]) <= 32


def test_an_action_changes_its_centres_by_its_size_from_its_month(effects: Effects) -> None:
    action = next(one for one in effects.actions if one.quality is Quality.CONTINUITY)
    before = effects.thousandths(action.quality, action.first.plus(-1))
    after = effects.thousandths(action.quality, action.first)
    changed = np.flatnonzero(after != before)
    assert tuple(changed.tolist()) == action.centres
    assert set((after - before)[changed].tolist()) == {action.size}


def test_one_action_changes_nothing(effects: Effects) -> None:
    assert [action.id for action in effects.actions if action.size == 0] == ["no-effect-campaign"]


def test_another_seed_draws_other_effects(effects: Effects) -> None:
    other = drawn_effects(2, np.full(38, -1), FIRST, LAST)
    assert (other.own[Quality.SAME_DAY] != effects.own[Quality.SAME_DAY]).any()


def test_a_true_chance_is_found_again_in_the_rows() -> None:
    folder, world = region(residents=12_000, months=9, seed=5)
    found = asked(folder, "contacts", ASSESSED)
    truth = world.effects.own[Quality.ASSESSED] + USUAL[Quality.ASSESSED]
    centres = {world.places.all[number].id: int(place) for place, number in enumerate(world.centres.tolist())}
    pairs = [(float(str(share)), truth[centres[str(unit)]]) for unit, share, rows in found if int(str(rows)) > 150]
    assert len(pairs) > 10
    shares, chances = zip(*pairs, strict=True)
    assert np.corrcoef(shares, chances)[0, 1] > 0.5


ASSESSED = """
    SELECT unit, avg((wait_days <= 3)::INT::DOUBLE), count(*) FROM rows
    WHERE visit = 'first' AND problem = 'new' AND wait_days IS NOT NULL AND unit LIKE 'hc-%'
      AND unit NOT LIKE '%filial%'
    GROUP BY unit
"""
