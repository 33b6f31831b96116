"""Actions: aim, own target and outcome, status and comment, and where a status was read out of words."""

from dataclasses import replace

from tertial.assess.effects.action_effect import ActionEffect
from tertial.assess.effects.before_and_after import effect_of
from tertial.assess.effects.effect import Effect, Method, MonthFigure, Reason, Scale, Start
from tertial.domain.actions import Action, ActionReport, StatusFrom
from tertial.domain.assignments import Progress
from tertial.domain.calendar import Month
from tertial.domain.goals import Goal
from tertial.domain.label import Label
from tertial.domain.region import OutlineSection, Region, Section
from tertial.language import using
from tertial.report.assemble.actions import actions_section
from tertial.report.model import Block, Chart, Heading, Paragraph
from tests.unit.assess.cast import AUGUST, a_region, an_indicator
from tests.unit.report.assemble.cast import a_draft, a_section, blocks_of, heads, seen, tables, the_table, under

START = Start(Month(2024, 9))
FIGURES = tuple(
    MonthFigure(Month(2023, 1).plus(place), 70.0 + place % 5 + (10 if place >= 20 else 0)) for place in range(32)
)
SECTION = a_section(Section.ACTIONS)
OUT_OF_WORDS = "Där statussymbolen har gått förlorad är statusen utläst ur kommentaren."


def an_action(name: str = "evening", **changes: object) -> Action:
    return replace(
        Action(
            name, "care", Label("Kvällsöppet"), Label("Starta en pilot"),
            reports=(ActionReport(AUGUST, Progress.IN_PROGRESS, comment=Label("Piloten pågår.")),),
        ),
        **changes,  # type: ignore[arg-type]
    )  # fmt: skip


def with_actions(*actions: Action) -> Region:
    below = Goal("access", "objective", Label("Tillgänglighet"))
    goals = [Goal("care", "goal", Label("Vård"), children=(below,)), Goal("staff", "goal", Label("Personal"))]
    return replace(a_region(goals=goals), actions=actions)


def written(*actions: Action, section: OutlineSection = SECTION) -> list[Block]:
    return blocks_of(with_actions(*actions), lambda draft: actions_section(draft, section))


def test_an_action_tells_aim_status_and_comment() -> None:
    table = the_table(written(an_action(number="3")))
    assert heads(table) == ["Mål och åtgärd", "Status", "Kommentar"]
    cells = under(table, "3. Kvällsöppet")
    assert cells["Mål och åtgärd"].sub == "Starta en pilot"
    assert [seen(cells[head]) for head in ("Status", "Kommentar")] == ["pågående", "Piloten pågår."]


def test_own_targets_and_outcomes_have_columns_where_an_action_has_one() -> None:
    table = the_table(written(an_action(target=Label("50 %"), outcome=Label("1,0 %")), an_action("other")))
    assert heads(table) == ["Mål och åtgärd", "Eget mål", "Utfall", "Status", "Kommentar"]
    assert [[seen(cell) for cell in row.cells[1:3]] for row in table.rows] == [["50\u00a0%", "1,0\u00a0%"], ["–", "–"]]


def test_an_action_that_nobody_reported_says_so() -> None:
    cells = under(the_table(written(an_action(reports=()))), "Kvällsöppet")
    assert [seen(cells[head]) for head in ("Status", "Kommentar")] == ["inte angivet", "–"]


def test_actions_stand_in_a_table_for_each_root_that_has_some() -> None:
    blocks = written(an_action(), an_action("below", node="access"), an_action("staff", node="staff"))
    assert [(block.level, block.text) for block in blocks if isinstance(block, Heading)] == [
        (2, "Vård"),
        (2, "Personal"),
    ]
    assert [(table.caption, len(table.rows)) for table in tables(blocks)] == [
        ("Åtgärder: Vård", 2),
        ("Åtgärder: Personal", 1),
    ]


def test_a_section_of_one_node_has_the_actions_below_it_and_no_heading_more() -> None:
    blocks = written(an_action(), an_action("staff", node="staff"), section=replace(SECTION, node="staff"))
    assert the_table(blocks).caption == "Åtgärder: Personal"
    assert len(blocks) == 1


def test_statuses_read_out_of_words_are_told_once_in_the_report() -> None:
    lost = (ActionReport(AUGUST, Progress.DONE, StatusFrom.WORDS, Label("Klart.")),)
    first, second = tables(written(an_action(reports=lost), an_action("staff", node="staff", reports=lost)))
    assert (first.notes[:1], second.notes) == ((OUT_OF_WORDS,), ())
    assert OUT_OF_WORDS not in the_table(written(an_action())).notes


def test_an_effect_stands_below_the_table_with_its_picture_and_its_sentence() -> None:
    action = an_action(indicator="phone", started=START.month)
    (_table, chart) = told(action, effect_of(FIGURES, START, Scale.POINTS))
    assert isinstance(chart, Chart)
    assert chart.title == "Measure phone, before and after the action"
    assert chart.note.startswith("After the action “Starta en pilot” the share rose by ")
    assert chart.note in chart.picture.alt


def test_an_effect_that_cannot_be_told_has_its_reason_and_no_picture() -> None:
    none = Effect(Scale.POINTS, Method.BEFORE, START, 0, 0, reason=Reason.OVERLAPPING)
    (_table, paragraph) = told(an_action(indicator="phone", started=START.month), none)
    assert isinstance(paragraph, Paragraph)
    assert paragraph.text.startswith("The effect of the action “Starta en pilot” cannot be told: each month’s figure")


def test_an_action_that_is_not_done_at_the_unit_is_named_below_the_table() -> None:
    none = Effect(Scale.POINTS, Method.BEFORE, START, 0, 0, reason=Reason.NOT_HERE)
    blocks = told(an_action(indicator="phone", started=START.month), none)
    assert the_table(blocks).notes == ("Not done at this unit, so that there is no effect to tell: Kvällsöppet.",)
    assert len(blocks) == 1


def test_actions_without_a_start_say_so_once_or_by_name_beside_those_that_have_one() -> None:
    region = with_actions(an_action(), an_action("staff", node="staff"))
    first, second = tables(blocks_of(region, lambda draft: actions_section(draft, SECTION), language="en"))
    assert first.notes == ("Where no start month is given, the effect of an action cannot be told.",)
    assert second.notes == ()
    started = an_action("other", indicator="phone", started=START.month)
    region = with_actions(an_action(aim=Label("Kvällar")), started)
    table = the_table(blocks_of(region, lambda draft: actions_section(draft, SECTION), language="en"))
    assert table.notes == ("No start month is given, so the effect cannot be told: Kvällar.",)


def told(action: Action, effect: Effect) -> list[Block]:
    """What an English report says of an action with this effect."""
    with using("en"):
        draft = a_draft(with_actions(action), "en")
        effects = {action.id: ActionEffect(action, an_indicator(), ("board",), effect, FIGURES)}
        draft.assessment = replace(draft.assessment, effects=effects)
        actions_section(draft, SECTION)
        return [block for block in draft.blocks if not isinstance(block, Heading)]
