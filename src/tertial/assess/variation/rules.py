"""The rules of a control chart that may be chosen: one switch for each point where tools part from each other.

docs/explanation/variation.md lists each with its reason and what the official tools do.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Rules:
    """Lengths, counts and choices. Raises ValueError for one that makes no sense."""

    run_length: int = 7
    """So many points in a row on one side of the mean are a shift."""
    trend_length: int = 7
    """So many points in a row, each above (or each below) the one before, are a trend."""
    screening: bool = True
    """Moving ranges of 3.267 times their mean or more are left out once before the limits are reckoned."""
    baseline_points: int | None = 24
    """Mean and limits come from so many first points and then stand; None: from all points, again each month."""
    limits_from: int = 12
    """With fewer points in the baseline the limits are trial limits."""
    icon_from: int = 13
    """With fewer points since the last rebasing there is no icon."""
    gaps_break: bool = False
    """Whether a missing month ends a run, a trend and a moving range; else its neighbours stand next to each other."""
    use_unreliable: bool = False
    """Whether partial and unreliable months take part in limits and patterns; else they are only shown."""
    third_on_same_side: bool = False
    """Whether the third of `2 of 3` must lie on the same side of the mean as the two."""
    beyond_is_close: bool = False
    """Whether a point beyond a limit counts as close to it in `2 of 3`."""
    trend_by_side: bool = False
    """Whether a trend is high or low by the side of the mean each point lies on; else by the way it goes."""
    over_dispersed_from: float = 1.3
    """Laney's sigma z from which p and u become p' and u'."""
    small_count: float = 10.0
    """With a mean count below this a chart for counts is drawn instead of XmR."""
    uneven_from: float = 2.0
    """With a largest denominator of so many times the smallest the limits follow the denominators."""
    rare_below: float = 1.0
    """With a mean count a month below this the event is rare: the time between events says more."""

    def __post_init__(self) -> None:
        if self.run_length < 2 or self.trend_length < 3:
            raise ValueError("a run has at least 2 points and a trend at least 3")
        if self.baseline_points is not None and self.baseline_points < 2:
            raise ValueError("a baseline has at least 2 points")
        if self.limits_from < 2 or self.icon_from < self.limits_from:
            raise ValueError("an icon needs at least as many points as firm limits, and limits at least 2")


DEFAULT = Rules()
