"""An interval in which the value behind a figure may lie, and how it was made."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

LEVEL = 0.95
"""The confidence of an interval where no other is asked for."""


class Method(StrEnum):
    """How an interval was made."""

    WILSON = "wilson"
    WALD = "wald"
    BYAR = "byar"
    EXACT = "exact"
    DOBSON = "dobson"
    STUDENT = "student"
    NEWCOMBE = "newcombe"
    MOVER = "mover"
    CONDITIONAL = "conditional"


@dataclass(frozen=True, slots=True)
class Interval:
    """The limits at a level of confidence; `high` may be infinite for a ratio with nothing to divide by.

    Raises ValueError where the limits are no numbers or stand in the wrong order.
    """

    low: float
    high: float
    method: Method
    level: float = LEVEL

    def __post_init__(self) -> None:
        if not self.low <= self.high:
            raise ValueError(f"{self.low} to {self.high} is no interval")

    def holds(self, value: float) -> bool:
        """Whether the value lies within the limits."""
        return self.low <= value <= self.high

    def times(self, factor: float) -> Interval:
        """The interval of the figure per so many. Raises ValueError for a factor below nought."""
        if factor < 0:
            raise ValueError("an interval is scaled by a factor above nought")
        return Interval(self.low * factor, self.high * factor, self.method, self.level)
