"""Pairs of a token and a place are told apart, whatever numbers they are."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from tertial.compute.entries import MonthEntries, different_pairs, in_common
from tertial.domain.calendar import Month
from tertial.domain.results import Sex

codes = st.one_of(st.integers(-3, 3), st.integers(-(1 << 63), (1 << 63) - 1))
rows = st.lists(st.tuples(codes, st.integers(0, 5)))

PLACES = [(unit, Sex.ALL, "", "") for unit in "abcdef"]


def entries_of(month: Month, pairs: list[tuple[int, int]]) -> MonthEntries:
    at = np.array([place for _code, place in pairs], np.int64)
    return MonthEntries.of_rows(month, PLACES, at, np.array([code for code, _place in pairs], np.int64))


def pairs_of(entries: MonthEntries) -> list[tuple[int, int]]:
    return list(zip(entries.codes[entries.who].tolist(), entries.at.tolist(), strict=True))


@given(rows)
def test_each_pair_of_a_token_and_a_place_is_there_once_and_in_order(pairs: list[tuple[int, int]]) -> None:
    found = entries_of(Month(2025, 1), pairs)
    assert pairs_of(found) == sorted(set(pairs))
    assert found.codes.tolist() == sorted({code for code, _place in pairs})


@given(st.lists(rows, max_size=15))
def test_months_with_tokens_in_common_say_the_same_and_share_their_codes(months: list[list[tuple[int, int]]]) -> None:
    found = [entries_of(Month(2025, 1).plus(step), pairs) for step, pairs in enumerate(months)]
    common = in_common(found)
    assert [pairs_of(one) for one in common] == [pairs_of(one) for one in found]
    every = sorted({code for pairs in months for code, _place in pairs})
    assert all(one.codes.tolist() == every for one in common)


@given(st.lists(st.tuples(st.integers(0, 1 << 31), st.integers(0, 9))), st.sampled_from([10, 1 << 20]))
def test_pairs_of_wide_and_narrow_numbers_are_told_apart(pairs: list[tuple[int, int]], size: int) -> None:
    first = np.array([one for one, _other in pairs], np.int64)
    found = different_pairs(first, np.array([other for _one, other in pairs], np.int64), size)
    assert list(zip(*(part.tolist() for part in found), strict=True)) == sorted(set(pairs))
