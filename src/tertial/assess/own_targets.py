"""Which target is a unit's or a part's own: a level for a whole count says nothing of its parts."""

from __future__ import annotations

from tertial.assess.series import adds_up
from tertial.domain.calendar import Month
from tertial.domain.indicators import Indicator, ValueUnit
from tertial.domain.results import Split
from tertial.domain.targets import BySex, ByUnit, OfTarget, PathTarget, RangeTarget, SimpleTarget, ValueTarget

_LARGER_WHOLES = frozenset({ValueUnit.COUNT, ValueUnit.MSEK, ValueUnit.POSTS, ValueUnit.BEDS})


def own_target(indicator: Indicator, unit: str, split: Split, month: Month, *, is_main: bool) -> SimpleTarget | None:
    """The target of a unit and split in a month; None where none is set for them, or only one for the whole.

    `is_main` says that the unit is the one that the region reports on, whose targets are those of the whole.
    """
    dated = indicator.targets.in_force(month)
    target = indicator.targets.resolve(unit=unit, split=split, month=month)
    is_level = isinstance(target, ValueTarget | PathTarget | RangeTarget | OfTarget)
    if dated is None or not is_level or not _has_larger_wholes(indicator):
        return target
    stated = dated.target
    of_split = split.is_whole or (isinstance(stated, BySex) and not split.age_band and not split.category)
    return target if of_split and (is_main or isinstance(stated, ByUnit)) else None


def _has_larger_wholes(indicator: Indicator) -> bool:
    """Whether a whole has more than its parts: counts and amounts, and all that adds up over months, but no rates."""
    return (indicator.value_unit in _LARGER_WHOLES and not indicator.is_ratio) or adds_up(indicator)
