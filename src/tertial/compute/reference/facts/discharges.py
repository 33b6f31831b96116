"""Discharges, a stay at a time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta

from tertial.compute.reference.rows import Row
from tertial.compute.reference.values import known, perhaps
from tertial.domain.calendar import Month
from tertial.domain.facts.discharges import FACT

A_DAY = timedelta(hours=24)


def rows(sources: Mapping[str, Sequence[Row]], _months: Sequence[Month]) -> list[Row]:
    """The fact, whatever months are asked for."""
    return [_discharge(stay) for stay in sources["admissions"] if has_ended(stay)]


def has_ended(stay: Row) -> bool:
    """Whether the patient has been discharged, and not before the admission."""
    discharged_at = perhaps(stay, "discharged_at", datetime)
    return discharged_at is not None and discharged_at >= known(stay, "admitted_at", datetime)


def _discharge(stay: Row) -> Row:
    discharged_at = known(stay, "discharged_at", datetime)
    discharged = known(stay, "discharged_at_day", date)
    ready_at = perhaps(stay, "ready_at", datetime)
    made: dict[str, object] = {
        **stay,
        "stay_days": (discharged - known(stay, "admitted_at_day", date)).days,
        "ready_over_a_day": None,
        "ready_days": None,
    }
    if ready_at is not None:
        made["ready_over_a_day"] = discharged_at - ready_at > A_DAY
        made["ready_days"] = max(0, (discharged - known(stay, "ready_at_day", date)).days)
    return {name: made[name] for name in FACT.names}
