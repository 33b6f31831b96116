"""Checks that the report's outline points at what there is, and that everything written is shown somewhere."""

from __future__ import annotations

from collections.abc import Mapping

from tertial.definitions.findings import Findings
from tertial.definitions.references import References, Referred
from tertial.definitions.refusal import listed
from tertial.definitions.settings import PATH, RegionSettings
from tertial.domain.goals import GoalTree
from tertial.domain.indicators import Indicator
from tertial.domain.region import Section, WordsOwner
from tertial.domain.same_things import same_things
from tertial.language import _

SHARED_KEYS = ("section", "title", "level", "text", "page_break")
"""What every section of the outline may say."""

OWN_KEYS = {
    "node": frozenset({Section.GOALS, Section.ACTIONS}),
    "given_by": frozenset({Section.ASSIGNMENTS}),
    "indicators": frozenset({Section.INDICATORS}),
}
"""What only some sections take; in another it would be written in vain."""


def check_outline(region: RegionSettings, texts: Mapping[str, str], references: References, findings: Findings) -> None:
    """Note sections that name an unknown text, goal, giver or indicator; `texts` are the names that are written."""
    references.check(Referred.UNIT, region.settings.unit, PATH, region.document.line("unit"))
    for place, section in enumerate(region.settings.report.outline):

        def line(*location: str | int, place: int = place) -> int:
            return region.document.line("report", "outline", place, *location)

        for key, sections in OWN_KEYS.items():
            if getattr(section, key) and section.section not in sections:
                allowed = [*SHARED_KEYS, *(own for own, taken in OWN_KEYS.items() if section.section in taken)]
                expected = _("one of {words}").format(words=listed(allowed))
                findings.add("E204", PATH, line(key), key, expected)
        if section.text:
            _check_text(section.text, line("text"), region, texts, findings)
        if section.node:
            references.check(Referred.GOAL, section.node, PATH, line("node"))
        if section.given_by:
            references.check(Referred.GIVER, section.given_by, PATH, line("given_by"))
        if section.section is Section.INDICATORS and not section.indicators:
            findings.add(
                "E209", PATH, line("section"), section.section.value, _("the key {key}").format(key="indicators")
            )
        for at, indicator in enumerate(section.indicators):
            references.check(Referred.INDICATOR, indicator, PATH, line("indicators", at))
            if indicator in section.indicators[:at]:
                findings.add("E414", PATH, line("indicators", at), indicator, _("each indicator once in a section"))


def _check_text(name: str, line: int, region: RegionSettings, texts: Mapping[str, str], findings: Findings) -> None:
    if "/" in name or "\\" in name or ".." in name:
        findings.add("E108", PATH, line, name, _("the name of a text in texts/<month>/, without a path"))
    elif region.settings.words is WordsOwner.FILES and name not in texts:
        expected = f"texts/<YYYY-MM>/{name}.sv.txt"
        findings.add("E412", PATH, line, name, expected, among=sorted(texts))


def check_use(
    region: RegionSettings,
    goals: GoalTree,
    indicators: Mapping[str, Indicator],
    texts: Mapping[str, str],
    elsewhere: frozenset[str],
    findings: Findings,
) -> None:
    """Warn of indicators and texts that no part of the report shows; `elsewhere` are indicators used outside it."""
    outline = region.settings.report.outline
    nodes = list(goals.walk())
    shown = {name for section in outline for name in section.indicators}
    shown |= {name for node in nodes for name in node.indicators} | elsewhere
    shown = same_things(shown, indicators)
    for name in indicators:
        if name not in shown:
            expected = _("a goal or an outline section that shows it")
            findings.add("W401", f"indicators/{name}.yaml", 1, name, expected)
    owners = {section.text for section in outline} | {node.id for node in nodes} | set(indicators)
    for name, path in texts.items():
        if name not in owners:
            expected = _("the name of a text in the outline, of a goal or of an indicator")
            findings.add("W402", path, 1, name, expected, among=sorted(owners - {""}))
