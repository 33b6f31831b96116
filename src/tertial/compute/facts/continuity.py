"""Continuity over rolling months: contacts by clinician, by unit and in sequence, gathered for each person."""

from __future__ import annotations

from collections.abc import Collection

import ibis
import ibis.expr.types as ir

from tertial.compute.facts.last_contact import age_years_of, packed, sex_of
from tertial.compute.facts.windows import MONTH_NUMBER, OF_PERSON, month_number, most, whole, windows

SEQUENCE = "sequence_same"


def continuity(contacts: ir.Table, months: ir.Table, length: int, names: Collection[str]) -> ir.Table:
    """The rows of the fact over windows of so many months.

    The sequence costs several times the rest, and is made only if it is among the names of the columns asked for. Left
    to itself DuckDB drops the column, and still groups every contact to join it.
    """
    known = contacts.filter(contacts.clinician.notnull())
    in_windows = windows(months, length)
    counted = known.select(
        known.provider,
        known.person,
        known.clinician,
        known.unit,
        latest=packed(known.date, known.age_years, known.sex),
        **{MONTH_NUMBER: month_number(known.date)},
    ).join(in_windows, MONTH_NUMBER)
    clinicians = _by_clinician(counted)
    persons = clinicians.join(_usual_units(counted), OF_PERSON)
    found = persons.select(
        persons.provider,
        persons.last_day,
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
        sequence_pairs=persons.contacts - 1,
    )
    # Whoever has a contact in a window has a place in its order.
    return found.join(_sequences(known, in_windows), OF_PERSON) if SEQUENCE in names else found


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
        month_before=month_number(known.date.lag().over(in_order)),
        **{MONTH_NUMBER: month_number(known.date)},
    )
    counted = after.join(in_windows, MONTH_NUMBER)
    # Windows have no gaps: the contact before lies in the window, or before its first month. Added up, not filtered, so
    # that whoever has none has a row too.
    return counted.group_by(*OF_PERSON).agg(
        **{SEQUENCE: whole((counted.same & (counted.month_before >= counted.first_number)).ifelse(1, 0).sum())}
    )
