"""Sick leave, a group of staff at a time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from tertial.compute.reference.rows import Row
from tertial.compute.reference.values import known
from tertial.domain.calendar import Month
from tertial.domain.facts.sick_leave import FACT


def rows(sources: Mapping[str, Sequence[Row]], _months: Sequence[Month]) -> list[Row]:
    """The fact, whatever months are asked for."""
    return [_group(group) for group in sources["staff-absence"]]


def _group(group: Row) -> Row:
    long = known(group, "sick_hours_60_180", Decimal) + known(group, "sick_hours_over_180", Decimal)
    short = known(group, "sick_hours_1_14", Decimal) + known(group, "sick_hours_15_59", Decimal)
    found = {**group, "sick_hours": short + long, "sick_hours_60": long}
    return {name: found[name] for name in FACT.names}
