from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from tertial.domain.identity import NumberKind, parse
from tertial.domain.results import Sex
from tertial.simulate.days import calendar_day, day_number
from tertial.simulate.identities import Identities, TooManyBornError
from tests.unit.simulate.regions import LAST, region

BORN = day_number(date(1990, 2, 28))


def given(births: list[int], women: list[bool], coordination: list[bool] | None = None) -> list[str]:
    none = np.zeros(len(births), np.bool_)
    chosen = none if coordination is None else np.array(coordination)
    found = Identities(day_number(LAST.last_day)).give(np.array(births), np.array(women), chosen)
    return [str(number) for number in found.tolist()]


def test_every_resident_has_a_number_of_its_own_with_the_right_birth_day_and_sex() -> None:
    _folder, world = region()
    people = world.people
    numbers = [parse(str(number), LAST.last_day) for number in people.number.tolist()]
    assert len({number.number.reveal() for number in numbers}) == len(people)
    days = [number.birth_day.reveal() for number in numbers if number.birth_day is not None]
    assert days == [calendar_day(day) for day in people.birth.tolist()]
    assert [number.sex for number in numbers] == [Sex.WOMEN if woman else Sex.MEN for woman in people.woman.tolist()]


def test_numbers_come_from_the_series_of_test_numbers_while_it_lasts() -> None:
    numbers = given([BORN] * 11, [False] * 11)
    assert [number[8:11] for number in numbers] == [str(serial) for serial in range(999, 977, -2)]
    assert {number[8:11] for number in given([BORN], [True])} == {"998"}


def test_a_coordination_number_adds_sixty_to_the_day() -> None:
    number = given([BORN], [True], [True])[0]
    assert number.startswith("19900288")
    assert parse(number, LAST.last_day).kind is NumberKind.COORDINATION


def test_numbers_given_later_go_on_where_the_earlier_ended() -> None:
    identities = Identities(day_number(LAST.last_day))
    none = np.zeros(3, np.bool_)
    drawn = [identities.give(np.full(3, BORN), none, none) for _time in range(2)]
    assert len(set(np.concatenate(drawn).tolist())) == 6


def test_more_people_than_numbers_of_a_day_are_refused() -> None:
    with pytest.raises(TooManyBornError):
        given([BORN] * 501, [False] * 501)
