"""With care contact: the population, and who has a named care contact valid on the day."""

from __future__ import annotations

from collections.abc import Mapping

import ibis.expr.types as ir

from tertial.compute.facts.person_register import valid_at_month_ends
from tertial.compute.facts.population import residents
from tertial.domain.facts.with_care_contact import FACT


def rows(sources: Mapping[str, ir.Table], months: ir.Table) -> ir.Table:
    """The fact at the ends of the months."""
    population = residents(sources["persons"], months)
    valid = valid_at_month_ends(sources["care-contacts"], months)
    contacts = valid.select(
        contact_day=valid.last_day, contact_provider=valid.provider, contact_person=valid.person
    ).distinct()
    return (
        population.left_join(
            contacts,
            [
                population.day == contacts.contact_day,
                population.provider == contacts.contact_provider,
                population.person == contacts.contact_person,
            ],
        )
        .mutate(named_contact=contacts.contact_person.notnull())
        .select(*FACT.names)
    )
