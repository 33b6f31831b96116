"""The patterns of one level's points: what each point completes, what it is part of, and which way that goes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tertial.assess.variation.limits import SAME, Limits
from tertial.assess.variation.rules import Rules
from tertial.assess.variation.signals import (
    Signal,
    close_windows,
    completing_runs,
    completing_trends,
    steps,
    whole,
)


@dataclass(frozen=True, slots=True)
class Patterns:
    """For each point: whether it completes a pattern; the strongest pattern it is part of; which way that goes.

    `sides`: 1 above the centre line, -1 below, 0 on it.
    """

    detected: Sequence[bool]
    signals: Sequence[Signal | None]
    ways: Sequence[int]
    sides: Sequence[int]


def patterns(
    values: Sequence[float], limits: Sequence[Limits], rules: Rules, breaks: frozenset[int] = frozenset()
) -> Patterns:
    """Find all four patterns. Limits without width judge no point beyond or close; runs and trends still count."""
    same = SAME * max((abs(value) for value in values), default=0.0)
    sides, beyond, close = [], [], []
    for value, limit in zip(values, limits, strict=True):
        off = value - limit.centre
        sides.append(1 if off > same else -1 if off < -same else 0)
        out, near = 0, 0
        if limit.has_width:
            out = 1 if value > limit.upper + same else -1 if value < limit.lower - same else 0
            near = 1 if value > limit.close_upper + same else -1 if value < limit.close_lower - same else 0
        beyond.append(out)
        close.append(0 if out and not rules.beyond_is_close else near)
    directions = steps(values, breaks, same)
    shift_ends = completing_runs(sides, rules.run_length, breaks)
    trend_ends = completing_trends(directions, rules.trend_length)
    threes, close_ends = close_windows(close, breaks, sides if rules.third_on_same_side else None)
    trend = whole(trend_ends, rules.trend_length)
    if rules.trend_by_side:
        trend = [side if going else 0 for side, going in zip(sides, trend, strict=True)]
    found = (
        (Signal.BEYOND, beyond),
        (Signal.SHIFT, whole(shift_ends, rules.run_length)),
        (Signal.TWO_OF_THREE, [near if three == near else 0 for three, near in zip(threes, close, strict=True)]),
        (Signal.TREND, trend),
    )
    strongest: list[Signal | None] = [None] * len(values)
    ways = [0] * len(values)
    for signal, marks in reversed(found):
        for at, mark in enumerate(marks):
            if mark:
                strongest[at], ways[at] = signal, mark
    detected = [any(marks) for marks in zip(beyond, shift_ends, close_ends, trend_ends, strict=True)]
    return Patterns(detected, strongest, ways, sides)
