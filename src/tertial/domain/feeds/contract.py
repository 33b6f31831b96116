"""The contract of a feed: what a row is, which columns it has, what names it, when it happened and how it is sent."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from enum import StrEnum

from tertial.domain.feeds.columns import PERSONAL, TIMES, Column, ColumnKind
from tertial.domain.identifier import check_identifier
from tertial.domain.label import Label

LONGEST_LOOK_BACK = 120
"""Months; a sender that corrects further back sends the feed in full."""


class Delivery(StrEnum):
    """How a feed comes: `DELTA` adds and corrects rows by their key, `FULL` replaces all that came before."""

    DELTA = "delta"
    FULL = "full"


class Grain(StrEnum):
    """What one row is about: one person's event or state, an operation without a person, or a count sent as a count."""

    PERSON = "person"
    EVENT = "event"
    COUNT = "count"


@dataclass(frozen=True, slots=True)
class Feed:
    """One feed.

    `key` names the columns that together name a row; `event` is the column that says when it happened; `look_back` is
    how many months back a delivery may still add or correct rows; `sample` are rows of a sample file, as text in the
    columns' order. Raises ValueError for anything that does not hang together.
    """

    id: str
    title: Label
    row: Label
    """What one row is, in words."""
    grain: Grain
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    event: str
    delivery: Delivery
    look_back: int
    carries: Label
    """Which indicators it is for, in words."""
    sample: tuple[tuple[str, ...], ...]
    counts: str = ""
    """For rows that care providers exchange: the feed of counts that comes instead where persons may not be joined."""

    def __post_init__(self) -> None:
        check_identifier(self.id)
        if self.counts:
            check_identifier(self.counts)
            if self.grain is not Grain.PERSON:
                raise ValueError(f"{self.id}: only rows of persons have a feed of counts in their place")
        twice = [name for name, count in Counter(self.names).items() if count > 1]
        if twice:
            raise ValueError(f"{self.id}: the column {twice[0]} stands twice")
        if not self.key:
            raise ValueError(f"{self.id}: a feed has a key")
        for name in (*self.key, self.event):
            column = self.column(name)
            if not column.required:
                raise ValueError(f"{self.id}: {name} names or dates the row, so it is required")
        if self.column(self.event).kind not in TIMES:
            raise ValueError(f"{self.id}: {self.event} is no date, instant or month")
        if not 0 <= self.look_back <= LONGEST_LOOK_BACK:
            raise ValueError(f"{self.id}: the look-back is 0 to {LONGEST_LOOK_BACK} months")
        personal = any(column.kind in PERSONAL for column in self.columns)
        if personal != (self.grain is Grain.PERSON):
            raise ValueError(f"{self.id}: a feed of persons, and no other, has a column for the person")
        if any(len(row) != len(self.columns) for row in self.sample) or not self.sample:
            raise ValueError(f"{self.id}: the sample has rows, and each fits the columns")

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the columns, in order."""
        return tuple(column.name for column in self.columns)

    @property
    def person(self) -> Column | None:
        """The column with the identity number, where the feed has one."""
        return next((column for column in self.columns if column.kind is ColumnKind.PERSON), None)

    def column(self, name: str) -> Column:
        """The column of that name. Raises ValueError where there is none."""
        for column in self.columns:
            if column.name == name:
                return column
        raise ValueError(f"{self.id}: there is no column {name}")
