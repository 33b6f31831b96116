from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tertial.extracts import scanning
from tertial.extracts.scanning import count, quotes_are_regular, returns_end_lines

LINES = st.lists(st.sampled_from([b'"', b'""', b";", b"\n", b"\r\n", b"\r", b"a"]), max_size=20).map(
    lambda signs: b"".join(signs) + b"\n"
)
PARTS = st.sampled_from([1, 2, 3, 7, 64, 65, 1 << 17])
"""Bytes looked at together; whatever they are, the answer is one."""


@pytest.mark.parametrize(
    ("data", "regular"),
    [
        (b'"a";"b"\n"c";""\n', True),
        (b'"a";"b"\r\n"c";""\r\n', True),
        (b'a;"b;c"\n', True),
        (b'"a""b";c\n', True),
        (b'"""a""";""""\n', True),
        (b'"a;b\n', False),
        (b'"a\nb";c\n', False),
        (b'a"b;c\n', False),
        (b'a""b;c\n', False),
        (b'"a";"\n";5"x"\n', False),
        (b'";";"\n";"\n', False),
        (b'"a"b;"c"\n', False),
        (b'"a"\rb;"c"\n', False),
    ],
)
def test_quotes_are_regular_when_each_cell_ends_on_its_line(data: bytes, regular: bool) -> None:
    assert quotes_are_regular(data, ";") is regular


@given(LINES, PARTS)
def test_quotes_are_judged_as_by_reading_sign_for_sign(data: bytes, part: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(scanning, "CACHED", part)
        found = quotes_are_regular(data, ";")
    if b"\r" in data.replace(b"\r\n", b"\n"):
        # A return that ends no line is met with caution: yes is still always right.
        assert not found or sign_for_sign(data)
    else:
        assert found is sign_for_sign(data)


def sign_for_sign(data: bytes) -> bool:
    text = data.decode()
    quoted, place = False, 0
    while place < len(text):
        sign, before, after = text[place], text[place - 1 : place], text[place + 1 : place + 2]
        if not quoted and sign == '"':
            if place and before not in {";", "\n"}:
                return False
            quoted = True
        elif quoted and sign == "\n":
            return False
        elif quoted and sign == '"' and after == '"':
            place += 1
        elif quoted and sign == '"':
            if after not in {";", "\n"} and text[place + 1 : place + 3] != "\r\n":
                return False
            quoted = False
        place += 1
    return not quoted


@given(LINES, PARTS)
def test_signs_are_counted_and_returns_are_judged_as_python_does(data: bytes, part: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(scanning, "CACHED", part)
        assert count(data, b"\n") == data.count(b"\n")
        assert returns_end_lines(data) is (data.count(b"\r") == data.count(b"\r\n"))
