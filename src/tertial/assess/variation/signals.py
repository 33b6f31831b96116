"""The four patterns that chance seldom makes, found on points in order.

Each function marks points. `completing`: the point that makes the pattern whole, as it could have been seen that
month. `whole`: every point of the pattern, known afterwards.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

Signs = Sequence[int]
"""One for each point: 1 above, -1 below, 0 neither."""


class Signal(StrEnum):
    """A pattern that signals special cause, the strongest first."""

    BEYOND = "beyond_limits"
    SHIFT = "shift"
    TWO_OF_THREE = "two_of_three"
    TREND = "trend"


def steps(values: Sequence[float], breaks: frozenset[int] = frozenset(), same: float = 0.0) -> list[int]:
    """For each point but the first: 1 where it lies above the point before, -1 below, 0 for a tie or a break."""
    found = [0] * len(values)
    for at in range(1, len(values)):
        way = values[at] - values[at - 1]
        if at not in breaks:
            found[at] = 1 if way > same else -1 if way < -same else 0
    return found


def completing_runs(signs: Signs, length: int, breaks: frozenset[int] = frozenset()) -> list[int]:
    """Where a run of at least `length` on one side ends: at the point that completes it and at each that goes on."""
    found = [0] * len(signs)
    run, before = 0, 0
    for at, sign in enumerate(signs):
        run = 0 if sign == 0 else run + 1 if sign == before and at not in breaks else 1
        before = sign
        if run >= length:
            found[at] = sign
    return found


def completing_trends(directions: Signs, length: int) -> list[int]:
    """Where a trend ends: `length` points make `length - 1` steps one way."""
    return completing_runs(directions, length - 1)


def whole(completing: Signs, length: int) -> list[int]:
    """Every point of the patterns of `length` that end at the marked points; of two patterns the later marks."""
    found = [0] * len(completing)
    for at, sign in enumerate(completing):
        if sign:
            for place in range(max(at - length + 1, 0), at + 1):
                found[place] = sign
    return found


def close_windows(
    close: Signs, breaks: frozenset[int] = frozenset(), sides: Signs | None = None
) -> tuple[list[int], list[int]]:
    """Two of three points in a row close to the same limit: the points of such threes, and those that complete them.

    The points of the threes are what the official R package's test data mark. With `sides`, all three must lie on
    the same side of the mean.
    """
    threes, completing = [0] * len(close), [0] * len(close)
    for at in range(2, len(close)):
        first, second, third = close[at - 2], close[at - 1], close[at]
        way = third if third and third in (first, second) else first if first == second else 0
        if way == 0 or at in breaks or at - 1 in breaks:
            continue
        if sides is not None and any(side != way for side in sides[at - 2 : at + 1]):
            continue
        threes[at - 2] = threes[at - 1] = threes[at] = way
        completing[at if third == way else at - 1] = way
    return threes, completing
