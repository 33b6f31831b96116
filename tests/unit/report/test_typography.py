"""Numbers in running text stay in one piece, and nothing else is touched."""

import pytest

from tertial.report.typography import ended, typeset


@pytest.mark.parametrize(
    ("written", "set_"),
    [
        ("28 100 invånare", "28\u202f100 invånare"),
        ("1 234 567 kr", "1\u202f234\u202f567\u00a0kr"),
        ("81 procent av 1 029", "81\u00a0procent av 1\u202f029"),
        ("40 %, 95 %", "40\u00a0%, 95\u00a0%"),
        ("mellan 2019 och 2022", "mellan 2019 och 2022"),
        ("14 av 38 hälsocentraler", "14 av 38 hälsocentraler"),
        ("vecka 12 2025", "vecka 12 2025"),
        ("5 kronor", "5 kronor"),
        ("12,4 miljoner kronor", "12,4\u00a0miljoner kronor"),
        ("a deficit of SEK 31 million", "a deficit of SEK\u00a031\u00a0million"),
    ],
)
def test_a_number_and_its_unit_are_not_torn_apart(written: str, set_: str) -> None:
    assert typeset(written) == set_


def test_setting_a_text_twice_changes_nothing() -> None:
    once = typeset("28 100 kr och 81 procent")
    assert typeset(once) == once


@pytest.mark.parametrize(("text", "sentence"), [("Bedömd", "Bedömd."), ("Klart.", "Klart."), ("Varför?", "Varför?")])
def test_a_sentence_has_one_full_stop(text: str, sentence: str) -> None:
    assert ended(text) == sentence
