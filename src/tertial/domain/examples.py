"""Examples of a definition: a few rows of its feeds, and the figure that they must give. Both engines run them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from tertial.domain.calendar import Month
from tertial.domain.label import Label

Row = Mapping[str, object]
"""A row of a feed with every column of the store: text, whole number, Decimal, date, aware instant, yes or no, None."""

USUAL_MONTH = Month(2025, 8)


@dataclass(frozen=True, slots=True)
class Expected:
    """What an example must give: numerator, denominator and figure, those of them that it states.

    In the units in which people write: amounts in kronor, a share in per cent. Raises ValueError where nothing is
    stated.
    """

    numerator: Decimal | None = None
    denominator: Decimal | None = None
    value: Decimal | None = None

    def __post_init__(self) -> None:
        if self.numerator is None and self.denominator is None and self.value is None:
            raise ValueError("an example states what it must give")


@dataclass(frozen=True, slots=True)
class ExampleUnit:
    """What organisation.csv would say of a unit; empty where it says nothing."""

    kind: str = ""
    provider: str = ""


@dataclass(frozen=True, slots=True)
class Example:
    """One example: the rows of each feed, the month whose figure is meant, and what it must be for all units together.

    `units` says what is known of units beside their ids; a second stage takes a unit that stands in the rows and is
    not named there for one of its kind. Raises ValueError without rows.
    """

    rows: Mapping[str, tuple[Row, ...]]
    expected: Expected
    month: Month = USUAL_MONTH
    units: Mapping[str, ExampleUnit] = field(default_factory=dict)
    note: Label | None = None

    def __post_init__(self) -> None:
        if not self.rows:
            raise ValueError("an example has rows")
