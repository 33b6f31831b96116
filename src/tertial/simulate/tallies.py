"""What became of rows, counted by feed, month and unit: delivered in time or late, lost, doubled, moved, refused."""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum

import numpy as np

from tertial.simulate.chance import Ints


class Fate(Enum):
    """What can become of a row.

    Those delivered (in time and late) are those simulated, less those lost, pending and moved out, with those doubled
    and moved in. Refused ones are among the delivered; updates are rows sent again, and no events of their own.
    """

    IN_TIME = "in_time"
    LATE = "late"
    PENDING = "pending"
    """Not come by the last month."""
    LOST = "lost"
    DOUBLED = "doubled"
    MOVED_OUT = "moved_out"
    MOVED_IN = "moved_in"
    """Delivered under the id of another unit than the one where it happened."""
    REFUSED = "refused"
    UPDATES = "updates"


FATES = tuple(Fate)


class Tallies:
    """Counts of a number of units."""

    def __init__(self, units: int) -> None:
        self._units = units
        self._counts: dict[tuple[str, int], Ints] = {}

    def add(self, feed: str, month: int, fate: Fate, unit: Ints) -> None:
        """Count rows of a feed and month, each at its unit."""
        if not len(unit):
            return
        counts = self._counts.setdefault((feed, month), np.zeros((len(FATES), self._units), np.int64))
        counts[FATES.index(fate)] += np.bincount(unit, minlength=self._units)

    def feeds_with(self, fate: Fate, unit: int) -> list[str]:
        """The feeds of which rows of the unit had the fate in any month, in order."""
        place = FATES.index(fate)
        return sorted({feed for (feed, _month), counts in self._counts.items() if counts[place, unit]})

    def rows(self) -> Iterator[tuple[str, int, int, tuple[int, ...]]]:
        """Feed, unit, month and the counts in the order of `FATES`, where any is above 0; in order."""
        for (feed, month), counts in sorted(self._counts.items()):
            for unit in np.flatnonzero(counts.any(axis=0)).tolist():
                yield feed, unit, month, tuple(counts[:, unit].tolist())
