"""A new key: old tokens become new ones, all or none."""

from __future__ import annotations

from datetime import date

import pytest

from tertial.domain.identity import Fault
from tertial.domain.key_rotation import Rotation, rotation
from tertial.domain.person_key import PersonKey
from tertial.domain.pseudonyms import Person, pseudonymise
from tests.invented_persons import RESERVE, invented_persons

TODAY = date(2026, 11, 22)
OLD = PersonKey("k1", bytes(range(32)))
NEW = PersonKey("k2", bytes(range(100, 132)))
NUMBERS = [person.number for person in invented_persons(50, seed=3)]


def tokens(key: PersonKey) -> list[str]:
    outcomes = pseudonymise(NUMBERS, key, TODAY, [RESERVE])
    return [outcome.token for outcome in outcomes.values() if isinstance(outcome, Person)]


def test_a_rotation_turns_the_old_keys_tokens_into_those_of_the_new() -> None:
    made = rotation([*NUMBERS, *NUMBERS], OLD, NEW, TODAY, [RESERVE])
    assert [made.rotation.renamed(token) for token in tokens(OLD)] == tokens(NEW)
    assert made.refused == {}
    assert made.rotation.missing(tokens(OLD)) == frozenset()


def test_a_person_who_is_not_in_the_register_is_told_of_before_anything_is_renamed() -> None:
    made = rotation([*NUMBERS[1:], "19121212-1213", "", "x"], OLD, NEW, TODAY, [RESERVE])
    left_out = tokens(OLD)[0]
    assert made.rotation.missing(tokens(OLD)) == {left_out}
    assert made.refused == {Fault.CHECK_DIGIT: 1, Fault.EMPTY: 1, Fault.FORM: 1}
    with pytest.raises(ValueError, match="no new token for a token of the key k1") as caught:
        made.rotation.renamed(left_out)
    assert left_out not in str(caught.value)


def test_one_key_under_two_ids_is_no_rotation() -> None:
    with pytest.raises(ValueError, match="k1 and k9 are the same key"):
        rotation(NUMBERS, OLD, PersonKey("k9", OLD.reveal()), TODAY)


def test_two_keys_of_one_id_cannot_be_rotated() -> None:
    with pytest.raises(ValueError, match="a new key has a new id"):
        rotation(NUMBERS, OLD, PersonKey("k1", NEW.reveal()), TODAY)


def test_a_mapping_between_other_keys_or_to_one_person_is_refused() -> None:
    (old, other), (new, _) = tokens(OLD)[:2], tokens(NEW)[:2]
    with pytest.raises(ValueError, match="not of the key k1"):
        Rotation("k1", "k2", {new: new})
    with pytest.raises(ValueError, match="not of the key k2"):
        Rotation("k1", "k2", {old: other})
    with pytest.raises(ValueError, match="mixes two persons"):
        Rotation("k1", "k2", {old: new, other: new})
