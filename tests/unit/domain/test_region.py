"""What the region itself holds: labels, thresholds, outline, changes and words."""

from __future__ import annotations

import pytest

from tertial.domain.calendar import Month
from tertial.domain.changes import Change, ChangeKind
from tertial.domain.judgements import Judgement, Status
from tertial.domain.label import Label
from tertial.domain.region import OutlineSection, Section, StatusRule
from tertial.domain.words import WrittenWords
from tests.unit.assess.cast import a_region

AUGUST = Month(2025, 8)


@pytest.mark.parametrize("swedish", ["", "  "])
def test_a_label_needs_its_swedish_text(swedish: str) -> None:
    with pytest.raises(ValueError, match="Swedish"):
        Label(swedish, "Text")


def test_a_label_answers_in_english_only_where_it_is_written() -> None:
    both, swedish = Label("Mål", "Target"), Label("Mål")
    assert [label.in_language("en") for label in (both, swedish)] == ["Target", "Mål"]
    assert [label.language_used("en") for label in (both, swedish)] == ["en", "sv"]
    assert (both.in_language("sv"), both.language_used("sv")) == ("Mål", "sv")


@pytest.mark.parametrize(("met", "partly"), [(80, 100), (80, 80), (100, 0), (100, -1)])
def test_thresholds_in_the_wrong_order_are_refused(met: int, partly: int) -> None:
    with pytest.raises(ValueError, match="thresholds"):
        StatusRule(met, partly, assumed=False, stated_in=Label("Avsnitt 1"))


@pytest.mark.parametrize("level", [0, 4])
def test_a_section_has_a_heading_of_level_one_to_three(level: int) -> None:
    with pytest.raises(ValueError, match="level"):
        OutlineSection(Section.GOALS, Label("Mål"), level)


def test_a_change_affects_its_indicators_from_its_month_on() -> None:
    change = Change(
        "new-records", ChangeKind.RECORD_SYSTEM, Label("Nytt system"), Month(2025, 4), Label("Saknas."), ("a",)
    )
    found = [change.affects("a", Month(2025, number)) for number in (3, 4, 8)]
    assert found == [False, True, True]
    assert not change.affects("b", AUGUST)


def test_a_judgement_is_found_by_objective_unit_and_exact_month() -> None:
    judgement = Judgement("access", "board", AUGUST, Status.MET)
    region = a_region(judgements=[judgement])
    assert region.judgement("access", "board", AUGUST) == judgement
    for place in (("other", "board", AUGUST), ("access", "centre", AUGUST), ("access", "board", Month(2025, 9))):
        assert region.judgement(*place) is None


def test_words_are_found_by_name_and_month() -> None:
    text = Label("Läget i korthet.")
    words = WrittenWords({(AUGUST, "summary"): text})
    assert words.text("summary", AUGUST) == text
    assert words.text("summary", Month(2025, 4)) is None
    assert words.text("other", AUGUST) is None
