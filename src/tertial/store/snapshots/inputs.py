"""What of the events results rest on: which months of which feeds, with what content, since which load."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from math import exp

import pyarrow.compute as pc

from tertial.domain.calendar import Month
from tertial.domain.clock import local_date
from tertial.store.canonical import canonical, digest
from tertial.store.load_log import LogEntry
from tertial.store.load_record import Action
from tertial.store.manifest import EventFile
from tertial.store.snapshots.basis import FeedMonth, Inputs
from tertial.store.state import State


def content_hash(files: Sequence[EventFile]) -> str:
    """The hash of what a month of a feed holds: it is another one just where one of its files is."""
    return digest(canonical({"files": [file.sha256 for file in files]}))


LEAST_CHANCE = 0.001
"""Months without any row of a feed are empty where that is as likely by Poisson's distribution, else not loaded."""


def inputs_of(
    state: State,
    entries: Sequence[LogEntry],
    facts: Mapping[str, Collection[str]],
    last: Month | None = None,
    *,
    ends: Mapping[str, Collection[str]] | None = None,
) -> Inputs:
    """The months of the feeds that facts are made from, in a state of the events, with the load that each rests on.

    `entries` is the load log, `facts` the feeds of each fact; months after `last` are left out where it is stated.
    `ends` are the columns that say when rows left a feed. Raises StoreError where those cannot be read.
    """
    newest: dict[tuple[str, Month], int] = {}
    for entry in entries:
        if entry.number <= state.number:
            for feed, months in entry.record.touched.items():
                newest.update(((feed, month), entry.number) for month in months)
    read = sorted({feed for feeds in facts.values() for feed in feeds} & set(state.feeds))
    return Inputs(
        feeds={
            feed: {
                month: FeedMonth(content_hash(state.manifest.feeds[feed][month]), newest.get((feed, month), 0))
                for month in state.months(feed)
                if last is None or month <= last
            }
            for feed in read
        },
        facts={fact: tuple(sorted(feeds)) for fact, feeds in facts.items()},
        known_from={
            feed: month
            for feed, columns in (ends or {}).items()
            if feed in read and (month := _known_from(state, feed, columns)) is not None
        },
        empty={feed: months for feed in read if (months := _empty(state, entries, feed, last))},
    )


def _known_from(state: State, feed: str, columns: Collection[str]) -> Month | None:
    """The month in which a row first left a feed; None where none has, or where one did in the feed's first month."""
    first: date | None = None
    for month in state.months(feed):
        if first is not None and month > Month(first.year, first.month):
            break  # what came later left later
        # Of a month without rows there is no file.
        table = state.table(feed, [month], tuple(columns)) if state.manifest.feeds[feed][month] else None
        for name in columns if table is not None else ():
            if table is not None and name in table.column_names:
                day = pc.min(table[name]).as_py()
                first = day if first is None or (day is not None and day < first) else first
    return None if first is None else Month(first.year, first.month)


def _empty(state: State, entries: Sequence[LogEntry], feed: str, last: Month | None) -> tuple[Month, ...]:
    """The months without a row that a feed was loaded after and other feeds reach, where it has so few rows that it may
    well be that nothing happened.
    """
    rows = {month: sum(file.rows for file in files) for month, files in state.manifest.feeds[feed].items()}
    some = sorted(month for month, count in rows.items() if count)
    loads = [one.record for one in entries if one.number <= state.number and one.record.feed == feed]
    came = max((one.loaded_at for one in loads if one.action is Action.LOAD), default=None)
    if not some or came is None:
        return ()
    day = local_date(came)
    reached = max(month for one in state.feeds for month in state.months(one)[-1:])
    usual = sum(rows.values()) / (some[-1].since(some[0]) + 1)
    runs: list[list[Month]] = [[]]
    month = some[0]
    while month <= reached and month.last_day < day and (last is None or month <= last):
        if rows.get(month):
            runs.append([])
        else:
            runs[-1].append(month)
        month = month.plus(1)
    return tuple(month for run in runs if exp(-usual * len(run)) >= LEAST_CHANCE for month in run)
