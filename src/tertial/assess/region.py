"""Assess a whole region for one of its units as of a month."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from tertial.assess.assessment import IndicatorAssessment, RegionAssessment
from tertial.assess.evidence import Evidence
from tertial.assess.forecast import forecast_of
from tertial.assess.frames import frame_sum
from tertial.assess.indicators import rows_of
from tertial.assess.insight import insight_of
from tertial.assess.objectives import objective_of
from tertial.assess.support import Support
from tertial.domain.calendar import Month
from tertial.domain.region import Region

if TYPE_CHECKING:
    from tertial.assess.estimates.results import FigureEstimates
    from tertial.assess.forecasting.results import Forecast


def assess_region(
    region: Region,
    *,
    as_of: Month,
    unit: str | None = None,
    evidence: Mapping[str, Evidence] | None = None,
    forecasts: Mapping[str, Forecast] | None = None,
    estimates: Mapping[str, FigureEstimates] | None = None,
    support: Mapping[str, Support] | None = None,
) -> RegionAssessment:
    """Assess every indicator and objective for a unit, by default the one that the region reports on.

    `evidence` has by indicator the months and the units that tell what its figures mean, and `forecasts` are made of
    the same months (see `foreseen`). `estimates` are told beside the figures that lack rows, which they never change.
    `support` is what suggestions for objectives rest on beside the figures: estimates and the year's end, by indicator.
    Raises ValueError for a unit that the organisation does not know.
    """
    node = region.settings.unit if unit is None else unit
    if node not in region.organisation.ids:
        raise ValueError(f"the unit {node} is unknown")
    goals: dict[str, str] = {}
    for goal in region.goals.walk():
        for name in goal.indicators:
            goals.setdefault(name, goal.id)
    rows: dict[str, list[IndicatorAssessment]] = {}
    for name in dict.fromkeys((*goals, *region.indicators)):
        rows[name] = rows_of(region.indicators[name], region, goal=goals.get(name, ""), unit=node, as_of=as_of)
    return RegionAssessment(
        region=region,
        unit=node,
        as_of=as_of,
        indicators=tuple(row for found in rows.values() for row in found),
        objectives=tuple(
            objective_of(objective, region, rows, unit=node, as_of=as_of, support=support or {})
            for objective in region.goals.objectives
        ),
        forecast=forecast_of(region.economy, unit=node, as_of=as_of),
        frames=frame_sum(region.economy, unit=node, as_of=as_of),
        insights={
            name: insight_of(
                region.indicators[name], region, found, unit=node, as_of=as_of, evidence=(evidence or {}).get(name)
            )
            for name, found in rows.items()
        },
        forecasts=forecasts or {},
        estimates=estimates or {},
    )
