"""What of the events results rest on: which months of which feeds, with what content, since which load."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from tertial.domain.calendar import Month
from tertial.store.canonical import canonical, digest
from tertial.store.load_log import LogEntry
from tertial.store.manifest import EventFile
from tertial.store.snapshots.basis import FeedMonth, Inputs
from tertial.store.state import State


def content_hash(files: Sequence[EventFile]) -> str:
    """The hash of what a month of a feed holds: it is another one just where one of its files is."""
    return digest(canonical({"files": [file.sha256 for file in files]}))


def inputs_of(
    state: State, entries: Sequence[LogEntry], facts: Mapping[str, Collection[str]], last: Month | None = None
) -> Inputs:
    """The months of the feeds that facts are made from, in a state of the events, with the load that each rests on.

    `entries` is the load log, `facts` the feeds of each fact; months after `last` are left out where it is stated.
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
    )
