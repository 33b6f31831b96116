"""Reads region.toml: settings, the levels of the goal tree and the trees over the units."""

from __future__ import annotations

import re
from dataclasses import dataclass

from tertial.definitions.document import Document, read_document
from tertial.definitions.findings import Findings
from tertial.definitions.folder import RegionFolder
from tertial.definitions.references import References, Referred
from tertial.definitions.schema.settings import OutlineEntry, RegionFile
from tertial.definitions.tree import Block
from tertial.domain.calendar import FollowUp
from tertial.domain.economy import NET
from tertial.domain.goals import Level
from tertial.domain.organisation import LINE
from tertial.domain.region import OutlineSection, ReportPlan, Scheme, Settings, StatusRule
from tertial.language import _

PATH = "region.toml"
SCHEMA_VERSION = 1
"""The version of the folder's format that this program reads and writes."""

ACCOUNTS = "account"
"""The scheme whose codes economy.csv uses."""

PLACEHOLDERS = ("month", "year")
_BRACES = re.compile(r"\{([^{}]*)\}|[{}]")


@dataclass(frozen=True)
class RegionSettings:
    """What region.toml says, with the document for the lines of its outline."""

    settings: Settings
    levels: tuple[Level, ...]
    objective_level: str
    trees: dict[str, tuple[str, ...]]
    document: Document[RegionFile]


def read_settings(folder: RegionFolder, references: References, findings: Findings) -> RegionSettings | None:
    """The settings, or None when something in them is wrong; what they name becomes known."""
    document = read_document(folder, PATH, RegionFile, findings) if folder.has(PATH) else None
    if document is None:
        return None
    _check_version(document, findings)
    file = document.contents
    if file is None:
        return None
    references.learn(Referred.LEVEL, file.levels)
    references.learn(Referred.TREE, file.trees)
    references.learn(Referred.KIND, [kind for kinds in file.trees.values() for kind in kinds])
    references.learn(Referred.FOLLOWUP, file.followup)
    references.learn(Referred.SCHEME, ["sex", "age_band", *(set(file.schemes) - {ACCOUNTS})])
    accounts = file.schemes.get(ACCOUNTS)
    if accounts is not None:
        references.learn(Referred.ACCOUNT, accounts.codes)
    references.check(Referred.LEVEL, file.objective_level, PATH, document.line("objective_level"))
    _check_rules(document, file, findings)
    if findings.errors_in(PATH):
        return None
    return RegionSettings(
        settings=_settings(file),
        levels=tuple(Level(id, label) for id, label in file.levels.items()),
        objective_level=file.objective_level,
        trees={name: tuple(kinds) for name, kinds in file.trees.items()},
        document=document,
    )


def _check_version(document: Document[RegionFile], findings: Findings) -> None:
    written = document.tree.get("schema_version") if isinstance(document.tree, Block) else None
    if isinstance(written, str) and written.isascii() and written.isdigit() and int(written[:9]) > SCHEMA_VERSION:
        expected = _("schema_version {version} or lower").format(version=SCHEMA_VERSION)
        findings.add("E524", PATH, document.line("schema_version"), written, expected)


def _check_rules(document: Document[RegionFile], file: RegionFile, findings: Findings) -> None:
    if file.status.partly >= file.status.met:
        read = f"met = {file.status.met}, partly = {file.status.partly}"
        findings.add("E528", PATH, document.line("status", "partly"), read, _("partly below met"))
    if LINE not in file.trees:
        findings.add("E209", PATH, document.line("trees"), ", ".join(file.trees), _("the key {key}").format(key=LINE))
    accounts = file.schemes.get(ACCOUNTS)
    if accounts is not None and NET not in accounts.codes:
        line = document.line("schemes", ACCOUNTS, "codes")
        findings.add("E209", PATH, line, ", ".join(accounts.codes), _("the key {key}").format(key=NET))
    for key, label in (("title", file.report.title), ("subtitle", file.report.subtitle)):
        for text in (label.sv, label.en):
            for match in _BRACES.finditer(text):
                if match[1] not in PLACEHOLDERS:
                    line = document.line("report", key)
                    findings.add("E229", PATH, line, match[0], _("{{month}} or {{year}}").format())


def _settings(file: RegionFile) -> Settings:
    return Settings(
        schema_version=file.schema_version,
        id=file.id,
        name=file.name,
        unit=file.unit,
        language=file.language.value,
        words=file.words,
        status=StatusRule(file.status.met, file.status.partly, file.status.assumed, file.status.stated_in),
        report=ReportPlan(
            file.report.title, file.report.subtitle, tuple(_section(part) for part in file.report.outline)
        ),
        followups={id: FollowUp(id, entry.month, entry.label) for id, entry in file.followup.items()},
        schemes={id: Scheme(id, entry.version, entry.label, dict(entry.codes)) for id, entry in file.schemes.items()},
        disclosure_minimum=file.disclosure.minimum if file.disclosure else None,
        purpose=file.personal_data.purpose if file.personal_data else None,
        controller=file.personal_data.controller if file.personal_data else None,
    )


def _section(entry: OutlineEntry) -> OutlineSection:
    return OutlineSection(
        section=entry.section,
        title=entry.title,
        level=entry.level,
        text=entry.text,
        node=entry.node,
        given_by=entry.given_by,
        indicators=tuple(entry.indicators),
        page_break=entry.page_break,
    )
