"""Agency shares: the cost of all staff beside that of agency staff and of own staff."""

from __future__ import annotations

from collections.abc import Mapping

import ibis.expr.types as ir

from tertial.domain.facts.agency_shares import FACT


def rows(sources: Mapping[str, ir.Table], _months: ir.Table) -> ir.Table:
    """The fact, whatever months are asked for."""
    costs = sources["agency-costs"]
    return costs.mutate(staff_cost=costs.agency_cost + costs.own_staff_cost).select(*FACT.names)
