"""Reads judgements.yaml: what people judge of the objectives."""

from __future__ import annotations

from tertial.definitions.days import check_day
from tertial.definitions.document import read_document
from tertial.definitions.findings import Findings
from tertial.definitions.folder import RegionFolder
from tertial.definitions.references import References, Referred
from tertial.definitions.schema.judgements import JudgementEntry, JudgementsFile
from tertial.definitions.settings import RegionSettings
from tertial.domain.goals import GoalTree
from tertial.domain.judgements import Judgement, Outlook
from tertial.language import _

PATH = "judgements.yaml"


def read_judgements(
    folder: RegionFolder,
    region: RegionSettings | None,
    goals: GoalTree | None,
    references: References,
    findings: Findings,
) -> tuple[Judgement, ...]:
    """The judgements that can be read; everything wrong is noted."""
    document = read_document(folder, PATH, JudgementsFile, findings) if folder.has(PATH) else None
    if document is None:
        return ()
    objectives = {goal.id for goal in goals.objectives} if goals is not None else None
    found: dict[tuple[str, str, str], int] = {}
    judgements: list[Judgement] = []
    for place, entry in document.each("judgements", JudgementEntry):
        line = document.line("judgements", place)
        goal_line = document.line("judgements", place, "objective")
        known = references.check(Referred.GOAL, entry.objective, PATH, goal_line)
        if known and objectives is not None and entry.objective not in objectives:
            level = region.objective_level if region is not None else ""
            expected = _("a goal at the level {level}").format(level=level)
            findings.add("E519", PATH, goal_line, entry.objective, expected)
        if entry.unit:
            references.check(Referred.UNIT, entry.unit, PATH, document.line("judgements", place, "unit"))
        unit = entry.unit or (region.settings.unit if region is not None else "")
        judged = (entry.objective, unit, str(entry.period))
        if judged in found:
            expected = _("one judgement a unit and month; this one stands in line {line}").format(line=found[judged])
            findings.add("E310", PATH, line, " ".join(judged), expected)
        found.setdefault(judged, line)
        if entry.on is not None:
            check_day(entry.on, entry.period, PATH, document.line("judgements", place, "on"), findings)
        if _has_reasons(entry, line, findings) and region is not None:
            judgements.append(_judgement(entry, unit))
    return tuple(judgements)


def _has_reasons(entry: JudgementEntry, line: int, findings: Findings) -> bool:
    good = True
    if entry.outlook is Outlook.CANNOT_BE_JUDGED and entry.outlook_reason is None:
        findings.add("E520", PATH, line, entry.outlook.value, _("the key {key}").format(key="outlook_reason"))
        good = False
    if entry.reason is None:
        code = "W520" if entry.judgement.is_judged else "E520"
        findings.add(code, PATH, line, entry.judgement.value, _("the key {key}").format(key="reason"))
        good = good and entry.judgement.is_judged
    return good


def _judgement(entry: JudgementEntry, unit: str) -> Judgement:
    return Judgement(
        objective=entry.objective,
        unit=unit,
        period=entry.period,
        judgement=entry.judgement,
        outlook=entry.outlook,
        reason=entry.reason,
        outlook_reason=entry.outlook_reason,
        by=entry.by,
        on=entry.on,
        remark=entry.remark,
    )
