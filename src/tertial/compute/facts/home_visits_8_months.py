"""Home visits at 8 months: the day eight months after the homecoming, and whether the visit was made by then."""

from __future__ import annotations

from collections.abc import Mapping

import ibis
import ibis.expr.types as ir

from tertial.domain.facts.home_visits_8_months import FACT, MONTHS_AFTER, MOST_DAYS_LATE


def rows(sources: Mapping[str, ir.Table], _months: ir.Table) -> ir.Table:
    """The fact, whatever months are asked for."""
    newborns = sources["child-health-newborns"].mutate(
        # By way of an instant: engines differ in whether a date and an interval make a date.
        day=lambda newborns: (newborns.homecoming.cast("timestamp") + ibis.interval(months=MONTHS_AFTER)).cast("date")
    )
    days_late = newborns.visited_8_months.delta(newborns.day, unit="day")
    return newborns.select(
        "person",
        "unit",
        "day",
        "sex",
        offered=newborns.offered_8_months,
        declined=newborns.declined_8_months,
        visited=(days_late <= MOST_DAYS_LATE).fill_null(False),
    ).select(*FACT.names)
