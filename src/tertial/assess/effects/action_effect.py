"""An action at a unit with what it changed, or why that cannot be told."""

from __future__ import annotations

from dataclasses import dataclass

from tertial.assess.effects.effect import Effect, MonthFigure
from tertial.domain.actions import Action
from tertial.domain.indicators import Indicator


@dataclass(frozen=True, slots=True)
class ActionEffect:
    """The effect of an action on its indicator.

    `units` are those at the assessed unit or below it where it is done, none where it is done elsewhere; `figures` are
    the months of these units together.
    """

    action: Action
    indicator: Indicator
    units: tuple[str, ...]
    effect: Effect
    figures: tuple[MonthFigure, ...] = ()
