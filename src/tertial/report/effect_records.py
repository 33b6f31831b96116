"""The effects of actions as records: of each action that names an indicator, with its reason where none is told."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from tertial.assess.json_values import Json, rounded
from tertial.language import using
from tertial.report.effects import no_start, told_effect

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tertial.assess.effects.action_effect import ActionEffect
    from tertial.domain.actions import Action


def effect_records(actions: Iterable[Action], effects: Mapping[str, ActionEffect], language: str) -> list[Json]:
    """One record an action with an indicator. An effect on a share is in percentage points, of counts in per cent."""
    with using(language):
        return [_record(action, effects.get(action.id), language) for action in actions if action.indicator]


def _record(action: Action, told: ActionEffect | None, language: str) -> Json:
    effect = None if told is None else told.effect
    says, notes = (no_start(), ()) if told is None else told_effect(told)
    return {
        "action": action.id,
        "title": action.action.in_language(language),
        "indicator": action.indicator,
        "started": None if action.started is None else str(action.started),
        "phase_in": action.phase_in,
        "units": [] if told is None else list(told.units),
        "scale": None if effect is None else effect.scale.value,
        "value": None if effect is None else rounded(effect.value),
        "low": None if effect is None else rounded(effect.low),
        "high": None if effect is None else rounded(effect.high),
        "sure": None if effect is None or effect.value is None else effect.sure,
        "slope": None if effect is None else rounded(effect.slope),
        "method": None if effect is None else effect.method.value,
        "months_before": None if effect is None else effect.months_before,
        "months_after": None if effect is None else effect.months_after,
        "compared_with": None if effect is None else effect.comparison_units,
        "left_out": [] if effect is None else [str(month) for month in effect.left_out],
        "set_aside": [] if effect is None else [str(month) for month in effect.guard],
        "reason": "no_start" if effect is None else None if effect.reason is None else effect.reason.value,
        "says": says,
        "notes": list(notes),
    }
