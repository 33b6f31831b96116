"""The whole report: the outline's sections in order, its titles, and what it is called."""

from dataclasses import replace

import pytest

from tertial.assess.region import assess_region
from tertial.domain.label import Label
from tertial.domain.region import OutlineSection, Region, ReportPlan, Section
from tertial.report.assemble.build import build_document
from tertial.report.model import Document, Heading, PageBreak, Paragraph
from tests.unit.assess.cast import AUGUST, a_figure, a_region, an_indicator
from tests.unit.report.assemble.cast import a_section, paragraphs, tables, with_outline, with_texts


def built(region: Region, language: str = "sv") -> Document:
    return build_document(assess_region(region, as_of=AUGUST), language)


def shaped(*sections: OutlineSection, texts: dict[str, Label] | None = None) -> Document:
    region = a_region([an_indicator()], [a_figure("2025-YTD08", "81")])
    return built(with_outline(with_texts(region, texts or {}), *sections))


def test_the_report_is_named_by_the_region_with_its_month_and_year() -> None:
    region = a_region()
    plan = ReportPlan(
        Label("Delårsrapport {month} {year}", "Interim report {month} {year}"), Label("{unit} {0.x} {year}"), ()
    )
    region = replace(region, settings=replace(region.settings, report=plan))
    document = built(region)
    assert (document.title, document.subtitle) == ("Delårsrapport augusti 2025", "{unit} {0.x} 2025")
    assert (document.identifier, document.date) == ("test-board-2025-08-sv", "2025-08-31")
    assert (document.footer, document.author) == ("Regionen · Delårsrapport augusti 2025", "Regionen")
    english = built(region, "en")
    assert (english.title, english.chrome.contents) == ("Interim report August 2025", "Contents")


def test_the_report_of_another_unit_says_which_below_its_title() -> None:
    region = a_region()
    own, other = (build_document(assess_region(region, as_of=AUGUST, unit=unit), "sv") for unit in ("board", "centre"))
    centre = region.organisation.find("centre")
    assert centre is not None
    assert other.subtitle == f"{centre.name.sv} · {own.subtitle}"


def test_sections_stand_in_the_order_of_the_outline_at_their_levels() -> None:
    document = shaped(
        OutlineSection(Section.REMARKS, Label("Först")),
        OutlineSection(Section.QUALITY, Label("Sedan"), level=2),
        OutlineSection(Section.TEXT, Label("Sist"), level=3),
    )
    headings = [(block.level, block.text) for block in document.blocks if isinstance(block, Heading)]
    assert headings == [(1, "Först"), (2, "Sedan"), (3, "Sist")]


def test_sections_with_the_same_name_can_all_be_linked_to() -> None:
    document = shaped(a_section(), a_section(), a_section())
    anchors = [block.anchor for block in document.blocks if isinstance(block, Heading)]
    assert anchors == ["avsnitt", "avsnitt-2", "avsnitt-3"]


def test_a_section_may_begin_a_page() -> None:
    document = shaped(a_section(), a_section(page_break=True))
    assert [type(block) for block in document.blocks] == [Heading, PageBreak, Heading]


def test_a_text_stands_between_the_heading_and_what_the_section_shows() -> None:
    document = shaped(a_section(Section.QUALITY, text="why"), texts={"why": Label("Därför.")})
    assert [type(block) for block in document.blocks] == [Heading, Paragraph, Paragraph]
    assert paragraphs(document.blocks) == ["Därför.", "Alla mått har en siffra för perioden."]


@pytest.mark.parametrize("section", [a_section(text="unknown"), a_section(Section.SUCCESSES)])
def test_a_text_that_nobody_wrote_leaves_the_heading_and_says_so(section: OutlineSection) -> None:
    document = shaped(section)
    assert [type(block) for block in document.blocks] == [Heading, Paragraph]
    assert paragraphs(document.blocks) == ["Ingen har skrivit den här texten ännu."]


def test_a_text_that_nobody_wrote_above_sections_of_its_own_is_their_heading() -> None:
    below = OutlineSection(Section.TEXT, Label("Under"), level=2, text="below")
    document = shaped(a_section(text="unknown"), below, texts={"below": Label("Så gick det.")})
    assert paragraphs(document.blocks) == ["Så gick det."]


def test_texts_of_the_region_are_not_printed_as_another_units() -> None:
    region = a_region([an_indicator()], [a_figure("2025-YTD08", "81")])
    texts = {"summary": Label("Läget i regionen."), "access": Label("Målets ord."), "phone": Label("Måttets ord.")}
    sections = (a_section(text="summary"), a_section(Section.GOALS))
    region = with_outline(with_texts(region, texts), *sections)
    own, other = (build_document(assess_region(region, as_of=AUGUST, unit=unit), "sv") for unit in ("board", "centre"))
    assert set(texts.values()) == {
        Label(text) for text in paragraphs(own.blocks) if text.endswith((" ord.", "regionen."))
    }
    assert not any(text.endswith((" ord.", "regionen.", "ännu.")) for text in paragraphs(other.blocks))


@pytest.mark.parametrize("section", [Section.SUCCESSES, Section.CHALLENGES])
def test_successes_and_challenges_have_texts_of_their_own_names(section: Section) -> None:
    document = shaped(a_section(section), texts={section.value: Label("Så gick det.")})
    assert paragraphs(document.blocks) == ["Så gick det."]


def test_the_text_of_the_glance_stands_once() -> None:
    document = shaped(a_section(Section.AT_A_GLANCE, text="summary"), texts={"summary": Label("Läget.")})
    assert paragraphs(document.blocks).count("Läget.") == 1


@pytest.mark.parametrize("section", list(Section))
def test_every_section_of_an_empty_region_says_something_or_stands_alone(section: Section) -> None:
    document = built(with_outline(a_region(), a_section(section)))
    assert isinstance(document.blocks[0], Heading)
    assert all(table.rows for table in tables(document.blocks))


def test_a_section_of_indicators_shows_those_it_lists() -> None:
    listing = a_section(Section.INDICATORS, indicators=("phone", "unknown"))
    (table,) = tables(shaped(listing).blocks)
    assert [row.cells[0].text for row in table.rows] == ["Mått phone"]


def test_the_same_region_makes_the_same_report() -> None:
    sections = [a_section(section) for section in Section]
    assert shaped(*sections) == shaped(*sections)
