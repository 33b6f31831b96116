"""What holds of every identity number, in all forms it is written in, and of what is made of it."""

from __future__ import annotations

import copy
import pickle
import re
from collections.abc import Iterator
from dataclasses import asdict, astuple
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tertial.domain.identity import Fault, Identity, IdentityError, NumberKind, parse, read
from tertial.domain.person_key import PersonKey
from tertial.domain.pseudonyms import Person, age_at, pseudonymise
from tests.invented_persons import RESERVE, TODAY, InventedPerson, invented_persons

PERSONS = 10_000
KEY = PersonKey("key", bytes(range(32)))
"""Its id has no digit, so that a text with any digit at all has it from a number."""

DIGIT = re.compile(r"\d")


@pytest.fixture(scope="module")
def persons() -> list[InventedPerson]:
    return invented_persons(PERSONS, seed=20261122)


def test_every_form_of_every_number_is_read_as_its_person(persons: list[InventedPerson]) -> None:
    for person in persons:
        for form in person.forms():
            found = parse(form, TODAY, [RESERVE])
            assert found.birth_day is not None
            assert (found.number.reveal(), found.kind, found.birth_day.reveal(), found.sex) == (
                person.number,
                person.kind,
                person.birth,
                person.sex,
            )


def test_a_person_has_one_token_and_no_two_share_one(persons: list[InventedPerson]) -> None:
    outcomes = pseudonymise((form for person in persons for form in person.forms()), KEY, TODAY, [RESERVE])
    tokens = set()
    for person in persons:
        of_person = {_person(outcomes[form]).token for form in person.forms()}
        assert len(of_person) == 1
        tokens |= of_person
    assert len(tokens) == PERSONS


def test_no_digit_of_a_number_or_birth_day_shows_in_any_text(persons: list[InventedPerson]) -> None:
    outcomes = pseudonymise((person.number for person in persons), KEY, TODAY, [RESERVE])
    assert repr(outcomes) == str(outcomes) == f"{outcomes}" == "<Pseudonyms: sealed>"
    assert repr(outcomes.keys()) == "KeysView(<Pseudonyms: sealed>)"
    for person in persons:
        for thing in (parse(person.number, TODAY, [RESERVE]), _person(outcomes[person.number])):
            shown = "\n".join((repr(thing), str(thing), f"{thing!s:>80}", repr(asdict(thing)), repr(astuple(thing))))
            assert not DIGIT.search(shown)
            assert not DIGIT.search(f"{thing.birth_day} {thing.birth_day:>40} {copy.deepcopy(thing)}")


def test_no_digit_shows_in_the_error_of_a_mistyped_number(persons: list[InventedPerson]) -> None:
    for person in persons:
        for wrong in _mistyped(person):
            with pytest.raises(IdentityError) as caught:
                parse(wrong, TODAY, [RESERVE])
            error = caught.value
            assert not DIGIT.search(f"{error!r} {error} {error.form} {error.fault}")
            assert error.__cause__ is None
            assert error.__context__ is None


def test_nothing_of_a_person_can_be_pickled(persons: list[InventedPerson]) -> None:
    for person in persons[:100]:
        identity = parse(person.number, TODAY, [RESERVE])
        outcomes = pseudonymise([person.number], KEY, TODAY, [RESERVE])
        for thing in (identity, outcomes, outcomes[person.number], identity.birth_day, KEY):
            with pytest.raises(TypeError, match="not written anywhere"):
                pickle.dumps(thing)


@given(st.text(max_size=40) | st.text("0123456789 -+ABC", max_size=20))
def test_any_text_is_a_number_or_a_fault_that_repeats_no_digit(text: str) -> None:
    found = read(text, TODAY, [RESERVE])
    if isinstance(found, Identity):
        assert read(found.number.reveal(), TODAY, [RESERVE]) == found
        return
    with pytest.raises(IdentityError) as caught:
        parse(text, TODAY, [RESERVE])
    assert caught.value.fault is found
    assert not DIGIT.search(str(caught.value))


@given(st.integers(0, 10**12 - 1), st.dates(date(1990, 1, 1), date(2100, 1, 1)))
def test_a_number_is_never_born_after_the_day_it_was_written(digits: int, today: date) -> None:
    for text in (
        f"{digits:012d}",
        f"{digits % 10**10:010d}",
        f"{digits % 10**10:010d}"[:6] + "+" + f"{digits % 10**4:04d}",
    ):
        found = read(text, today)
        if isinstance(found, Identity):
            assert found.birth_day is not None
            assert found.birth_day.reveal() <= today
            assert age_at(found.birth_day, today).years <= today.year - 1800


CHECKED = [person for person in invented_persons(200, seed=7) if person.kind is not NumberKind.RESERVE]


@given(st.sampled_from(CHECKED), st.integers(0, 9), st.integers(1, 9))
def test_one_wrong_digit_is_always_found(person: InventedPerson, place: int, step: int) -> None:
    number = list(person.number[2:])
    number[place] = str((int(number[place]) + step) % 10)
    assert isinstance(read(person.number[:2] + "".join(number), TODAY, [RESERVE]), Fault)


def _person(outcome: object) -> Person:
    assert isinstance(outcome, Person)
    return outcome


def _mistyped(person: InventedPerson) -> Iterator[str]:
    """The number with one fault of each kind that a person's digits can have."""
    number = person.number
    yield number[:-1]
    yield number + "7"
    yield f"Anna {number}"
    if not number.isdigit():
        yield number[:4] + "13" + number[6:]
        return
    yield number[:-1] + str((int(number[-1]) + 1) % 10)
    yield number[:4] + "19" + number[6:]
    yield f"21{number[2:]}"
    yield number[:8] + "000" + number[-1]
    yield f"20991{number[5:]}"
