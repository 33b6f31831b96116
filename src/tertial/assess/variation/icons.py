"""What the latest point says: whether something has changed, and which way."""

from __future__ import annotations

from enum import StrEnum

from tertial.assess.variation.signals import Signal
from tertial.domain.indicators import Direction


class Way(StrEnum):
    """Which way a signal goes."""

    HIGH = "high"
    LOW = "low"


class Meaning(StrEnum):
    """Whether a signal is good or bad news; neither where no way is good."""

    IMPROVING = "improving"
    CONCERNING = "concerning"
    NEITHER = "neither"


class VariationIcon(StrEnum):
    """Common cause: nothing but chance. Special cause: a change, improving or concerning, upwards or downwards."""

    COMMON = "common_cause"
    IMPROVING_HIGH = "improving_high"
    IMPROVING_LOW = "improving_low"
    CONCERNING_HIGH = "concerning_high"
    CONCERNING_LOW = "concerning_low"
    NEITHER_HIGH = "neither_high"
    NEITHER_LOW = "neither_low"


_ICONS = {(meaning, way): VariationIcon(f"{meaning}_{way}") for meaning in Meaning for way in Way}


def meaning_of(way: Way, direction: Direction) -> Meaning:
    """Good or bad news; an indicator that shall lie within a range, or has no direction, has neither."""
    match direction:
        case Direction.INCREASE:
            return Meaning.IMPROVING if way is Way.HIGH else Meaning.CONCERNING
        case Direction.DECREASE:
            return Meaning.IMPROVING if way is Way.LOW else Meaning.CONCERNING
        case _:
            return Meaning.NEITHER


def variation_icon(signal: Signal | None, way: Way | None, direction: Direction) -> VariationIcon:
    """The icon of the latest point: the signal that it is part of, or none."""
    if signal is None or way is None:
        return VariationIcon.COMMON
    return _ICONS[meaning_of(way, direction), way]
