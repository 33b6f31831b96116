"""What goes in and what comes out: the months of a series, the start of an action, and its effect or why there is none.

Docs: docs/explanation/effects.md.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import StrEnum

from tertial.domain.calendar import Month

LEVEL = 0.95
"""How often an interval is to hold the true effect."""
WHOLE = 100.0
"""Per cent of a whole: shares come in per cent."""
LEAST_BEFORE, LEAST_AFTER = 8, 4
"""Usable months before the start and after it; fewer give no answer."""
LEAST_LEFT = 6
"""Months before the start that must be left when extreme ones are put aside."""

SEASON_BEFORE = 24
"""Months before the start from which on the season shows."""


class Scale(StrEnum):
    """What an effect is counted in."""

    POINTS = "points"
    """Percentage points of a share in per cent."""
    PERCENT = "percent"
    """Per cent of what was expected, for counts: they are compared as logarithms."""
    VALUE = "value"
    """The figure's own unit."""


class Method(StrEnum):
    """What the months after the start are held against."""

    BEFORE = "before"
    """The level and trend before the start, carried on."""
    COMPARED = "compared"
    """The same for the difference from units without the action."""


class Reason(StrEnum):
    """Why there is no effect to tell."""

    TOO_FEW_BEFORE = "too_few_before"
    TOO_FEW_AFTER = "too_few_after"
    BREAK = "break"
    """The series is broken where before and after meet, or too near."""
    EXTREME = "extreme"
    """Too few months are left before the start when the extreme ones are put aside."""
    NO_VARIATION = "no_variation"
    """Figures that do not vary say nothing of what chance can do."""
    TOO_LARGE = "too_large"
    """Figures that cannot be reckoned with."""
    NO_COMPARISON = "no_comparison"
    """No comparison unit has figures for nearly all of the months."""
    TOO_SMALL = "too_small"
    """Counts so small that they cannot be compared with those of other units."""
    NOT_HERE = "not_here"
    """The action is not done at the unit, nor at any below it."""
    OVERLAPPING = "overlapping"
    """Each month's figure gathers several months, so that those before and after rest on the same events."""
    NOT_ADDED_UP = "not_added_up"
    """Figures of several units that do not add up to one of them together."""


@dataclass(frozen=True, slots=True)
class MonthFigure:
    """A month of a unit: a share in per cent, a count or another figure, and how many cases are behind it.

    Without a figure, or with one that is infinite or not a number, the month is left out; so is one that is not
    `reliable` (partial, preliminary, estimated). `size` is the denominator of a share, None where it is not known.
    """

    month: Month
    figure: float | None
    size: float | None = None
    reliable: bool = True

    @property
    def usable(self) -> bool:
        """Whether the month takes part."""
        return self.reliable and self.figure is not None and math.isfinite(self.figure)


@dataclass(frozen=True, slots=True)
class Start:
    """From which month an action works in full, and how many months before that it was being put in place.

    Raises ValueError for a negative number of months.
    """

    month: Month
    phase_in: int = 0

    def __post_init__(self) -> None:
        if self.phase_in < 0:
            raise ValueError("an action is put in place during 0 months or more")

    @property
    def begun(self) -> Month:
        """The first month that is not before the action."""
        return self.month.plus(-self.phase_in)


@dataclass(frozen=True, slots=True)
class Fitted:
    """A month as the regression sees it: what was expected without the action, and the fitted level where it worked."""

    month: Month
    expected: float
    fitted: float | None


@dataclass(frozen=True, slots=True)
class Effect:
    """The mean effect over the months after the start, with an interval; or a reason and no figures.

    `slope` is how much the effect grows a month, None where the series is too short to tell. `guard` are the months
    just before the start that stood out and are left out against regression to the mean, `left_out` those without a
    reliable figure, `breaks` those from which a broken series is used, or before which. `fitted` and `compared` (the
    mean of the comparison units) are for the picture. Raises ValueError for an effect with neither figures nor a
    reason, or with both.
    """

    scale: Scale
    method: Method
    start: Start
    months_before: int
    months_after: int
    value: float | None = None
    low: float | None = None
    high: float | None = None
    slope: float | None = None
    reason: Reason | None = None
    guard: tuple[Month, ...] = ()
    left_out: tuple[Month, ...] = ()
    comparison_units: int = 0
    comparison_left_out: tuple[str, ...] = ()
    breaks: tuple[Month, ...] = ()
    fitted: tuple[Fitted, ...] = ()
    compared: tuple[tuple[Month, float], ...] = ()

    def __post_init__(self) -> None:
        figures = (self.value, self.low, self.high)
        if self.reason is not None:
            if any(figure is not None for figure in figures):
                raise ValueError("an effect has figures or a reason why there are none")
        elif any(figure is None or not math.isfinite(figure) for figure in figures):
            raise ValueError("an effect has finite figures, or a reason")

    @property
    def season_known(self) -> bool:
        """Whether the season is told from the effect: by comparison, or by two years before the start."""
        return self.method is Method.COMPARED or self.months_before + len(self.guard) >= SEASON_BEFORE

    @property
    def sure(self) -> bool:
        """Whether the interval leaves zero out, so that a change can be claimed."""
        return self.low is not None and self.high is not None and (self.low > 0 or self.high < 0)
