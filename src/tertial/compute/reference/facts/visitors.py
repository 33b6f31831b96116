"""Persons by how often they come in twelve months, a person at a time."""

from __future__ import annotations

from collections.abc import Sequence

from tertial.compute.reference.facts.windows import by_person, last_contact, unit_of_most
from tertial.compute.reference.rows import Row
from tertial.domain.calendar import Month
from tertial.domain.facts.visitors import MONTHS


def visitors(events: Sequence[Row], day: str, months: Sequence[Month]) -> list[Row]:
    """The rows of the fact from events on the day in the column of that name."""
    made: list[Row] = []
    for month in months:
        for (_, person), in_window in by_person(events, day, month, MONTHS).items():
            last = last_contact(in_window, day)
            made.append(
                {
                    "person": person,
                    "unit": unit_of_most(in_window),
                    "day": month.last_day,
                    "sex": last["sex"],
                    "age_years": last["age_years"],
                    "contacts": len(in_window),
                    "units": len({event["unit"] for event in in_window}),
                }
            )
    return made
