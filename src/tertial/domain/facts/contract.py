"""The contract of a fact: its columns with their types, where and when a row counts, and what it is made from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from tertial.domain.feeds.stored import PROVIDER
from tertial.domain.identifier import check_identifier
from tertial.domain.label import Label

EVER = -1
"""A look-back without end: every earlier month matters."""


class ValueType(StrEnum):
    """What values of a column, and of an expression, are.

    `AMOUNT` is whole öre, `DECIMAL` exact with at most six decimals, `INSTANT` a point in time, `SPAN` a length of
    time. A `TOKEN` names a person or an event: it can be compared with another and counted once, no more.
    """

    YES_NO = "yes or no"
    INTEGER = "whole number"
    DECIMAL = "decimal number"
    AMOUNT = "amount"
    TEXT = "text"
    CODE = "code"
    UNIT = "unit"
    DAY = "date"
    INSTANT = "instant"
    SPAN = "length of time"
    TOKEN = "token"


NUMERIC = frozenset({ValueType.INTEGER, ValueType.DECIMAL, ValueType.AMOUNT})

MICRO = 1_000_000
"""Decimals are summed in millionths, so that sums are whole numbers in every engine."""


@dataclass(frozen=True, slots=True)
class FactColumn:
    """A column of a fact. Raises ValueError for codes on anything but a code, or a code without them."""

    name: str
    type: ValueType
    meaning: Label
    nullable: bool = True
    """Whether the value may be unknown, which conditions must reckon with."""
    codes: tuple[str, ...] = ()
    labels: Mapping[str, Label] = field(default_factory=dict, compare=False)
    """What the codes mean, where that is known."""

    def __post_init__(self) -> None:
        if bool(self.codes) != (self.type is ValueType.CODE):
            raise ValueError(f"{self.name}: a code, and nothing else, has codes")


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact.

    `day` is the date that says in which month a row counts, `unit` the unit where it counts unless a definition names
    another. `person` is the token of the person that the row is about, empty where it is about none. Rows of a month
    depend on the rows of `sources` from `look_back` months earlier (`EVER`: all of them) to `look_ahead` months later;
    results of a month are provisional until then. A fact `at_month_ends` has rows for each month that is asked for
    (a stock, or a `window` of so many months up to that one), so its months are never added up. Raises ValueError for
    a name of a column that it does not have.
    """

    id: str
    title: Label
    row: Label
    """What one row is, in words."""
    columns: tuple[FactColumn, ...]
    day: str
    unit: str
    person: str
    sources: tuple[str, ...]
    """Ids of feeds; of one alone that is the fact itself, its own."""
    derived: bool = False
    look_back: int = 0
    look_ahead: int = 0
    at_month_ends: bool = False
    window: int = 1
    """How many months a row gathers; from two on, rows of neighbouring months are largely of the same events."""
    ends: tuple[str, ...] = ()
    """Of a stock from a feed that comes month by month: the columns of its first source that say when a row left it."""
    official: Label | None = None
    """For derived facts: the source of the definition, and deviations from it."""

    def __post_init__(self) -> None:
        check_identifier(self.id)
        if self.column(self.day).type is not ValueType.DAY:
            raise ValueError(f"{self.id}: {self.day} is no date")
        if self.column(self.unit).type is not ValueType.UNIT:
            raise ValueError(f"{self.id}: {self.unit} is no unit")
        if self.person and self.column(self.person).type is not ValueType.TOKEN:
            raise ValueError(f"{self.id}: {self.person} is no token")
        if self.look_back < EVER or self.look_ahead < 0 or not self.sources:
            raise ValueError(f"{self.id}: a fact has sources, and looks back and ahead by months")

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the columns, in order."""
        return tuple(column.name for column in self.columns)

    @property
    def countable(self) -> tuple[str, ...]:
        """The columns of tokens of which different ones are counted: all but the person of a derived fact."""
        nobodys = {self.person} if self.derived else set()
        return tuple(
            column.name for column in self.columns if column.type is ValueType.TOKEN and column.name not in nobodys
        )

    @property
    def made_names(self) -> tuple[str, ...]:
        """The columns that a derived fact is made with, in order.

        Beside its own the care provider where tokens are counted, since a token is its provider's own; definitions do
        not see it.
        """
        return (*self.names, PROVIDER) if self.countable else self.names

    def has(self, name: str) -> bool:
        """Whether there is a column of that name."""
        return name in self.names

    def column(self, name: str) -> FactColumn:
        """The column of that name. Raises ValueError where there is none."""
        for column in self.columns:
            if column.name == name:
                return column
        raise ValueError(f"{self.id}: there is no column {name}")
