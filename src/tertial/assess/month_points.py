"""An indicator's months as the points of a control chart."""

from __future__ import annotations

from collections.abc import Sequence

from tertial.assess.evidence import Measured
from tertial.assess.insight_reasons import UNRELIABLE
from tertial.assess.variation.points import Point
from tertial.domain.indicators import Indicator
from tertial.domain.measures import Additive, Unique


def month_points(indicator: Indicator, months: Sequence[Measured]) -> tuple[Point, ...]:
    """The months with their counts where those are of cases, else with their values; unreliable ones with a note."""
    cases = _has_cases(indicator)
    return tuple(_point(one, cases=cases) for one in months)


def _has_cases(indicator: Indicator) -> bool:
    """Whether counts are of cases; what is reported has no others."""
    match indicator.measure:
        case None | Unique():
            return True
        case Additive():
            return not _adds_amounts(indicator.measure)
        case _:
            return False


def _adds_amounts(measure: Additive) -> bool:
    """Whether hours, kronor or the like are added up, so that the sums are no counts of cases."""
    parts = (measure.numerator, measure.denominator)
    return any(part is not None and part.add is not None for part in parts)


def _point(one: Measured, *, cases: bool) -> Point:
    if one.value is None:
        return Point(one.period, note=one.note)
    note = None if one.is_reliable else one.note or UNRELIABLE
    if cases and one.numerator is not None:
        return Point(one.period, None, one.numerator, one.denominator, note)
    return Point(one.period, one.value, note=note)
