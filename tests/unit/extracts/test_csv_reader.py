from __future__ import annotations

import io

import pytest

from tertial.extracts.batches import Batch, Rejected, tally
from tertial.extracts.csv_reader import read_csv
from tertial.extracts.dialect import Dialect, find_dialect
from tertial.extracts.encoding import Encoding, find_encoding
from tertial.extracts.header import MOST_COLUMNS, named
from tertial.extracts.reasons import Reason
from tertial.extracts.sifting import LONGEST_LINE


def read(content: str | bytes, block: int = 1 << 20) -> list[Batch]:
    data = content.encode() if isinstance(content, str) else content
    return list(read_csv(lambda: io.BytesIO(data), block=block))


def rows(batches: list[Batch]) -> list[tuple[int, list[str]]]:
    return [
        (line, list(row.values()))
        for batch in batches
        for line, row in zip(batch.lines.to_pylist(), batch.table.to_pylist(), strict=True)
    ]


def rejected(batches: list[Batch]) -> list[Rejected]:
    return [one for batch in batches for one in batch.rejected]


def test_lines_are_counted_past_blank_lines_and_line_breaks_in_quotes() -> None:
    found = read('a;b\n1;2\n\n"x\ny";3\n4;5\n')
    assert rows(found) == [(2, ["1", "2"]), (4, ["x\ny", "3"]), (6, ["4", "5"])]


def test_an_unclosed_quote_costs_its_own_line_and_no_other() -> None:
    found = read('a;b\n1;2\n"3;4\n5;6\n"7";8\n')
    assert rows(found) == [(2, ["1", "2"]), (4, ["5", "6"]), (5, ["7", "8"])]
    assert rejected(found) == [Rejected(3, Reason.UNCLOSED_QUOTE)]


def test_a_line_with_too_few_cells_that_ends_the_file_without_line_feed_is_called_truncated() -> None:
    assert rejected(read("a;b\n1;2\n3")) == [Rejected(3, Reason.TRUNCATED_LINE)]
    assert rejected(read("a;b\n1;2\n3\n")) == [Rejected(3, Reason.TOO_FEW_CELLS)]


def test_a_file_without_rows_still_tells_its_columns() -> None:
    assert [batch.names for batch in read("enhet;datum")] == [("enhet", "datum")]


def test_a_line_too_long_for_any_block_is_rejected_and_what_follows_is_read() -> None:
    found = read("a;b\n" + "x" * (2 * LONGEST_LINE) + "\n1;2\n", block=LONGEST_LINE // 4)
    assert rows(found) == [(3, ["1", "2"])]
    assert rejected(found) == [Rejected(2, Reason.LONG_LINE)]


def test_a_line_of_exactly_the_longest_length_is_read_in_every_block_size() -> None:
    cells = ["x" * 60_000] * 17
    cells.append("x" * (LONGEST_LINE - 1 - sum(map(len, cells)) - len(cells)))
    header = ";".join(f"k{place}" for place in range(18))
    for more, accepted in (("", 1), ("x", 0)):
        content = f"{header}\n{';'.join(cells)}{more}\n"
        assert [tally(read(content, block)).accepted for block in (1 << 16, 1 << 22)] == [accepted, accepted]


def test_of_columns_with_one_name_none_is_taken_for_the_one_that_was_meant() -> None:
    assert named(["datum", "enhet", "datum", " "]).names == ("datum#1", "enhet", "datum#3", "#4")
    assert named(["a", "a", "a#2"]).names == ("a#1", "a#2#", "a#2")


def test_a_header_may_have_two_thousand_columns_and_no_more() -> None:
    assert named([f"k{place}" for place in range(MOST_COLUMNS)]).usable
    assert named([f"k{place}" for place in range(MOST_COLUMNS + 1)]).reasons == (Reason.TOO_MANY_COLUMNS,)


def test_below_a_header_that_cannot_be_used_each_line_is_counted() -> None:
    assert rejected(read(";;\n1;2;3\n\n4;5;6", block=3)) == [
        Rejected(1, Reason.BROKEN_HEADER),
        Rejected(2, Reason.BROKEN_HEADER),
        Rejected(4, Reason.BROKEN_HEADER),
    ]


@pytest.mark.parametrize(
    ("head", "separator"),
    [
        ("a;b\n1,5;2,5\n", ";"),
        ("a,b\n1;5,2\n", ","),
        ("a\tb,c\n1\t2,3\n4\t5\n", "\t"),
        ('"a,b";c\n"1,2";3\n', ";"),
        ("a|b\n1|2\n", "|"),
        ("ensam\n1,5\n", ","),
        ("sep=|\na;b\n", "|"),
    ],
)
def test_the_separator_is_the_one_that_parts_header_and_lines_alike(head: str, separator: str) -> None:
    assert find_dialect(head.encode()).separator == separator


def test_a_separator_that_no_extract_has_is_refused() -> None:
    with pytest.raises(ValueError, match="semicolon"):
        Dialect(":")


@pytest.mark.parametrize(
    ("content", "encoding"),
    [
        (b"a;b\n", Encoding("utf-8")),
        ("å".encode(), Encoding("utf-8")),
        ("å".encode("utf-8-sig"), Encoding("utf-8", 3)),
        ("å".encode("cp1252"), Encoding("cp1252")),
        ("a;b\nå;c\n".encode("utf-16-le"), Encoding("utf-16-le")),
        ("a;b\nå;c\n".encode("utf-16-be"), Encoding("utf-16-be")),
        (b"\xff\xfea\x00", Encoding("utf-16-le", 2)),
        (b"a;b\n1;\x00\n2;3\n", Encoding("utf-8")),
        ("å\nä\n".encode() + b"\xe5\n", Encoding("utf-8")),
        ("å\nä\n".encode("cp1252") + "å\n".encode(), Encoding("cp1252")),
    ],
)
def test_the_encoding_is_told_by_the_bytes(content: bytes, encoding: Encoding) -> None:
    assert find_encoding(io.BytesIO(content)) == encoding


def test_a_swedish_word_before_a_closing_quotation_mark_is_windows_1252() -> None:
    content = "namn\n”FÅ”\n”FÖ”\n”GÖ” \u00a0\n".encode("cp1252")
    assert [row for _line, (row,) in rows(read(content))] == ["”FÅ”", "”FÖ”", "”GÖ” \u00a0"]


def test_a_tally_that_does_not_add_up_cannot_be_made() -> None:
    counted = tally(read("a;b\n1;2\n3\n"))
    assert (counted.read, counted.accepted, counted.rejected) == (2, 1, 1)
    with pytest.raises(ValueError, match="are not"):
        type(counted)(3, 1, 1, counted.reasons)
    with pytest.raises(ValueError, match="add up"):
        type(counted)(3, 1, 2, counted.reasons)
