"""Sealed values: equal, hashable, copied as themselves, and never shown or written."""

from __future__ import annotations

import copy
import json
import pickle
from datetime import date

import pytest

from tertial.domain.sealed import BirthDay, Sealed, SealedNumber

SECRET = SealedNumber("191212121212")


def test_only_reveal_opens_a_sealed_value() -> None:
    assert SECRET.reveal() == "191212121212"
    shown = {repr(SECRET), str(SECRET), f"{SECRET}", "%s" % SECRET, "{:>5}".format(SECRET)}  # noqa: UP031, UP032
    assert shown == {"<SealedNumber: sealed>"}


def test_sealed_values_are_equal_when_their_values_and_kinds_are() -> None:
    assert SealedNumber("191212121212") == SECRET
    assert hash(SECRET) == hash(SealedNumber("191212121212"))
    assert SealedNumber("191212121213") != SECRET
    assert Sealed("191212121212") != SECRET
    assert SECRET not in ["191212121212", None]


def test_a_copy_is_the_value_itself() -> None:
    assert copy.copy(SECRET) is SECRET
    assert copy.deepcopy([SECRET])[0] is SECRET


@pytest.mark.parametrize("protocol", range(pickle.HIGHEST_PROTOCOL + 1))
def test_a_sealed_value_cannot_be_pickled(protocol: int) -> None:
    with pytest.raises(TypeError, match="a BirthDay is not written anywhere"):
        pickle.dumps(BirthDay(date(1912, 12, 12)), protocol)


def test_a_sealed_value_cannot_be_written_as_json() -> None:
    with pytest.raises(TypeError, match="SealedNumber is not JSON serializable"):
        json.dumps({"number": SECRET})


def test_a_sealed_value_has_no_dictionary_of_attributes() -> None:
    with pytest.raises(TypeError, match="__dict__"):
        vars(SECRET)
