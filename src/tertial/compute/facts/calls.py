"""Calls: phone calls, with the first contact that each led to."""

from __future__ import annotations

from collections.abc import Mapping

import ibis
import ibis.expr.types as ir

from tertial.compute.facts.elapsed import whole_minutes
from tertial.domain.facts.calls import FACT

_CONTACTS = ("answered_at", "called_back_at")


def rows(sources: Mapping[str, ir.Table], _months: ir.Table) -> ir.Table:
    """The fact, whatever months are asked for."""
    calls = sources["phone-calls"]
    contact = ibis.least(*(_not_before(calls, calls[name]) for name in _CONTACTS))
    # The first contact is on the day of the call where any is. As branches this is quicker than over the least day.
    on_the_day = ibis.cases(
        *(
            ((calls[name] >= calls.called_at) & (calls[f"{name}_day"] == calls.called_at_day), True)
            for name in _CONTACTS
        ),
        else_=False,
    )
    # An errand's id means something within its extract and unit only.
    of_errand = ibis.window(
        group_by=[calls.extract, calls.unit, calls.errand_id, calls.called_at_day],
        order_by=[calls.called_at, calls.call_id],
    )
    found = calls.mutate(
        contact=contact,
        same_day=(calls.in_hours == ibis.literal(False)).ifelse(ibis.null("boolean"), on_the_day),
        repeated=calls.errand_id.isnull().ifelse(ibis.null("boolean"), ibis.row_number().over(of_errand) > 0),
    )
    return found.mutate(
        day=found.called_at_day, minutes_to_contact=whole_minutes(found.called_at, found.contact)
    ).select(*FACT.made_names)


def _not_before(calls: ir.Table, contact: ir.TimestampValue) -> ir.TimestampValue:
    """The contact where it is not said to be earlier than the call, else NULL."""
    return (contact >= calls.called_at).ifelse(contact, ibis.null(contact.type()))
