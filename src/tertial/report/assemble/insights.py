"""What results mean, section by section: all indicators with icons, what signals, units side by side, women and men."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from tertial.assess.assessment import RegionAssessment
from tertial.assess.variation import Variation
from tertial.language import _
from tertial.report.assemble.ages import ByAges, ages_section
from tertial.report.assemble.comparison import BySex, Compared, comparison_section, sexes_section
from tertial.report.assemble.draft import Draft
from tertial.report.assemble.heat import indicator_heat, objective_heat
from tertial.report.assemble.icons import icon_table
from tertial.report.assemble.variation import Varied, units_section, variation_section
from tertial.report.unit_pictures import UnitVariation


@dataclass(frozen=True, slots=True)
class Insights:
    """All that is told beside figures and statuses. What is not known is empty, and has no section.

    `variations` are by indicator, at the unit that the report is about; `by_unit` those of its units, by indicator.
    `units` are the assessments of its units, for the heat maps.
    """

    variations: Mapping[str, Variation] = field(default_factory=dict)
    by_unit: Mapping[str, Sequence[UnitVariation]] = field(default_factory=dict)
    compared: Sequence[Compared] = ()
    by_sex: Sequence[BySex] = ()
    units: Sequence[RegionAssessment] = ()
    by_ages: Sequence[ByAges] = ()


def insights_section(draft: Draft, insights: Insights, level: int) -> None:
    """All of it, each part under a heading of its own at the level; nothing where nothing is known."""
    indicators = {row.indicator.id: row.indicator for row in draft.assessment.indicators}
    varied = [Varied(one, insights.variations[name]) for name, one in indicators.items() if name in insights.variations]
    ids = list(indicators)
    parts: tuple[tuple[str, Callable[[], None]], ...] = (
        (_("Changes and targets month by month"), lambda: icon_table(draft, insights.variations)),
        (_("What signals"), lambda: variation_section(draft, varied)),
        (_("Units side by side"), lambda: _units(draft, insights, ids)),
        (_("Differences between units"), lambda: _differences(draft, insights)),
        (_("Women and men"), lambda: sexes_section(draft, insights.by_sex)),
    )
    for title, write in parts:
        before = len(draft.blocks)
        draft.heading(level, title)
        write()
        if len(draft.blocks) == before + 1:
            draft.blocks.pop()


def _differences(draft: Draft, insights: Insights) -> None:
    comparison_section(draft, insights.compared)
    ages_section(draft, insights.by_ages)


def _units(draft: Draft, insights: Insights, ids: Sequence[str]) -> None:
    objective_heat(draft, insights.units)
    indicator_heat(draft, insights.units, ids)
    for name, units in insights.by_unit.items():
        units_section(draft, draft.region.indicators[name], units)
