"""Reads goals.yaml: the goal tree, its levels in order and its ids once."""

from __future__ import annotations

from collections.abc import Iterator

from tertial.definitions.document import Document, read_document
from tertial.definitions.findings import Findings
from tertial.definitions.folder import RegionFolder
from tertial.definitions.references import References, Referred
from tertial.definitions.schema.goals import GoalEntry, GoalsFile
from tertial.definitions.settings import RegionSettings
from tertial.domain.goals import Goal, GoalTree
from tertial.language import _

PATH = "goals.yaml"

Place = tuple[str | int, ...]


def read_goals(
    folder: RegionFolder, region: RegionSettings | None, references: References, findings: Findings
) -> GoalTree | None:
    """The goal tree, or None when something in it is wrong; its ids become known."""
    document = read_document(folder, PATH, GoalsFile, findings) if folder.has(PATH) else None
    if document is None or document.contents is None:
        return None
    goals = document.contents.goals
    references.learn(Referred.GOAL, [goal.id for goal, _place, _above in _walk(goals)])
    _check(document, goals, region, references, findings)
    if region is None or findings.errors_in(PATH):
        return None
    return GoalTree(region.levels, tuple(_goal(goal) for goal in goals), region.objective_level)


def _walk(
    goals: list[GoalEntry], place: Place = ("goals",), above: tuple[GoalEntry, ...] = ()
) -> Iterator[tuple[GoalEntry, Place, tuple[GoalEntry, ...]]]:
    """Each node with its place in the file and the nodes above it, from the top."""
    for position, goal in enumerate(goals):
        here = (*place, position)
        yield goal, here, above
        yield from _walk(goal.children, (*here, "children"), (*above, goal))


def _check(
    document: Document[GoalsFile],
    goals: list[GoalEntry],
    region: RegionSettings | None,
    references: References,
    findings: Findings,
) -> None:
    order = {level.id: rank for rank, level in enumerate(region.levels)} if region is not None else {}
    seen: dict[str, int] = {}
    for goal, place, above in _walk(goals):
        line = document.line(*place, "id")
        if goal.id in {node.id for node in above}:
            findings.add("E503", PATH, line, goal.id, _("an id that no goal above it has"))
        elif goal.id in seen:
            expected = _("an id that line {other} does not have").format(other=seen[goal.id])
            findings.add("E414", PATH, line, goal.id, expected)
        seen.setdefault(goal.id, line)
        level_line = document.line(*place, "level")
        known = references.check(Referred.LEVEL, goal.level, PATH, level_line)
        if known and above and order.get(goal.level, 0) <= order.get(above[-1].level, -1):
            expected = _("a level below {level}").format(level=above[-1].level)
            findings.add("E506", PATH, level_line, goal.level, expected)
        for position, indicator in enumerate(goal.indicators):
            indicator_line = document.line(*place, "indicators", position)
            references.check(Referred.INDICATOR, indicator, PATH, indicator_line)
            if indicator in goal.indicators[:position]:
                findings.add("E414", PATH, indicator_line, indicator, _("each indicator once under a goal"))


def _goal(entry: GoalEntry) -> Goal:
    return Goal(
        id=entry.id,
        level=entry.level,
        title=entry.title,
        description=entry.description,
        indicators=tuple(entry.indicators),
        children=tuple(_goal(child) for child in entry.children),
    )
