"""Episodes: contacts, each with the days since the person's previous contact at the unit."""

from __future__ import annotations

from collections.abc import Mapping

import ibis
import ibis.expr.types as ir

from tertial.domain.facts.episodes import DAYS_APART, FACT


def rows(sources: Mapping[str, ir.Table], _months: ir.Table) -> ir.Table:
    """The fact, whatever months are asked for."""
    contacts = sources["contacts"]
    in_order = ibis.window(
        group_by=[contacts.provider, contacts.person, contacts.unit],
        order_by=[contacts.date, contacts.contact_id, contacts.extract],
    )
    days = contacts.date.delta(contacts.date.lag().over(in_order), unit="day")
    found = contacts.mutate(day=contacts.date, days_since_previous=(days <= DAYS_APART).ifelse(days, None))
    return found.mutate(first_of_episode=found.days_since_previous.isnull()).select(*FACT.made_names)
