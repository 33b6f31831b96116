"""A change of record system: which mechanisms hit which feeds and units from a month on, by the seed.

Whole rows are simulated; what of them is delivered, and when, is decided here. No unit of a feed is hit by two
mechanisms, so that what a follow-up finds can be held against the one that did it; only a feed that stops takes the
new units with it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from tertial.domain.calendar import Month
from tertial.domain.feeds.contract import Feed
from tertial.simulate.chance import Chance, Ints
from tertial.simulate.feed_rows import Values
from tertial.simulate.mechanisms import backlogs, codings, delays, doubles, fields, losses, structure, times
from tertial.simulate.mechanisms.kind import ALL, Family, Hit, Kind
from tertial.simulate.mechanisms.record_feeds import BUSY, RECORD_FEEDS, SPARSE
from tertial.simulate.mechanisms.rows import Rows
from tertial.simulate.mechanisms.structure import new_units
from tertial.simulate.place_names import REGION
from tertial.simulate.places import Place, Places

KINDS: tuple[Kind, ...] = (
    *losses.KINDS, *delays.KINDS, *fields.KINDS, *doubles.KINDS, *codings.KINDS, *backlogs.KINDS, *times.KINDS,
    *structure.KINDS,
)  # fmt: skip
"""Every mechanism."""

_FEEDS_A_STOP = 2
_UNITS = 3
"""Of a busy feed and of one with few rows: small enough that most units stay whole, to be judged too."""
_FIRST_MONTHS = 3
"""A mechanism begins in one of so many months."""


class RecordChange:
    """What goes wrong, drawn for the places of a region; `first` lies before or in `last`."""

    def __init__(self, seed: int, first: Month, last: Month, places: Places) -> None:
        self.first = first
        self._places = places
        chance = Chance(seed, 0, "record change")
        begin, end = first.ordinal, last.ordinal
        self.new_units = tuple(new_units(chance, places, begin, end))
        self.hits = tuple(_drawn(chance, begin, end, _Free(places, self._replaced)))
        self._chances = [Chance(seed, hit.first, f"{hit.kind.id} {hit.feed}") for hit in self.hits]

    @property
    def units(self) -> tuple[Place, ...]:
        """All units that deliveries may name: those of the region, then those that are new."""
        return (*self._places.all, *(new.place for new in self.new_units))

    @property
    def _replaced(self) -> frozenset[int]:
        return frozenset(unit for new in self.new_units for unit in new.replaces)

    def sends_again(self, feed: str) -> bool:
        """Whether rows of the feed come a second time, in a newer version."""
        return any(hit.feed == feed and hit.kind.family is Family.BACKLOG for hit in self.hits)

    def rows(self, feed: Feed, month: int, columns: dict[str, Values], unit: Ints) -> Rows:
        """The rows of a month with what is done to them; `unit` says where each happened."""
        rows = Rows(feed, month, columns, unit)
        if feed.id not in RECORD_FEEDS or month < self.first.ordinal:
            return rows
        for hit, chance in zip(self.hits, self._chances, strict=True):
            if hit.feed == feed.id and hit.first <= month <= hit.last:
                _spoil(hit, rows, chance)
        for place, new in enumerate(self.new_units):
            new.name_in(rows, len(self._places.all) + place)
        return rows


def _spoil(hit: Hit, rows: Rows, chance: Chance) -> None:
    where = np.flatnonzero(np.isin(rows.unit, hit.units)) if hit.units else np.arange(len(rows.unit))
    if hit.kind.share < ALL:
        where = where[chance.whether(hit.kind.share / ALL, len(where))]
    hit.kind.spoil(rows, where, hit.columns, chance)


class _Free:
    """The units of each feed that no mechanism has hit yet."""

    def __init__(self, places: Places, replaced: frozenset[int]) -> None:
        self._units = {
            feed: [
                number
                for number in places.of_kind(*kinds).tolist()
                # Companies keep the record systems that they had.
                if places.all[number].provider == REGION and number not in replaced
            ]
            for feed, kinds in RECORD_FEEDS.items()
        }
        self._whole = set(RECORD_FEEDS)

    def take_feed(self, chance: Chance, feeds: Sequence[str]) -> str:
        """One of the feeds, of which no unit has been hit."""
        left = [feed for feed in feeds if feed in self._whole]
        feed = left[int(chance.below(len(left), 1)[0])]
        self._whole.remove(feed)
        self._units[feed] = []
        return feed

    def take_units(self, chance: Chance, feeds: Sequence[str], size: int) -> tuple[str, tuple[int, ...]]:
        """Units of one of the feeds; none where all are hit already."""
        free = [len(self._units[feed]) for feed in feeds]
        if not sum(free):
            return "", ()
        feed = feeds[int(chance.one_of(free, 1)[0])]
        units = self._units[feed]
        chosen = tuple(units[place] for place in chance.sample(len(units), size).tolist())
        self._units[feed] = [unit for unit in units if unit not in chosen]
        self._whole.discard(feed)
        return feed, chosen


def _drawn(chance: Chance, begin: int, end: int, free: _Free) -> Iterator[Hit]:
    kinds = [kind for kind in KINDS if kind.family is not Family.UNITS]
    # Whole feeds first, then those that can hit few feeds.
    for kind in sorted(kinds, key=lambda kind: (not kind.whole_feed, len(kind.feeds))):
        if kind.whole_feed:
            for _stop in range(_FEEDS_A_STOP):
                yield Hit(kind, free.take_feed(chance, list(kind.feeds)), (), *_months(chance, kind, begin, end))
            continue
        for feeds in (BUSY, SPARSE):
            feed, units = free.take_units(chance, [feed for feed in kind.feeds if feed in feeds], _UNITS)
            if units:
                yield Hit(kind, feed, units, *_months(chance, kind, begin, end))


def _months(chance: Chance, kind: Kind, begin: int, end: int) -> tuple[int, int]:
    first = min(end, begin + int(chance.below(_FIRST_MONTHS, 1)[0]))
    if kind.span is None:
        return first, end
    fewest, most = kind.span
    return first, min(end, first + fewest - 1 + int(chance.below(most - fewest + 1, 1)[0]))
