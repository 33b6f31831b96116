"""What figures that somebody reports mean where nothing is computed: the year ahead, and what actions changed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from tertial.assess.effects.action_effect import ActionEffect
from tertial.assess.forecasting.results import Forecast
from tertial.assess.reported_evidence import has_months
from tertial.domain.calendar import Month
from tertial.domain.region import Region


@dataclass(frozen=True, slots=True)
class ReportedMeanings:
    """By indicator and by action; in no language yet."""

    forecasts: Mapping[str, Forecast] = field(default_factory=dict)
    effects: Mapping[str, ActionEffect] = field(default_factory=dict)


def reported_meanings(region: Region, *, unit: str, as_of: Month) -> ReportedMeanings:
    """Those of a unit as of a month."""
    return ReportedMeanings(_forecasts(region, unit, as_of), _effects(region, unit, as_of))


def _forecasts(region: Region, unit: str, as_of: Month) -> Mapping[str, Forecast]:
    reported = [one for one in region.indicators.values() if one.measure is None]
    if not any(has_months(one, region, unit=unit, as_of=as_of) for one in reported):
        return {}
    # Here, since methods need numpy, and folders without reported months do not.
    from tertial.assess.foreseen import reported_forecasts_of

    return reported_forecasts_of(region, unit=unit, as_of=as_of)


def _effects(region: Region, unit: str, as_of: Month) -> Mapping[str, ActionEffect]:
    if all(action.started is None for action in region.actions):
        return {}
    # Here, since regressions need numpy, and folders without an action's start do not.
    from tertial.pipeline.effects import effects_of

    return effects_of(region, None, unit=unit, as_of=as_of)
