"""Assignments: the overview of each giver, addressees with their own status, parts, analyses, and what is late."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from tertial.domain.assignments import Addressee, Assignment, AssignmentReport, Part, Periodicity, Progress
from tertial.domain.label import Label
from tertial.domain.region import OutlineSection, Region, Section
from tertial.domain.targets import ValueTarget
from tertial.report.assemble.assignments import assignments_section
from tertial.report.model import Block, Heading, Tone
from tests.unit.assess.cast import AUGUST, a_figure, a_region, an_indicator
from tests.unit.report.assemble.cast import (
    NB,
    a_section,
    blocks_of,
    heads,
    paragraphs,
    seen,
    tables,
    the_table,
    under,
)

SECTION = a_section(Section.ASSIGNMENTS)
TITLE = "Minska resorna"
AT_95 = ValueTarget(Decimal("95"))


def an_assignment(**changes: object) -> Assignment:
    plain = Assignment(
        "fewer-trips",
        Label(TITLE, "Fewer trips"),
        "council",
        (Addressee("board"),),
        Periodicity.TERTIAL,
        end=date(2025, 12, 31),
        reports=(AssignmentReport(AUGUST, Progress.IN_PROGRESS),),
    )
    return replace(plain, **changes)  # type: ignore[arg-type]


def given(*assignments: Assignment) -> Region:
    return replace(
        a_region(),
        givers={"council": Label("Från fullmäktige", "From the council"), "board": Label("Från nämnden")},
        assignments=assignments,
    )


def written(*assignments: Assignment, section: OutlineSection = SECTION, language: str = "sv") -> list[Block]:
    return blocks_of(given(*assignments), lambda draft: assignments_section(draft, section), language=language)


def headings(blocks: list[Block]) -> list[tuple[int, str]]:
    return [(block.level, block.text) for block in blocks if isinstance(block, Heading)]


def test_the_overview_tells_status_periodicity_and_end() -> None:
    table = the_table(written(an_assignment()))
    assert heads(table) == ["Uppdrag", "Status", "Rapporteras", "Slutdatum"]
    cells = under(table, TITLE)
    assert [seen(cell) for cell in cells.values()] == [TITLE, "pågående", "varje tertial", f"31{NB}december{NB}2025"]
    assert cells["Uppdrag"].sub == "Riktas till: Regionen"


def test_an_assignment_without_end_or_report_says_so() -> None:
    cells = under(the_table(written(an_assignment(end=None, reports=(), periodicity=Periodicity.YEAR))), TITLE)
    assert [seen(cell) for cell in cells.values()] == [TITLE, "inte angivet", "varje år", "–"]


@pytest.mark.parametrize(
    ("end", "status", "word"),
    [
        (date(2025, 8, 30), Progress.IN_PROGRESS, "försenat"),
        (date(2025, 8, 30), Progress.DONE, "klart"),
        (date(2025, 8, 31), Progress.IN_PROGRESS, "pågående"),
    ],
)
def test_an_assignment_is_late_the_day_after_its_end_unless_done(end: date, status: Progress, word: str) -> None:
    cell = under(the_table(written(an_assignment(end=end, reports=(AssignmentReport(AUGUST, status),)))), TITLE)[
        "Status"
    ]
    assert seen(cell) == word
    assert cell.status is not None
    assert (cell.status.tone is Tone.NOT_MET) == (word == "försenat")


def test_a_report_of_a_later_month_is_not_known_yet() -> None:
    later = AssignmentReport(AUGUST.plus(4), Progress.DONE)
    earlier = AssignmentReport(AUGUST.plus(-4), Progress.PAUSED)
    cells = under(the_table(written(an_assignment(reports=(earlier, later)))), TITLE)
    assert seen(cells["Status"]) == "pausat"


def test_addressees_that_have_reported_each_have_their_status() -> None:
    both = (Addressee("board", Progress.IN_PROGRESS), Addressee("centre", Progress.DONE), Addressee("other"))
    cells = under(the_table(written(an_assignment(addressees=both))), TITLE)
    assert cells["Uppdrag"].sub == "Riktas till: Regionen (pågående), Regionen (klart), other"


def test_the_status_of_a_single_addressee_is_not_repeated() -> None:
    cells = under(the_table(written(an_assignment(addressees=(Addressee("board", Progress.IN_PROGRESS),)))), TITLE)
    assert cells["Uppdrag"].sub == "Riktas till: Regionen"


def test_the_status_of_a_single_addressee_is_told_where_nothing_else_tells_it() -> None:
    alone = an_assignment(addressees=(Addressee("board", Progress.PAUSED),), reports=())
    assert under(the_table(written(alone)), TITLE)["Uppdrag"].sub == "Riktas till: Regionen (pausat)"


def test_the_figure_that_an_assignment_leans_on_stands_below_its_name() -> None:
    assignment = an_assignment(indicator="phone")
    region = replace(
        a_region([an_indicator(target=AT_95)], [a_figure("2025-YTD08", "81")]),
        givers={"council": Label("Från fullmäktige")},
        assignments=(assignment,),
    )
    blocks = blocks_of(region, lambda draft: assignments_section(draft, SECTION))
    assert headings(blocks) == [(2, "Från fullmäktige"), (3, TITLE)]
    (text,) = paragraphs(blocks)
    assert text.endswith(f": 81{NB}% (jan–aug 2025), mål 95{NB}%: delvis.")


def test_parts_have_their_own_state_and_text() -> None:
    parts = (Part("a", Label("Del A"), Progress.PAUSED, Label("Väntar.")), Part("b", Label("Del B")))
    _overview, table = tables(written(an_assignment(parts=parts)))
    assert table.caption == f"Delar av: {TITLE}"
    assert [(row.cells[0].text, row.cells[0].sub, seen(row.cells[1])) for row in table.rows] == [
        ("Del A", "Väntar.", "pausat"),
        ("Del B", "", "inte angivet"),
    ]


def test_analysis_and_remark_stand_under_the_assignments_name() -> None:
    report = AssignmentReport(AUGUST, Progress.IN_PROGRESS, Label("Resorna minskar."))
    blocks = written(an_assignment(reports=(report,), remark=Label("Tabellen saknas.")))
    assert headings(blocks) == [(2, "Från fullmäktige"), (3, TITLE)]
    assert paragraphs(blocks) == ["Resorna minskar.", "Anmärkning: Tabellen saknas."]


def test_an_assignment_of_which_nothing_more_is_known_has_no_heading() -> None:
    assert headings(written(an_assignment())) == [(2, "Från fullmäktige")]


def test_a_section_of_one_giver_leaves_the_others_out_and_does_not_name_it_again() -> None:
    own = an_assignment(id="own", title=Label("Eget"), given_by="board", remark=Label("Se ovan."))
    blocks = written(an_assignment(), own, section=replace(SECTION, given_by="board"))
    assert [row.cells[0].text for row in the_table(blocks).rows] == ["Eget"]
    assert headings(blocks) == [(2, "Eget")]


def test_givers_without_assignments_are_left_out() -> None:
    assert headings(written(an_assignment(), language="en")) == [(2, "From the council")]
