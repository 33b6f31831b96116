"""Agency shares, a unit's month at a time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tertial.compute.reference.rows import Row
from tertial.compute.reference.values import known
from tertial.domain.calendar import Month
from tertial.domain.facts.agency_shares import FACT


def rows(sources: Mapping[str, Sequence[Row]], _months: Sequence[Month]) -> list[Row]:
    """The fact, whatever months are asked for."""
    return [_costs(costs) for costs in sources["agency-costs"]]


def _costs(costs: Row) -> Row:
    found = {**costs, "staff_cost": known(costs, "agency_cost", int) + known(costs, "own_staff_cost", int)}
    return {name: found[name] for name in FACT.names}
