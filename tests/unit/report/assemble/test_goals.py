"""The goal tree: words, judgement, measures and charts of each node, bare nodes together."""

from dataclasses import replace
from decimal import Decimal

from tertial.domain.goals import Goal
from tertial.domain.judgements import Status
from tertial.domain.label import Label
from tertial.domain.region import OutlineSection, Region, Section
from tertial.domain.targets import ValueTarget
from tertial.report.assemble.goals import goals_section
from tertial.report.model import Block, Heading, Paragraph, ParagraphStyle, RowKind, Table
from tests.unit.assess.cast import a_figure, a_region, an_indicator
from tests.unit.report.assemble.cast import a_judgement, a_section, blocks_of, tables, the_table, with_texts

SECTION = a_section(Section.GOALS)


def objective(name: str, *indicators: str) -> Goal:
    return Goal(name, "objective", Label(f"Delmål {name}."), indicators=indicators)


def a_tree(*objectives: Goal) -> Goal:
    return Goal("care", "goal", Label("Mål vård"), Label("God vård för alla."), children=objectives)


def written(region: Region, section: OutlineSection = SECTION) -> list[Block]:
    return blocks_of(region, lambda draft: goals_section(draft, section))


def headings(blocks: list[Block]) -> list[tuple[int, str]]:
    return [(block.level, block.text) for block in blocks if isinstance(block, Heading)]


def test_a_goal_opens_with_its_description_and_its_text() -> None:
    region = with_texts(a_region(goals=[a_tree()]), {"care": Label("Så gick det.")})
    assert written(region) == [
        Heading(2, "Mål vård", "mal-vard"),
        Paragraph("God vård för alla.", ParagraphStyle.LEAD),
        Paragraph("Så gick det."),
    ]


def test_objectives_with_neither_words_nor_judgement_share_a_table_under_their_goal() -> None:
    figures = [a_figure("2025-YTD08", "1", indicator=name) for name in "ab"]
    region = a_region(
        [an_indicator("a"), an_indicator("b")], figures, goals=[a_tree(objective("one", "a"), objective("two", "b"))]
    )
    table = the_table(written(region))
    assert table.caption == "Mål vård: mått per delmål"
    assert [(row.kind, row.cells[0].text) for row in table.rows] == [
        (RowKind.GROUP, "Delmål one."),
        (RowKind.BODY, "Mått a"),
        (RowKind.GROUP, "Delmål two."),
        (RowKind.BODY, "Mått b"),
    ]


def test_a_judged_objective_has_a_heading_its_judgement_and_its_own_table() -> None:
    region = a_region(
        [an_indicator("a", ValueTarget(Decimal("95")))],
        [a_figure("2025-YTD08", "81", indicator="a")],
        goals=[a_tree(objective("one", "a"))],
        judgements=[a_judgement(Status.PARTLY_MET, objective="one")],
    )
    blocks = written(region)
    assert headings(blocks) == [(2, "Mål vård"), (3, "Delmål one.")]
    assert [table.caption for table in tables(blocks)] == ["Bedömning: Delmål one", "Delmål one: mått och utfall"]


def test_an_objective_with_words_parts_the_bare_ones_around_it() -> None:
    region = a_region(
        [an_indicator(name) for name in "abc"],
        [a_figure("2025-YTD08", "1", indicator=name) for name in "abc"],
        goals=[a_tree(objective("one", "a"), objective("two", "b"), objective("three", "c"))],
    )
    blocks = written(with_texts(region, {"two": Label("Analys.")}))
    kinds = [type(block) for block in blocks]
    assert kinds == [Heading, Paragraph, Table, Heading, Paragraph, Table, Table]
    assert [len(table.rows) for table in tables(blocks)] == [2, 1, 2]


def test_a_section_of_one_goal_shows_what_is_below_it_without_naming_it_again() -> None:
    tree = [
        replace(a_tree(objective("one", "b")), indicators=("a",)),
        Goal("other", "goal", Label("Annat mål")),
    ]
    figures = [a_figure("2025-YTD08", "1", indicator=name) for name in "ab"]
    region = a_region([an_indicator("a"), an_indicator("b")], figures, goals=tree)
    blocks = written(region, replace(SECTION, node="care"))
    assert headings(blocks) == []
    assert blocks[0] == Paragraph("God vård för alla.", ParagraphStyle.LEAD)
    assert [[row.cells[0].text for row in table.rows] for table in tables(blocks)] == [
        ["Mått a"],
        ["Delmål one.", "Mått b"],
    ]


def test_a_bare_root_makes_a_table_of_its_own_name() -> None:
    region = a_region([an_indicator("a")], [a_figure("2025-YTD08", "1", indicator="a")], goals=[objective("one", "a")])
    assert the_table(written(region)).caption == "Delmål one: mått och utfall"
