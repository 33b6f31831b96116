"""Readmissions, a person at a time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta

from tertial.compute.reference.facts.discharges import A_DAY, has_ended
from tertial.compute.reference.rows import Row
from tertial.compute.reference.values import known
from tertial.domain.calendar import Month
from tertial.domain.facts.readmissions import FACT


def rows(sources: Mapping[str, Sequence[Row]], _months: Sequence[Month]) -> list[Row]:
    """The fact, whatever months are asked for."""
    stays_of: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for stay in sources["admissions"]:
        stays_of[known(stay, "provider", str), known(stay, "person", str)].append(stay)
    made: list[Row] = []
    for stays in stays_of.values():
        in_order = sorted(stays, key=_order)
        for stay, following in zip(in_order, (*in_order[1:], None), strict=True):
            if has_ended(stay):
                made.append(_discharge(stay, following))
    return made


def _order(stay: Row) -> tuple[datetime, str, str]:
    return known(stay, "admitted_at", datetime), known(stay, "admission_id", str), known(stay, "extract", str)


def _discharge(stay: Row, following: Row | None) -> Row:
    made: dict[str, object] = {
        **stay,
        "day": stay["discharged_at_day"],
        "readmitted_30_days": False,
        "readmitted_7_days": False,
        "days_to_next": None,
        "next_planned": None,
        "transferred": False,
    }
    if following is not None:
        between = known(following, "admitted_at", datetime) - known(stay, "discharged_at", datetime)
        planned = known(following, "planned", bool)
        made["transferred"] = not between
        made["readmitted_7_days"] = not planned and timedelta(0) <= between < 7 * A_DAY
        if timedelta(0) <= between < 30 * A_DAY:
            made["readmitted_30_days"] = not planned
            made["next_planned"] = planned
            days = known(following, "admitted_at_day", date) - known(stay, "discharged_at_day", date)
            made["days_to_next"] = days.days
    return {name: made[name] for name in FACT.names}
