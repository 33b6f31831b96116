"""Attainment and status: the formulas, explained with examples in docs/explanation/status.md.

Attainment is in whole per cent of the target, rounded down, so that rounding never lifts a figure over a
threshold: a target that is missed attains 99 at most. Everything is computed exactly, in fractions.
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from math import floor

from tertial.domain.indicators import Direction
from tertial.domain.judgements import Status
from tertial.domain.region import StatusRule

REACHED = 100
"""Attainment of a figure exactly at its target."""
MISSED_AT_MOST = 99
"""The most that a missed target can attain."""
NOTHING = 0
"""Attainment of a figure on the wrong side of zero, or changed the wrong way."""

Number = Decimal | Fraction | int


def attainment(value: Number, level: Number, direction: Direction) -> int:
    """Attainment against a level that is to be reached upwards (increase) or downwards (decrease).

    A decrease is the mirror of an increase, so four signs cover all. Upwards: level above zero
    100 · value / level, and 0 for a value below zero; level zero 100 at or above it, else 0; level below zero
    100 · level / value, and 100 for a value at zero or above. Raises ValueError for a direction without a way.
    """
    match direction:
        case Direction.INCREASE:
            return _upwards(Fraction(value), Fraction(level))
        case Direction.DECREASE:
            return _downwards(Fraction(value), Fraction(level))
        case _:
            raise ValueError(f"the direction {direction} does not say which way a level is reached")


def _upwards(value: Fraction, level: Fraction) -> int:
    if level > 0:
        return _whole(max(value, Fraction(0)) / level)
    if level == 0 or value >= 0:
        return REACHED if value >= level else NOTHING
    return _whole(level / value)


def _downwards(value: Fraction, level: Fraction) -> int:
    # The mirror of _upwards, except that a value of zero or below against a level above zero is simply reached:
    # the ratio level / value has no end as the value goes to zero.
    return _upwards(-value, -level)


def _whole(ratio: Fraction) -> int:
    return floor(ratio * 100)


def attainment_of_improvement(value: Number, reference: Number, direction: Direction) -> int:
    """Attainment of "better than": as against a level, but an equal figure is no improvement and attains 99."""
    gained = Fraction(value) - Fraction(reference)
    better = gained > 0 if direction is Direction.INCREASE else gained < 0
    reached = attainment(value, reference, direction)
    return reached if better else min(reached, MISSED_AT_MOST)


def attainment_of_change(value: Number, reference: Number, percent: Number) -> int:
    """Attainment of a percentage change: the achieved change in per cent of the wanted one, 0 for the wrong way.

    The change is measured against the size of the reference, so that a deficit halved is a change of 50 per cent
    upwards. Raises ValueError for a reference of zero, which no percentage can be taken of.
    """
    if reference == 0:
        raise ValueError("a percentage change from zero does not exist")
    achieved = (Fraction(value) - Fraction(reference)) / abs(Fraction(reference)) * 100
    return max(_whole(achieved / Fraction(percent)), NOTHING)


def attainment_of_range(value: Number, low: Number, high: Number) -> int:
    """Attainment of a range, both ends included: 100 inside, else as against the end that was missed."""
    if Fraction(value) < Fraction(low):
        return attainment(value, low, Direction.INCREASE)
    if Fraction(value) > Fraction(high):
        return attainment(value, high, Direction.DECREASE)
    return REACHED


def attainment_of_zero(value: Number, direction: Direction, partly_within: Number | None) -> int | None:
    """Attainment of zero or better: 100 or 0, and None within the stated margin on the wrong side (partly met).

    No per cent of zero can be taken, so a margin is the only way to meet such a target partly.
    """
    reached = attainment(value, 0, direction)
    if reached == NOTHING and partly_within is not None and abs(Fraction(value)) <= Fraction(partly_within):
        return None
    return reached


def status_of(attained: int, rule: StatusRule) -> Status:
    """The status that the region's thresholds give an attainment."""
    if attained >= rule.met:
        return Status.MET
    return Status.PARTLY_MET if attained >= rule.partly else Status.NOT_MET
