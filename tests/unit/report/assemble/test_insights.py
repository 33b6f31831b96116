"""What results mean in the report: icons of all, charts of what signals, units in maps and funnels, women and men."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from io import BytesIO

import docx
import pypdf
import pytest

from tertial.assess.assessment import RegionAssessment, UnitsBelow
from tertial.assess.comparison import Share, UnitFigure, compare
from tertial.assess.comparison.pairs import UnitPair, compare_pairs
from tertial.assess.reasons import covers
from tertial.assess.region import assess_region
from tertial.assess.variation import Events, Point, Series, Variation, vary, vary_events
from tertial.domain.calendar import Month, Period, PeriodKind
from tertial.domain.goals import Goal
from tertial.domain.indicators import Direction, Indicator, ValueUnit
from tertial.domain.judgements import Judgement, Status
from tertial.domain.label import Label
from tertial.domain.organisation import Organisation, Unit
from tertial.domain.region import Region
from tertial.domain.results import Outcomes, ReportedValue
from tertial.domain.targets import ByUnit, DatedTarget, Targets, ValueTarget
from tertial.language import using
from tertial.report.assemble.comparison import BySex, Compared, comparison_section, sexes_section
from tertial.report.assemble.draft import Draft
from tertial.report.assemble.heat import indicator_heat, objective_heat
from tertial.report.assemble.icons import icon_table
from tertial.report.assemble.insights import Insights, insights_section
from tertial.report.assemble.meaning import meaning_section
from tertial.report.assemble.variation import Varied, signals, units_section, variation_section
from tertial.report.model import Block, Bullets, Chart, Heading, RowKind
from tertial.report.render.docx import render_docx
from tertial.report.render.html import render_html
from tertial.report.render.pdf import render_pdf
from tertial.report.unit_pictures import UnitVariation
from tests.unit.assess.cast import AUGUST, a_figure, a_region, an_indicator
from tests.unit.assess.test_insight import peers
from tests.unit.assess.test_standing_out import held
from tests.unit.report.assemble.cast import paragraphs, the_table
from tests.unit.report.drawing import texts_of
from tests.unit.report.sample import sample_document

EVEN = [80.0, 82.0] * 10
UNITS = {"backen": "Backen", "teg": "Teg", "asele": "Åsele"}
MEASURES = ("phone", "visit", "care")


def judged(*values: float, target: float | None = None, first: Month | None = None) -> Variation:
    begins = first or Month(2025, 9).plus(-len(values))
    made = tuple(Point(Period(PeriodKind.MONTH, begins.plus(at)), value) for at, value in enumerate(values))
    targets = {} if target is None else {point.period.last: target for point in made}
    return vary(Series(made, Direction.INCREASE, targets=targets, floor=0.0, ceiling=100.0))


def indicators() -> list[Indicator]:
    return [an_indicator(name, ValueTarget(Decimal(90))) for name in MEASURES]


def region() -> Region:
    """Three measures under two goals; two units with figures, one without any."""
    figures = [
        a_figure("2025-YTD08", "92", indicator=name, unit=unit) for name in MEASURES for unit in ("backen", "teg")
    ]
    goals = [
        Goal("access", "objective", Label("Tillgänglighet", "Access"), indicators=("phone", "visit")),
        Goal("health", "objective", Label("Hälsa", "Health"), indicators=("care",)),
    ]
    made = a_region(indicators(), figures, goals=goals)
    units = (Unit(unit, Label(name), "centre", parent="board") for unit, name in UNITS.items())
    return replace(made, organisation=Organisation((Unit("board", Label("Regionen"), "board"), *units)))


def written(write: Callable[[Draft], object], language: str = "en") -> list[Block]:
    with using(language):
        draft = Draft(assess_region(region(), as_of=AUGUST), language)
        write(draft)
        return draft.blocks


def charts(blocks: list[Block]) -> list[Chart]:
    return [block for block in blocks if isinstance(block, Chart)]


@pytest.mark.parametrize(
    ("variation", "expected"),
    [
        (judged(*EVEN), False),
        (judged(*EVEN, target=81.0), False),
        (judged(*EVEN, target=95.0), True),
        (judged(*EVEN, 60.0), True),
        (judged(80.0, 60.0, target=95.0), False),
    ],
    ids=["stable", "reached at times", "not reached as it is", "changed", "too few to say"],
)
def test_a_chart_has_its_place_where_something_has_changed_or_the_target_is_out_of_reach(
    variation: Variation, *, expected: bool
) -> None:
    assert signals(variation) is expected


def test_what_signals_has_its_chart_with_its_sentence_and_the_rest_are_named() -> None:
    phone, visit, care = indicators()
    varied = [Varied(phone, judged(*EVEN, 60.0)), Varied(visit, judged(*EVEN)), Varied(care, judged(80.0))]
    blocks = written(lambda draft: variation_section(draft, varied))
    (chart,) = charts(blocks)
    assert chart.title == "Measure phone, month by month"
    assert "below" in chart.note
    # The one with a single month is not said to be stable.
    assert [text.split(": ")[-1] for text in paragraphs(blocks)] == ["Measure visit."]


def test_the_icon_table_has_each_indicator_under_its_goal_with_a_word_for_each_icon() -> None:
    variations = {
        "phone": judged(*EVEN, 60.0, target=95.0),
        "visit": judged(*EVEN, target=90.0, first=Month(2023, 1)),
    }
    table = the_table(written(lambda draft: icon_table(draft, variations)))
    assert table.dense
    assert [row.cells[0].text for row in table.rows] == ["Access", "Measure phone", "Measure visit"]
    assert table.rows[0].kind is RowKind.GROUP
    phone, visit = (row.cells for row in table.rows[1:])
    assert (phone[1].text, phone[1].figure, phone[2].text) == ("60%", "60", "90%")
    pictures = [cell.picture for cell in phone[3:]]
    assert [texts_of(picture.svg) for picture in pictures if picture] == [[], ["deterioration"], ["not"]]
    assert all(picture is not None and picture.alt for picture in pictures)
    # Its latest month is another than that of the rest.
    assert (phone[0].sub, visit[0].sub) == ("", "August\u00a02024")
    assert table.notes[-1] == "Without figures by month: Measure care."


def test_the_icon_table_has_rare_events_by_the_days_between_them_and_without_a_target_of_their_number() -> None:
    days = tuple(date(2025, 1, 3 + 2 * at) for at in range(14))
    made = vary_events(Events(days, days[0], days[-1]), Direction.DECREASE)
    (_access, row) = the_table(written(lambda draft: icon_table(draft, {"phone": made}))).rows
    assert [cell.text for cell in row.cells[:3]] == ["Measure phone", "2\u00a0days", "–"]
    assert row.cells[0].sub == "days between events"


@pytest.mark.parametrize(("to", "longer"), [(date(2024, 9, 2), False), (date(2025, 8, 31), True)])
def test_rare_events_that_signal_are_drawn_by_the_days_between_them(to: date, *, longer: bool) -> None:
    phone, _visit, _care = indicators()
    days = (*(date(2024, 1, 1) + timedelta(3 * at + at % 2) for at in range(16)), date(2024, 9, 1))
    made = vary_events(Events(days, days[0], to), Direction.DECREASE)
    (chart,) = charts(written(lambda draft: variation_section(draft, [Varied(phone, made)])))
    assert chart.title == "Measure phone, days between events"
    assert chart.note.startswith("t chart: each point is a rare event")
    assert ("The time since the latest event is already longer" in chart.note) is longer


def test_without_any_month_there_is_no_icon_table() -> None:
    assert written(lambda draft: icon_table(draft, {"phone": judged()})) == []


def test_a_heat_map_explains_its_dashes_once_for_each_reason() -> None:
    def write(draft: Draft) -> None:
        units = [assess_region(region(), as_of=AUGUST, unit=name) for name in UNITS]
        indicator_heat(draft, units, MEASURES)

    blocks = written(write)
    (chart,) = charts(blocks)
    assert texts_of(chart.picture.svg).count("–") == len(MEASURES)
    why, order = paragraphs(blocks)
    assert why.startswith("–")
    assert why.endswith("Measure phone (Åsele); Measure visit (Åsele); Measure care (Åsele).")
    assert order.startswith("The units that reach least stand first.")


def heated(figures: Mapping[tuple[str, str], ReportedValue], least: int | None = None) -> list[Block]:
    """The heat map of indicators with these figures, by unit and indicator."""
    made = replace(region(), outcomes=Outcomes(figures.values()))
    made = replace(made, settings=replace(made.settings, disclosure_minimum=least))
    with using("en"):
        draft = Draft(assess_region(made, as_of=AUGUST), "en")
        indicator_heat(draft, [assess_region(made, as_of=AUGUST, unit=name) for name in UNITS], MEASURES)
        return draft.blocks


def a_share(unit: str, over: int, under: int, indicator: str = "phone") -> ReportedValue:
    return a_figure("2025-YTD08", indicator=indicator, unit=unit, numerator=over, denominator=under)


def test_in_a_heat_map_units_that_reach_least_stand_first_and_those_without_figures_last() -> None:
    figures = {("backen", "phone"): a_share("backen", 95, 100), ("teg", "phone"): a_share("teg", 10, 100)}
    (chart,) = charts(heated(figures))
    assert [text for text in texts_of(chart.picture.svg) if text in UNITS.values()] == ["Teg", "Backen", "Åsele"]


def test_what_few_units_can_be_judged_by_has_no_column_and_is_named() -> None:
    figures = {
        (unit, name): a_share(unit, 95, 100, name)
        for unit, name in (("backen", "phone"), ("teg", "phone"), ("teg", "visit"))
    }
    blocks = heated(figures)
    (chart,) = charts(blocks)
    assert "Measure visit" not in texts_of(chart.picture.svg)
    assert paragraphs(blocks)[-1] == (
        "Not shown, since fewer than half of the units can be judged: Measure visit, Measure care."
    )
    assert charts(heated({("teg", "phone"): a_share("teg", 95, 100)})) == []


@pytest.mark.parametrize(
    ("over", "under", "printed"), [(95, 100, True), (5, 10, True), (4, 10, False), (96, 100, False)]
)
def test_a_units_figure_of_fewer_than_the_region_shows_has_its_status_and_no_figure(
    over: int, under: int, *, printed: bool
) -> None:
    figures = {(unit, "phone"): a_share(unit, over, under) for unit in UNITS}
    blocks = heated(figures, least=5)
    (chart,) = charts(blocks)
    assert (f"{100 * over // under}%" in texts_of(chart.picture.svg)) is printed
    assert paragraphs(blocks)[-1] == "Figures that rest on fewer than 5 are not printed."


def test_a_small_count_of_a_unit_is_not_printed_either() -> None:
    by_unit = ByUnit({unit: ValueTarget(Decimal(3)) for unit in UNITS})
    visits = an_indicator("phone", unit=ValueUnit.COUNT, targets=Targets((DatedTarget(by_unit),)))
    figures = [a_figure("2025-YTD08", unit=unit, numerator=count) for unit, count in zip(UNITS, (4, 6, 7), strict=True)]
    made = replace(region(), indicators={**region().indicators, "phone": visits}, outcomes=Outcomes(figures))
    made = replace(made, settings=replace(made.settings, disclosure_minimum=5))
    with using("en"):
        draft = Draft(assess_region(made, as_of=AUGUST), "en")
        indicator_heat(draft, [assess_region(made, as_of=AUGUST, unit=name) for name in UNITS], ["phone"])
    (chart,) = charts(draft.blocks)
    said = texts_of(chart.picture.svg)
    assert {"6", "7"} <= set(said)
    assert "4" not in said


def test_an_objective_that_the_rule_cannot_judge_at_a_unit_says_so_and_not_that_nobody_has_judged() -> None:
    def write(draft: Draft) -> None:
        objective_heat(draft, [assess_region(region(), as_of=AUGUST, unit=name) for name in UNITS])

    said = paragraphs(written(write))
    assert "– fewer than half of the indicators can be judged: Access (Åsele); Health (Åsele)." in said


def test_a_heat_map_of_objectives_takes_the_rules_judgement_where_nobody_has_judged() -> None:
    def write(draft: Draft) -> None:
        objective_heat(draft, [assess_region(region(), as_of=AUGUST, unit=name) for name in UNITS])

    (chart,) = charts(written(write))
    assert "Access: 2 met, 1 without a figure." in chart.picture.alt


def doubted() -> RegionAssessment:
    """Teg, with a figure that rests on a part of its rows and an objective that rests on that."""
    teg = assess_region(region(), as_of=AUGUST, unit="teg")
    first, *rows = teg.indicators
    access, *others = teg.objectives
    return replace(
        teg,
        indicators=(replace(first, uncertain=covers(52)), *rows),
        objectives=(replace(access, uncertain=True), *others),
    )


def test_cells_of_uncertain_figures_are_hatched_and_the_map_says_why() -> None:
    def write(draft: Draft) -> None:
        indicator_heat(draft, [doubted(), assess_region(region(), as_of=AUGUST, unit="backen")], MEASURES)

    blocks = written(write)
    (chart,) = charts(blocks)
    assert "Measure phone: 2 met, of which hatched (uncertain figure): 1. Measure visit: 2 met." in chart.picture.alt
    assert "uncertain figure" in texts_of(chart.picture.svg)
    why = "Hatched: the figure is provisional, estimated, or rests on a part of the expected rows."
    assert why in paragraphs(blocks)
    assert why not in paragraphs(heated({("teg", "phone"): a_share("teg", 95, 100)}))


def test_an_objective_is_hatched_where_its_suggestion_rests_on_uncertain_figures_and_nobody_has_judged() -> None:
    def write(draft: Draft) -> None:
        objective_heat(draft, [doubted(), assess_region(region(), as_of=AUGUST, unit="backen")])

    blocks = written(write)
    (chart,) = charts(blocks)
    assert "Access: 2 met, of which hatched (rests on uncertain figures): 1. Health: 2 met." in chart.picture.alt
    assert "Hatched: the rule would suggest otherwise without uncertain figures." in paragraphs(blocks)
    own = Judgement("access", "teg", AUGUST, Status.MET)
    judged_one = replace(doubted().objectives[0], judged=own, judgement=Status.MET)
    decided = replace(doubted(), objectives=(judged_one,))
    (chart,) = charts(written(lambda draft: objective_heat(draft, [decided])))
    assert "hatched" not in chart.picture.alt


def test_a_name_that_ends_with_a_full_stop_stands_without_it_in_a_map() -> None:
    made = replace(
        region(),
        goals=replace(
            region().goals, roots=(Goal("access", "objective", Label("Nå oss.", "Reach us."), indicators=("phone",)),)
        ),
    )
    with using("en"):
        draft = Draft(assess_region(made, as_of=AUGUST), "en")
        objective_heat(draft, [assess_region(made, as_of=AUGUST, unit=name) for name in ("backen", "teg")])
    (chart,) = charts(draft.blocks)
    assert "Reach us: 2 met." in chart.picture.alt
    assert "Reach us" in texts_of(chart.picture.svg)


def test_where_a_unit_has_judged_an_objective_itself_its_judgement_is_in_the_map() -> None:
    own = Judgement("access", "teg", AUGUST, Status.NOT_MET, reason=Label("Fel.", "Wrong."))
    made = replace(region(), judgements=(own,))
    with using("en"):
        draft = Draft(assess_region(made, as_of=AUGUST), "en")
        objective_heat(draft, [assess_region(made, as_of=AUGUST, unit=name) for name in UNITS])
    (chart,) = charts(draft.blocks)
    assert "Access: 1 met, 1 not met, 1 without a figure." in chart.picture.alt
    assert (
        paragraphs(draft.blocks)[-1] == "Where a unit has judged an objective itself, that judgement is the one shown."
    )


def test_units_in_a_funnel_have_the_sentence_of_their_spread_with_the_chart() -> None:
    comparison = compare(
        [UnitFigure(name, Share(count, 200)) for name, count in zip(UNITS, (190, 150, 180), strict=True)]
    )
    blocks = written(lambda draft: comparison_section(draft, [Compared(indicators()[0], comparison, 100.0, 90.0)]))
    (chart,) = charts(blocks)
    assert "from 75% to 95%" in chart.note
    assert "target 90%" in texts_of(chart.picture.svg)


def test_units_of_too_few_take_no_part_in_the_funnel_and_are_named_below_it() -> None:
    def said(least: int | None) -> tuple[Chart, RegionAssessment]:
        found = held("phone", among=peers(60, *[160] * 20, 3))
        made = replace(region(), settings=replace(region().settings, disclosure_minimum=least))
        assessed = replace(assess_region(made, as_of=AUGUST), insights={"phone": found})
        with using("en"):
            draft = Draft(assessed, "en")
            meaning_section(draft, 2)
        return charts(draft.blocks)[-1], assessed

    shown, _all = said(None)
    assert "from 2% to 80%" in shown.note
    assert "Below the limits: centre-0 and centre-21." in shown.picture.alt
    assert "Too few" not in shown.note
    withheld, _few = said(5)
    assert "from 30% to 80%" in withheld.note
    assert withheld.note.endswith("Too few to be drawn, fewer than 5 persons or events: centre-21.")
    assert withheld.picture.alt.endswith("Below the limits: centre-0.")


def test_where_all_units_are_too_few_to_be_drawn_a_line_says_so() -> None:
    phone, *_rest = indicators()
    made = replace(region(), settings=replace(region().settings, disclosure_minimum=5))
    with using("en"):
        draft = Draft(assess_region(made, as_of=AUGUST), "en")
        comparison_section(draft, [Compared(phone, compare([]), 100.0, few=("backen", "teg"))])
        few = frozenset(point.month for point in judged(*EVEN).points)
        units_section(draft, phone, [UnitVariation(Label("Backen"), judged(*EVEN), few)])
    assert paragraphs(draft.blocks) == [
        "Measure phone: Too few to be drawn, fewer than 5 persons or events: Backen, Teg.",
        "Measure phone: Too few to be drawn, fewer than 5 persons or events: Backen.",
    ]


def test_women_and_men_are_one_picture_with_a_sentence_for_each_measure_that_has_both() -> None:
    phone, visit, care = indicators()
    rows = [
        BySex(phone, Share(80, 100), Share(40, 100), 100.0),
        BySex(visit, Share(50, 100), None, 100.0),
        BySex(care, Share(50, 100), Share(52, 100), 100.0),
    ]
    blocks = written(lambda draft: sexes_section(draft, rows))
    assert len(charts(blocks)) == 1
    (said,) = [block for block in blocks if isinstance(block, Bullets)]
    assert [item.split(":")[0] for item in said.items] == ["Measure phone", "Measure care"]


def test_at_how_many_units_women_and_men_differ_is_told_with_the_units_where_they_are_few() -> None:
    pairs = compare_pairs(
        [
            UnitPair("backen", Share(190, 200), Share(60, 200)),
            UnitPair("teg", Share(100, 200), Share(101, 200)),
            UnitPair("asele", None, None),
        ]
    )
    (phone, *_rest) = indicators()
    row = BySex(phone, Share(80, 100), Share(40, 100), 100.0, pairs)
    (said,) = [block for block in written(lambda draft: sexes_section(draft, [row])) if isinstance(block, Bullets)]
    assert said.items[0].endswith(
        "Women and men differed by more than chance gives at 1 of 2 units. This holds for Backen."
    )


def test_small_charts_say_why_a_unit_has_too_few() -> None:
    few = frozenset({Month(2025, 8)})
    units = [UnitVariation(Label("Backen"), judged(*EVEN)), UnitVariation(Label("Teg"), judged(*EVEN), few)]
    made = replace(region(), settings=replace(region().settings, disclosure_minimum=5))
    with using("en"):
        draft = Draft(assess_region(made, as_of=AUGUST), "en")
        units_section(draft, indicators()[0], units)
    (chart,) = charts(draft.blocks)
    assert chart.note.endswith(
        "Too few, and gaps in lines: fewer than 5 persons or events; such figures are not shown."
    )


def test_small_charts_say_what_a_ring_is_where_there_is_one() -> None:
    doubtful = Point(Period(PeriodKind.MONTH, AUGUST), 40.0, note=Label("Rader saknas.", "Rows are lost."))
    even = [Point(Period(PeriodKind.MONTH, AUGUST.plus(at - 20)), value) for at, value in enumerate(EVEN)]

    def note(points: list[Point]) -> str:
        units = [UnitVariation(Label("Teg"), vary(Series(tuple(points), Direction.INCREASE)))]
        (chart,) = charts(written(lambda draft: units_section(draft, indicators()[0], units)))
        return chart.note

    ring = "Ring: an uncertain figure; beside the name stands the latest certain one."
    assert note([*even, doubtful]).endswith(ring)
    assert ring not in note(even)


def test_small_charts_name_the_target_that_all_units_share() -> None:
    units = [UnitVariation(Label(name), judged(*EVEN, target=90.0)) for name in UNITS.values()]
    (chart,) = charts(written(lambda draft: units_section(draft, indicators()[0], units)))
    assert chart.note.endswith("Dashed line: the target 90%.")


def everything() -> Insights:
    units = [assess_region(region(), as_of=AUGUST, unit=name) for name in UNITS]
    comparison = compare(
        [UnitFigure(name, Share(count, 200)) for name, count in zip(UNITS, (190, 150, 180), strict=True)]
    )
    return Insights(
        {"phone": judged(*EVEN, 60.0, target=95.0)},
        {"phone": [UnitVariation(Label(name), judged(*EVEN, target=90.0)) for name in UNITS.values()]},
        [Compared(indicators()[0], comparison, 100.0, 90.0)],
        [BySex(indicators()[0], Share(80, 100), Share(40, 100), 100.0)],
        units,
    )


def test_parts_without_anything_to_say_have_no_heading() -> None:
    blocks = written(lambda draft: insights_section(draft, Insights(by_sex=everything().by_sex), 2))
    assert [block.text for block in blocks if isinstance(block, Heading)] == ["Women and men"]
    assert written(lambda draft: insights_section(draft, Insights(), 2)) == []


def test_units_below_that_are_assessed_have_maps_and_small_charts_in_the_section() -> None:
    units = tuple(assess_region(region(), as_of=AUGUST, unit=name) for name in UNITS)
    below = UnitsBelow("centre", units, {"phone": {name: judged(*EVEN, target=90.0) for name in UNITS}})
    with using("en"):
        draft = Draft(assess_region(region(), as_of=AUGUST, below=below), "en")
        meaning_section(draft, 2)
    assert [chart.title for chart in charts(draft.blocks)] == [
        "Objectives by unit",
        "Indicators by unit",
        "Measure phone, unit by unit",
    ]
    assert [block.text for block in draft.blocks if isinstance(block, Heading)] == ["Units side by side"]


def test_all_formats_show_the_same_pictures_with_their_words() -> None:
    blocks = written(lambda draft: insights_section(draft, everything(), 1))
    document = replace(sample_document("en"), blocks=tuple(blocks))
    shown = charts(blocks)
    assert len(shown) == 6
    page = render_html(document).decode()
    word = docx.Document(BytesIO(render_docx(document)))
    told = " ".join(word.element.xpath("//wp:docPr/@descr"))
    paper = pypdf.PdfReader(BytesIO(render_pdf(document)))
    printed = re.sub(r"\s+", " ", " ".join(each.extract_text() for each in paper.pages))
    for chart in shown:
        assert chart.picture.alt in told
        assert chart.title in page
        assert chart.title in printed
    # Texts in the drawings: a word beside an icon, and a unit in a heat map.
    assert page.count(">deterioration</text>") >= 2
    assert "deterioration" in printed
    assert "Åsele" in printed
