"""Sick leave: the hours of all lengths, and of the long ones, added up in each row."""

from __future__ import annotations

from collections.abc import Mapping

import ibis.expr.types as ir

from tertial.domain.facts.sick_leave import FACT


def rows(sources: Mapping[str, ir.Table], _months: ir.Table) -> ir.Table:
    """The fact, whatever months are asked for."""
    absence = sources["staff-absence"]
    long = absence.sick_hours_60_180 + absence.sick_hours_over_180
    short = absence.sick_hours_1_14 + absence.sick_hours_15_59
    return absence.mutate(sick_hours=short + long, sick_hours_60=long).select(*FACT.names)
