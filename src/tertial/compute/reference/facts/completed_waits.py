"""Completed waits, a wait at a time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from tertial.compute.reference.rows import Row
from tertial.compute.reference.values import known, perhaps
from tertial.domain.calendar import Month
from tertial.domain.facts.completed_waits import FACT


def rows(sources: Mapping[str, Sequence[Row]], _months: Sequence[Month]) -> list[Row]:
    """The fact, whatever months are asked for."""
    made: list[Row] = []
    for wait in sources["waiting-list"]:
        decided, done = known(wait, "decided", date), perhaps(wait, "done", date)
        if done is not None and done >= decided:
            completed = {**wait, "day": done, "waited_days": (done - decided).days}
            made.append({name: completed[name] for name in FACT.names})
    return made
