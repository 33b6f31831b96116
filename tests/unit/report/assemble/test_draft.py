"""The draft: headings, texts as their authors wrote them, and the language that a text stands in."""

import pytest

from tertial.domain.label import Label
from tertial.domain.region import Section
from tertial.report.model import Bullets, Heading, Paragraph, ParagraphStyle
from tests.unit.assess.cast import a_region
from tests.unit.report.assemble.cast import a_draft, a_section, with_outline, with_texts


def test_two_headings_with_the_same_words_get_anchors_of_their_own() -> None:
    draft = a_draft(a_region())
    for title in ("Mål & mått", "Mål & mått", "Mål och mått", "!"):
        draft.heading(1, title)
    anchors = [block.anchor for block in draft.blocks if isinstance(block, Heading)]
    assert anchors == ["mal-matt", "mal-matt-2", "mal-och-matt", "avsnitt"]


def test_a_heading_below_the_deepest_level_becomes_the_deepest() -> None:
    draft = a_draft(a_region())
    draft.heading(7, "Djupt")
    assert draft.blocks == [Heading(4, "Djupt", "djupt")]


def test_a_text_keeps_its_paragraphs_lists_and_sub_headings_in_order() -> None:
    draft = a_draft(a_region())
    draft.written(Label("Först\nmed radbrytning.\n\n## Del\nText före\n- ett\n- två\n  som fortsätter\n\nSist."), 2)
    assert draft.blocks == [
        Paragraph("Först med radbrytning."),
        Heading(3, "Del", "del"),
        Paragraph("Text före"),
        Bullets(("ett", "två som fortsätter")),
        Paragraph("Sist."),
    ]


def test_only_the_first_paragraph_of_a_leading_text_is_set_as_lead() -> None:
    draft = a_draft(with_texts(a_region(), {"summary": Label("Ett.\n\nTvå.")}))
    assert draft.text("summary", 1, lead=True)
    assert [block.style for block in draft.blocks if isinstance(block, Paragraph)] == [
        ParagraphStyle.LEAD,
        ParagraphStyle.BODY,
    ]


def test_a_text_that_nobody_wrote_adds_nothing_and_says_so() -> None:
    draft = a_draft(a_region())
    assert not draft.text("unknown", 1)
    assert draft.blocks == []


@pytest.mark.parametrize(("language", "text", "marked"), [("sv", "Vård", ""), ("en", "Vård", "sv")])
def test_a_text_written_in_swedish_only_is_marked_in_an_english_report(language: str, text: str, marked: str) -> None:
    draft = a_draft(a_region(), language)
    label = Label("Vård")
    assert (draft.say(label), draft.foreign(label), draft.cell(label).language) == (text, marked, marked)
    draft.heading(1, label)
    draft.paragraph(label)
    draft.written(Label("- punkt"), 1)
    assert [block.language for block in draft.blocks if isinstance(block, Heading | Paragraph | Bullets)] == [
        marked,
        marked,
        marked,
    ]


def test_numbers_in_what_people_wrote_are_kept_on_one_line() -> None:
    assert a_draft(a_region()).say(Label("28 100 invånare och 137 miljoner")) == (
        "28\u202f100 invånare och 137\u00a0miljoner"
    )


def test_a_note_is_said_once_in_a_report() -> None:
    draft = a_draft(a_region())
    assert draft.once("Så är det.") == ("Så är det.",)
    assert draft.once("Så är det.") == ()


def test_rows_can_point_to_remarks_only_where_the_report_has_them() -> None:
    assert not a_draft(with_outline(a_region(), a_section(Section.GOALS))).has_remarks
    assert a_draft(with_outline(a_region(), a_section(Section.GOALS), a_section(Section.REMARKS))).has_remarks
