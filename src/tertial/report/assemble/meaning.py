"""What the figures mean: what has changed, what the target can expect, how units and women and men differ, the year."""

from __future__ import annotations

from collections.abc import Sequence

from tertial.assess.age_standardised import AgeStandardised
from tertial.assess.comparison.pairs import ComparedPair
from tertial.assess.standing_out import most_apart
from tertial.language import _
from tertial.report.assemble.ages import ByAges
from tertial.report.assemble.comparison import BySex, Compared
from tertial.report.assemble.draft import Draft
from tertial.report.assemble.estimates import estimates_table
from tertial.report.assemble.insights import Insights, insights_section
from tertial.report.assemble.year_ends import year_ends
from tertial.report.unit_pictures import UnitVariation

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
            _by_unit(draft),
            compared=_compared(draft),
            by_ages=[
                ByAges(one.indicator, one.ages) for one in insights.values() if isinstance(one.ages, AgeStandardised)
            ],
            by_sex=[
                BySex(one.indicator, one.women, one.men, one.factor, _pairs(draft, name))
                for name, one in insights.items()
                if one.sexes_differ
            ],
            units=() if draft.assessment.below is None else draft.assessment.below.units,
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
    """The indicators at which most units stand out."""
    levels = {row.indicator.id: row.target_level for row in draft.assessment.indicators if row.split.is_whole}
    compared: list[Compared] = []
    for one in most_apart(draft.assessment.insights.values(), FUNNELS):
        few = one.few(draft.least)
        comparison = one.comparison_without(few)
        if comparison is not None:
            level = levels.get(one.indicator.id)
            target = None if level is None else float(level)
            compared.append(Compared(one.indicator, comparison, one.factor, target, few=few))
    return compared


def _by_unit(draft: Draft) -> dict[str, list[UnitVariation]]:
    """The months of units, for the indicators at which they differ most."""
    below = draft.assessment.below
    if below is None:
        return {}
    names = {unit.id: unit.name for unit in draft.region.organisation.units}
    return {
        indicator: [
            UnitVariation(names[unit], variation, below.few.get(indicator, {}).get(unit, frozenset()))
            for unit, variation in units.items()
        ]
        for indicator, units in below.variations.items()
    }


def _pairs(draft: Draft, indicator: str) -> Sequence[ComparedPair]:
    """Women and men at each unit below."""
    below = draft.assessment.below
    return () if below is None else below.pairs.get(indicator, ())
