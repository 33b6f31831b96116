"""The series of an indicator's months, with what it says of itself: nature, scale, direction, targets and bounds."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from tertial.assess.series import Series as Figures
from tertial.assess.variation.choice import nature_of
from tertial.assess.variation.points import Nature, Point, Series, Target
from tertial.assess.yardstick import range_in, yardstick
from tertial.domain.calendar import Month, Period
from tertial.domain.indicators import Indicator, Kind, ValueUnit
from tertial.domain.label import Label
from tertial.domain.measures import Additive
from tertial.domain.results import Split
from tertial.domain.targets import OfTarget, RangeTarget

_NOT_BELOW_ZERO = frozenset(
    {ValueUnit.PERCENT, ValueUnit.COUNT, ValueUnit.HOURS, ValueUnit.DAYS, ValueUnit.POSTS, ValueUnit.BEDS}
)


def indicator_series(
    indicator: Indicator, points: Sequence[Point], *, unit: str, split: Split, figures: Figures
) -> Series:
    """Points made ready to judge. Counts go with shares, rates and counts; other figures with a value alone.

    `figures` are the indicator's at the unit, which changes and improvements are measured against. Raises ValueError
    as `Series` does.
    """
    return Series(
        tuple(points),
        indicator.direction,
        nature_of(indicator),
        scale_of(indicator),
        targets_by_month(indicator, (point.period for point in points), unit=unit, split=split, figures=figures),
        floor=floor_of(indicator, figures),
        ceiling=ceiling_of(indicator, figures),
        why_no_target=_why_no_target(indicator, points, unit=unit, split=split, figures=figures),
    )


def floor_of(indicator: Indicator, figures: Figures) -> float | None:
    """Zero for what cannot be less; None where a figure has been: a percentage may be a growth, a count a change."""
    below = any(figure < 0 for figure in figures.points.values())
    return 0.0 if indicator.value_unit in _NOT_BELOW_ZERO and not below else None


def ceiling_of(indicator: Indicator, figures: Figures) -> float | None:
    """A hundred for shares of a whole; None for other figures and where a percentage has been beyond it."""
    beyond = any(not 0 <= figure <= 100 for figure in figures.points.values())
    is_part = nature_of(indicator) is Nature.SHARE or (indicator.is_share and indicator.kind is Kind.UNITS_REACHING)
    return 100.0 if is_part and not beyond else None


def scale_of(indicator: Indicator) -> float:
    """What numerator over denominator is multiplied with: 100 for per cent, 1000 for per thousand."""
    if indicator.is_share:
        return 100.0
    return float(indicator.measure.per) if isinstance(indicator.measure, Additive) else 1.0


def targets_by_month(
    indicator: Indicator, periods: Iterable[Period], *, unit: str, split: Split, figures: Figures
) -> dict[Month, Target]:
    """The level or range to reach in each period, by its last month: in proportion to the months where they add up.

    Of what has come since January a single month has none.
    """
    found: dict[Month, Target] = {}
    for period in periods:
        target = indicator.targets.resolve(unit=unit, split=split, month=period.last)
        if isinstance(target, RangeTarget):
            ends = range_in(target, indicator, period)
            if ends is not None:
                found[period.last] = ends
            continue
        if isinstance(target, OfTarget) and indicator.is_share:
            found[period.last] = float(100 * target.done / target.of)
            continue
        level = yardstick(target, indicator, period, figures).level
        if level is not None:
            found[period.last] = float(level)
    return found


def _why_no_target(
    indicator: Indicator, points: Sequence[Point], *, unit: str, split: Split, figures: Figures
) -> Label | None:
    """Why the latest period has no level, where a target is set for it."""
    if not points:
        return None
    latest = max((point.period for point in points), key=lambda period: period.last)
    target = indicator.targets.resolve(unit=unit, split=split, month=latest.last)
    return yardstick(target, indicator, latest, figures).note
