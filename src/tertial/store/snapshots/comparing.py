"""Comparing two snapshots: which results are others, by how much and where, and what there is that can be the cause."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from tertial.domain.calendar import Month
from tertial.domain.label import Label
from tertial.store.snapshots.basis import Basis, FeedMonth
from tertial.store.snapshots.manifest import SnapshotManifest
from tertial.store.snapshots.moving import Moved, moved_cells
from tertial.store.snapshots.snapshot import Snapshot


class Cause(StrEnum):
    """What differs between two snapshots: the events read, how far they are computed, or what computes."""

    DATA = "data"
    THROUGH = "through"
    DEFINITION = "definition"
    ORGANISATION = "organisation"
    CODE = "code"


class Change(StrEnum):
    """What became of an indicator: it is new, it is gone, or cells of it are others."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


FeedMonths = Mapping[str, tuple[Month, ...]]
"""Feed -> the months of it whose content is another."""


@dataclass(frozen=True, slots=True)
class ChangedIndicator:
    """An indicator with other results, and all that differs and can be why.

    No cause at all means that the same computing gave another answer, which is a fault of the program.
    """

    indicator: str
    title: Label
    change: Change
    moved: Moved
    causes: tuple[Cause, ...]
    feeds: FeedMonths
    """The data that differ, of the feeds that it is made from."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two snapshots held against each other: what differs in what they were computed from, and in the results."""

    before: SnapshotManifest
    after: SnapshotManifest
    causes: tuple[Cause, ...]
    feeds: FeedMonths
    definitions: tuple[str, ...]
    """The indicators whose definition is new, gone or another, whether or not it led to another result."""
    changed: tuple[ChangedIndicator, ...] = field(default_factory=tuple)


def compare(before: Snapshot, after: Snapshot) -> Comparison:
    """Which results of `after` are others than in `before`, and what can be why.

    Raises StoreError where pieces are gone or damaged.
    """
    old, new = before.manifest.basis, after.manifest.basis
    feeds = _feeds(old, new)
    defined = tuple(name for name in sorted({*old.definitions, *new.definitions}) if _redefined(old, new, name))
    moved = moved_cells(before, after)
    touched = {*moved, *(set(old.definitions) ^ set(new.definitions))}
    return Comparison(
        before=before.manifest,
        after=after.manifest,
        causes=_causes(old, new, data=bool(feeds), definition=bool(defined)),
        feeds=feeds,
        definitions=defined,
        changed=tuple(_changed(old, new, name, moved.get(name, Moved()), feeds) for name in sorted(touched)),
    )


def _changed(old: Basis, new: Basis, indicator: str, moved: Moved, feeds: FeedMonths) -> ChangedIndicator:
    added, removed = indicator not in old.definitions, indicator not in new.definitions
    own = old.feeds_of(indicator) | new.feeds_of(indicator)
    read = {feed: months for feed, months in feeds.items() if feed in own}
    return ChangedIndicator(
        indicator=indicator,
        title=(old if removed else new).definitions[indicator].title,
        change=Change.ADDED if added else Change.REMOVED if removed else Change.CHANGED,
        moved=moved,
        # One that is new or gone is so by its definition, whatever else is other.
        causes=(Cause.DEFINITION,)
        if added or removed
        else _causes(old, new, data=bool(read), definition=_redefined(old, new, indicator)),
        feeds={} if added or removed else read,
    )


def _causes(old: Basis, new: Basis, *, data: bool, definition: bool) -> tuple[Cause, ...]:
    holds = {
        Cause.DATA: data,
        Cause.THROUGH: old.through != new.through,
        Cause.DEFINITION: definition,
        Cause.ORGANISATION: old.organisation != new.organisation,
        Cause.CODE: old.code != new.code,
    }
    return tuple(cause for cause, held in holds.items() if held)


def _redefined(old: Basis, new: Basis, indicator: str) -> bool:
    one, other = old.definitions.get(indicator), new.definitions.get(indicator)
    if one is None or other is None:
        return True
    return (one.sha256, one.version) != (other.sha256, other.version)


def _feeds(old: Basis, new: Basis) -> FeedMonths:
    found = {}
    for feed in sorted({*old.inputs.feeds, *new.inputs.feeds}):
        one, other = old.inputs.feeds.get(feed, {}), new.inputs.feeds.get(feed, {})
        months = sorted({*one, *other})
        differing = tuple(month for month in months if _content(one, month) != _content(other, month))
        if differing:
            found[feed] = differing
    return found


def _content(months: Mapping[Month, FeedMonth], month: Month) -> str:
    return months[month].content if month in months else ""
