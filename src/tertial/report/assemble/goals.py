"""The goal tree, goal by goal: words, judgement, indicators and charts."""

from __future__ import annotations

from tertial.assess.assessment import ObjectiveAssessment
from tertial.domain.goals import Goal
from tertial.domain.region import OutlineSection
from tertial.language import _
from tertial.report.assemble.draft import Draft
from tertial.report.assemble.indicators import indicator_comments, indicator_table
from tertial.report.assemble.objectives import judgement_table
from tertial.report.model import ParagraphStyle


def goals_section(draft: Draft, section: OutlineSection) -> None:
    """The whole tree, or the part below the section's node."""
    tree = draft.region.goals
    start = tree.find(section.node) if section.node else None
    roots = tree.roots if start is None else start.children
    if start is not None:
        _words(draft, start, section.level)
        _direct_indicators(draft, start, section.level)
    _nodes(draft, roots, section.level + 1)


def _nodes(draft: Draft, nodes: tuple[Goal, ...], level: int) -> None:
    """Nodes side by side: those with words or a judgement one by one, runs of bare ones in one table together."""
    bare: list[Goal] = []
    for node in nodes:
        if _is_bare(draft, node):
            bare.append(node)
            continue
        _table_of(draft, bare, level)
        bare.clear()
        _node(draft, node, level)
    _table_of(draft, bare, level)


def _is_bare(draft: Draft, node: Goal) -> bool:
    """A node without children, words or a person's judgement: a group of rows is enough for it."""
    has_words = draft.words(node.id) is not None
    assessed = _assessed(draft, node)
    judged = assessed is not None and assessed.judged is not None
    return not node.children and not has_words and not judged


def _node(draft: Draft, node: Goal, level: int) -> None:
    draft.heading(level, node.title)
    _words(draft, node, level)
    assessed = _assessed(draft, node)
    if assessed is not None and assessed.judged is not None:
        judgement_table(draft, assessed)
    _direct_indicators(draft, node, level)
    _nodes(draft, node.children, level + 1)


def _words(draft: Draft, node: Goal, level: int) -> None:
    if node.description is not None:
        draft.paragraph(node.description, ParagraphStyle.LEAD)
    draft.text(node.id, level)


def _direct_indicators(draft: Draft, node: Goal, level: int) -> None:
    if node.indicators:
        caption = _("{goal}: measures and outcomes").format(goal=draft.say(node.title).rstrip("."))
        indicator_table(draft, caption, [(None, node.indicators)])
        indicator_comments(draft, node.indicators, level + 1)


def _table_of(draft: Draft, nodes: list[Goal], level: int) -> None:
    """Bare nodes as groups of one table, each headed by its name."""
    if not nodes:
        return
    groups = [(node.title, node.indicators) for node in nodes]
    path = draft.region.goals.path(nodes[0].id)
    if len(path) > 1:
        level_name = next(draft.say(step.label) for step in draft.region.goals.levels if step.id == nodes[0].level)
        words = _("{goal}: measures by {level}")
        caption = words.format(goal=draft.say(path[-2].title).rstrip("."), level=level_name.lower())
    else:
        caption = _("{goal}: measures and outcomes").format(goal=draft.say(nodes[0].title).rstrip("."))
    indicator_table(draft, caption, groups)
    for node in nodes:
        indicator_comments(draft, node.indicators, level)


def _assessed(draft: Draft, node: Goal) -> ObjectiveAssessment | None:
    return next((found for found in draft.assessment.objectives if found.objective.id == node.id), None)
