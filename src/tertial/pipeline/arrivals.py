"""When the latest months of a feed came, and how much of them at first: read off the load log and older states."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tertial.domain.calendar import Month
from tertial.domain.clock import local_date
from tertial.domain.volumes import Arrival
from tertial.store.load_log import LogEntry
from tertial.store.load_record import Action
from tertial.store.past_rows import PastRows, past_rows
from tertial.store.state import State

LATEST = 7
"""Months that are looked at: the last one, and half a year that it is held against."""


class Arrivals:
    """Tells of the arrivals in a state; what older states had is read once, and of pruned ones is simply not known."""

    def __init__(self, state: State, log: Sequence[LogEntry]) -> None:
        self._state = state
        self._loads = [entry for entry in log if entry.number <= state.number and entry.record.action is Action.LOAD]
        self._rows_then: dict[int, PastRows | None] = {}

    def of(self, feed: str) -> Mapping[Month, Arrival]:
        """The arrivals of a feed's latest months."""
        return {
            month: arrival
            for month in self._state.months(feed)[-LATEST:]
            if (arrival := self._first(feed, month)) is not None
        }

    def _first(self, feed: str, month: Month) -> Arrival | None:
        for entry in self._loads:
            if month in entry.record.touched.get(feed, ()):
                days = (local_date(entry.record.loaded_at) - month.last_day).days
                return Arrival(days, self._share(feed, month, entry))
        return None

    def _share(self, feed: str, month: Month, entry: LogEntry) -> float | None:
        if entry.number not in self._rows_then:
            self._rows_then[entry.number] = past_rows(self._state.layout, entry)
        then = self._rows_then[entry.number]
        now = sum(file.rows for file in self._state.manifest.feeds.get(feed, {}).get(month, ()))
        return None if then is None or not now else min(1.0, then.of(feed, month) / now)
