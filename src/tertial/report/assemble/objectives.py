"""Objectives: the glance, the summary table and one objective's judgement with the rule's suggestion beside."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from tertial.assess.assessment import IndicatorAssessment, ObjectiveAssessment
from tertial.assess.overall import overall
from tertial.domain.judgements import Outlook, Status
from tertial.domain.region import OutlineSection
from tertial.language import _
from tertial.report.assemble.draft import Draft
from tertial.report.assemble.statuses import outlook, status
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
from tertial.report.numbers import DASH, month_year

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
            _("{level}: judged as of {month}").format(level=draft.say(label), month=month_year(draft.as_of)),
        )
    else:
        statuses = [overall(rows).status for rows in _in_tree(draft)]
        _tiles(draft, statuses, _("Measures in the goal tree"))
    if section.text:
        draft.text(section.text, section.level, lead=True)


def _in_tree(draft: Draft) -> Iterable[tuple[IndicatorAssessment, ...]]:
    names = dict.fromkeys(name for goal in draft.region.goals.walk() for name in goal.indicators)
    return [draft.assessment.of(name) for name in names]


def _tiles(draft: Draft, statuses: list[Status], what: str) -> None:
    counts = Counter(statuses)
    rest = len(statuses) - sum(counts[value] for value in _TILES)
    words = (_("are met"), _("are partly met"), _("are not met"))
    tiles = [Tile(str(counts[value]), word, status(value)) for value, word in zip(_TILES, words, strict=True)]
    tiles.append(Tile(str(rest), _("cannot be judged"), status(Status.NO_DATA)))
    alt = f"{what}: {', '.join(f'{tile.number} {tile.word}' for tile in tiles)}."
    draft.add(Tiles(tuple(tiles), alt))
    reasons = {
        Status.NOT_DUE: _("{count} are followed up later"),
        Status.NO_DATA: _("{count} have no outcome"),
        Status.NO_TARGET: _("{count} have no target"),
    }
    parts = [text.format(count=counts[value]) for value, text in reasons.items() if counts[value]]
    explained = f" {_('Of those that cannot be judged:')} {', '.join(parts)}." if len(parts) > 0 and rest else ""
    draft.add(Paragraph(f"{what}: {len(statuses)}.{explained}", ParagraphStyle.NOTE))


def summary_section(draft: Draft) -> None:
    """All objectives under their goals, each with judgement, suggestion and outlook, and why.

    Where nobody has judged, or nobody has stated an outlook, that is said once below instead of on every row.
    """
    objectives = draft.assessment.objectives
    judged = any(found.judged is not None for found in objectives)
    expected = any(found.outlook is not None for found in objectives)
    rows: list[Row] = []
    above = ""
    for found in objectives:
        path = draft.region.goals.path(found.objective.id)
        parent = path[-2] if len(path) > 1 else None
        if parent is not None and parent.id != above:
            above = parent.id
            rows.append(Row((draft.cell(parent.title, bold=True),), RowKind.GROUP))
        rows.append(Row(_summary_cells(draft, found, judged=judged, expected=expected)))
    columns = [Column(_level_name(draft), weight=5)]
    if judged:
        columns.append(Column(_("Judgement"), weight=1.8))
    columns.append(Column(_("The rule suggests"), weight=2.9))
    if expected:
        columns.append(Column(_("Outlook for the year"), weight=2.2))
    notes = [_("A judgement is a person's; the rule's suggestion rests on the indicators and stands beside.")]
    if not judged:
        notes.append(_("No judgement is stated by a person for this period."))
    if not expected:
        notes.append(_("No outlook for the year is stated."))
    draft.add(Table(_("All objectives"), tuple(columns), tuple(rows), (" ".join(notes),)))


def _level_name(draft: Draft) -> str:
    """What the region calls its objectives."""
    tree = draft.region.goals
    return next(draft.say(level.label) for level in tree.levels if level.id == tree.objective_level)


def _summary_cells(draft: Draft, found: ObjectiveAssessment, *, judged: bool, expected: bool) -> tuple[Cell, ...]:
    cells = [draft.cell(found.objective.title, sub=_why(draft, found))]
    if judged:
        cells.append(Cell(_("none stated")) if found.judged is None else Cell(status=status(found.judgement)))
    cells.append(Cell(status=status(found.suggested), sub=found.suggested_by))
    if expected:
        cells.append(Cell(DASH) if found.outlook is None else Cell(status=outlook(found.outlook)))
    return tuple(cells)


def _why(draft: Draft, found: ObjectiveAssessment) -> str:
    """The reason that a reader must not miss: why the year cannot be judged, or why the period cannot."""
    if found.outlook is Outlook.CANNOT_BE_JUDGED and found.outlook_reason is not None:
        return draft.say(found.outlook_reason)
    if found.judged is not None and not found.judgement.is_judged and found.reason is not None:
        return draft.say(found.reason)
    return ""


def judgement_table(draft: Draft, found: ObjectiveAssessment) -> None:
    """One objective's judgement, suggestion and outlook, with the reasons in words below."""
    cells = (
        Cell(status=status(found.judgement)),
        Cell(status=status(found.suggested), sub=found.suggested_by),
        Cell(DASH) if found.outlook is None else Cell(status=outlook(found.outlook)),
    )
    columns = (
        Column(_("Judgement of the period"), weight=2),
        Column(_("The rule suggests"), weight=3),
        Column(_("Outlook for the year"), weight=2.2),
    )
    notes = [draft.say(text) for text in (found.reason, found.outlook_reason) if text is not None]
    if found.judged is not None and found.judged.remark is not None:
        notes.append(_("Remark: {text}").format(text=draft.say(found.judged.remark)))
    if found.differs:
        notes.append(_("The judgement and the rule differ; both stand."))
    caption = _("Judgement: {objective}").format(objective=draft.say(found.objective.title))
    draft.add(Table(caption, columns, (Row(cells),), tuple(dict.fromkeys(notes))))
