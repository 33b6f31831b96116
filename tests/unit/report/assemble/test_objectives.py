"""Objectives: the counts at a glance, the summary of all, and one objective's judgement beside the rule."""

from dataclasses import replace
from decimal import Decimal

from tertial.assess.assessment import RegionAssessment
from tertial.assess.region import assess_region
from tertial.assess.sentences import Estimated, YearEnd
from tertial.assess.support import Support
from tertial.domain.goals import Goal
from tertial.domain.judgements import Judgement, Outlook, Status
from tertial.domain.label import Label
from tertial.domain.region import Region, Section
from tertial.domain.targets import Against, BetterThan, ValueTarget
from tertial.language import using
from tertial.report.assemble.draft import Draft
from tertial.report.assemble.objectives import glance_section, judgement_table, summary_section
from tertial.report.model import Mark, Paragraph, RowKind, Table, Tiles, Tone
from tests.unit.assess.cast import AUGUST, YEAR, a_figure, a_region, an_indicator
from tests.unit.report.assemble.cast import (
    a_draft,
    a_judgement,
    a_section,
    blocks_of,
    heads,
    paragraphs,
    row_of,
    seen,
    the_table,
    under,
    with_texts,
)

AT_95 = ValueTarget(Decimal("95"))
PHONE = an_indicator(target=AT_95)
LACKING = Label("Data saknas.", "Data are lacking.")


def summary(region: Region, language: str = "sv") -> Table:
    return the_table(blocks_of(region, summary_section, language=language))


def judged(
    status: Status = Status.PARTLY_MET,
    outlook: Outlook | None = None,
    *,
    reason: Label | None = None,
    outlook_reason: Label | None = None,
    remark: Label | None = None,
) -> Region:
    judgement = a_judgement(status, outlook, reason=reason, outlook_reason=outlook_reason, remark=remark)
    return a_region([PHONE], [a_figure("2025-YTD08", "96")], judgements=[judgement])


def glance(region: Region) -> tuple[list[tuple[str, str]], str, str]:
    """Numbers with words, what a screen reader hears, and the note below."""
    tiles, note = blocks_of(region, lambda draft: glance_section(draft, a_section(Section.AT_A_GLANCE)))
    assert isinstance(tiles, Tiles)
    assert isinstance(note, Paragraph)
    return [(tile.number, tile.word) for tile in tiles.items], tiles.alt, note.text


def test_the_glance_counts_what_people_judged_and_their_outlooks() -> None:
    goals = [Goal(name, "objective", Label(name)) for name in ("a", "b", "c", "d")]
    region = a_region(
        goals=goals,
        judgements=[
            a_judgement(Status.MET, Outlook.WILL_BE_MET, objective="a"),
            a_judgement(Status.PARTLY_MET, Outlook.CANNOT_BE_JUDGED, objective="b", outlook_reason=LACKING),
            a_judgement(
                Status.NO_DATA, Outlook.CANNOT_BE_JUDGED, objective="c", reason=LACKING, outlook_reason=LACKING
            ),
        ],
    )
    counts, heard, note = glance(region)
    assert counts == [("1", "uppfyllt"), ("1", "delvis uppfyllt"), ("0", "ej uppfyllda"), ("1", "kan inte bedömas")]
    assert heard == (
        "Delmål bedömda per augusti 2025: 1 uppfyllt, 1 delvis uppfyllt, 0 ej uppfyllda, 1 kan inte bedömas."
    )
    assert note == ("Delmål bedömda per augusti 2025: 3. Prognos för året: 1 kommer att nås, 2 kan inte bedömas.")


def test_where_nobody_has_judged_the_glance_counts_measures_and_says_why_some_cannot_be_judged() -> None:
    better = BetterThan(Against.SAME_PERIOD_LAST_YEAR)
    region = a_region(
        [
            PHONE,
            an_indicator("later", AT_95, followed=(YEAR,)),
            an_indicator("missing", AT_95),
            an_indicator("alone", better),
            an_indicator("free"),
        ],
        [
            a_figure("2025-YTD08", value, indicator=name)
            for name, value in (("phone", "81"), ("alone", "7"), ("free", "1"))
        ],
    )
    counts, _heard, note = glance(region)
    assert [number for number, _word in counts] == ["0", "1", "0", "4"]
    assert note == (
        "Mått i målträdet: 5. Av dem som inte kan bedömas: 1 följs upp senare, 1 utan utfall, "
        "1 utan något att jämföra med, 1 utan mål."
    )


