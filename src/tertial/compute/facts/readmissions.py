"""Readmissions: each discharge with the person's very next admission at the same care provider."""

from __future__ import annotations

from collections.abc import Mapping

import ibis
import ibis.expr.types as ir

from tertial.domain.facts.readmissions import FACT


def rows(sources: Mapping[str, ir.Table], _months: ir.Table) -> ir.Table:
    """The fact, whatever months are asked for."""
    admissions = sources["admissions"]
    in_order = ibis.window(
        group_by=[admissions.provider, admissions.person],
        order_by=[admissions.admitted_at, admissions.admission_id, admissions.extract],
    )
    stays = admissions.mutate(
        next_at=admissions.admitted_at.lead().over(in_order),
        next_day=admissions.admitted_at_day.lead().over(in_order),
        next_was_planned=admissions.planned.lead().over(in_order),
    )
    # Not true either where the stay goes on.
    ended = stays.filter(stays.discharged_at >= stays.admitted_at)
    soon = _begins_within(ended, 30)
    return ended.mutate(
        day=ended.discharged_at_day,
        readmitted_30_days=(soon & ~ended.next_was_planned).fill_null(False),
        readmitted_7_days=(_begins_within(ended, 7) & ~ended.next_was_planned).fill_null(False),
        # Known of the next 30 days only: what comes later is not read for the month.
        days_to_next=soon.ifelse(ended.next_day.delta(ended.discharged_at_day, unit="day"), ibis.null()),
        next_planned=soon.ifelse(ended.next_was_planned, ibis.null()),
        transferred=(ended.next_at == ended.discharged_at).fill_null(False),
    ).select(*FACT.names)


def _begins_within(stays: ir.Table, days: int) -> ir.BooleanValue:
    """Whether the next admission begins at the discharge or later, but less than so many times 24 hours later.

    Not known where there is none.
    """
    # In hours: days as such would follow the calendar of the engine's time zone.
    too_late = stays.discharged_at + ibis.interval(hours=24 * days)
    return (stays.next_at >= stays.discharged_at) & (stays.next_at < too_late)
