"""Home visits, a child at a time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from tertial.compute.reference.rows import Row
from tertial.compute.reference.values import known, perhaps
from tertial.domain.calendar import Month
from tertial.domain.facts.home_visits import FACT, MOST_DAYS


def rows(sources: Mapping[str, Sequence[Row]], _months: Sequence[Month]) -> list[Row]:
    """The fact, whatever months are asked for."""
    made: list[Row] = []
    for child in sources["child-health-newborns"]:
        homecoming, visited = known(child, "homecoming", date), perhaps(child, "visited", date)
        days = None if visited is None else (visited - homecoming).days
        visit = {
            **child,
            "day": homecoming,
            "visited_10_days": days is not None and days <= MOST_DAYS,
            "days_to_visit": days,
        }
        made.append({name: visit[name] for name in FACT.names})
    return made
