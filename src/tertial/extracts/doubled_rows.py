"""Rows that get the same key when two tokens become one, and which of them stay."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import pyarrow as pa
import pyarrow.compute as pc

from tertial.domain.calendar import Month
from tertial.domain.feeds.contract import Feed
from tertial.domain.feeds.registry import all_feeds
from tertial.domain.feeds.stored import VERSION
from tertial.extracts.companions import accompanied, deleted
from tertial.extracts.loading.events import key_columns
from tertial.store.state import State

Lost = Mapping[Month, set[int]]
"""The places of the rows that go, by month."""


@dataclass(frozen=True, slots=True, order=True)
class _Claim:
    """A row's claim to its key: a live row before one that was withdrawn, then the newest version, then the row whose
    token did not change. The place makes equal claims distinct.
    """

    live: bool
    version: int
    stood: bool
    month: Month
    place: int


def doubled(state: State, stored: str, renamed: Mapping[str, str]) -> Lost:
    """The rows of a feed of the store, or of its withdrawn rows, that another with the same key takes the place of.

    Nothing where the person is no part of the feed's key, since then no two rows can come to share one. Raises
    StoreError.
    """
    feed = all_feeds()[accompanied(stored)]
    person = feed.person
    if person is None or person.name not in feed.key or stored not in {feed.id, deleted(feed.id)}:
        return {}
    best: dict[tuple[object, ...], _Claim] = {}
    claims: list[tuple[tuple[object, ...], _Claim]] = []
    for key, claim in _claims(state, feed, person.name, renamed):
        claims.append((key, claim))
        best[key] = max(best.get(key, claim), claim)
    lost: dict[Month, set[int]] = {}
    for key, claim in claims:
        if claim.live == (stored == feed.id) and claim != best[key]:
            lost.setdefault(claim.month, set()).add(claim.place)
    return lost


def _claims(
    state: State, feed: Feed, person: str, renamed: Mapping[str, str]
) -> Iterator[tuple[tuple[object, ...], _Claim]]:
    """The rows of the persons concerned, live and withdrawn, by the key that they get."""
    concerned = pa.array(sorted({*renamed, *renamed.values()}), pa.string())
    columns = key_columns(feed)
    for stored in (feed.id, deleted(feed.id)):
        for month in state.months(stored):
            table = state.table(stored, [month], (*columns, VERSION))
            found = pc.is_in(table.column(person).cast(pa.string()), value_set=concerned)
            places = [place for place, one in enumerate(found.to_pylist()) if one]
            for place, row in zip(places, table.filter(found).to_pylist(), strict=True):
                token = row[person]
                key = tuple(renamed.get(token, token) if name == person else row[name] for name in columns)
                version = row.get(VERSION)
                yield (
                    key,
                    _Claim(
                        stored == feed.id,
                        -(1 << 63) if version is None else version,
                        token not in renamed,
                        month,
                        place,
                    ),
                )
