"""The number of a row's own person in a key or another word of the row."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pytest

from tertial.extracts.checking.own_number import without_own_number
from tertial.extracts.checking.verdict import NOTHING, VALUE, Held, state_of
from tertial.extracts.reasons import Reason

FAULT = state_of(Reason.IDENTITY_NUMBER)
WORDS = [
    ("6408233234", "19640823-3234"),
    ("640823 3234", "196408233234"),
    ("K-640823-3234/2", "640823-3234"),
    ("19640823-3234", "640823–3234"),
    ("x19900101-A2K9", "19900101a2k9"),
    ("besök640823+3234", " 6408233234 "),
]


@pytest.mark.parametrize(("word", "person"), WORDS)
def test_it_is_found_whatever_signs_are_between_and_is_not_kept(word: str, person: str) -> None:
    held = without_own_number(Held(pa.array(["K-1", word])), pa.array(["19121212-1212", person]))
    assert held.states is not None
    assert held.states.tolist() == [VALUE, FAULT]
    assert held.values.to_pylist() == ["K-1", None]


@pytest.mark.parametrize(
    ("word", "person"),
    [
        ("6408233234", "19640823-3242"),
        ("6408233234", ""),
        ("6408233234", "3234"),
        ("640823323", "19640823-3234"),
        ("K-2026-10-01-17", "19640823-3234"),
        (None, "19640823-3234"),
    ],
)
def test_another_number_or_part_of_one_is_left_as_it_is(word: str | None, person: str) -> None:
    before = Held(pa.array([word], pa.string()))
    assert without_own_number(before, pa.array([person])) is before


def test_what_was_at_fault_before_stays_so() -> None:
    states = np.array([NOTHING, state_of(Reason.LONG_TEXT), VALUE], np.uint8)
    held = without_own_number(
        Held(pa.array([None, None, "6408233234"], pa.string()), states), pa.array(["640823-3234"] * 3)
    )
    assert held.states is not None
    assert held.states.tolist() == [NOTHING, state_of(Reason.LONG_TEXT), FAULT]
    assert states[2] == VALUE
