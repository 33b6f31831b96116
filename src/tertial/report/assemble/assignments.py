"""Assignments from council and board: an overview, then each with its analysis and parts."""

from __future__ import annotations

from tertial.domain.assignments import Assignment, Periodicity
from tertial.domain.region import OutlineSection
from tertial.language import _
from tertial.report.assemble.draft import Draft
from tertial.report.assemble.indicator_rows import outcome_text
from tertial.report.assemble.statuses import late, progress
from tertial.report.model import Cell, Column, Row, Table
from tertial.report.numbers import DASH, day


def assignments_section(draft: Draft, section: OutlineSection) -> None:
    """The assignments of one giver, or of all in the order of the folder."""
    for giver, label in draft.region.givers.items():
        if section.given_by and giver != section.given_by:
            continue
        given = [assignment for assignment in draft.region.assignments if assignment.given_by == giver]
        if not given:
            continue
        if not section.given_by:
            draft.heading(section.level + 1, label)
        _overview(draft, draft.say(label), given)
        for assignment in given:
            _assignment(draft, assignment, section.level + (1 if section.given_by else 2))


def _overview(draft: Draft, caption: str, given: list[Assignment]) -> None:
    columns = (
        Column(_("Assignment"), weight=5.0),
        Column(_("Status"), weight=2.2),
        Column(_("Reported"), weight=1.4),
        Column(_("End date"), weight=2.1),
    )
    rows = tuple(Row(_overview_cells(draft, assignment)) for assignment in given)
    draft.add(Table(caption, columns, rows))


def _overview_cells(draft: Draft, assignment: Assignment) -> tuple[Cell, ...]:
    report = assignment.report(draft.as_of)
    is_late = assignment.is_late(draft.as_of.last_day, draft.as_of)
    return (
        draft.cell(assignment.title, sub=_addressees(draft, assignment)),
        Cell(status=late() if is_late else progress(report.status if report else None)),
        Cell(_("each tertial") if assignment.periodicity is Periodicity.TERTIAL else _("yearly")),
        Cell(DASH if assignment.end is None else day(assignment.end)),
    )


def _addressees(draft: Draft, assignment: Assignment) -> str:
    """Whom it is given to; each with its own status where that says more than the assignment's."""
    report = assignment.report(draft.as_of)
    stated = {addressee.status for addressee in assignment.addressees} - {None}
    alike = report is not None and stated == {report.status}
    names = []
    for addressee in assignment.addressees:
        name = draft.unit_name(addressee.unit)
        if addressee.status is not None and not alike:
            name = f"{name} ({progress(addressee.status).word})"
        names.append(name)
    return _("Given to: {units}").format(units=", ".join(names))


def _assignment(draft: Draft, assignment: Assignment, level: int) -> None:
    report = assignment.report(draft.as_of)
    figure = outcome_text(draft, assignment.indicator)
    silent = (report is None or report.analysis is None) and assignment.remark is None
    if silent and not assignment.parts and not figure:
        return
    draft.heading(level, assignment.title)
    if report is not None and report.analysis is not None:
        draft.written(report.analysis, level)
    if figure:
        draft.note(figure)
    if assignment.parts:
        columns = (Column(_("Part"), weight=5), Column(_("Status"), weight=1.4))
        rows = tuple(
            Row(
                (
                    draft.cell(part.title, sub="" if part.text is None else draft.say(part.text)),
                    Cell(status=progress(part.status)),
                )
            )
            for part in assignment.parts
        )
        draft.add(Table(_("Parts of: {title}").format(title=draft.say(assignment.title)), columns, rows))
    if assignment.remark is not None:
        draft.note(_("Remark: {text}").format(text=draft.say(assignment.remark)))
