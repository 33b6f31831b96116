"""Reads actions.yaml: what is done to come closer to the goals, since when and where."""

from __future__ import annotations

from collections.abc import Mapping

from tertial.definitions.assignments import check_ids, check_months
from tertial.definitions.document import Document, read_document
from tertial.definitions.findings import Findings
from tertial.definitions.folder import RegionFolder
from tertial.definitions.references import References, Referred
from tertial.definitions.refusal import listed
from tertial.definitions.schema.assignments import ActionEntry, ActionsFile
from tertial.domain.actions import Action, ActionReport, CompareWith
from tertial.domain.calendar import PeriodKind
from tertial.domain.indicators import Indicator
from tertial.domain.organisation import Organisation
from tertial.domain.results import Outcomes
from tertial.language import _

PATH = "actions.yaml"
_CHOICES = tuple(CompareWith)


def read_actions(
    folder: RegionFolder,
    organisation: Organisation | None,
    indicators: Mapping[str, Indicator],
    outcomes: Outcomes | None,
    references: References,
    findings: Findings,
) -> tuple[Action, ...]:
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
        _check_start(document, place, entry, findings)
        indicator = indicators.get(entry.indicator)
        if entry.started and indicator is not None and outcomes is not None and not _has_months(indicator, outcomes):
            line = document.line("actions", place, "indicator")
            findings.add("E536", PATH, line, entry.indicator, _("an indicator with figures of single months"))
        _check_units(document, place, entry, organisation, references, findings)
    if findings.errors_in(PATH):
        return ()
    return tuple(_action(entry) for _place, entry in entries)


def _check_start(document: Document[ActionsFile], place: int, entry: ActionEntry, findings: Findings) -> None:
    """Note keys that say nothing without another one."""
    chosen = _chosen(entry)
    for key, read, needed in (
        ("started", str(entry.started or ""), "" if entry.indicator else "indicator"),
        ("phase_in", str(entry.phase_in or ""), "" if entry.started else "started"),
        ("compare_with", listed(chosen) if isinstance(chosen, tuple) else "", "" if entry.units else "units"),
    ):
        if read and needed:
            line = document.line("actions", place, key)
            findings.add("E209", PATH, line, f"{key}: {read}", _("the key {key}").format(key=needed))


def _has_months(indicator: Indicator, outcomes: Outcomes) -> bool:
    """Whether there are, or may come, figures of single months."""
    if indicator.measure is not None or indicator.shown is PeriodKind.MONTH:
        return True
    return any(
        period.kind is PeriodKind.MONTH
        for unit in outcomes.units(indicator.id)
        for period, _split in outcomes.series(indicator.id, unit)
    )


def _check_units(
    document: Document[ActionsFile],
    place: int,
    entry: ActionEntry,
    organisation: Organisation | None,
    references: References,
    findings: Findings,
) -> None:
    """Note units that are unknown, those that stand twice, and those to compare with that have the action."""
    for at, unit in enumerate(entry.units):
        line = document.line("actions", place, "units", at)
        others = {*entry.units[:at], *_around(entry.units[:at], organisation)}
        if not references.check(Referred.UNIT, unit, PATH, line):
            continue
        if unit in others:
            findings.add("E537", PATH, line, unit, _("a unit that no unit above in the list covers, or is part of"))
    chosen = _chosen(entry)
    if not isinstance(chosen, tuple):
        return
    known = references.known(Referred.UNIT)
    having = {*entry.units, *_around(entry.units, organisation)}
    for at, unit in enumerate(chosen):
        line = document.line("actions", place, "compare_with", at)
        if unit in _CHOICES:
            expected = _("{words} alone, or the ids of units").format(words=listed(_CHOICES))
            findings.add(Referred.UNIT.value, PATH, line, unit, expected)
        elif known is not None and unit not in known:
            expected = _("{words} or the ids of units").format(words=listed(_CHOICES))
            findings.add(Referred.UNIT.value, PATH, line, unit, expected, among=(*_CHOICES, *sorted(known)))
        elif unit in having:
            expected = _("a unit where the action is not done")
            free = sorted((known or frozenset()) - having)
            findings.add("E535", PATH, line, unit, expected, among=free)


def _around(units: list[str], organisation: Organisation | None) -> frozenset[str]:
    """The units with all above and below them; none where the organisation could not be read."""
    return frozenset() if organisation is None else organisation.with_all_around(units)


def _chosen(entry: ActionEntry) -> CompareWith | tuple[str, ...]:
    """One of the words, or units."""
    (first, *rest) = entry.compare_with
    return CompareWith(first) if not rest and first in _CHOICES else tuple(dict.fromkeys(entry.compare_with))


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
        started=entry.started,
        phase_in=entry.phase_in,
        units=tuple(entry.units),
        compare_with=_chosen(entry),
        reports=reports,
    )
