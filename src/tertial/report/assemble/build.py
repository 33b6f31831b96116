"""The whole report: the outline of the region folder, section by section."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from tertial.assess.assessment import RegionAssessment
from tertial.domain.label import Label
from tertial.domain.region import OutlineSection, Section
from tertial.language import _, using
from tertial.quality.region_quality import RegionQuality
from tertial.report.assemble.actions import actions_section
from tertial.report.assemble.assignments import assignments_section
from tertial.report.assemble.draft import Draft
from tertial.report.assemble.economy import economy_section
from tertial.report.assemble.forecast import forecast_section
from tertial.report.assemble.goals import goals_section
from tertial.report.assemble.indicators import FULL_CHARTS_AT_MOST, list_section, series_count
from tertial.report.assemble.meaning import meaning_section
from tertial.report.assemble.objectives import glance_section, summary_section
from tertial.report.assemble.quality import quality_section, remarks_section, sources_section
from tertial.report.assemble.rules import rules_section
from tertial.report.assemble.savings import deviations_section, savings_section
from tertial.report.model import Chrome, Document, PageBreak
from tertial.report.numbers import month_name


def build_document(
    assessment: RegionAssessment,
    language: str,
    quality: RegionQuality | None = None,
    *,
    sentences: Mapping[str, Label] | None = None,
) -> Document:
    """The report of an assessment in a language, in the shape that the region folder's outline gives it.

    `quality` is that of the events, where figures are computed from any. `sentences` are the program's texts by
    indicator (`assess.sentences`): drafts for whoever writes, which stand where nobody has written.
    """
    with using(language):
        draft = Draft(assessment, language, quality, sentences=sentences or {})
        draft.full_charts = series_count(draft) <= FULL_CHARTS_AT_MOST
        plan = assessment.region.settings.report
        for place, section in enumerate(plan.outline):
            following = plan.outline[place + 1] if place + 1 < len(plan.outline) else None
            if not _is_bare(draft, section, following):
                _section(draft, section)
            elif draft.is_own:
                _section(draft, section)
                draft.note(_("Nobody has written this text yet."))
        title = _filled(draft, plan.title)
        return Document(
            identifier=f"{assessment.region.settings.id}-{assessment.unit}-{assessment.as_of}-{language}",
            language=language,
            title=title,
            subtitle=_subtitle(draft, plan.subtitle),
            author=draft.say(assessment.region.settings.name),
            footer=f"{draft.unit_name(assessment.unit)} · {title}",
            date=assessment.as_of.last_day.isoformat(),
            chrome=Chrome(
                contents=_("Contents"),
                page="{page} ({pages})",
                skip=_("Skip to the text"),
                update_contents=_("Right-click and choose Update field."),
            ),
            blocks=tuple(draft.blocks),
        )


def _filled(draft: Draft, pattern: Label) -> str:
    """A title with its month and year; other braces stay as they are."""
    text = draft.say(pattern)
    return text.replace("{month}", month_name(draft.as_of)).replace("{year}", str(draft.as_of.year))


def _subtitle(draft: Draft, pattern: Label) -> str:
    """The subtitle; of another unit than the region's own, what the report is of before it."""
    subtitle, unit = _filled(draft, pattern), draft.assessment.unit
    return subtitle if draft.is_own else f"{draft.unit_name(unit)} · {subtitle}"


def _text_section(draft: Draft, section: OutlineSection) -> None:
    """A section of words alone; successes and challenges have a text of their own name."""
    if not section.text:
        draft.text(section.section.value, section.level)


def _indicators_section(draft: Draft, section: OutlineSection) -> None:
    list_section(draft, draft.say(section.title), section.indicators, section.level + 1)


_OF_WORDS = frozenset({Section.TEXT, Section.SUCCESSES, Section.CHALLENGES})

_SECTIONS: Mapping[Section, Callable[[Draft, OutlineSection], None]] = {
    Section.TEXT: _text_section,
    Section.SUCCESSES: _text_section,
    Section.CHALLENGES: _text_section,
    Section.AT_A_GLANCE: glance_section,
    Section.OBJECTIVES_SUMMARY: lambda draft, _section: summary_section(draft),
    Section.STATUS_RULES: lambda draft, _section: rules_section(draft),
    Section.INDICATORS: _indicators_section,
    Section.GOALS: goals_section,
    Section.ASSIGNMENTS: assignments_section,
    Section.ACTIONS: actions_section,
    Section.ECONOMY: lambda draft, _section: economy_section(draft),
    Section.FORECAST: lambda draft, _section: forecast_section(draft),
    Section.DEVIATIONS: lambda draft, _section: deviations_section(draft),
    Section.SAVINGS: lambda draft, _section: savings_section(draft),
    Section.REMARKS: lambda draft, _section: remarks_section(draft),
    Section.INSIGHTS: lambda draft, section: meaning_section(draft, section.level + 1),
    Section.QUALITY: lambda draft, _section: quality_section(draft),
    Section.SOURCES: lambda draft, _section: sources_section(draft),
}


def _is_bare(draft: Draft, section: OutlineSection, following: OutlineSection | None) -> bool:
    """Whether a section is no more than a heading: one of words that nobody wrote, with none below it."""
    name = section.text or ("" if section.section is Section.TEXT else section.section.value)
    if section.section not in _OF_WORDS or not name or (following is not None and following.level > section.level):
        return False
    return draft.words(name) is None


def _section(draft: Draft, section: OutlineSection) -> None:
    if section.page_break:
        draft.add(PageBreak())
    draft.heading(section.level, section.title)
    if section.text and section.section is not Section.AT_A_GLANCE:
        draft.text(section.text, section.level)
    _SECTIONS[section.section](draft, section)
