"""What a mechanism is: its family, what it can hit, for how long, and what it does to rows."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from tertial.simulate.chance import Chance, Ints
from tertial.simulate.mechanisms.rows import Rows

Columns = tuple[str, ...]
Spoil = Callable[[Rows, Ints, Columns, Chance], None]
"""Changes the rows at some places; the columns are those that the mechanism hits."""

ALL = 1000
"""Thousandths."""


class Family(StrEnum):
    """Mechanisms that go wrong in the same way."""

    FEED_STOPS = "feed_stops"
    UNIT_STOPS = "unit_stops"
    LATE = "late"
    LOST = "lost"
    EMPTY = "empty_field"
    DOUBLED = "doubled"
    CODES = "codes"
    BACKLOG = "backlog"
    TIMES = "times"
    UNITS = "units"


@dataclass(frozen=True, slots=True)
class Kind:
    """One mechanism.

    What is `held_out` is for evaluation alone: nobody may look at it while thresholds are chosen. `share` is how many
    of the rows it hits, in thousandths; `span` the fewest and most months that it lasts, None until the last of all;
    `feeds` those that it can hit, each with its columns.
    """

    id: str
    family: Family
    held_out: bool
    share: int
    span: tuple[int, int] | None
    feeds: Mapping[str, Columns]
    spoil: Spoil
    whole_feed: bool = False
    """Whether it hits all units of a feed, else some."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A mechanism at work: on a feed, at units (none stands for all), in the months from `first` to `last`."""

    kind: Kind
    feed: str
    units: tuple[int, ...]
    first: int
    last: int

    @property
    def columns(self) -> Columns:
        """The columns that it hits; none where it hits whole rows."""
        return self.kind.feeds[self.feed]
