"""Where an action is done, which units it is compared with, and where their series are broken."""

from __future__ import annotations

from collections.abc import Collection

from tertial.domain.actions import Action, CompareWith
from tertial.domain.calendar import Month
from tertial.domain.region import Region

LEAST_SISTERS = 5
"""Fewer units of the same kind are not compared with unless they are named: each would weigh too much."""


def acting_units(action: Action, region: Region, unit: str, as_of: Month) -> tuple[str, ...]:
    """Where at the unit or below it the action is done; the unit itself where it is a part of one that has it."""
    organisation = region.organisation
    if not action.units or unit in organisation.with_all_below(action.units):
        return (unit,)
    tree = organisation.tree_of(unit)
    days = {month.last_day for month in (action.started or as_of, as_of)}
    below = {one for day in days for one in organisation.below(unit, day, tree)}
    return tuple(one for one in action.units if one in below)


def comparison_units(action: Action, region: Region, acting: Collection[str], as_of: Month) -> tuple[str, ...]:
    """The units that the action is compared with; none where it is held against the months before it alone.

    Sisters are of the same kinds as the acting units, there from the start to now, and without any action that is to
    change the same indicator. Units whose series is broken while the acting ones' are not are left out.
    """
    named, shared = action.compare_with, _breaks(action, region, acting, as_of)
    if isinstance(named, tuple):
        return tuple(one for one in named if _breaks(action, region, [one], as_of) <= shared)
    if named is CompareWith.NONE or not action.units or action.started is None:
        return ()
    organisation, days = region.organisation, (action.started.first_day, as_of.last_day)
    kinds = {row.kind for row in map(organisation.find, acting) if row is not None}
    having = {
        unit
        for other in region.actions
        if other.indicator == action.indicator and (other.started is not None or other is action)
        for unit in organisation.with_all_around(other.units)
    }
    sisters = tuple(
        one
        for one in organisation.ids
        if one not in having
        and all(organisation.exists(one, day) for day in days)
        and (row := organisation.find(one)) is not None
        and row.kind in kinds
        and _breaks(action, region, [one], as_of) <= shared
    )
    return sisters if len(sisters) >= LEAST_SISTERS else ()


def breaks_of(action: Action, region: Region, acting: Collection[str], as_of: Month) -> tuple[Month, ...]:
    """The months from which the indicator's figures are of something else, everywhere or at an acting unit."""
    everywhere = {one.first for one in region.changes if not one.units and one.breaks(action.indicator, as_of)}
    return tuple(sorted(everywhere | _breaks(action, region, acting, as_of)))


def _breaks(action: Action, region: Region, units: Collection[str], as_of: Month) -> set[Month]:
    """Those of changes that name units: one of these, one above or one below them."""
    breaks = [one for one in region.changes if one.units and one.breaks(action.indicator, as_of)]
    around = region.organisation.with_all_around(units) if breaks else frozenset()
    return {one.first for one in breaks if around.intersection(one.units)}
