"""Actions: aim, own target and outcome, status and comment, and where a status was read out of words."""

from dataclasses import replace

from tertial.domain.actions import Action, ActionReport, StatusFrom
from tertial.domain.assignments import Progress
from tertial.domain.goals import Goal
from tertial.domain.label import Label
from tertial.domain.region import OutlineSection, Region, Section
from tertial.report.assemble.actions import actions_section
from tertial.report.model import Block, Heading
from tests.unit.assess.cast import AUGUST, a_region
from tests.unit.report.assemble.cast import a_section, blocks_of, heads, seen, tables, the_table, under

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
    assert (first.notes, second.notes) == ((OUT_OF_WORDS,), ())
    assert the_table(written(an_action())).notes == ()
