"""Hashes follow the values, and nothing of how Arrow happens to hold them."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
from hypothesis import given
from hypothesis import strategies as st

from tertial.extracts.loading.row_hash import column_hashes, row_hashes

TEXTS = st.lists(st.none() | st.text(max_size=40), min_size=1, max_size=40)


@given(TEXTS, st.integers(1, 10))
def test_a_texts_hash_does_not_depend_on_chunks_neighbours_or_dictionary(texts: list[str | None], cut: int) -> None:
    whole = pa.array(texts, pa.string())
    expected = [int(column_hashes(pa.array([text], pa.string()))[0]) for text in texts]
    assert column_hashes(whole).tolist() == expected
    assert column_hashes(whole.dictionary_encode()).tolist() == expected
    assert column_hashes(whole.slice(cut)).tolist() == expected[cut:]
    chunked = pa.chunked_array([whole.slice(0, cut), whole.slice(cut)])
    assert column_hashes(chunked).tolist() == expected


def test_a_column_without_chunks_has_no_hashes() -> None:
    assert column_hashes(pa.chunked_array([], pa.string())).tolist() == []


def test_texts_that_differ_in_one_sign_in_length_or_in_being_absent_differ() -> None:
    texts = ["", None, "a", "a ", "b", "aa", "a\0", "åäö", "aaaaaaaa", "aaaaaaaaa", "aaaaaaaab", "K-1", "K-10", "K-01"]
    assert len(set(column_hashes(pa.array(texts)).tolist())) == len(texts)


def test_a_million_running_keys_have_a_million_hashes() -> None:
    keys = pa.array([f"K-{number}" for number in range(1_000_000)])
    assert len(np.unique(column_hashes(keys))) == 1_000_000


@given(st.lists(st.none() | st.integers(-(2**63), 2**63 - 1), min_size=1, max_size=20))
def test_a_numbers_hash_is_its_own(numbers: list[int | None]) -> None:
    expected = [int(column_hashes(pa.array([number], pa.int64()))[0]) for number in numbers]
    assert column_hashes(pa.array(numbers, pa.int64())).tolist() == expected


def test_numbers_days_and_yes_or_no_hash_by_value_and_nothing_is_not_zero() -> None:
    for kind in (pa.int64(), pa.int16(), pa.date32(), pa.uint8(), pa.decimal128(18, 6), pa.bool_()):
        values = pa.array([0, 1, None], pa.int32()).cast(kind)
        assert len(set(column_hashes(values).tolist())) == 3


def test_instants_hash_by_the_moment() -> None:
    moments = pa.array([0, 1, 10**15, None], pa.int64()).cast(pa.timestamp("us", "UTC"))
    assert len(set(column_hashes(moments).tolist())) == 4


def test_the_order_of_columns_counts() -> None:
    one, other = column_hashes(pa.array(["a", "b"])), column_hashes(pa.array(["b", "a"]))
    assert row_hashes([one, other])[0] != row_hashes([other, one])[0]
