"""Tokens of persons have codes: numbers that the files keep beside them, the same wherever a token stands."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
from hypothesis import given
from hypothesis import strategies as st

from tertial.store.disk import LocalDisk
from tertial.store.partition import read_partition, write_partition
from tertial.store.person_codes import PERSON, PERSON_CODE, code_of, codes_of, with_codes

LETTERS = "abcdefghijklmnop"
ALICE, BOB = f"k1.{LETTERS}{LETTERS}", f"k1.{LETTERS}{LETTERS[::-1]}"

tokens = st.builds(
    lambda key, letters: f"{key}.{letters}",
    st.sampled_from(["k1", "k2", "key"]),
    st.text(LETTERS, min_size=32, max_size=32),
)


def test_a_code_never_changes_since_files_of_years_ago_have_it() -> None:
    assert code_of(ALICE) == 3120383218827427121
    assert code_of("somebody") == 9169963096420807599


@given(st.lists(st.one_of(tokens, st.text(max_size=40)), max_size=20))
def test_a_token_has_the_same_code_whatever_stands_beside_it(texts: list[str]) -> None:
    assert codes_of(pa.array(texts, pa.string())).tolist() == [code_of(text) for text in texts]


@given(st.lists(st.text(LETTERS, min_size=32, max_size=32), min_size=1, max_size=20), st.integers(0, 5))
def test_a_part_of_an_array_has_the_codes_of_that_part(letters: list[str], first: int) -> None:
    part = pa.array([f"k1.{some}" for some in letters]).slice(min(first, len(letters)))
    assert codes_of(part).tolist() == [code_of(token) for token in part.to_pylist()]


def test_tokens_that_differ_in_a_letter_or_in_the_key_have_different_codes() -> None:
    near = [ALICE[:place] + letter + ALICE[place + 1 :] for place in range(3, 35) for letter in LETTERS]
    named = {*near, *(token.replace("k1.", "k2.") for token in near)}
    assert len({code_of(token) for token in named}) == len(named)


def test_a_row_without_a_person_has_no_code() -> None:
    persons = pa.array([ALICE, None, BOB, ALICE]).dictionary_encode()
    for column in (persons, persons.cast(pa.string())):
        assert with_codes(pa.table({PERSON: column}))[PERSON_CODE].to_pylist() == [
            code_of(ALICE),
            None,
            code_of(BOB),
            code_of(ALICE),
        ]
    nobody = pa.table({PERSON: pa.nulls(2, pa.string()).dictionary_encode()})
    assert with_codes(nobody)[PERSON_CODE].to_pylist() == [None, None]


def test_the_files_have_codes_that_readers_of_rows_are_not_given(tmp_path: Path) -> None:
    rows = pa.table({PERSON: pa.array([ALICE, BOB]).dictionary_encode(), "value": [1, 2]})
    path = tmp_path / "events.parquet"
    write_partition(LocalDisk(), path, [rows])
    assert pq.read_schema(path).names == [PERSON, "value", PERSON_CODE]
    assert read_partition(path).column_names == [PERSON, "value"]
    assert read_partition(path, [PERSON_CODE])[PERSON_CODE].to_pylist() == [code_of(ALICE), code_of(BOB)]
