"""What the figures mean: what has changed, what the target can expect, how units and women and men differ, the year."""

from __future__ import annotations

from tertial.assess.comparison.differences import Difference, Verdict
from tertial.assess.insight import Insight
from tertial.language import _
from tertial.report.assemble.comparison import BySex, Compared
from tertial.report.assemble.draft import Draft
from tertial.report.assemble.estimates import estimates_table
from tertial.report.assemble.insights import Insights, insights_section
from tertial.report.assemble.year_ends import year_ends

FUNNELS = 4
"""At most so many indicators have their units drawn: those at which most units stand out from the others."""


def meaning_section(draft: Draft, level: int) -> None:
    """All of it under headings at the level; a line says where no months have been computed."""
    insights = draft.assessment.insights
    before = len(draft.blocks)
    variations = {name: one.variation for name, one in insights.items() if one.variation is not None}
    insights_section(
        draft,
        Insights(
            variations,
            compared=_compared(draft),
            by_sex=[BySex(one.indicator, one.women, one.men, one.factor) for one in insights.values() if _differ(one)],
        ),
        level,
    )
    for title, write in ((_("What is missing"), estimates_table), (_("The year’s end"), year_ends)):
        place = len(draft.blocks)
        draft.heading(level, title)
        write(draft)
        if len(draft.blocks) == place + 1:
            draft.blocks.pop()
    if len(draft.blocks) == before:
        draft.note(_("No months have been computed, so nothing can be said of changes, units and the year’s end."))


def _compared(draft: Draft) -> list[Compared]:
    """The indicators at which most units stand out; of as many the one first in the assessment."""
    found = [
        one
        for one in draft.assessment.insights.values()
        if one.comparison is not None and one.comparison.standing_out and one.peers is not None and not one.peers.own
    ]
    found.sort(key=lambda one: -len(one.comparison.standing_out) if one.comparison is not None else 0)
    levels = {row.indicator.id: row.target_level for row in draft.assessment.indicators if row.split.is_whole}
    compared: list[Compared] = []
    for one in found[:FUNNELS]:
        if one.comparison is not None:
            level = levels.get(one.indicator.id)
            compared.append(
                Compared(one.indicator, one.comparison, one.factor, None if level is None else float(level))
            )
    return compared


def _differ(insight: Insight) -> bool:
    """Whether women and men differ by more than chance gives."""
    return isinstance(insight.sexes, Difference) and insight.sexes.verdict is not Verdict.NOT_SHOWN
