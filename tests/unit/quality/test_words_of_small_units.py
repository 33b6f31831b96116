"""What is found in small units is told with what it rests on, and what may be chance as possible."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tertial.domain.calendar import Month
from tertial.domain.label import Label
from tertial.language import using
from tertial.quality.expected import Expected
from tertial.quality.findings import FIRM, Finding
from tertial.quality.inherited import Inherited, Problem
from tertial.quality.inherited_words import why
from tertial.quality.sentence import sentence
from tertial.quality.verdicts import Kind
from tertial.report.assemble.feeds import finding_word

MAY = Month(2025, 5)
NAMES = {"hc": Label("Backens hälsocentral", "Hill health centre")}
WEAK = Finding("contacts", Kind.ROWS_LOST, ("hc",), (MAY,), True, rows=14, expected=Expected(20, 5), span=9)
FIRMLY = replace(WEAK, rows=2)


def test_a_weak_finding_in_a_small_unit_is_possible_and_says_what_it_rests_on() -> None:
    said = sentence(WEAK, NAMES, 30)
    assert "möjligen 70\u00a0%" in said.sv
    assert "Enheten är liten, så upp till 9 månader är bedömda tillsammans. Det kan vara slump." in said.sv
    assert "possibly 70%" in said.in_language("en")
    assert "The unit is small, so up to 9 months are judged together. It may be chance." in said.in_language("en")


def test_a_firm_finding_is_told_as_it_is_and_names_its_months_all_the_same() -> None:
    said = sentence(FIRMLY, NAMES, 30)
    assert "möjligen" not in said.sv
    assert "slump" not in said.sv
    assert "upp till 9 månader" in said.sv
    assert "liten" not in sentence(replace(FIRMLY, span=1), NAMES, 30).sv


def test_no_rows_are_told_as_none_and_how_many_were_expected() -> None:
    assert "inga rader i maj 2025, mot 20 väntade" in sentence(replace(WEAK, rows=0), NAMES, 30).sv


@pytest.mark.parametrize(
    ("changed", "possible"),
    [
        ({}, True),
        ({"rows": 20 - int(FIRM * 5)}, False),
        ({"kind": Kind.STOPPED, "rows": 0}, False),
        ({"units": ("a", "b", "c")}, False),
        ({"kind": Kind.TOO_MANY, "rows": 26}, True),
    ],
)
def test_few_units_not_far_off_are_possible(changed: dict[str, object], possible: bool) -> None:
    found = replace(WEAK, **changed)  # type: ignore[arg-type]
    assert found.is_possible is possible
    with using("en"):
        assert finding_word(found).startswith("possibly: ") is possible


def test_a_figure_inherits_the_doubt_and_the_span() -> None:
    problem = Problem("contacts", Kind.ROWS_LOST, "", ("hc",), MAY, MAY, True, 0.3, 14, 20, span=9, is_possible=True)
    said = why(Inherited((problem,)), NAMES)
    assert said is not None
    assert said.sv.startswith("Vårdkontakter saknar möjligen rader från Backens hälsocentral i maj 2025")
    assert "det kan vara slump; enheten är liten, så upp till 9 månader är bedömda tillsammans" in said.sv
    assert "possibly lacks rows" in said.in_language("en")
    sure = why(Inherited((replace(problem, span=1, is_possible=False),)), NAMES)
    assert sure is not None
    assert "möjligen" not in sure.sv
    assert "slump" not in sure.sv
