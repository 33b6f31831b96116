"""Objectives: the glance, the summary table and one objective's judgement with the suggestions beside.

A person's judgement and outlook and what the program suggests both stand, each in its place; where they part a sign and
words say so.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from tertial.assess.assessment import IndicatorAssessment, ObjectiveAssessment
from tertial.assess.overall import overall
from tertial.domain.judgements import Outlook, Status
from tertial.domain.label import opened
from tertial.domain.region import OutlineSection
from tertial.language import _
from tertial.report.assemble.draft import Draft
from tertial.report.assemble.statuses import OTHERWISE, outlook, status, sureness_word
from tertial.report.model import (
    Cell,
    Column,
    Paragraph,
    ParagraphStyle,
    Row,
    RowKind,
    Table,
    Tile,
    Tiles,
)
from tertial.report.numbers import month_year

_TILES = (Status.MET, Status.PARTLY_MET, Status.NOT_MET)


def glance_section(draft: Draft, section: OutlineSection) -> None:
    """How many objectives (or, where nobody has judged any, measures) stand how, as tiles and a sentence."""
    judged = [found.judgement for found in draft.assessment.objectives if found.judged is not None]
    if judged:
        level = draft.region.goals.objective_level
        label = next(step.label for step in draft.region.goals.levels if step.id == level)
        _tiles(
            draft,
            judged,
            _("{level} judgements as of {month}").format(level=draft.say(label), month=month_year(draft.as_of)),
            _outlooks(draft),
        )
    else:
        rows = [overall(found) for found in _in_tree(draft)]
        _tiles(draft, [row.status for row in rows], _("Measures in the goal tree"), _unjudged(rows))
    if section.text:
        draft.text(section.text, section.level, lead=True)


def _in_tree(draft: Draft) -> Iterable[tuple[IndicatorAssessment, ...]]:
    names = dict.fromkeys(name for goal in draft.region.goals.walk() for name in goal.indicators)
    return [draft.assessment.of(name) for name in names]


def _tiles(draft: Draft, statuses: list[Status], what: str, more: str) -> None:
    """How many stand how, what was counted, and what there is more to know of the counts."""
    counts = Counter(statuses)
    rest = len(statuses) - sum(counts[value] for value in _TILES)
    tiles = [Tile(str(counts[value]), _tile_word(value, counts[value]), status(value)) for value in _TILES]
    tiles.append(Tile(str(rest), _("cannot be judged"), status(Status.NO_DATA)))
    alt = f"{what}: {', '.join(f'{tile.number} {tile.word}' for tile in tiles)}."
    draft.add(Tiles(tuple(tiles), alt))
    draft.add(Paragraph(f"{what}: {len(statuses)}.{more}", ParagraphStyle.NOTE))


def _tile_word(value: Status, count: int) -> str:
    """The word beside a count, for one or for many."""
    if count == 1:
        return {Status.MET: _("is met"), Status.PARTLY_MET: _("is partly met")}.get(value, _("is not met"))
    return {Status.MET: _("are met"), Status.PARTLY_MET: _("are partly met")}.get(value, _("are not met"))


def _outlooks(draft: Draft) -> str:
    """How many objectives have which outlook for the year; nothing where none is stated."""
    counts = Counter(found.outlook for found in draft.assessment.objectives if found.outlook is not None)
    words = [f"{counts[value]} {outlook(value).word}" for value in Outlook if counts[value]]
    return f" {_('Outlook for the year')}: {', '.join(words)}." if words else ""


def _unjudged(rows: Sequence[IndicatorAssessment]) -> str:
    """Why measures cannot be judged: followed up later, no figure, nothing to compare with, no target."""
    unknown = [row for row in rows if row.status is Status.NO_DATA]
    reasons = (
        (sum(row.status is Status.NOT_DUE for row in rows), _("followed up later")),
        (sum(row.value is None for row in unknown), _("without an outcome")),
        (sum(row.value is not None for row in unknown), _("without anything to compare with")),
        (sum(row.status is Status.NO_TARGET for row in rows), _("without a target")),
    )
    parts = [f"{count} {words}" for count, words in reasons if count]
    return f" {_('Of those that cannot be judged:')} {', '.join(parts)}." if parts else ""


def summary_section(draft: Draft) -> None:
    """All objectives under their goals, each with judgement, suggestion and outlook, and why.

    Where nobody has judged, or nobody has stated an outlook, that is said once below instead of on every row.
    """
    objectives = draft.assessment.objectives
    judged = any(found.judged is not None for found in objectives)
    stated = any(found.outlook is not None for found in objectives)
    told = any(found.suggested_outlook is not None for found in objectives)
    expected = stated or told
    rows: list[Row] = []
    above = ""
    for found in objectives:
        path = draft.region.goals.path(found.objective.id)
        parent = path[-2] if len(path) > 1 else None
        if parent is not None and parent.id != above:
            above = parent.id
            rows.append(Row((draft.cell(parent.title, bold=True),), RowKind.GROUP))
        rows.append(Row(_summary_cells(draft, found, judged=judged, expected=expected)))
    columns = [Column(_level_name(draft), weight=3.6 if told else 4.6)]
    if judged:
        columns.append(Column(_("Judgement"), weight=1.8))
    columns.append(Column(_("The rule suggests"), weight=3.3))
    if expected:
        columns.append(Column(_("Outlook for the year"), weight=3.3 if told else 2.2))
    notes = [_("A judgement is a person's; the rule's suggestion rests on the indicators and stands beside.")]
    if not judged:
        notes.append(_("No judgement is stated by a person for this period."))
    if not stated:
        notes.append(_("No outlook for the year is stated."))
    if any(found.differs or found.outlook_differs for found in objectives):
        notes.append(_("Where a person and the program part, {sign} says so; both stand.").format(sign=OTHERWISE))
    draft.add(Table(_("All objectives"), tuple(columns), tuple(rows), (" ".join(notes),)))


def _level_name(draft: Draft) -> str:
    """What the region calls its objectives."""
    tree = draft.region.goals
    return next(draft.say(level.label) for level in tree.levels if level.id == tree.objective_level)


def _summary_cells(draft: Draft, found: ObjectiveAssessment, *, judged: bool, expected: bool) -> tuple[Cell, ...]:
    cells = [draft.cell(found.objective.title, sub=_why(draft, found))]
    if judged:
        cells.append(Cell(_("none stated")) if found.judged is None else _judgement(found))
    cells.append(_suggestion(found))
    if expected:
        cells.append(_outlook(found))
    return tuple(cells)


def _judgement(found: ObjectiveAssessment) -> Cell:
    """A person's judgement; where the rule's is another, that too."""
    parts = _("{sign} the rule suggests otherwise").format(sign=OTHERWISE) if found.differs else ""
    return Cell(status=status(found.judgement), sub=parts)


def _suggestion(found: ObjectiveAssessment) -> Cell:
    """What the rule suggests, by what, how sure that is and why.

    Where it is uncertain, what it rests on says so first.
    """
    words = found.suggested_by
    if found.sureness is not None and not found.uncertain:
        words = f"{words}. {opened(sureness_word(found.sureness))}: {found.sureness_by}."
    return Cell(status=status(found.suggested), sub=words)


def _outlook(found: ObjectiveAssessment) -> Cell:
    """A person's outlook, and below it what the forecasts suggest and by what."""
    words = ""
    if found.suggested_outlook is not None:
        words = _("The forecasts say: {outlook}. {counts}.")
        if found.outlook_differs:
            words = _("{sign} The forecasts say otherwise: {outlook}. {counts}.")
        words = words.format(
            sign=OTHERWISE, outlook=outlook(found.suggested_outlook).word, counts=found.suggested_outlook_by
        )
    if found.outlook is None:
        return Cell(_("none stated"), sub=words)
    return Cell(status=outlook(found.outlook), sub=words)


