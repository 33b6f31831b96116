"""Estimates and why there is none: types of their own, which no published count or outcome can be made from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from tertial.domain.calendar import Month, Period
from tertial.domain.label import Label

LEVEL = 0.9
"""How often the truth lies within an interval."""
NORMAL = 1.6449
"""Standard deviations of normal errors from the middle to either end of such an interval."""


class Source(StrEnum):
    """What an estimate rests on."""

    LEVEL = "level"
    SEASON = "season"
    OWN_SEASON = "own_season"
    SISTERS = "sisters"
    PROXY = "proxy"
    PARTIAL = "partial"


@dataclass(frozen=True, slots=True)
class Weight:
    """A source with the part that it has in an estimate; `name` is the feed of a proxy."""

    source: Source
    part: float
    name: str = ""


@dataclass(frozen=True, slots=True)
class Amount:
    """A number with its interval. Raises ValueError unless low <= value <= high, all finite.

    `reach` is how far either end would lie from the value if it were neither a whole number nor at a limit, as nought
    is: of a sum of many such amounts their own ends say too little. None where they say it.
    """

    value: float
    low: float
    high: float
    reach: float | None = None

    def __post_init__(self) -> None:
        if not float("-inf") < self.low <= self.value <= self.high < float("inf"):
            raise ValueError(f"no interval: {self.low} <= {self.value} <= {self.high}")
        if self.reach is not None and not 0 <= self.reach < float("inf"):
            raise ValueError(f"an interval cannot reach {self.reach}")

    @property
    def half(self) -> float:
        """Half the width of the interval, as it counts in a sum."""
        return (self.high - self.low) / 2 if self.reach is None else self.reach

    def times(self, factor: float) -> Amount:
        """So many times the amount."""
        reach = None if self.reach is None else self.reach * factor
        return Amount(self.value * factor, self.low * factor, self.high * factor, reach)

    def rest_of(self, whole: float) -> Amount:
        """What is left of a whole."""
        return Amount(whole - self.value, whole - self.high, whole - self.low, self.reach)


@dataclass(frozen=True, slots=True)
class Places:
    """The months of units that an estimate stands in for, of so many units in all."""

    parts: tuple[tuple[str, Month], ...]
    of_units: int = 1

    @property
    def months(self) -> tuple[Month, ...]:
        """The months, in order."""
        return tuple(sorted({month for _unit, month in self.parts}))

    @property
    def units(self) -> tuple[str, ...]:
        """The units, sorted."""
        return tuple(sorted({unit for unit, _month in self.parts}))


@dataclass(frozen=True, slots=True)
class Together:
    """How much the errors of estimates go together, by how many months lie apart.

    `own` are those of one unit, `between` those of different units of a kind; `lasting` is what months of one unit have
    in common however far apart they are.
    """

    own: tuple[float, ...] = (1.0,)
    between: tuple[float, ...] = (0.0,)
    lasting: float = 0.0

    def of(self, apart: int, *, same: bool) -> float:
        """That of two months of one unit, or of two units."""
        of_either = self.own if same else self.between
        if apart < len(of_either):
            return of_either[apart]
        return self.lasting if same else 0.0


@dataclass(frozen=True, slots=True)
class Estimate:
    """What a figure probably would have been: `figure` with its interval, and those of its counts.

    `together` is how much its errors go with those of other months and units, and `bases` the same of its denominator;
    of a count, and of one that is not estimated, nothing. `tried` is how many earlier months the interval was tried on.
    """

    unit: str
    period: Period
    figure: Amount
    numerator: Amount
    denominator: Amount | None
    replaces: Places
    sources: tuple[Weight, ...]
    together: Together = Together()
    bases: Together = Together()
    tried: int = 0
    level: float = LEVEL

    @property
    def value(self) -> float:
        """The estimated figure."""
        return self.figure.value

    @property
    def low(self) -> float:
        """The lower end of its interval."""
        return self.figure.low

    @property
    def high(self) -> float:
        """The upper end of its interval."""
        return self.figure.high


@dataclass(frozen=True, slots=True)
class NoEstimate:
    """That nothing can be said of a unit and period, and why."""

    unit: str
    period: Period
    reason: Label


Said = Estimate | NoEstimate


@dataclass(frozen=True, slots=True)
class FigureEstimates:
    """What is said of an indicator at a unit where data lack or are wrong: of the period shown, and of single months.

    `shown` is None where nothing is wrong in the period; `months` are those that are wrong and can be estimated.
    """

    shown: Said | None = None
    months: Mapping[Month, Estimate] = field(default_factory=dict)

    @property
    def estimate(self) -> Estimate | None:
        """The estimate of the period that is shown."""
        return self.shown if isinstance(self.shown, Estimate) else None
