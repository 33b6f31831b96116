"""The effect of an action on a monthly series, with or without comparison units."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np

from tertial.assess.effects.comparison import Comparison, compared, large_enough, measured
from tertial.assess.effects.design import design_of, growth_a_month
from tertial.assess.effects.effect import (
    LEAST_AFTER,
    LEAST_BEFORE,
    LEAST_LEFT,
    WHOLE,
    Effect,
    Fitted,
    Method,
    MonthFigure,
    Reason,
    Scale,
    Start,
)
from tertial.assess.effects.regression import Answer, Design, averaged
from tertial.assess.effects.run_up import extreme_months
from tertial.assess.effects.spread import spread_of
from tertial.assess.effects.student_t import Floats
from tertial.assess.effects.window import window_of
from tertial.domain.calendar import Month

LARGEST = 1e15
"""Figures above this are no counts of anything, and cannot be told from their neighbours."""
LEAST = 1 / LARGEST
"""And figures that all are below this, in size, are as good as none."""


def effect_of(
    figures: Sequence[MonthFigure],
    start: Start,
    scale: Scale,
    *,
    comparison: Mapping[str, Sequence[MonthFigure]] | None = None,
    breaks: Sequence[Month] = (),
) -> Effect:
    """The mean effect over the months after the start, or the reason why none can be told.

    `figures` may come in any order. `comparison` holds the same figures of units without the action; `breaks` are the
    months from which a series is another one (a new record system, a new definition). Counts that are too small for
    logarithms are answered in their own unit. Raises ValueError for a month that comes twice.
    """
    window = window_of(figures, start, breaks)
    used = [*window.before, *window.after]
    small = scale is Scale.PERCENT and not large_enough(used)
    blank = Effect(
        Scale.VALUE if small else scale,
        Method.BEFORE if comparison is None else Method.COMPARED,
        start,
        len(window.before),
        len(window.after),
        reason=window.reason or Reason.TOO_SMALL,
        left_out=window.left_out,
        breaks=window.breaks,
    )
    if window.reason is not None or (small and comparison is not None):
        return blank
    if comparison is None:
        return _told(blank, used, None)
    beside = compared(comparison, {one.month for one in used}, scale)
    blank = replace(blank, comparison_units=len(beside.units), comparison_left_out=beside.left_out)
    if not beside.units:
        return replace(blank, reason=Reason.NO_COMPARISON)
    return _told(blank, [one for one in used if one.month in beside.changes], beside)


def _told(blank: Effect, used: Sequence[MonthFigure], beside: Comparison | None) -> Effect:
    """The blank with figures, or with the reason why there are none."""
    after = sum(one.month >= blank.start.month for one in used)
    before = len(used) - after
    if before < LEAST_BEFORE or after < LEAST_AFTER:
        return replace(blank, reason=Reason.NO_COMPARISON)
    places = np.array([one.month.since(blank.start.month) for one in used], dtype=np.float64)
    with np.errstate(all="ignore"):
        raw = np.array([measured(one, blank.scale) for one in used])
        beyond = np.zeros(len(used)) if beside is None else np.array([beside.changes[one.month] for one in used])
        size = max(float(np.max(np.abs(raw))), float(np.max(np.abs(beyond))))
        size = 1.0 if size < LEAST else size
        figures = raw / size - beyond / size
        extreme = extreme_months(figures[:before], places[:before])
        guard = tuple(one.month for one in used[before - extreme : before])
        if before - extreme < LEAST_LEFT:
            return replace(blank, guard=guard, reason=Reason.EXTREME)
        kept = np.r_[: before - extreme, before : len(used)]
        spread = spread_of([used[place] for place in kept], figures[kept], size, blank.scale, beside)
        design = design_of(places[kept], after, spread, season=beside is None)
        middle = float(np.mean(figures[kept]))
        answer = averaged(figures[kept] - middle, design)
        if answer is None:
            return replace(blank, guard=guard, reason=Reason.NO_VARIATION)
        ends = (answer.value, answer.low, answer.high)
        value, low, high = (_in_words(end * size, blank.scale) for end in ends)
        growth = growth_a_month(answer.sizes, design)
        levels = _levels(answer, design)
        expected, fitted = (
            [
                _figure((level + middle + add / size) * size, blank.scale)
                for level, add in zip(line, beyond[kept], strict=True)
            ]
            for line in levels
        )
    # Written so that what is no number is too large as well.
    if not all(abs(one) <= LARGEST for one in (*raw.tolist(), value, low, high, *expected, *fitted)):
        return replace(blank, guard=guard, reason=Reason.TOO_LARGE)
    lines = zip(kept.tolist(), expected, fitted, strict=True)
    return replace(
        blank,
        reason=None,
        months_before=before - extreme,
        months_after=after,
        value=value,
        low=low,
        high=high,
        slope=None if growth is None else _in_words(growth * size, blank.scale),
        guard=guard,
        fitted=tuple(
            Fitted(used[place].month, without, with_it if place >= before else None)
            for place, without, with_it in lines
        ),
        compared=_level_of(beside, blank.scale),
    )


def _levels(answer: Answer, design: Design) -> tuple[Floats, Floats]:
    """The level without the action and the one with it, month by month."""
    columns = np.column_stack([design.columns, design.season])
    without = columns.copy()
    without[:, design.contrast : design.columns.shape[1]] = 0.0
    return without @ answer.sizes, columns @ answer.sizes


def _in_words(effect: float, scale: Scale) -> float:
    """An effect on logarithms in per cent; any other as it is."""
    return float(np.expm1(effect)) * WHOLE if scale is Scale.PERCENT else effect


def _figure(level: float, scale: Scale) -> float:
    """A level as the figure it stands for; a share stays between nought and the whole."""
    if scale is Scale.POINTS:
        return min(max(float(level), 0.0), WHOLE)
    return float(np.exp(level)) if scale is Scale.PERCENT else float(level)


def _level_of(beside: Comparison | None, scale: Scale) -> tuple[tuple[Month, float], ...]:
    if beside is None:
        return ()
    return tuple((month, _figure(beside.level + change, scale)) for month, change in sorted(beside.changes.items()))
