"""Home visits at 8 months, a child at a time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from tertial.compute.reference.month_steps import months_after
from tertial.compute.reference.rows import Row
from tertial.compute.reference.values import known, perhaps
from tertial.domain.calendar import Month
from tertial.domain.facts.home_visits_8_months import FACT, MONTHS_AFTER, MOST_DAYS_LATE


def rows(sources: Mapping[str, Sequence[Row]], _months: Sequence[Month]) -> list[Row]:
    """The fact, whatever months are asked for."""
    made: list[Row] = []
    for child in sources["child-health-newborns"]:
        day = months_after(known(child, "homecoming", date), MONTHS_AFTER)
        visited = perhaps(child, "visited_8_months", date)
        visit = {
            **child,
            "day": day,
            "offered": child["offered_8_months"],
            "declined": child["declined_8_months"],
            "visited": visited is not None and visited <= day + timedelta(days=MOST_DAYS_LATE),
        }
        made.append({name: visit[name] for name in FACT.names})
    return made
