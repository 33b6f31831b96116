"""When the latest months of a feed came, and how much of them at first: read off the load log and older states."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tertial.domain.calendar import Month
from tertial.domain.clock import local_date
from tertial.domain.volumes import Arrival
from tertial.store.errors import StoreError
from tertial.store.in_force import load_manifest
from tertial.store.load_log import LogEntry
from tertial.store.load_record import Action
from tertial.store.manifest import Manifest
from tertial.store.state import State

LATEST = 7
"""Months that are looked at: the last one, and half a year that it is held against."""


class Arrivals:
    """Tells of the arrivals in a state; older manifests are read once, and pruned ones are simply not known."""

    def __init__(self, state: State, log: Sequence[LogEntry]) -> None:
        self._state = state
        self._loads = [entry for entry in log if entry.number <= state.number and entry.record.action is Action.LOAD]
        self._manifests: dict[int, Manifest | None] = {}

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
                return Arrival(days, self._share(feed, month, entry.number))
        return None

    def _share(self, feed: str, month: Month, number: int) -> float | None:
        if number not in self._manifests:
            try:
                self._manifests[number] = load_manifest(self._state.layout, number)
            except StoreError:  # pruned away
                self._manifests[number] = None
        then, now = self._manifests[number], _rows(self._state.manifest, feed, month)
        return None if then is None or not now else min(1.0, _rows(then, feed, month) / now)


def _rows(manifest: Manifest, feed: str, month: Month) -> int:
    return sum(file.rows for file in manifest.feeds.get(feed, {}).get(month, ()))