def test_the_glance_ends_with_what_was_written() -> None:
    region = with_texts(judged(Status.MET), {"summary": Label("Läget är gott.")})
    section = replace(a_section(Section.AT_A_GLANCE), text="summary")
    assert paragraphs(blocks_of(region, lambda draft: glance_section(draft, section)))[-1] == "Läget är gott."


def test_the_summary_sets_judgement_suggestion_and_outlook_side_by_side() -> None:
    table = summary(judged(Status.PARTLY_MET, Outlook.WILL_NOT_BE_MET))
    assert heads(table) == ["Delmål", "Bedömning", "Regelns förslag", "Prognos för året"]
    cells = under(table, "Tillgänglig vård")
    assert [seen(cell) for cell in cells.values()] == ["Tillgänglig vård", "delvis", "uppfyllt", "kommer inte att nås"]
    assert cells["Regelns förslag"].sub == "1 av 1 mått uppfyllt. Osäkert: 1 nära en gräns, bara ett är bedömt."
    status = cells["Bedömning"].status
    assert status is not None
    assert (status.mark, status.tone) == (Mark.HALF, Tone.PARTLY)


def test_objectives_stand_under_the_goal_above_them() -> None:
    goals = [
        Goal(
            f"goal-{number}", "goal", Label(f"Mål {number}"),
            children=(Goal(f"objective-{number}", "objective", Label(f"Delmål {number}")),),
        )
        for number in (1, 2)
    ]  # fmt: skip
    assert [(row.kind, row.cells[0].text) for row in summary(a_region(goals=goals)).rows] == [
        (RowKind.GROUP, "Mål 1"),
        (RowKind.BODY, "Delmål 1"),
        (RowKind.GROUP, "Mål 2"),
        (RowKind.BODY, "Delmål 2"),
    ]


def test_without_judgements_and_outlooks_the_summary_says_so_once() -> None:
    table = summary(a_region([PHONE], [a_figure("2025-YTD08", "96")]))
    assert heads(table) == ["Delmål", "Regelns förslag"]
    (note,) = table.notes
    assert note == (
        "Bedömningen görs av människor; regelns förslag bygger på måtten och står bredvid. "
        "Ingen bedömning av en människa är angiven för perioden. Ingen prognos för året är angiven."
    )


def test_an_objective_that_nobody_judged_among_judged_ones_says_so() -> None:
    goals = [Goal(name, "objective", Label(name)) for name in ("a", "b")]
    table = summary(a_region(goals=goals, judgements=[a_judgement(Status.MET, Outlook.PARTLY, objective="a")]))
    assert [seen(cell) for cell in row_of(table, "b").cells[1:]] == [
        "ingen angiven",
        "kan inte bedömas",
        "ingen angiven",
    ]


def test_why_the_year_cannot_be_judged_stands_below_the_objective() -> None:
    region = judged(
        Status.PARTLY_MET,
        Outlook.CANNOT_BE_JUDGED,
        reason=Label("Enheterna säger olika."),
        outlook_reason=LACKING,
    )
    assert row_of(summary(region), "Tillgänglig vård").cells[0].sub == "Data saknas."


def test_why_the_period_cannot_be_judged_stands_below_the_objective() -> None:
    region = judged(Status.NO_DATA, Outlook.WILL_NOT_BE_MET, reason=LACKING)
    assert row_of(summary(region, "en"), "Access").cells[0].sub == "Data are lacking."


def one_judgement(region: Region) -> Table:
    (found,) = a_draft(region).assessment.objectives
    return the_table(blocks_of(region, lambda draft: judgement_table(draft, found)))


def test_the_reasons_of_a_judgement_and_of_its_outlook_are_told_apart() -> None:
    region = judged(
        Status.PARTLY_MET, Outlook.CANNOT_BE_JUDGED, reason=Label("Arbetet pågår."), outlook_reason=LACKING,
        remark=Label("Texten säger emot sig själv."),
    )  # fmt: skip
    assert one_judgement(region).notes == (
        "Om bedömningen: Arbetet pågår.",
        "Om prognosen: Data saknas.",
        "Anmärkning: Texten säger emot sig själv.",
        "Bedömningen och regeln skiljer sig åt; båda står kvar.",
    )


