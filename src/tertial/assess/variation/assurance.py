"""Whether the process, left as it is, meets its target: always, never or now and then.

Apart from variation: a process can be stable and fail every month, or improve and still fail.
"""

from __future__ import annotations

from enum import StrEnum

from tertial.assess.variation.limits import Limits
from tertial.assess.variation.points import Target
from tertial.domain.indicators import Direction


class Assurance(StrEnum):
    """What can be expected of the coming months if nothing changes."""

    PASSES = "passes"
    FAILS = "fails"
    HIT_OR_MISS = "hit_or_miss"


def assurance(limits: Limits, target: Target, direction: Direction) -> Assurance | None:
    """The limits held against the target, strictly: a limit on the target is hit or miss. None without a direction.

    A range is passed where both limits lie inside it and failed where both lie outside on the same side. Limits
    without width are one level: it meets the target or not, as a figure does.
    """
    low, high = _ends(target, direction)
    if low is None and high is None:
        return None
    if not limits.has_width:
        level = limits.centre
        met = (low is None or level >= low) and (high is None or level <= high)
        return Assurance.PASSES if met else Assurance.FAILS
    if (low is None or limits.lower > low) and (high is None or limits.upper < high):
        return Assurance.PASSES
    if (low is not None and limits.upper < low) or (high is not None and limits.lower > high):
        return Assurance.FAILS
    return Assurance.HIT_OR_MISS


def _ends(target: Target, direction: Direction) -> tuple[float | None, float | None]:
    """From and to which figure the target is met."""
    if isinstance(target, tuple):
        return target if direction is Direction.WITHIN else (None, None)
    match direction:
        case Direction.INCREASE:
            return target, None
        case Direction.DECREASE:
            return None, target
        case _:
            return None, None
