"""With care contact, a month and a person at a time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tertial.compute.reference.facts.person_register import is_valid, person_of
from tertial.compute.reference.facts.population import residents
from tertial.compute.reference.rows import Row
from tertial.domain.calendar import Month


def rows(sources: Mapping[str, Sequence[Row]], months: Sequence[Month]) -> list[Row]:
    """The fact at the ends of the months."""
    made: list[Row] = []
    for month in months:
        with_contact = {person_of(row) for row in sources["care-contacts"] if is_valid(row, month.last_day)}
        for person, resident in residents(sources["persons"], month).items():
            made.append({**resident, "named_contact": person in with_contact})
    return made
