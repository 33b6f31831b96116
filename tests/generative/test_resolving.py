"""Rows with the same key: the decision of arrays of rows is that of an obvious decision, key by key."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
from hypothesis import given
from hypothesis import strategies as st

from tertial.domain.feeds.stored import VERSION
from tertial.extracts.loading.resolving import Contenders, resolve
from tertial.extracts.loading.row_hash import column_hashes, row_hashes

KEY = ("key",)


@dataclass(frozen=True)
class Row:
    key: str
    value: int
    version: int
    deleted: bool


ROWS = st.builds(Row, st.sampled_from("abc"), st.integers(0, 2), st.integers(0, 2), st.booleans())
LOADS = st.lists(ROWS, max_size=12)
STORES = st.lists(ROWS, max_size=3, unique_by=lambda row: row.key)


def told(row: Row, versioned: bool) -> Row:
    """What a row says: a withdrawal nothing but its key and version, and without versions there are none."""
    version = row.version if versioned else 0
    return Row(row.key, 0 if row.deleted else row.value, version, row.deleted)


def contents(row: Row) -> int:
    return 0 if row.deleted else int(table([row])[1][0])


def table(rows: list[Row]) -> tuple[pa.Table, np.ndarray]:
    events = pa.table(
        {
            "key": pa.array([row.key for row in rows], pa.string()),
            "value": pa.array([row.value for row in rows], pa.int64()),
            VERSION: pa.array([row.version for row in rows], pa.int64()),
        }
    )
    return events, row_hashes([column_hashes(column) for column in events.columns])


def obvious(load: list[Row], store: list[Row], *, versioned: bool, full: bool) -> tuple[dict[str, Row], Counter[str]]:
    """What the store holds after, and what became of each row that came."""
    after = {row.key: row for row in store}
    became: Counter[str] = Counter()
    for key in {row.key for row in (*load, *store)}:
        mine = [row for row in load if row.key == key]
        different = set(mine)
        before = after.get(key)
        if not mine:
            if full and before is not None:
                del after[key]
                became["removed"] += not before.deleted
            continue
        live = [row for row in different if not row.deleted]
        if not versioned and len(live) > 1 and len(live) == len(different):
            became["conflict"] += len(mine)
            continue
        top = max(different, key=lambda row: (row.version, row.deleted, contents(row)))
        became["repeated"] += len(mine) - len(different)
        became["outdated"] += len(different) - 1
        if before == top:
            became["unchanged"] += 1
        elif versioned and not full and before is not None and better(before, top):
            became["outdated"] += 1
        else:
            after[key] = top
            live_before = before is not None and not before.deleted
            became["withdrawn" if top.deleted else "corrected" if live_before else "added"] += 1
    return after, became


def better(one: Row, other: Row) -> bool:
    return (one.version, one.deleted, contents(one)) > (other.version, other.deleted, contents(other))


@given(LOADS, STORES, st.booleans(), st.booleans())
def test_arrays_are_decided_as_an_obvious_reading_of_the_rules_decides(
    load: list[Row], store: list[Row], versioned: bool, full: bool
) -> None:
    load = [told(row, versioned) for row in load]
    store = [told(row, versioned) for row in store]
    rows = [*load, *store]
    events, _hashes = table(rows)
    resolution = resolve(
        Contenders(
            events,
            column_hashes(events["key"]),
            np.arange(len(rows)) < len(load),
            np.array([row.deleted for row in rows], np.bool_),
        ),
        KEY,
        versioned=versioned,
        full=full,
    )
    stays = {row.key: row for place, row in enumerate(rows) if place >= len(load) and place not in resolution.lost}
    stays |= {rows[place].key: rows[place] for place in resolution.winners}
    after, became = obvious(load, store, versioned=versioned, full=full)
    assert stays == after
    counted = Counter({outcome.value: count for outcome, count in resolution.outcome.items()})
    counted["conflict"], counted["removed"] = len(resolution.conflicts), resolution.removed
    assert +counted == +became
    assert resolution.outcome.total() + len(resolution.conflicts) == len(load)


@given(LOADS)
def test_two_keys_with_one_hash_are_two_keys(load: list[Row]) -> None:
    load = [told(row, True) for row in load]
    events, _hashes = table(load)
    deleted = np.array([row.deleted for row in load], np.bool_)
    incoming = np.ones(len(load), np.bool_)
    apart = resolve(
        Contenders(events, column_hashes(events["key"]), incoming, deleted), KEY, versioned=True, full=False
    )
    same = resolve(
        Contenders(events, np.zeros(len(load), np.uint64), incoming, deleted), KEY, versioned=True, full=False
    )
    assert sorted(apart.winners) == sorted(same.winners)
    assert apart.outcome == same.outcome
