"""Listed: listings valid on the day, one a person, without those who by the register live here no more."""

from __future__ import annotations

from collections.abc import Mapping

import ibis
import ibis.expr.types as ir

from tertial.compute.facts.person_register import newest_rows, valid_at_month_ends
from tertial.domain.facts.listed import FACT


def rows(sources: Mapping[str, ir.Table], months: ir.Table) -> ir.Table:
    """The fact at the ends of the months."""
    return listed(sources["listing"], sources["persons"], months).select(*FACT.names)


def listed(listing: ir.Table, persons: ir.Table, months: ir.Table) -> ir.Table:
    """The rows of the fact, with the provider that each comes from."""
    counting = _counting(listing, months)
    register = newest_rows(persons, months).select(
        "age_years",
        "lives_here",
        register_day="last_day",
        register_provider="provider",
        register_person="person",
    )
    known = counting.left_join(
        register,
        [
            counting.last_day == register.register_day,
            counting.provider == register.register_provider,
            counting.person == register.register_person,
        ],
    )
    return (
        known.filter(register.lives_here.fill_null(True))
        .mutate(day=counting.last_day, days_listed=counting.last_day.delta(counting.valid_from, unit="day"))
        .select("provider", *FACT.names)
    )


def _counting(listing: ir.Table, months: ir.Table) -> ir.Table:
    """The one listing of each person that counts at a month's end.

    To set the listings of every person and month in order takes most of the time, and few persons have two at once:
    only theirs are.
    """
    person = [listing.provider, listing.person]
    in_order = ibis.window(group_by=person, order_by=[listing.valid_from, listing.extract.desc()])
    ordered = listing.mutate(next_from=listing.valid_from.lead().over(in_order))
    # One that reaches any later one reaches the next.
    reaching = ordered.mutate(
        reaches=ordered.next_from.notnull() & (ordered.valid_to.isnull() | (ordered.valid_to >= ordered.next_from))
    )
    told = reaching.mutate(
        two_at_once=reaching.reaches.any().over(ibis.window(group_by=[reaching.provider, reaching.person]))
    )
    one = valid_at_month_ends(told.filter(~told.two_at_once), months)
    several = valid_at_month_ends(told.filter(told.two_at_once), months)
    newest_first = ibis.window(
        group_by=[several.last_day, several.provider, several.person],
        order_by=[several.valid_from.desc(), several.extract],
    )
    ranked = several.mutate(place=ibis.row_number().over(newest_first))
    kept = ("last_day", "provider", "person", "unit", "sex", "residential_care", "valid_from")
    return one.select(*kept).union(ranked.filter(ranked.place == 0).select(*kept))
