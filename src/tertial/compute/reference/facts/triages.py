"""Triages, a triage at a time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from tertial.compute.reference.rows import Row
from tertial.compute.reference.values import known, perhaps
from tertial.domain.calendar import Month
from tertial.domain.clock import same_day
from tertial.domain.facts.triages import FACT


def rows(sources: Mapping[str, Sequence[Row]], _months: Sequence[Month]) -> list[Row]:
    """The fact, whatever months are asked for."""
    return [_triage(triage) for triage in sources["digital-triage"]]


def _triage(triage: Row) -> Row:
    started_at = known(triage, "started_at", datetime)
    answered_at = perhaps(triage, "answered_at", datetime)
    if answered_at is not None and answered_at < started_at:
        answered_at = None
    found = {
        **triage,
        "day": triage["started_at_day"],
        "completed": triage["completed_at"] is not None,
        "same_day": answered_at is not None and same_day(started_at, answered_at),
        "minutes_to_answer": None if answered_at is None else (answered_at - started_at) // timedelta(minutes=1),
    }
    return {name: found[name] for name in FACT.names}
