"""Recalls, an examination at a time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from tertial.compute.reference.month_steps import months_after
from tertial.compute.reference.rows import Row
from tertial.compute.reference.values import known, perhaps
from tertial.domain.calendar import Month
from tertial.domain.facts.recalls import FACT, MOST_MONTHS_LATE


def rows(sources: Mapping[str, Sequence[Row]], _months: Sequence[Month]) -> list[Row]:
    """The fact, whatever months are asked for."""
    made: list[Row] = []
    for recall in sources["dental-recalls"]:
        due, called = known(recall, "due", date), perhaps(recall, "called", date)
        examination = {
            **recall,
            "day": due,
            "in_time": called is not None and called <= months_after(due, MOST_MONTHS_LATE),
            "days_late": None if called is None else (called - due).days,
        }
        made.append({name: examination[name] for name in FACT.names})
    return made
