"""Persons by how often they come in twelve months, from any feed whose events name a person and a unit."""

from __future__ import annotations

import ibis.expr.types as ir

from tertial.compute.facts.last_contact import age_years_of, packed, sex_of
from tertial.compute.facts.windows import MONTH_NUMBER, OF_PERSON, month_number, most, whole, windows
from tertial.domain.facts.visitors import MONTHS


def coming(events: ir.Table, day: str) -> ir.Table:
    """Who came where in which month, a row an event: all that windows need of events on the day in that column."""
    known = events.filter(events.person.notnull())
    return known.select(
        known.provider,
        known.person,
        known.unit,
        latest=packed(known[day], known.age_years, known.sex),
        **{MONTH_NUMBER: month_number(known[day])},
    )


def visitors(gathered: ir.Table, months: ir.Table, fewest: int) -> ir.Table:
    """The rows of the fact. Of persons who in no window can have so many contacts, rows may be left out."""
    in_windows = windows(months, MONTHS)
    counted = _of_many(gathered, in_windows, fewest).join(in_windows, MONTH_NUMBER)
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


def _of_many(gathered: ir.Table, in_windows: ir.Table, fewest: int) -> ir.Table:
    """Without the events of those who have fewer in all the windows together: before each event meets twelve windows.

    Most persons come once or twice. To leave them out first took an eighth of the time of counting them.
    """
    if fewest <= 1:
        return gathered
    within = gathered.semi_join(in_windows, MONTH_NUMBER)
    persons = within.group_by("provider", "person").agg(contacts=within.count())
    return within.semi_join(persons.filter(persons.contacts >= fewest), ["provider", "person"])
