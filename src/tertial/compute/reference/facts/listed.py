"""Listed, a month and a person at a time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from tertial.compute.reference.facts.person_register import Person, is_valid, lives_here, newest_rows, person_of
from tertial.compute.reference.rows import Row
from tertial.compute.reference.values import known
from tertial.domain.calendar import Month
from tertial.domain.facts.listed import FACT


def rows(sources: Mapping[str, Sequence[Row]], months: Sequence[Month]) -> list[Row]:
    """The fact at the ends of the months."""
    return [row for month in months for row in listed(sources, month).values()]


def listed(sources: Mapping[str, Sequence[Row]], month: Month) -> dict[Person, Row]:
    """The rows of the fact at the end of a month, by the person and the provider that each comes from."""
    day = month.last_day
    counting: dict[Person, Row] = {}
    # The newest comes last, and of several of one day the extract that sorts first.
    by_extract = sorted(sources["listing"], key=lambda row: known(row, "extract", str), reverse=True)
    for listing in sorted(by_extract, key=lambda row: known(row, "valid_from", date)):
        if is_valid(listing, day):
            counting[person_of(listing)] = listing
    register = newest_rows(sources["persons"], day)
    found: dict[Person, Row] = {}
    for person, listing in counting.items():
        newest = register.get(person)
        if newest is not None and not lives_here(newest, day):
            continue
        made = {
            **listing,
            "day": day,
            "age_years": None if newest is None else newest["age_years"],
            "days_listed": (day - known(listing, "valid_from", date)).days,
        }
        found[person] = {name: made[name] for name in FACT.names}
    return found
