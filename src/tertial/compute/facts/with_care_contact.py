"""With care contact: the population, and who has a named care contact valid on the day."""

from __future__ import annotations

from collections.abc import Mapping

import ibis.expr.types as ir

from tertial.compute.facts.population import residents
from tertial.domain.facts.with_care_contact import FACT


def rows(sources: Mapping[str, ir.Table], months: ir.Table) -> ir.Table:
    """The fact at the ends of the months."""
    population = residents(sources["persons"], months)
    contacts = sources["care-contacts"]
    valid = (
        months.join(
            contacts,
            [
                contacts.valid_from <= months.last_day,
                contacts.valid_to.isnull() | (contacts.valid_to >= months.last_day),
            ],
        )
        .select(contact_day=months.last_day, contact_provider=contacts.provider, contact_person=contacts.person)
        .distinct()
    )
    return (
        population.left_join(
            valid,
            [
                population.day == valid.contact_day,
                population.provider == valid.contact_provider,
                population.person == valid.contact_person,
            ],
        )
        .mutate(named_contact=valid.contact_person.notnull())
        .select(*FACT.names)
    )
