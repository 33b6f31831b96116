"""A changed identity: from reserve to co-ordination to personal number, by day."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest

from tertial.domain.identity_changes import IdentityChange, IdentityChanges
from tertial.domain.key_rotation import Rotation


def token(letter: str, key: str = "k1") -> str:
    return f"{key}.{letter * 32}"


A, B, C, D = (token(letter) for letter in "abcd")
CHAIN = IdentityChanges((IdentityChange(B, C, date(2025, 3, 1)), IdentityChange(A, B, date(2024, 6, 1))))


def test_a_chain_of_changes_is_followed_to_its_end() -> None:
    assert [CHAIN.current(one) for one in (A, B, C, D)] == [C, C, C, D]


@pytest.mark.parametrize(
    ("on", "known_as"),
    [(date(2024, 5, 31), A), (date(2024, 6, 1), B), (date(2025, 2, 28), B), (date(2025, 3, 1), C)],
)
def test_a_person_is_known_by_the_token_of_the_day(on: date, known_as: str) -> None:
    assert CHAIN.current(A, on) == known_as


def test_several_visits_under_reserve_numbers_can_turn_out_to_be_one_person() -> None:
    changes = IdentityChanges((IdentityChange(A, C, date(2024, 1, 1)), IdentityChange(B, C, date(2024, 2, 1))))
    assert {changes.current(A), changes.current(B)} == {C}


@pytest.mark.parametrize("circle", [(A, B, A), (A, B, C, A), (D, A, B, C, A)])
def test_changes_in_a_circle_are_refused(circle: tuple[str, ...]) -> None:
    links = tuple(IdentityChange(old, new, date(2024, 1, 1)) for old, new in pairwise(circle))
    with pytest.raises(ValueError, match="run in a circle"):
        IdentityChanges(links)


def test_a_token_cannot_become_two() -> None:
    with pytest.raises(ValueError, match="becomes two"):
        IdentityChanges((IdentityChange(A, B, date(2024, 1, 1)), IdentityChange(A, C, date(2025, 1, 1))))


def test_a_change_has_two_tokens_of_one_key() -> None:
    with pytest.raises(ValueError, match="these are the same"):
        IdentityChange(A, A, date(2024, 1, 1))
    with pytest.raises(ValueError, match="of one key"):
        IdentityChange(A, token("b", "k2"), date(2024, 1, 1))
    with pytest.raises(ValueError, match="no person's token"):
        IdentityChange("191212121212", B, date(2024, 1, 1))


def test_changes_follow_a_new_key() -> None:
    renamed = {one: token(letter, "k2") for one, letter in zip((A, B, C), "abc", strict=True)}
    rotated = CHAIN.rotated(Rotation("k1", "k2", renamed))
    assert rotated.current(token("a", "k2")) == token("c", "k2")
    with pytest.raises(ValueError, match="no new token"):
        CHAIN.rotated(Rotation("k1", "k2", {A: token("a", "k2")}))


def test_a_chain_of_thousands_is_followed() -> None:
    names = ["k1." + f"{number:032d}".translate(str.maketrans("0123456789", "abcdefghij")) for number in range(5_000)]
    day = date(2024, 1, 1)
    changes = IdentityChanges(tuple(IdentityChange(old, new, day) for old, new in pairwise(names)))
    assert changes.current(names[0]) == names[-1]
