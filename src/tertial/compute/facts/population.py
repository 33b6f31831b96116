"""Population: each person's newest row of the register, where it says that the person lives in the region."""

from __future__ import annotations

from collections.abc import Mapping

import ibis
import ibis.expr.types as ir

from tertial.compute.facts.person_register import newest_rows
from tertial.domain.facts.population import FACT, MOST_MONTHS_OLD


def rows(sources: Mapping[str, ir.Table], months: ir.Table) -> ir.Table:
    """The fact at the ends of the months."""
    return residents(sources["persons"], months).select(*FACT.names)


def residents(persons: ir.Table, months: ir.Table) -> ir.Table:
    """The rows of the fact, with the provider that each comes from."""
    newest = newest_rows(persons, months)
    oldest = newest.month - ibis.interval(months=MOST_MONTHS_OLD)
    return newest.filter(newest.lives_here, newest.as_of >= oldest).select(
        "provider", "person", "sex", "age_years", unit=newest.municipality, day=newest.last_day
    )
