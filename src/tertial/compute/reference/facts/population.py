"""Population, a month and a person at a time."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from tertial.compute.reference.facts.person_register import Person, lives_here, newest_rows
from tertial.compute.reference.rows import Row
from tertial.compute.reference.values import known
from tertial.domain.calendar import Month
from tertial.domain.facts.population import FACT, MOST_MONTHS_OLD


def rows(sources: Mapping[str, Sequence[Row]], months: Sequence[Month]) -> list[Row]:
    """The fact at the ends of the months."""
    return [resident for month in months for resident in residents(sources["persons"], month).values()]


def residents(persons: Iterable[Row], month: Month) -> dict[Person, Row]:
    """The rows of the fact at the end of a month, by the person and the provider that each comes from."""
    day = month.last_day
    oldest = month.plus(-MOST_MONTHS_OLD).first_day
    found: dict[Person, Row] = {}
    for person, row in newest_rows(persons, day).items():
        if known(row, "as_of", date) >= oldest and lives_here(row, day):
            made = {**row, "unit": row["municipality"], "day": day}
            found[person] = {name: made[name] for name in FACT.names}
    return found
