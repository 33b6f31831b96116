"""Continuity over rolling months: contacts by clinician, by unit and in sequence, gathered for each person."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from tertial.compute.facts.last_contact import age_years_of, packed, sex_of
from tertial.compute.facts.windows import OF_PERSON, month_number, most, whole, windows


def continuity(contacts: ir.Table, months: ir.Table, length: int) -> ir.Table:
    """The rows of the fact over windows of so many months.

    The sequence costs several times the rest. It is joined last and to one row a person, so that DuckDB leaves it out
    where nobody asks for it.
    """
    known = contacts.filter(contacts.clinician.notnull())
    in_windows = windows(months, length)
    counted = known.select(
        known.provider,
        known.person,
        known.clinician,
        known.unit,
        month_number=month_number(known.date),
        latest=packed(known.date, known.age_years, known.sex),
    ).join(in_windows, "month_number")
    clinicians = _by_clinician(counted)
    persons = clinicians.join(_usual_units(counted), OF_PERSON)
    sequences = _sequences(known, in_windows)
    found = persons.left_join(sequences, OF_PERSON)
    return found.select(
        persons.person,
        unit=persons.most["unit"],
        day=persons.last_day,
        sex=sex_of(persons.latest),
        age_years=age_years_of(persons.latest),
        contacts=persons.contacts,
        clinicians=persons.clinicians,
        same=persons.squares - persons.contacts,
        possible=persons.contacts * (persons.contacts - 1),
        largest=persons.largest,
        sequence_same=sequences.sequence_same.fill_null(0),
        sequence_pairs=persons.contacts - 1,
    )


def _by_clinician(counted: ir.Table) -> ir.Table:
    """What the indices need of each person's contacts by clinician, and the last contact."""
    met = counted.group_by(*OF_PERSON, "clinician").agg(contacts=counted.count(), latest=counted.latest.max())
    return met.group_by(*OF_PERSON).agg(
        contacts=whole(met.contacts.sum()),
        squares=whole((met.contacts * met.contacts).sum()),
        largest=met.contacts.max(),
        clinicians=met.count(),
        latest=met.latest.max(),
    )


def _usual_units(counted: ir.Table) -> ir.Table:
    """The unit of most of each person's contacts."""
    visited = counted.group_by(*OF_PERSON, "unit").agg(contacts=counted.count())
    return visited.group_by(*OF_PERSON).agg(most=most(visited.contacts, visited.unit))


def _sequences(known: ir.Table, in_windows: ir.Table) -> ir.Table:
    """How many contacts of each person come right after one with the same clinician, both of them in the window."""
    in_order = ibis.window(
        group_by=[known.provider, known.person], order_by=[known.date, known.contact_id, known.extract]
    )
    after = known.select(
        known.provider,
        known.person,
        same=known.clinician == known.clinician.lag().over(in_order),
        month_number=month_number(known.date),
        month_before=month_number(known.date.lag().over(in_order)),
    )
    counted = after.join(in_windows, "month_number")
    # Windows have no gaps: the contact before lies in the window, or before its first month. Added up, not filtered,
    # since a filter hides from DuckDB that persons are unique here.
    return counted.group_by(*OF_PERSON).agg(
        sequence_same=whole((counted.same & (counted.month_before >= counted.first_number)).ifelse(1, 0).sum())
    )
