"""Decides between rows with the same key: those of a load against each other and against the store's.

The outcome depends on the rows alone, never on the order in which they came within the load.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from tertial.domain.feeds.stored import VERSION
from tertial.extracts.loading.outcome import Outcome
from tertial.extracts.loading.row_hash import Hashes, column_hashes, row_hashes

Places = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Contenders:
    """Rows as events, all those of each key; `incoming` came with the load, the others are the store's.

    `deleted` are rows that withdraw their key and, of the store's, those that remember that it was withdrawn.
    """

    events: pa.Table
    hashes: Hashes
    incoming: Flags
    deleted: Flags


@dataclass(frozen=True, slots=True)
class Resolution:
    """Places among the contenders: the load's `winners` (live rows and withdrawals), the store's rows that `lost`.

    `conflicts` are rows of the load that say different things of one key while nothing tells which is right.
    `replaced` has, for each winner, the place of the store's row that it takes the place of, or -1.
    """

    winners: Places
    replaced: Places
    lost: Places
    conflicts: Places
    outcome: Counter[Outcome]
    removed: int


def resolve(contenders: Contenders, key: Sequence[str], *, versioned: bool, full: bool) -> Resolution:
    """Decide. `versioned` rows carry what tells the newer; a `full` delivery is right against all of the store's.

    Of versions the highest wins; with equal versions a withdrawal does, then the row whose contents have the higher
    hash, so that any order of deliveries ends alike. Without versions the load corrects the store, and within the load
    a withdrawal wins over rows, while two different rows are a conflict.
    """
    group = _groups(contenders, key)
    incoming, deleted = contenders.incoming, contenders.deleted
    contents = _contents(contenders.events, deleted)
    version = _versions(contenders.events) if versioned else np.zeros(len(group), np.int64)

    # The load's rows, by key, and the best of each key last.
    order = np.lexsort((contents, deleted, version, group))
    order = order[incoming[order]]
    same_key = group[order][1:] == group[order][:-1]
    alike = contents[order][1:] == contents[order][:-1]
    alike &= (version[order][1:] == version[order][:-1]) & (deleted[order][1:] == deleted[order][:-1])
    repeated = np.append(same_key & alike, False)
    best = np.append(~same_key, True)

    groups = int(group.max(initial=-1)) + 1
    conflicting = np.zeros(groups, np.bool_)
    if not versioned:
        live = np.bincount(group[order][~repeated & ~deleted[order]], minlength=groups)
        withdrawn = np.bincount(group[order][deleted[order]], minlength=groups)
        conflicting = (live > 1) & (withdrawn == 0)
    in_conflict = conflicting[group[order]]

    stored = np.full(groups, -1, np.int64)
    of_store = np.flatnonzero(~incoming)
    stored[group[of_store]] = of_store

    top = order[best & ~in_conflict]
    rival = stored[group[top]]
    has_rival = rival >= 0
    unchanged = has_rival & (contents[rival] == contents[top]) & (deleted[rival] == deleted[top])
    unchanged &= version[rival] == version[top]
    wins = ~unchanged
    if versioned and not full:
        wins &= ~has_rival | _above(top, rival, version, deleted, contents)

    lost = rival[wins & has_rival]
    removed = 0
    if full:
        kept = np.zeros(len(group), np.bool_)
        kept[lost] = True
        kept[rival[has_rival]] = True
        gone = of_store[~kept[of_store] & ~conflicting[group[of_store]]]
        removed = int((~deleted[gone]).sum())
        lost = np.concatenate([lost, gone])

    corrects = has_rival & ~deleted[np.where(has_rival, rival, 0)]
    outcome: Counter[Outcome] = Counter()
    outcome[Outcome.REPEATED] = int((repeated & ~in_conflict).sum())
    outcome[Outcome.OUTDATED] = int((~repeated & ~best & ~in_conflict).sum()) + int((~unchanged & ~wins).sum())
    outcome[Outcome.UNCHANGED] = int(unchanged.sum())
    outcome[Outcome.WITHDRAWN] = int((wins & deleted[top]).sum())
    outcome[Outcome.CORRECTED] = int((wins & ~deleted[top] & corrects).sum())
    outcome[Outcome.ADDED] = int((wins & ~deleted[top] & ~corrects).sum())
    return Resolution(top[wins], rival[wins], lost, order[in_conflict], +outcome, removed)


def _above(one: Places, other: Places, version: Places, deleted: Flags, contents: Hashes) -> Flags:
    """Whether the first of each pair is the newer."""
    newer = version[one] > version[other]
    level = version[one] == version[other]
    withdraws = deleted[one] & ~deleted[other]
    alike = deleted[one] == deleted[other]
    return np.asarray(newer | (level & (withdraws | (alike & (contents[one] > contents[other])))))


def _groups(contenders: Contenders, key: Sequence[str]) -> Places:
    """A number for each key, from 0. Two keys with one hash are told apart."""
    order = np.argsort(contenders.hashes, kind="stable")
    starts = np.ones(len(order), np.bool_)
    starts[1:] = contenders.hashes[order][1:] != contenders.hashes[order][:-1]
    group = np.empty(len(order), np.int64)
    group[order] = np.cumsum(starts) - 1
    # Each row's key against that of the first row with its hash.
    first = order[np.flatnonzero(starts)][group]
    columns = [contenders.events[name] for name in key]
    differs = np.zeros(len(order), np.bool_)
    for column in columns:
        values = column.cast(pa.string()) if pa.types.is_dictionary(column.type) else column
        differs |= pc.not_equal(values, values.take(pa.array(first))).to_numpy()
    if differs.any():
        numbers: dict[tuple[object, ...], int] = {}
        mixed = np.flatnonzero(np.isin(group, group[differs]))
        keys = zip(*(column.take(pa.array(mixed)).to_pylist() for column in columns), strict=True)
        for place, one in zip(mixed, keys, strict=True):
            group[place] = len(order) + numbers.setdefault(one, len(numbers))
        group = np.unique(group, return_inverse=True)[1].astype(np.int64)
    return group


def _contents(events: pa.Table, deleted: Flags) -> Hashes:
    """The hash of all that a row says; withdrawals of one key and version say the same."""
    contents = row_hashes([column_hashes(column) for column in events.columns])
    return np.where(deleted, np.uint64(0), contents)


def _versions(events: pa.Table) -> Places:
    lowest = np.iinfo(np.int64).min
    return np.asarray(events[VERSION].fill_null(lowest).to_numpy(), np.int64)
