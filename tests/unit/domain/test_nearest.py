"""What a message suggests for a name that is none."""

from __future__ import annotations

import pytest

from tertial.domain.nearest import nearest


@pytest.mark.parametrize(
    ("word", "name"),
    [
        ("hc1", "hc-1"),
        ("HC-1", "hc-1"),
        ("light-red", "light_red"),
        ("light_rd", "light_red"),
        ("wait_days", "wait-days"),
        ("Ersboda hälsocentral", ""),
        ("", ""),
    ],
)
def test_the_known_name_most_like_the_word_or_none(word: str, name: str) -> None:
    assert nearest(word, ["hc-1", "light_red", "wait-days"]) == name


def test_a_very_long_word_is_cut_before_it_is_compared() -> None:
    assert nearest("x" * 1_000_000, ["x" * 60]) == "x" * 60
