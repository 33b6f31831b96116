"""What becomes of the rows that a load accepts, and what a load comes to."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from enum import StrEnum


class Outcome(StrEnum):
    """What became of an accepted row. A code never changes its meaning."""

    ADDED = "added"
    """Its key was not in the store, or had been withdrawn."""
    CORRECTED = "corrected"
    """It took the place of a row with its key and other contents."""
    UNCHANGED = "unchanged"
    """The store has just this row."""
    REPEATED = "repeated"
    """The same row came more than once in the load."""
    OUTDATED = "outdated"
    """A newer version of it is known, or it was withdrawn in the same load."""
    WITHDRAWN = "withdrawn"
    """It said that the row with its key is to go."""


@dataclass(slots=True)
class Tally:
    """Counts as a load goes on; read is always accepted + quarantined."""

    outcome: Counter[Outcome] = field(default_factory=Counter)
    reasons: Counter[str] = field(default_factory=Counter)
    removed: int = 0
    """Rows that a full delivery no longer has; they were never read."""

    @property
    def accepted(self) -> int:
        """Rows taken."""
        return self.outcome.total()

    @property
    def quarantined(self) -> int:
        """Rows refused."""
        return self.reasons.total()

    @property
    def changes(self) -> int:
        """Rows by which the store is not what it was."""
        changing = (Outcome.ADDED, Outcome.CORRECTED, Outcome.WITHDRAWN)
        return sum(self.outcome[one] for one in changing) + self.removed

    @property
    def read(self) -> int:
        """Rows read."""
        return self.accepted + self.quarantined
