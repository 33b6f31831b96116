"""Reads deviations.yaml and savings.yaml."""

from __future__ import annotations

from tertial.definitions.arithmetic import share_agrees, share_of
from tertial.definitions.assignments import check_ids
from tertial.definitions.document import Document, read_document
from tertial.definitions.figures import grave
from tertial.definitions.findings import Findings
from tertial.definitions.folder import RegionFolder
from tertial.definitions.references import References, Referred
from tertial.definitions.schema.economy import DeviationEntry, DeviationsFile, SavingsEntry, SavingsFile
from tertial.domain.economy import Deviation, Savings, SavingsEffect, SavingsMeasure, SavingsNeed
from tertial.language import _

DEVIATIONS = "deviations.yaml"
SAVINGS = "savings.yaml"


def read_deviations(folder: RegionFolder, references: References, findings: Findings) -> tuple[Deviation, ...]:
    """The deviations that can be read; everything wrong is noted."""
    document = read_document(folder, DEVIATIONS, DeviationsFile, findings) if folder.has(DEVIATIONS) else None
    if document is None:
        return ()
    entries = document.each("deviations", DeviationEntry)
    check_ids(DEVIATIONS, [(document.line("deviations", at, "id"), entry.id) for at, entry in entries], findings)
    for at, entry in entries:
        if entry.account:
            references.check(Referred.ACCOUNT, entry.account, DEVIATIONS, document.line("deviations", at, "account"))
    return tuple(
        Deviation(entry.id, entry.period, entry.area, tuple(entry.causes), tuple(entry.activities), entry.account)
        for _at, entry in entries
    )


def read_savings(folder: RegionFolder, references: References, findings: Findings) -> Savings:
    """Need, effects and measures; everything wrong is noted."""
    document = read_document(folder, SAVINGS, SavingsFile, findings) if folder.has(SAVINGS) else None
    if document is None or document.contents is None:
        return Savings()
    entry = document.contents.savings
    ids = [(document.line("savings", "measures", at, "id"), part.id) for at, part in enumerate(entry.measures)]
    check_ids(SAVINGS, ids, findings)
    for at, measure in enumerate(entry.measures):
        if measure.assignment:
            line = document.line("savings", "measures", at, "assignment")
            references.check(Referred.ASSIGNMENT, measure.assignment, SAVINGS, line)
    _check_shares(document, entry, findings)
    return _savings(entry)


def _check_shares(document: Document[SavingsFile], entry: SavingsEntry, findings: Findings) -> None:
    if entry.need is None:
        return
    for at, effect in enumerate(entry.effects):
        if effect.share is not None and not share_agrees(effect.share, effect.amount, entry.need.amount):
            kept = entry.remark is not None or effect.note is not None
            line = document.line("savings", "effects", at, "share")
            expected = share_of(effect.amount, entry.need.amount)
            findings.add(
                grave(518, kept=kept), SAVINGS, line, _("{share} per cent").format(share=effect.share), expected
            )


def _savings(entry: SavingsEntry) -> Savings:
    need = entry.need
    return Savings(
        need=SavingsNeed(need.period, need.amount, need.unit, need.note) if need is not None else None,
        effects=tuple(SavingsEffect(part.period, part.amount, part.share, part.note) for part in entry.effects),
        measures=tuple(
            SavingsMeasure(
                id=part.id,
                title=part.title,
                decided_by=part.decided_by,
                decided_on=part.decided_on,
                in_force=part.in_force,
                effect=part.effect,
                unit=part.unit,
                text=part.text,
                assignment=part.assignment,
            )
            for part in entry.measures
        ),
        remark=entry.remark,
    )
