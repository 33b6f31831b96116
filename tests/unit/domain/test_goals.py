"""The goal tree, to any depth."""

from __future__ import annotations

import pytest

from tertial.domain.goals import Goal, GoalTree, Level
from tertial.domain.label import Label

LEVELS = tuple(Level(name, Label(name)) for name in ("perspective", "goal", "objective"))


def a_goal(name: str, level: str, *children: Goal, indicators: tuple[str, ...] = ()) -> Goal:
    return Goal(name, level, Label(name), indicators=indicators, children=children)


def a_tree(*roots: Goal) -> GoalTree:
    return GoalTree(LEVELS, roots, "objective")


TREE = a_tree(
    a_goal(
        "citizens",
        "perspective",
        a_goal("access", "goal", a_goal("phone", "objective", indicators=("calls", "digital"))),
        a_goal("health", "objective", indicators=("calls",)),
    ),
    a_goal("economy", "perspective"),
)


def test_nodes_are_walked_in_printed_order() -> None:
    assert [goal.id for goal in TREE.walk()] == ["citizens", "access", "phone", "health", "economy"]


def test_objectives_stand_at_their_level_whatever_is_above_them() -> None:
    assert [goal.id for goal in TREE.objectives] == ["phone", "health"]


def test_an_objective_may_have_no_indicator() -> None:
    assert a_tree(a_goal("calm", "objective")).objectives[0].indicators == ()


def test_the_path_leads_from_the_root_to_the_node() -> None:
    assert [goal.id for goal in TREE.path("phone")] == ["citizens", "access", "phone"]
    assert [goal.id for goal in TREE.path("economy")] == ["economy"]
    assert TREE.path("nowhere") == ()


def test_an_indicator_may_stand_under_several_nodes() -> None:
    assert [goal.id for goal in TREE.goals_of("calls")] == ["phone", "health"]
    assert TREE.goals_of("nothing") == ()


def test_a_node_is_found_by_its_id() -> None:
    found = TREE.find("access")
    assert found is not None
    assert found.level == "goal"
    assert TREE.find("nowhere") is None


@pytest.mark.parametrize(
    ("root", "message"),
    [
        (a_goal("a", "perspective", a_goal("a", "goal")), "stands twice"),
        (a_goal("a", "goal", a_goal("b", "perspective")), "cannot stand under"),
        (a_goal("a", "goal", a_goal("b", "goal")), "cannot stand under"),
        (a_goal("a", "vision"), "not one of the levels"),
        (a_goal("a", "goal", a_goal("b", "vision")), "not one of the levels"),
    ],
)
def test_a_tree_that_does_not_hold_together_is_refused(root: Goal, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        a_tree(root)


def test_a_tree_whose_objectives_have_no_level_is_refused() -> None:
    with pytest.raises(ValueError, match="not one of the levels"):
        GoalTree(LEVELS, (), "vision")


def test_an_indicator_stands_once_under_a_node() -> None:
    with pytest.raises(ValueError, match="stands twice"):
        a_goal("a", "goal", indicators=("calls", "calls"))


@pytest.mark.parametrize("name", ["Phone", "phone same", "phone_same", "-phone", "phone-", "a--b", "åtgärd", ""])
def test_a_name_that_is_no_id_is_refused(name: str) -> None:
    with pytest.raises(ValueError, match="is no id"):
        Goal(name, "goal", Label("Mål"))
