"""A definition in words."""

from __future__ import annotations

import pytest

from tertial.commands.definition_words import in_words
from tertial.definitions.library import library_indicators
from tertial.language import using


@pytest.mark.parametrize(
    ("indicator", "language", "said"),
    [
        ("home-visit-8-months-share", "sv", "slutlig efter 1 månad"),
        ("home-visit-8-months-share", "en", "final after 1 month"),
        ("home-visits-both-share", "sv", "slutlig efter 10 månader"),
    ],
)
def test_a_figure_is_final_after_one_month_or_several(indicator: str, language: str, said: str) -> None:
    with using(language):
        words = dict(in_words(library_indicators()[indicator]))["Siffra" if language == "sv" else "Figure"]
    assert said in words.split("; ")
