"""Listed: listings valid on the day, one a person, without those who by the register live here no more."""

from __future__ import annotations

from collections.abc import Mapping

import ibis
import ibis.expr.types as ir

from tertial.compute.facts.person_register import newest_rows
from tertial.domain.facts.listed import FACT


def rows(sources: Mapping[str, ir.Table], months: ir.Table) -> ir.Table:
    """The fact at the ends of the months."""
    return listed(sources["listing"], sources["persons"], months).select(*FACT.names)


def listed(listing: ir.Table, persons: ir.Table, months: ir.Table) -> ir.Table:
    """The rows of the fact, with the provider that each comes from."""
    valid = months.join(
        listing,
        [listing.valid_from <= months.last_day, listing.valid_to.isnull() | (listing.valid_to >= months.last_day)],
    ).select(
        listing.provider,
        listing.person,
        listing.unit,
        listing.sex,
        listing.residential_care,
        listing.valid_from,
        listing.extract,
        day=months.last_day,
    )
    newest_first = ibis.window(
        group_by=[valid.day, valid.provider, valid.person], order_by=[valid.valid_from.desc(), valid.extract]
    )
    ranked = valid.mutate(place=ibis.row_number().over(newest_first))
    counted = ranked.filter(ranked.place == 0)
    register = newest_rows(persons, months).select(
        "age_years",
        "lives_here",
        register_day="last_day",
        register_provider="provider",
        register_person="person",
    )
    known = counted.left_join(
        register,
        [
            counted.day == register.register_day,
            counted.provider == register.register_provider,
            counted.person == register.register_person,
        ],
    )
    return (
        known.filter(register.lives_here.fill_null(True))
        .mutate(days_listed=counted.day.delta(counted.valid_from, unit="day"))
        .select("provider", *FACT.names)
    )
