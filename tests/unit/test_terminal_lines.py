"""A figure and its unit stand on one line of the terminal, as in print."""

from __future__ import annotations

from io import StringIO

import pytest
from rich.text import Text

from tertial.terminal_lines import Terminal, broken

NB = "\u00a0"


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        (f"steg med 14,8 (95{NB}%: 0,4)", 18, ["steg med 14,8", f"(95{NB}%: 0,4)"]),
        ("ett två tre", 7, ["ett två", "tre"]),
        ("ett två tre", 11, ["ett två tre"]),
        ("a\nb c", 3, ["a", "b c"]),
        ("enlångtord kort", 5, ["enlångtord", "kort"]),
        ("", 5, [""]),
    ],
)
def test_lines_break_at_plain_spaces_only(text: str, width: int, lines: list[str]) -> None:
    assert broken(text, width).split("\n") == lines


@pytest.mark.parametrize("styled", [False, True])
def test_a_printed_paragraph_keeps_its_figures_whole(*, styled: bool) -> None:
    stream, said = StringIO(), f"steg med 14,8 (95{NB}%: 0,4)"
    Terminal(file=stream, width=18).print(Text(said, style="bold") if styled else said)
    assert stream.getvalue().splitlines() == ["steg med 14,8", f"(95{NB}%: 0,4)"]
