"""What a forecast is made from: monthly figures, what is known of the months ahead, and what the year shall reach."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from tertial.domain.calendar import Month
from tertial.domain.indicators import Direction, OverTime
from tertial.domain.label import Label

MOST_ADDED = 1e100
"""A larger one-off is no amount: nothing can be added to it."""


@dataclass(frozen=True, slots=True)
class YearTarget:
    """What a year's figure shall be at least, at most, or between. Raises ValueError where it says nothing."""

    least: float | None = None
    most: float | None = None

    def __post_init__(self) -> None:
        if self.least is None and self.most is None:
            raise ValueError("a target for a year says at least or at most how much")
        if self.least is not None and self.most is not None and self.least > self.most:
            raise ValueError(f"no figure is at least {self.least} and at most {self.most}")

    @classmethod
    def towards(cls, level: float, direction: Direction) -> YearTarget:
        """A level to reach in the good direction. Raises ValueError where the direction has no good end."""
        match direction:
            case Direction.INCREASE:
                return cls(least=level)
            case Direction.DECREASE:
                return cls(most=level)
            case _:
                raise ValueError(f"direction {direction} does not say when a level is reached")

    def met(self, figure: float) -> bool:
        """Whether a figure meets it."""
        return (self.least is None or figure >= self.least) and (self.most is None or figure <= self.most)


@dataclass(frozen=True, slots=True)
class Adjustment:
    """A one-off that is known: what it adds to a month's figure (of a share: to the numerator), and why.

    In a month that has come it is taken out before the method sees the figure; in one ahead it is put on top.
    Raises ValueError for an amount that is no number or too large to add.
    """

    month: Month
    amount: float
    reason: Label

    def __post_init__(self) -> None:
        if not abs(self.amount) <= MOST_ADDED:
            raise ValueError(f"{self.month}: {self.amount} is no amount to add")


@dataclass(frozen=True, slots=True)
class MonthlySeries:
    """The figures of one indicator, unit and split by month, without overlaps: never year to date, never R12.

    `figures` begin in `first`; their last month is the as-of month, None where there is no figure. Of a share, mean
    or rate `figures` are numerators and `out_of` denominators, and the figure is `times` numerator over denominator;
    otherwise `times` is not used. `most` is what a figure can never exceed, such as 100 of a percentage.

    `family` names series of a kind, such as an indicator, that share the shape of the year. `broken_from` is the
    month from which alone figures are comparable. `over_time` is how months make the year, or why they do not.
    `is_near` says that the year's figure is found anew, and no more than about what `over_time` makes of its months;
    `year_so_far` is then that of the months that have come, where it is known. `targets` are levels by year.
    `announced` is the forecast of the year's end that somebody has stated: shown beside,
    never used. Raises ValueError for columns of different length.
    """

    id: str
    first: Month
    figures: tuple[float | None, ...]
    out_of: tuple[float | None, ...] | None = None
    times: float = 100.0
    over_time: OverTime | Label = OverTime.SUM
    most: float | None = None
    family: str = ""
    broken_from: Month | None = None
    adjustments: tuple[Adjustment, ...] = ()
    targets: Mapping[int, YearTarget] = field(default_factory=dict)
    announced: float | None = None
    is_near: bool = False
    year_so_far: float | None = None

    def __post_init__(self) -> None:
        if self.out_of is not None and len(self.out_of) != len(self.figures):
            raise ValueError(f"{self.id}: {len(self.figures)} numerators and {len(self.out_of)} denominators")

    @property
    def as_of(self) -> Month:
        """The last month, with or without a figure."""
        return self.first.plus(max(len(self.figures), 1) - 1)
