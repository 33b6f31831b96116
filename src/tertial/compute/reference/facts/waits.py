"""Waits, a month and a wait at a time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from tertial.compute.reference.rows import Row
from tertial.compute.reference.values import known, perhaps
from tertial.domain.calendar import Month
from tertial.domain.facts.waits import FACT


def rows(sources: Mapping[str, Sequence[Row]], months: Sequence[Month]) -> list[Row]:
    """The fact at the ends of the months."""
    return [
        _wait(wait, month.last_day)
        for month in months
        for wait in sources["waiting-list"]
        if _is_waiting(wait, month.last_day)
    ]


def _is_waiting(wait: Row, day: date) -> bool:
    ends = (perhaps(wait, "done", date), perhaps(wait, "struck_off", date))
    return known(wait, "decided", date) <= day and all(end is None or end > day for end in ends)


def _wait(wait: Row, day: date) -> Row:
    made = {**wait, "day": day, "waited_days": (day - known(wait, "decided", date)).days}
    return {name: made[name] for name in FACT.names}
