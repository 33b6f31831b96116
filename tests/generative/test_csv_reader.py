"""Whatever is written as CSV comes back, however it is quoted, encoded and cut into blocks."""

from __future__ import annotations

import io

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tertial.extracts.batches import Batch, Rejected, tally
from tertial.extracts.csv_reader import read_csv
from tertial.extracts.dialect import SEPARATORS

SIGNS = st.sampled_from([*"abcåäöÅÄÖ019 ,;\t|\"\n'.-", "\r\n", "\r"])
CELLS = st.lists(SIGNS, max_size=6).map("".join)
TABLES = st.integers(1, 5).flatmap(
    lambda width: st.lists(st.lists(CELLS, min_size=width, max_size=width), min_size=1, max_size=12)
)
CODECS = ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252")
DAMAGED = st.lists(
    st.sampled_from([b'"', b";", b"\n", b"\r", b"\r\n", b"a", "å".encode(), b"\xe5", b"\0", b'""', b"x;y"])
)


def read(content: bytes, block: int = 1 << 20, separator: str | None = None) -> list[Batch]:
    return list(read_csv(lambda: io.BytesIO(content), separator, block, threads=2))


def rows(batches: list[Batch]) -> list[list[str]]:
    return [list(row.values()) for batch in batches for row in batch.table.to_pylist()]


def outcome(batches: list[Batch]) -> tuple[list[list[str]], list[int], list[Rejected]]:
    lines = [line for batch in batches for line in batch.lines.to_pylist()]
    return rows(batches), lines, [one for batch in batches for one in batch.rejected]


def written(cell: str, separator: str, quote_all: bool) -> str:
    needs = quote_all or not cell or any(sign in cell for sign in (separator, '"', "\n", "\r"))
    return '"' + cell.replace('"', '""') + '"' if needs else cell


@given(
    table=TABLES,
    separator=st.sampled_from(SEPARATORS),
    codec=st.sampled_from(CODECS),
    line_end=st.sampled_from(["\n", "\r\n"]),
    quote_all=st.booleans(),
    last_ended=st.booleans(),
    block=st.integers(1, 80),
)
def test_a_table_comes_back_as_it_was_written(
    table: list[list[str]],
    separator: str,
    codec: str,
    line_end: str,
    quote_all: bool,
    last_ended: bool,
    block: int,
) -> None:
    header = [f"kolumn{place}" for place in range(len(table[0]))]
    lines = [separator.join(written(cell, separator, quote_all) for cell in row) for row in [header, *table]]
    text = line_end.join(lines) + (line_end if last_ended else "")
    found = read(text.encode(codec), block, separator)
    assert rows(found) == table
    starts = [1 + sum(line.count("\n") + 1 for line in lines[:place]) for place in range(1, len(lines))]
    assert [line for batch in found for line in batch.lines.to_pylist()] == starts
    assert tally(found).rejected == 0


@given(
    table=st.lists(st.tuples(*[st.text("abcåäö019 .", min_size=1, max_size=6)] * 3), min_size=1, max_size=12),
    separator=st.sampled_from(SEPARATORS),
    codec=st.sampled_from(CODECS),
    quote_all=st.booleans(),
)
def test_encoding_and_separator_are_found(
    table: list[tuple[str, str, str]], separator: str, codec: str, quote_all: bool
) -> None:
    lines = [
        separator.join(written(cell, separator, quote_all) for cell in row) for row in [("ett", "två", "tre"), *table]
    ]
    found = read(("\n".join(lines) + "\n").encode(codec))
    assert found[0].names == ("ett", "två", "tre")
    assert rows(found) == [list(row) for row in table]


@given(parts=DAMAGED, block=st.integers(1, 40))
@example(parts=[b'"', b"\n", b'"', b"a", b'"', b";", b'"', b"\n"], block=3)
@example(parts=[b'"', b";", b'"', b"\n", b'"', b";", b'"', b"\n"], block=40)
def test_how_a_damaged_file_is_cut_into_blocks_makes_no_difference(parts: list[bytes], block: int) -> None:
    content = b"ett;tv\n" + b"".join(parts)
    assert outcome(read(content, block, ";")) == outcome(read(content, separator=";"))


@given(content=st.binary(max_size=60), block=st.integers(1, 40))
def test_of_any_bytes_no_line_is_both_a_row_and_rejected(content: bytes, block: int) -> None:
    found = read(content, block)
    _rows, lines, rejected = outcome(found)
    numbers = [*lines, *{one.line for one in rejected}]
    assert len(set(numbers)) == len(numbers)
    assert tally(found).read == len(lines) + len(rejected)


@given(parts=DAMAGED)
def test_without_quotes_every_line_with_something_in_it_is_a_row_or_rejected(parts: list[bytes]) -> None:
    content = b"ett;tv\n" + b"".join(parts).replace(b"\r", b"").replace(b'"', b"")
    _rows, lines, rejected = outcome(read(content, separator=";"))
    full = [number for number, line in enumerate(content.split(b"\n"), 1) if line and number > 1]
    assert sorted([*lines, *(one.line for one in rejected)]) == full


@given(parts=DAMAGED)
def test_a_line_after_the_last_quote_s_line_is_never_lost(parts: list[bytes]) -> None:
    content = b"ett;tv\n" + b"".join(parts) + b'\n"x";"y"\n1;2\n'
    accepted, _lines, _rejected = outcome(read(content, separator=";"))
    assert accepted[-1] == ["1", "2"]


@pytest.mark.parametrize("codec", ["utf-8", "cp1252"])
def test_fast_and_exact_reading_agree_on_a_file_of_both(codec: str) -> None:
    lines = [f"{place};Åsa {place}" for place in range(5_000)]
    for place in range(0, 5_000, 701):
        lines[place] = ["", "1;2;3", '"a\nb";c', '1;"x', "1"][place % 5]
    content = ("nr;namn\n" + "\n".join(lines) + "\n").encode(codec)
    assert outcome(read(content)) == outcome(read(content, block=500))
