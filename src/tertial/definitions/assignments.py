"""Reads assignments.yaml: what council and board have asked for."""

from __future__ import annotations

from collections.abc import Iterable

from tertial.definitions.document import Document, read_document
from tertial.definitions.findings import Findings
from tertial.definitions.folder import RegionFolder
from tertial.definitions.references import References, Referred
from tertial.definitions.schema.assignments import AssignmentEntry, AssignmentsFile
from tertial.domain.assignments import Addressee, Assignment, AssignmentReport, Part
from tertial.domain.calendar import Month
from tertial.domain.label import Label
from tertial.language import _

PATH = "assignments.yaml"


def read_assignments(
    folder: RegionFolder, references: References, findings: Findings
) -> tuple[dict[str, Label], tuple[Assignment, ...]]:
    """The givers, and the assignments that can be read; everything wrong is noted, their ids become known."""
    if not folder.has(PATH):
        references.learn(Referred.GIVER, ())
        references.learn(Referred.ASSIGNMENT, ())
        return {}, ()
    document = read_document(folder, PATH, AssignmentsFile, findings)
    if document is None:
        return {}, ()
    givers: dict[str, Label] = {}
    if document.contents is not None:
        givers = dict(document.contents.givers)
        references.learn(Referred.GIVER, givers)
        references.learn(Referred.ASSIGNMENT, [entry.id for entry in document.contents.assignments])
    entries = document.each("assignments", AssignmentEntry)
    check_ids(
        document.path, [(document.line("assignments", place, "id"), entry.id) for place, entry in entries], findings
    )
    for place, entry in entries:
        _check(document, place, entry, references, findings)
    if findings.errors_in(PATH):
        return givers, ()
    return givers, tuple(_assignment(entry) for _place, entry in entries)


def check_ids(path: str, ids: Iterable[tuple[int, str]], findings: Findings) -> None:
    """Note ids that stand twice; each comes with its line."""
    seen: dict[str, int] = {}
    for line, id in ids:
        if id in seen:
            expected = _("an id that line {other} does not have").format(other=seen[id])
            findings.add("E414", path, line, id, expected)
        seen.setdefault(id, line)


def check_months(path: str, months: Iterable[tuple[int, Month]], findings: Findings) -> None:
    """Note months that are reported twice; each comes with its line."""
    seen: dict[Month, int] = {}
    for line, month in months:
        if month in seen:
            expected = _("one report a month; line {other} has it").format(other=seen[month])
            findings.add("E529", path, line, str(month), expected)
        seen.setdefault(month, line)


def _check(
    document: Document[AssignmentsFile], place: int, entry: AssignmentEntry, references: References, findings: Findings
) -> None:
    def line(*location: str | int) -> int:
        return document.line("assignments", place, *location)

    references.check(Referred.GIVER, entry.given_by, PATH, line("given_by"))
    for position, addressee in enumerate(entry.addressees):
        references.check(Referred.UNIT, addressee.unit, PATH, line("addressees", position, "unit"))
    if entry.indicator:
        references.check(Referred.INDICATOR, entry.indicator, PATH, line("indicator"))
    check_ids(PATH, [(line("parts", at, "id"), part.id) for at, part in enumerate(entry.parts)], findings)
    reports = [(line("reports", at, "period"), report.period) for at, report in enumerate(entry.reports)]
    check_months(PATH, reports, findings)


def _assignment(entry: AssignmentEntry) -> Assignment:
    return Assignment(
        id=entry.id,
        title=entry.title,
        given_by=entry.given_by,
        addressees=tuple(Addressee(part.unit, part.status) for part in entry.addressees),
        periodicity=entry.periodicity,
        end=entry.end,
        indicator=entry.indicator,
        reports=tuple(AssignmentReport(report.period, report.status, report.analysis) for report in entry.reports),
        parts=tuple(Part(part.id, part.title, part.status, part.text) for part in entry.parts),
        remark=entry.remark,
    )
