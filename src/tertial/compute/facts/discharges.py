"""Discharges: stays that have ended, with their days and what came after the patient was ready."""

from __future__ import annotations

from collections.abc import Mapping

import ibis
import ibis.expr.types as ir

from tertial.domain.facts.discharges import FACT


def rows(sources: Mapping[str, ir.Table], _months: ir.Table) -> ir.Table:
    """The fact, whatever months are asked for."""
    admissions = sources["admissions"]
    # Not true either where the stay goes on.
    ended = admissions.filter(admissions.discharged_at >= admissions.admitted_at)
    ready_days = ended.discharged_at_day.delta(ended.ready_at_day, unit="day")
    return ended.mutate(
        stay_days=ended.discharged_at_day.delta(ended.admitted_at_day, unit="day"),
        # In hours: a day as such would follow the calendar of the engine's time zone.
        ready_over_a_day=ended.discharged_at > ended.ready_at + ibis.interval(hours=24),
        # Not by greatest, which would make a number of what is not known.
        ready_days=(ready_days < 0).ifelse(0, ready_days),
    ).select(*FACT.names)