def test_a_judgement_that_agrees_with_the_rule_has_no_more_to_say() -> None:
    table = one_judgement(judged(Status.MET))
    assert table.notes == ()
    assert [seen(cell) for cell in table.rows[0].cells] == ["uppfyllt", "uppfyllt", "ingen angiven"]


def test_a_table_is_named_after_its_objective_without_the_full_stop_of_its_title() -> None:
    goal = Goal("access", "objective", Label("Vården ska vara nära."))
    assert one_judgement(a_region(goals=[goal], judgements=[a_judgement(Status.MET)])).caption == (
        "Bedömning: Vården ska vara nära"
    )


def test_judgements_of_other_months_are_not_of_this_report() -> None:
    earlier = Judgement("access", "board", AUGUST.plus(-4), Status.MET)
    assert heads(summary(a_region([PHONE], judgements=[earlier]))) == ["Delmål", "Regelns förslag"]


def foreseen(region: Region, probability: float) -> RegionAssessment:
    """The region assessed in English, its only measure with a forecast of the year."""
    year = YearEnd(70, 80, 0.8, probability)
    return assess_region(region, as_of=AUGUST, support={"phone": Support(year_end=year)})


def tables_of(region: Region, probability: float) -> tuple[Table, Table]:
    """The summary and the objective's own table."""
    with using("en"):
        assessment = foreseen(region, probability)
        summed, alone = Draft(assessment, "en"), Draft(assessment, "en")
        summary_section(summed)
        judgement_table(alone, *assessment.objectives)
    return the_table(summed.blocks), the_table(alone.blocks)


def test_a_persons_outlook_and_that_of_the_forecasts_both_stand_and_a_sign_says_where_they_part() -> None:
    summed, alone = tables_of(judged(Status.PARTLY_MET, Outlook.WILL_BE_MET), probability=0.1)
    for judgement, _suggested, outlook in (summed.rows[0].cells[1:], alone.rows[0].cells):
        assert (seen(judgement), judgement.sub) == ("partly", "≠ the rule suggests otherwise")
        assert seen(outlook) == "will be met"
        assert outlook.sub == (
            "≠ The forecasts say otherwise: will not be met. 0 of 1 indicator likely met, 1 likely not met."
        )
    assert summed.notes[0].endswith("Where a person and the program part, ≠ says so; both stand.")
    assert alone.notes == (
        "The judgement and the rule differ; both stand.",
        "The outlook and the forecasts differ; both stand.",
    )


def test_where_they_agree_no_sign_stands_and_the_forecasts_are_told_of() -> None:
    summed, alone = tables_of(judged(Status.MET, Outlook.WILL_BE_MET), probability=0.9)
    (judgement, _suggested, outlook) = alone.rows[0].cells
    assert (judgement.sub, outlook.sub) == ("", "The forecasts say: will be met. 1 of 1 indicator likely met.")
    assert "≠" not in str((summed, alone))


def test_where_nobody_states_an_outlook_that_of_the_forecasts_does_not_take_its_place() -> None:
    summed, _alone = tables_of(judged(Status.MET), probability=0.9)
    outlook = summed.rows[0].cells[-1]
    assert (outlook.text, outlook.status) == ("none stated", None)
    assert outlook.sub.startswith("The forecasts say: will be met.")
    assert summed.notes[0].endswith("No outlook for the year is stated.")


def test_how_sure_a_suggestion_is_stands_below_it_with_the_reason() -> None:
    doubtful = a_region([PHONE, an_indicator("missing", AT_95)], [a_figure("2025-YTD08", "96")])
    (row,) = summary(doubtful, "en").rows
    assert seen(row.cells[1]) == "met"
    assert row.cells[1].sub.endswith(". Unsure: 1 cannot be judged, 1 near a threshold, only one is judged.")


def test_an_uncertain_suggestion_says_so_once() -> None:
    lacking = a_region([PHONE, an_indicator("other", AT_95)], [a_figure("2025-YTD08", "96")])
    support = {"other": Support(estimated=Estimated(40, 50, 60, (AUGUST,)))}
    with using("en"):
        draft = Draft(assess_region(lacking, as_of=AUGUST, support=support), "en")
        summary_section(draft)
    words = the_table(draft.blocks).rows[0].cells[1].sub
    assert words.startswith("uncertain: ")
    assert "Unsure" not in words
