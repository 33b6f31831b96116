"""Reads actions.yaml: what is done to come closer to the goals."""

from __future__ import annotations

from tertial.definitions.assignments import check_ids, check_months
from tertial.definitions.document import read_document
from tertial.definitions.findings import Findings
from tertial.definitions.folder import RegionFolder
from tertial.definitions.references import References, Referred
from tertial.definitions.schema.assignments import ActionEntry, ActionsFile
from tertial.domain.actions import Action, ActionReport

PATH = "actions.yaml"


def read_actions(folder: RegionFolder, references: References, findings: Findings) -> tuple[Action, ...]:
    """The actions that can be read; everything wrong is noted."""
    document = read_document(folder, PATH, ActionsFile, findings) if folder.has(PATH) else None
    if document is None:
        return ()
    entries = document.each("actions", ActionEntry)
    check_ids(PATH, [(document.line("actions", place, "id"), entry.id) for place, entry in entries], findings)
    for place, entry in entries:
        references.check(Referred.GOAL, entry.node, PATH, document.line("actions", place, "node"))
        if entry.indicator:
            references.check(Referred.INDICATOR, entry.indicator, PATH, document.line("actions", place, "indicator"))
        months = [
            (document.line("actions", place, "reports", at, "period"), report.period)
            for at, report in enumerate(entry.reports)
        ]
        check_months(PATH, months, findings)
    if findings.errors_in(PATH):
        return ()
    return tuple(_action(entry) for _place, entry in entries)


def _action(entry: ActionEntry) -> Action:
    reports = tuple(
        ActionReport(report.period, report.status, report.status_from, report.comment) for report in entry.reports
    )
    return Action(
        id=entry.id,
        node=entry.node,
        aim=entry.aim,
        action=entry.action,
        number=entry.number,
        target=entry.target,
        outcome=entry.outcome,
        indicator=entry.indicator,
        reports=reports,
    )
