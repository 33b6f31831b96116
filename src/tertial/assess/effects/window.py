"""Which months are before and after: without those of the start, without unreliable ones, and within one series."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tertial.assess.effects.effect import LEAST_AFTER, LEAST_BEFORE, MonthFigure, Reason, Start
from tertial.domain.calendar import Month


@dataclass(frozen=True, slots=True)
class Window:
    """The usable months before and after, in order; `left_out` have no reliable figure, `breaks` cut the series."""

    before: tuple[MonthFigure, ...]
    after: tuple[MonthFigure, ...]
    left_out: tuple[Month, ...]
    breaks: tuple[Month, ...]
    reason: Reason | None


def window_of(figures: Sequence[MonthFigure], start: Start, breaks: Sequence[Month]) -> Window:
    """The months to use, and the reason why they do not do. Raises ValueError for a month that comes twice."""
    months = sorted(figures, key=lambda one: one.month)
    if len({one.month for one in months}) < len(months):
        raise ValueError("a month comes twice")
    within = [one for one in months if not start.begun <= one.month < start.month]
    inside = {one for one in breaks if months and months[0].month < one <= months[-1].month}
    from_break = max((one for one in inside if one < start.begun), default=None)
    to_break = min((one for one in inside if one > start.month), default=None)
    kept = [
        one
        for one in within
        if (from_break is None or one.month >= from_break) and (to_break is None or one.month < to_break)
    ]
    before = tuple(one for one in kept if one.usable and one.month < start.begun)
    after = tuple(one for one in kept if one.usable and one.month >= start.month)
    if any(start.begun <= one <= start.month for one in inside):
        reason: Reason | None = Reason.BREAK
    elif len(before) < LEAST_BEFORE:
        reason = Reason.TOO_FEW_BEFORE if from_break is None else Reason.BREAK
    elif len(after) < LEAST_AFTER:
        reason = Reason.TOO_FEW_AFTER if to_break is None else Reason.BREAK
    else:
        reason = None
    left_out = tuple(one.month for one in kept if not one.usable)
    return Window(before, after, left_out, tuple(one for one in (from_break, to_break) if one is not None), reason)
