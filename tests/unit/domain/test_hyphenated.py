"""Names of files, anchors and ids are made of words."""

import pytest

from tertial.domain.hyphenated import hyphenated


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Region Östra Å", "region-ostra-a"),
        ("Kontakt samma dag, januari–augusti 2022–2025", "kontakt-samma-dag-januari-augusti-2022-2025"),
        ("2\u00a0024 à la carte", "2-024-a-la-carte"),
        ("–", ""),
    ],
)
def test_words_stand_apart_in_small_letters_without_marks(text: str, name: str) -> None:
    assert hyphenated(text) == name
