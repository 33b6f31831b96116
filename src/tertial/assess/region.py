"""Assess a whole region for one of its units as of a month."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from tertial.assess.assessment import IndicatorAssessment, RegionAssessment, UnitsBelow
from tertial.assess.economy_forecast import economy_forecast
from tertial.assess.evidence import Evidence
from tertial.assess.frames import frame_sum
from tertial.assess.indicators import rows_of
from tertial.assess.insight import Insight, insight_of
from tertial.assess.objectives import objective_of
from tertial.assess.support import Support
from tertial.domain.calendar import Month
from tertial.domain.region import Region

if TYPE_CHECKING:
    from tertial.assess.effects.action_effect import ActionEffect
    from tertial.assess.estimates.results import FigureEstimates
    from tertial.assess.forecasting.results import Forecast


def assess_region(
    region: Region,
    *,
    as_of: Month,
    unit: str | None = None,
    insights: Mapping[str, Insight] | None = None,
    forecasts: Mapping[str, Forecast] | None = None,
    estimates: Mapping[str, FigureEstimates] | None = None,
    support: Mapping[str, Support] | None = None,
    effects: Mapping[str, ActionEffect] | None = None,
    below: UnitsBelow | None = None,
) -> RegionAssessment:
    """Assess every indicator and objective for a unit, by default the one that the region reports on.

    `insights` are what its figures mean by indicator (`insights_of`), the same in every language; without them by what
    is reported alone. `forecasts` are made of the same months (see `foreseen`).
    `support` is what suggestions for objectives rest on beside the figures: estimates and the year's end, by indicator.
    `estimates` are told beside the figures that lack rows, in their order, and never change them. `effects` are what
    actions changed, by their ids. Raises ValueError for a unit that the organisation does not know.
    """
    node = region.settings.unit if unit is None else unit
    if node not in region.organisation.ids:
        raise ValueError(f"the unit {node} is unknown")
    rows = _rows(region, node, as_of)
    if insights is None:
        insights = _insights(region, rows, {}, node, as_of)
    return RegionAssessment(
        region=region,
        unit=node,
        as_of=as_of,
        indicators=tuple(row for found in rows.values() for row in found),
        objectives=tuple(
            objective_of(objective, region, rows, unit=node, as_of=as_of, support=support or {})
            for objective in region.goals.objectives
        ),
        forecast=economy_forecast(region.economy, unit=node, as_of=as_of),
        frames=frame_sum(region.economy, unit=node, as_of=as_of),
        insights=insights,
        forecasts=forecasts or {},
        below=below,
        effects=effects or {},
        estimates={name: estimates[name] for name in rows if name in estimates} if estimates else {},
    )


def insights_of(
    region: Region, evidence: Mapping[str, Evidence], *, as_of: Month, unit: str | None = None
) -> dict[str, Insight]:
    """What the figures of each indicator mean at a unit, by the months and units that `evidence` has of it."""
    node = region.settings.unit if unit is None else unit
    return _insights(region, _rows(region, node, as_of), evidence, node, as_of)


def _rows(region: Region, unit: str, as_of: Month) -> dict[str, list[IndicatorAssessment]]:
    """The rows of every indicator, in the order of the goal tree, then the rest."""
    goals: dict[str, str] = {}
    for goal in region.goals.walk():
        for name in goal.indicators:
            goals.setdefault(name, goal.id)
    return {
        name: rows_of(region.indicators[name], region, goal=goals.get(name, ""), unit=unit, as_of=as_of)
        for name in dict.fromkeys((*goals, *region.indicators))
    }


def _insights(
    region: Region,
    rows: Mapping[str, Sequence[IndicatorAssessment]],
    evidence: Mapping[str, Evidence],
    unit: str,
    as_of: Month,
) -> dict[str, Insight]:
    return {
        name: insight_of(region.indicators[name], region, found, unit=unit, as_of=as_of, evidence=evidence.get(name))
        for name, found in rows.items()
    }
