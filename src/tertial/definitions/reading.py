"""Reads a region folder whole: a region, or everything that stands in its way, each at its file and line."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from tertial.definitions.actions import read_actions
from tertial.definitions.assignments import read_assignments
from tertial.definitions.changes import read_changes
from tertial.definitions.diagnostics import Diagnostic, Severity
from tertial.definitions.economy import read_economy
from tertial.definitions.examples import PlacedExample
from tertial.definitions.extracts import read_extracts
from tertial.definitions.findings import Findings
from tertial.definitions.folder import RegionFolder
from tertial.definitions.forecasts import read_forecasts
from tertial.definitions.goals import read_goals
from tertial.definitions.indicators import read_indicators
from tertial.definitions.judgements import read_judgements
from tertial.definitions.organisation import read_organisation
from tertial.definitions.outcomes import read_outcomes
from tertial.definitions.outline import check_outline, check_use
from tertial.definitions.rebasing import read_rebasings
from tertial.definitions.references import References
from tertial.definitions.savings import read_deviations, read_savings
from tertial.definitions.settings import RegionSettings, read_settings
from tertial.definitions.texts import read_texts
from tertial.domain.indicators import Indicator
from tertial.domain.organisation import Organisation
from tertial.domain.region import Region
from tertial.language import _


@dataclass(frozen=True)
class Reading:
    """What came of reading a folder. `region` is None when there is any error; warnings never stop the reading."""

    region: Region | None
    diagnostics: tuple[Diagnostic, ...]
    files: tuple[str, ...]
    examples: tuple[PlacedExample, ...] = ()
    """The examples of the folder's own definitions, to be run by an engine; none where an indicator has an error."""
    indicators: Mapping[str, Indicator] = field(default_factory=dict)
    """The indicators that can be read, also where another file has an error."""

    @property
    def errors(self) -> tuple[Diagnostic, ...]:
        """What must be mended."""
        return tuple(found for found in self.diagnostics if found.severity is Severity.ERROR)

    @property
    def warnings(self) -> tuple[Diagnostic, ...]:
        """What should be looked at."""
        return tuple(found for found in self.diagnostics if found.severity is Severity.WARNING)


def read_region(folder: Path) -> Reading:
    """Read and check a region folder. Bad input never raises: everything wrong is a diagnostic, all at once.

    The diagnostics are in the language in force, sorted by file and line.
    """
    findings = Findings()
    if not folder.is_dir():
        findings.add("E101", folder.name or str(folder), 1, str(folder), _("a region folder"))
        return Reading(None, findings.sorted(), ())
    files = RegionFolder(folder, findings)
    files.missing()
    references = References(findings)
    settings = read_settings(files, references, findings)
    organisation = read_organisation(files, settings.trees if settings else None, references, findings)
    measured = read_indicators(files, settings, organisation, references, findings)
    region = _read(files, settings, organisation, measured.indicators, references, findings)
    return Reading(
        None if findings.errors else region,
        findings.sorted(),
        tuple(files.read),
        measured.examples,
        measured.indicators,
    )


def _read(
    files: RegionFolder,
    settings: RegionSettings | None,
    organisation: Organisation | None,
    indicators: Mapping[str, Indicator],
    references: References,
    findings: Findings,
) -> Region | None:
    goals = read_goals(files, settings, references, findings)
    outcomes = read_outcomes(files, settings, indicators, references, findings)
    judgements = read_judgements(files, settings, goals, references, findings)
    givers, assignments = read_assignments(files, references, findings)
    actions = read_actions(files, organisation, indicators, outcomes, references, findings)
    economy = read_economy(files, settings, organisation, references, findings)
    deviations = read_deviations(files, references, findings)
    savings = read_savings(files, references, findings)
    changes = read_changes(files, references, findings)
    rebasings = read_rebasings(files, references, findings)
    own_unit = settings.settings.unit if settings is not None else ""
    expected = read_forecasts(files, own_unit, indicators, references, findings)
    extracts = read_extracts(files, references, findings)
    words, texts = read_texts(files, findings)
    if settings is None:
        return None
    check_outline(settings, texts, references, findings)
    if goals is None:
        return None
    named = {assignment.indicator for assignment in assignments} | {action.indicator for action in actions}
    check_use(settings, goals, indicators, texts, frozenset(named), findings)
    if organisation is None or outcomes is None or economy is None or extracts is None:
        return None
    return Region(
        settings=settings.settings,
        organisation=organisation,
        goals=goals,
        indicators=indicators,
        outcomes=outcomes,
        economy=economy,
        words=words,
        judgements=judgements,
        givers=givers,
        assignments=assignments,
        actions=actions,
        deviations=deviations,
        savings=savings,
        changes=changes,
        rebasings=rebasings,
        announced=expected.announced,
        one_offs=expected.one_offs,
        extracts=extracts,
    )
