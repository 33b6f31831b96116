from __future__ import annotations

import numpy as np
import pytest

from tertial.simulate.chance import Chance
from tertial.simulate.days import day_number
from tertial.simulate.population import DEATHS, MORTALITY, PEOPLE, ages_within, bands, shared_out
from tests.unit.simulate.regions import region


def test_the_official_people_are_those_of_the_two_counties() -> None:
    # Statistics Sweden, 31 December 2015: Västerbotten 263 378 and Norrbotten 249 733; deaths by the same source.
    assert int(PEOPLE.sum()) == 263_378 + 249_733
    assert int(DEATHS.sum()) == 2_662 + 2_824


def test_the_old_die_more_often_and_men_more_often_than_women() -> None:
    assert MORTALITY[0, 17] > 20 * MORTALITY[0, 10]
    assert (MORTALITY[0, 10:18] > MORTALITY[1, 10:18]).all()


@pytest.mark.parametrize("people", [500, 27_000, 275_000])
def test_shared_out_people_are_as_many_as_asked_and_each_group_within_one_of_the_official(people: int) -> None:
    found = shared_out(people)
    assert int(found.sum()) == people
    assert (np.abs(found - PEOPLE * people / PEOPLE.sum()) < 1).all()


def test_ages_lie_within_their_bands() -> None:
    drawn = np.repeat(np.arange(19), 200)
    assert (bands(ages_within(Chance(1, 1, "ages"), drawn)) == drawn).all()


def test_the_first_residents_have_the_official_structure() -> None:
    _folder, world = region()
    people = world.people
    first = people.since == day_number(world.first.first_day)
    ages = people.bands(day_number(world.first.first_day))[first]
    women = people.woman[first]
    found = np.array([np.bincount(ages[~women], minlength=19), np.bincount(ages[women], minlength=19)])
    # Three months of deaths and moves have passed.
    assert np.abs(found / found.sum() - PEOPLE / PEOPLE.sum()).max() < 0.004
