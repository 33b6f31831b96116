"""Rows on their way from what happened to what is delivered."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from tertial.domain.feeds.contract import Feed
from tertial.simulate.chance import Ints, Yes
from tertial.simulate.days import NEVER
from tertial.simulate.feed_rows import Values


@dataclass
class Rows:
    """Rows of a feed and month, whole at first; mechanisms change what is delivered of them, and when."""

    feed: Feed
    month: int
    columns: dict[str, Values]
    unit: Ints
    """Where they happened, whatever the delivery says."""
    sent_unit: Ints = field(init=False)
    """The unit that the delivery names."""
    lost: Yes = field(init=False)
    doubled: Yes = field(init=False)
    """Which are there a second time, under a new id."""
    refused: Yes = field(init=False)
    """Which no load can take."""
    late: Ints = field(init=False)
    """How many months later than their own they come."""
    mended: Ints = field(init=False)
    """How many months later the whole row comes, where it comes at first without something; 0 stands for never."""
    whole: dict[str, Values] = field(default_factory=dict)
    """Columns as they were before they were emptied, of rows that are mended."""

    def __post_init__(self) -> None:
        size = len(self.unit)
        self.sent_unit = self.unit
        self.lost, self.doubled, self.refused = (np.zeros(size, np.bool_) for _mask in range(3))
        self.late, self.mended = np.zeros(size, np.int64), np.zeros(size, np.int64)

    def change(self, column: str, where: Ints, values: Values | int) -> None:
        """Put other values in a column; arrays that are the simulation's own stay as they are."""
        changed = self.columns[column].astype(np.int64)
        changed[where] = values
        self.columns = {**self.columns, column: changed}

    def empty(self, column: str, where: Ints) -> None:
        """Take away what a column holds."""
        self.change(column, where, NEVER)

    def repeat(self, where: Ints, key: str, shift: int) -> None:
        """Have rows a second time, with their key shifted."""
        every = np.concatenate([np.arange(len(self.unit)), where])
        self.columns = {name: each[every] for name, each in self.columns.items()}
        self.whole = {name: each[every] for name, each in self.whole.items()}
        for name in ("unit", "sent_unit", "lost", "doubled", "refused", "late", "mended"):
            setattr(self, name, getattr(self, name)[every])
        again = np.arange(len(every) - len(where), len(every))
        self.doubled[again] = True
        self.change(key, again, self.columns[key][again].astype(np.int64) + shift)
