"""Persons by how often they come in twelve months, from any feed whose events name a person and a unit."""

from __future__ import annotations

import ibis.expr.types as ir

from tertial.compute.facts.last_contact import age_years_of, packed, sex_of
from tertial.compute.facts.windows import OF_PERSON, month_number, most, whole, windows
from tertial.domain.facts.visitors import MONTHS


def visitors(events: ir.Table, day: str, months: ir.Table) -> ir.Table:
    """The rows of the fact from events on the day in the column of that name."""
    known = events.filter(events.person.notnull())
    counted = known.select(
        known.provider,
        known.person,
        known.unit,
        month_number=month_number(known[day]),
        latest=packed(known[day], known.age_years, known.sex),
    ).join(windows(months, MONTHS), "month_number")
    visited = counted.group_by(*OF_PERSON, "unit").agg(contacts=counted.count(), latest=counted.latest.max())
    persons = visited.group_by(*OF_PERSON).agg(
        contacts=whole(visited.contacts.sum()),
        units=visited.count(),
        most=most(visited.contacts, visited.unit),
        latest=visited.latest.max(),
    )
    return persons.select(
        persons.person,
        persons.contacts,
        persons.units,
        unit=persons.most["unit"],
        day=persons.last_day,
        sex=sex_of(persons.latest),
        age_years=age_years_of(persons.latest),
    )
