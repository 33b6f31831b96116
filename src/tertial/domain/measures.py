"""How a computed indicator gets its figures: which rows of which fact are counted, added up or set in order.

A figure is made of whole numbers to the end: counts, sums (amounts in öre, decimals in millionths) and histograms.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from tertial.domain.expressions.tree import Comparison, Expression
from tertial.domain.facts.contract import Fact, ValueType

MOST_CUTS = 20


class Part(StrEnum):
    """Which part of a figure an amount belongs to."""

    NUMERATOR = "numerator"
    DENOMINATOR = "denominator"
    SPREAD = "spread"


@dataclass(frozen=True, slots=True)
class Rows:
    """The rows of a fact that meet a condition; every row where there is none.

    `events` chooses the rows of its one source that a derived fact is made from, before it is made. `unit` is the
    column of units where the rows count, the fact's own where empty. Raises ValueError for a column that is no unit and
    for events of a fact that is not derived from one feed.
    """

    fact: Fact
    where: Expression | None = None
    events: Expression | None = None
    unit: str = ""

    def __post_init__(self) -> None:
        if self.unit and self.fact.column(self.unit).type is not ValueType.UNIT:
            raise ValueError(f"{self.fact.id}: {self.unit} is no unit")
        if self.events is not None and (not self.fact.derived or len(self.fact.sources) != 1):
            raise ValueError(f"{self.fact.id}: only a fact derived from one feed lets its events be chosen")

    @property
    def place(self) -> str:
        """The column of units where the rows count."""
        return self.unit or self.fact.unit


@dataclass(frozen=True, slots=True)
class Sum:
    """How many rows there are or, where `add` is stated, what it makes in all over the rows where it is known."""

    rows: Rows
    add: Expression | None = None


@dataclass(frozen=True, slots=True)
class Additive:
    """A figure of sums: a count, or a numerator over a denominator, times `per` (100 for per hundred places).

    A row counts in the numerator only where it meets the denominator's condition too, if both are of the same rows and
    place. Where both add up columns of one fact, a row takes part only where both are known. Raises ValueError for a
    `per` below one or without denominator.
    """

    numerator: Sum
    denominator: Sum | None = None
    per: int = 1

    def __post_init__(self) -> None:
        if self.per < 1 or (self.per > 1 and self.denominator is None):
            raise ValueError("a figure per so many has a denominator, and so many is at least one")


@dataclass(frozen=True, slots=True)
class Spread:
    """A figure of a histogram: how many rows have each value.

    With `percent` the figure is a percentile: the least value that at least so many per cent of the rows do not exceed
    (50 is the median). Without it the figure is the mean of `value`, or of `value` over `over` where that is stated.
    Rows where either is unknown do not count, nor those where `over` is zero. Raises ValueError for a percentile
    outside 1 to 99, or of a ratio.
    """

    rows: Rows
    value: Expression
    over: Expression | None = None
    percent: int | None = None

    def __post_init__(self) -> None:
        if self.percent is not None and (not 1 <= self.percent <= 99 or self.over is not None):
            raise ValueError("a percentile lies between 1 and 99, and is of a value, not of a ratio")


@dataclass(frozen=True, slots=True)
class Unique:
    """How many different persons (or other tokens) the rows have: counted anew for each node and period.

    Care providers are kept apart: a person at two of them counts at each, since nobody may put the two together, and an
    id at two of them names two. Persons are counted over feeds alone: few derived facts say whose their rows are.
    Raises ValueError for a column that is no token, and for the person of a derived fact.
    """

    rows: Rows
    of: str

    def __post_init__(self) -> None:
        if self.rows.fact.column(self.of).type is not ValueType.TOKEN:
            raise ValueError(f"{self.rows.fact.id}: {self.of} is no token")
        if self.of not in self.rows.fact.countable:
            raise ValueError(f"{self.rows.fact.id}: persons are counted over the rows of a feed")


@dataclass(frozen=True, slots=True)
class Level:
    """A level of another indicator that a unit reaches or not."""

    indicator: str
    how: Comparison
    level: Decimal


@dataclass(frozen=True, slots=True)
class Reaching:
    """How many units of a kind reach a level, of those that have a figure: a second stage over results."""

    level: Level
    kind: str


@dataclass(frozen=True, slots=True)
class AmongReaching:
    """An indicator's figure over the units of a kind that reach a level of another: a second stage over results."""

    indicator: str
    level: Level
    kind: str


FirstStage = Additive | Spread | Unique
SecondStage = Reaching | AmongReaching
Measure = FirstStage | SecondStage


def rows_of_measure(measure: Measure) -> Iterator[Rows]:
    """The rows that a measure is computed from, the denominator's last; none for a second stage."""
    match measure:
        case Additive():
            yield measure.numerator.rows
            if measure.denominator is not None:
                yield measure.denominator.rows
        case Spread() | Unique():
            yield measure.rows


def indicators_of_measure(measure: Measure) -> tuple[str, ...]:
    """The ids of the indicators whose results a measure is computed from."""
    match measure:
        case Reaching():
            return (measure.level.indicator,)
        case AmongReaching():
            return (measure.indicator, measure.level.indicator)
        case _:
            return ()
