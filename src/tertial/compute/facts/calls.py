"""Calls: phone calls, with the first contact that each led to."""

from __future__ import annotations

from collections.abc import Mapping

import ibis
import ibis.expr.types as ir

from tertial.compute.facts.elapsed import whole_minutes
from tertial.domain.facts.calls import FACT


def rows(sources: Mapping[str, ir.Table], _months: ir.Table) -> ir.Table:
    """The fact, whatever months are asked for."""
    calls = sources["phone-calls"]
    contact = ibis.least(*(_not_before(calls, calls[name], calls[name]) for name in ("answered_at", "called_back_at")))
    contact_day = ibis.least(
        *(_not_before(calls, calls[name], calls[f"{name}_day"]) for name in ("answered_at", "called_back_at"))
    )
    # An errand's id means something within its extract and unit only.
    of_errand = ibis.window(
        group_by=[calls.extract, calls.unit, calls.errand_id, calls.called_at_day],
        order_by=[calls.called_at, calls.call_id],
    )
    found = calls.mutate(
        contact=contact,
        same_day=(calls.in_hours == ibis.literal(False)).ifelse(
            ibis.null("boolean"), (contact_day == calls.called_at_day).fill_null(False)
        ),
        repeated=calls.errand_id.isnull().ifelse(ibis.null("boolean"), ibis.row_number().over(of_errand) > 0),
    )
    return found.mutate(
        day=found.called_at_day, minutes_to_contact=whole_minutes(found.called_at, found.contact)
    ).select(*FACT.names)


def _not_before(calls: ir.Table, contact: ir.TimestampValue, value: ir.Value) -> ir.Value:
    """The value where the contact is not said to be earlier than the call, else NULL."""
    return (contact >= calls.called_at).ifelse(value, ibis.null(value.type()))
