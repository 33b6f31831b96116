"""What `tertial explain` says of a figure: each reason once, levels with no more decimals than they need."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from tertial.assess.insight import Insight
from tertial.commands.meaning_text import meaning_sentences
from tertial.domain.calendar import Period, PeriodKind
from tertial.domain.indicators import ValueUnit
from tertial.domain.label import Label
from tertial.domain.rebasing import Rebasing
from tertial.domain.results import ReportedValue
from tertial.domain.targets import ValueTarget
from tests.unit.assess.cast import AUGUST, a_figure, an_indicator, assessed

VISITS = an_indicator(target=ValueTarget(Decimal(8)), unit=ValueUnit.COUNT)


@pytest.fixture(autouse=True)
def in_english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERTIAL_LANGUAGE", "en")


def months(figures: Sequence[int]) -> list[ReportedValue]:
    first = AUGUST.plus(1 - len(figures))
    return [a_figure(str(Period(PeriodKind.MONTH, first.plus(at))), str(one)) for at, one in enumerate(figures)]


def insight(*figures: ReportedValue) -> Insight:
    (found,) = assessed(VISITS, *figures).insights.values()
    return found


def said(*figures: ReportedValue) -> str:
    return " ".join(meaning_sentences(insight(*figures)))


def test_too_few_months_are_told_once_and_not_for_the_target_again() -> None:
    found = insight(*months([7, 9, 8]))
    assert found.variation is not None
    assert found.variation.variation_says == found.variation.assurance_says
    sentences = list(meaning_sentences(found))
    assert len(sentences) == len(set(sentences))


def test_one_reason_for_units_and_for_women_and_men_is_told_once() -> None:
    found = insight(*months([7, 9] * 8))
    assert found.why_no_comparison is not None
    text = " ".join(meaning_sentences(replace(found, sexes=found.why_no_comparison)))
    assert text.count("cannot be compared") == 1
    assert "Comparison of units, and of women and men: " in text


@pytest.mark.parametrize(("figures", "level"), [([3, 4] * 8, "Level 3.5,"), ([5340, 5341] * 8, "Level 5,341,")])
def test_a_level_of_large_whole_numbers_has_no_decimals(figures: Sequence[int], level: str) -> None:
    assert level in said(*months(figures))


def test_a_new_level_is_told_with_its_reason_and_who_decided_it() -> None:
    found = insight(*months([3, 4] * 8))
    assert found.variation is not None
    decided = Rebasing(
        "phone", AUGUST, Label("Ny växel", "A new switchboard"), date(2025, 9, 1), Label("Chefen", "The head")
    )
    phase = replace(found.variation.phases[-1], rebasing=decided)
    text = " ".join(meaning_sentences(replace(found, variation=replace(found.variation, phases=(phase,)))))
    assert "New level from August 2025: A new switchboard. Decided 1\u00a0September\u00a02025 by The head." in text


def test_a_level_across_a_break_of_the_series_says_so() -> None:
    found = insight(*months([3, 4] * 8))
    assert found.variation is not None
    text = " ".join(meaning_sentences(replace(found, variation=replace(found.variation, broken_from=AUGUST))))
    assert "The series is broken from August 2025" in text