def _why(draft: Draft, found: ObjectiveAssessment) -> str:
    """The reason that a reader must not miss: why the year cannot be judged, or why the period cannot."""
    if found.outlook is Outlook.CANNOT_BE_JUDGED and found.outlook_reason is not None:
        return draft.say(found.outlook_reason)
    if found.judged is not None and not found.judgement.is_judged and found.reason is not None:
        return draft.say(found.reason)
    return ""


def judgement_table(draft: Draft, found: ObjectiveAssessment) -> None:
    """One objective's judgement, suggestion and outlook, with the reasons in words below."""
    cells = (_judgement(found), _suggestion(found), _outlook(found))
    columns = (
        Column(_("Judgement of the period"), weight=2),
        Column(_("The rule suggests"), weight=3),
        Column(_("Outlook for the year"), weight=3),
    )
    notes = []
    if found.reason is not None:
        notes.append(_("On the judgement: {text}").format(text=draft.say(found.reason)))
    if found.outlook_reason is not None:
        notes.append(_("On the outlook: {text}").format(text=draft.say(found.outlook_reason)))
    if found.judged is not None and found.judged.remark is not None:
        notes.append(_("Remark: {text}").format(text=draft.say(found.judged.remark)))
    if found.differs:
        notes.append(_("The judgement and the rule differ; both stand."))
    if found.outlook_differs:
        notes.append(_("The outlook and the forecasts differ; both stand."))
    caption = _("Judgement: {objective}").format(objective=draft.say(found.objective.title).rstrip("."))
    draft.add(Table(caption, columns, (Row(cells),), tuple(notes)))
