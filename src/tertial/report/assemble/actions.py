"""Actions on the goal tree, with own target and outcome, status and comment, and what each has changed."""

from __future__ import annotations

from tertial.assess.effects.action_effect import ActionEffect
from tertial.assess.effects.effect import Reason
from tertial.domain.actions import Action, StatusFrom
from tertial.domain.goals import Goal
from tertial.domain.region import OutlineSection
from tertial.language import _
from tertial.report.assemble.draft import Draft
from tertial.report.assemble.indicator_rows import outcome_text
from tertial.report.assemble.statuses import progress
from tertial.report.effect_picture import effect_picture
from tertial.report.effects import told_effect
from tertial.report.model import Cell, Chart, Column, Row, Table
from tertial.report.numbers import DASH


def actions_section(draft: Draft, section: OutlineSection) -> None:
    """The actions of the section's node and those below it, or of the whole tree, a table for each root.

    Below it stands the effect of each action that has a start, with its picture, or why it cannot be told.
    """
    tree = draft.region.goals
    node = tree.find(section.node) if section.node else None
    roots = tree.roots if node is None else (node,)
    for root in roots:
        names = {goal.id for goal in root.walk()}
        actions = [action for action in draft.region.actions if action.node in names]
        if not actions:
            continue
        if node is None:
            draft.heading(section.level + 1, root.title)
        _table(draft, root, actions)
        for action in actions:
            told = draft.assessment.effects.get(action.id)
            if told is not None and told.effect.reason is not Reason.NOT_HERE:
                _effect(draft, told)


def _table(draft: Draft, root: Goal, actions: list[Action]) -> None:
    own = any(
        action.target is not None or action.outcome is not None or outcome_text(draft, action.indicator)
        for action in actions
    )
    columns = [Column(_("Aim and action"), weight=4.4)]
    if own:
        columns += [Column(_("Own target"), weight=1.5), Column(_("Outcome"), weight=1.9)]
    columns += [Column(_("Status"), weight=1.7), Column(_("Comment"), weight=4.0)]
    rows = tuple(Row(_cells(draft, action, own)) for action in actions)
    notes: tuple[str, ...] = ()
    if any(_from_words(draft, action) for action in actions):
        notes = draft.once(_("Where the status symbol is lost, the status is read out of the comment."))
    notes += (*_elsewhere(draft, actions), *_no_start(draft, actions))
    draft.add(Table(_("Actions: {goal}").format(goal=draft.say(root.title)), tuple(columns), rows, notes))


def _elsewhere(draft: Draft, actions: list[Action]) -> tuple[str, ...]:
    """Which actions are not done at the unit that the report is about."""
    effects = draft.assessment.effects
    names = [
        draft.say(action.aim)
        for action in actions
        if (told := effects.get(action.id)) is not None and told.effect.reason is Reason.NOT_HERE
    ]
    words = _("Not done at this unit, so that there is no effect to tell: {actions}.")
    return (words.format(actions=", ".join(names)),) if names else ()


def _no_start(draft: Draft, actions: list[Action]) -> tuple[str, ...]:
    """That nothing is told of actions without a start: once in the report, or by name beside others that have one."""
    without = [draft.say(action.aim) for action in actions if action.started is None]
    if len(without) == len(actions):
        return draft.once(_("Where no start month is given, the effect of an action cannot be told."))
    words = _("No start month is given, so the effect cannot be told: {actions}.")
    return (words.format(actions=", ".join(without)),) if without else ()


def _effect(draft: Draft, told: ActionEffect) -> None:
    """The picture with the sentence as its own note, so that both stand on one page; the reason alone without one."""
    indicator, (sentence, notes) = told.indicator, told_effect(told)
    name = draft.say(indicator.name)
    picture = effect_picture(
        told.effect,
        told.figures,
        title=name,
        action=draft.say(told.action.action),
        unit=indicator.value_unit,
        decimals=indicator.decimals,
    )
    words = " ".join((sentence, *notes))
    if picture is None:
        draft.note(words)
    else:
        draft.add(Chart(_("{measure}, before and after the action").format(measure=name), picture, words))


def _from_words(draft: Draft, action: Action) -> bool:
    report = action.report(draft.as_of)
    return report is not None and report.status is not None and report.status_from is StatusFrom.WORDS


def _cells(draft: Draft, action: Action, own: bool) -> tuple[Cell, ...]:
    report = action.report(draft.as_of)
    number = f"{action.number}. " if action.number else ""
    aim = Cell(f"{number}{draft.say(action.aim)}", sub=draft.say(action.action), language=draft.foreign(action.aim))
    cells = [aim]
    if own:
        cells.append(Cell(DASH) if action.target is None else draft.cell(action.target))
        figure = Cell(outcome_text(draft, action.indicator, named=False) or DASH)
        cells.append(figure if action.outcome is None else draft.cell(action.outcome))
    comment = report.comment if report is not None else None
    cells += [
        Cell(status=progress(report.status if report is not None else None)),
        Cell(DASH) if comment is None else draft.cell(comment),
    ]
    return tuple(cells)
