"""Home visits: days from the homecoming to the first visit."""

from __future__ import annotations

from collections.abc import Mapping

import ibis.expr.types as ir

from tertial.domain.facts.home_visits import FACT, MOST_DAYS


def rows(sources: Mapping[str, ir.Table], _months: ir.Table) -> ir.Table:
    """The fact, whatever months are asked for."""
    newborns = sources["child-health-newborns"]
    days = newborns.visited.delta(newborns.homecoming, unit="day")
    return newborns.mutate(
        day=newborns.homecoming, visited_10_days=(days <= MOST_DAYS).fill_null(False), days_to_visit=days
    ).select(*FACT.names)
