"""Pairs of a place and a token's code are told apart, whatever numbers they are."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from tertial.compute.entries import FEW_PLACES, different_pairs

codes = st.one_of(st.integers(-3, 3), st.integers(-(1 << 63), (1 << 63) - 1))


@given(st.lists(st.tuples(st.integers(0, 5), codes)), st.sampled_from([6, FEW_PLACES + 1]))
def test_each_pair_is_there_once_and_in_order(pairs: list[tuple[int, int]], places: int) -> None:
    at = np.array([place for place, _code in pairs], np.int64)
    found = different_pairs(at, np.array([code for _place, code in pairs], np.int64), places)
    assert list(zip(*(part.tolist() for part in found), strict=True)) == sorted(set(pairs))
