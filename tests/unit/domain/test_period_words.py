"""Months and periods in words."""

from __future__ import annotations

import pytest

from tertial.domain.calendar import Month, Period
from tertial.domain.label import Label, joined, listed
from tertial.domain.period_words import month_words, months_words, period_words


@pytest.mark.parametrize(
    ("period", "sv", "en"),
    [
        ("2025-08", "augusti 2025", "August 2025"),
        ("2025-YTD08", "januari–augusti 2025", "January–August 2025"),
        ("2025-YTD01", "januari 2025", "January 2025"),
        ("2025-T2", "andra tertialen 2025", "the second tertial of 2025"),
        ("2025-R12-08", "tolv månader till och med augusti 2025", "the twelve months to August 2025"),
        ("2025", "2025", "2025"),
    ],
)
def test_a_period_is_told_in_both_languages(period: str, sv: str, en: str) -> None:
    assert period_words(Period.parse(period)) == Label(sv, en)


@pytest.mark.parametrize(
    ("months", "sv"),
    [
        (["2025-03"], "mars 2025"),
        (["2025-05", "2025-03", "2025-06", "2025-03"], "mars 2025 och maj–juni 2025"),
        (["2024-11", "2024-12", "2025-01"], "november 2024–januari 2025"),
        (["2024-01", "2024-03", "2024-05"], "januari 2024, mars 2024 och maj 2024"),
    ],
)
def test_months_that_follow_each_other_are_told_as_one(months: list[str], sv: str) -> None:
    assert months_words(map(Month.parse, months)).sv == sv


def test_months_are_told_in_english_too() -> None:
    assert month_words(Month(2025, 5)).en == "May 2025"
    assert (
        months_words([Month(2024, 12), Month(2025, 1), Month(2025, 3)]).en
        == "December 2024–January 2025 and March 2025"
    )


def test_of_no_months_nothing_is_told() -> None:
    with pytest.raises(ValueError, match="Swedish text"):
        months_words([])


def test_texts_one_after_the_other_are_english_only_where_both_are() -> None:
    both, swedish = Label("Ett.", "One."), Label("Två.")
    assert joined(both, Label("Tre.", "Three.")) == Label("Ett. Tre.", "One. Three.")
    assert joined(both, swedish) == Label("Ett. Två.")


def test_labels_in_a_row_keep_a_swedish_name_that_has_no_english() -> None:
    assert listed([Label("Alvik"), Label("Boda"), Label("Hamnen", "The harbour")]) == Label(
        "Alvik, Boda och Hamnen", "Alvik, Boda and The harbour"
    )
    assert listed([Label("Alvik")]) == Label("Alvik")
