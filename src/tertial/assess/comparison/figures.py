"""What is compared: a unit's figure with the counts behind it, as a share, a rate or a mean."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from tertial.assess.comparison.counts import rate_interval
from tertial.assess.comparison.interval import LEVEL, Interval
from tertial.assess.comparison.means import Moments, mean_interval
from tertial.assess.comparison.proportions import wilson

LARGEST = 10**12
"""Counts above this are not compared: beyond it floating point has few digits left for single events, and what is
summed event by event takes seconds."""

_LEAST_EXPOSURE = 1e-6


class Kind(StrEnum):
    """What kind of figure: it decides what chance does to it."""

    SHARE = "share"
    RATE = "rate"
    MEAN = "mean"


@dataclass(frozen=True, slots=True)
class Share:
    """So many of so many people or events: binomial. Raises ValueError unless 0 ≤ events ≤ of."""

    events: float
    of: float

    def __post_init__(self) -> None:
        if not 0 <= self.events <= self.of:
            raise ValueError(f"{self.events} of {self.of} is no share")

    @property
    def kind(self) -> Kind:
        """Share."""
        return Kind.SHARE

    @property
    def size(self) -> float:
        """How much there is to go by; nought gives no figure."""
        return self.of

    @property
    def value(self) -> float:
        """From 0 to 1. Raises ZeroDivisionError of nobody."""
        return self.events / self.of

    def interval(self, level: float = LEVEL) -> Interval | None:
        """Wilson's."""
        return wilson(self.events, self.of, level)


@dataclass(frozen=True, slots=True)
class Rate:
    """So many events over so much exposure (people, years, expected events): Poisson.

    With expected events as exposure the rate is an SMR. Raises ValueError for a count below nought
    or an exposure that is neither nought nor at least a millionth.
    """

    events: float
    exposure: float

    def __post_init__(self) -> None:
        if not (self.events >= 0 and (self.exposure == 0 or self.exposure >= _LEAST_EXPOSURE)):
            raise ValueError(f"{self.events} over {self.exposure} is no rate")

    @property
    def kind(self) -> Kind:
        """Rate."""
        return Kind.RATE

    @property
    def size(self) -> float:
        """How much there is to go by; nought gives no figure."""
        return self.exposure

    @property
    def value(self) -> float:
        """Events for each unit of exposure. Raises ZeroDivisionError without exposure."""
        return self.events / self.exposure

    def interval(self, level: float = LEVEL) -> Interval | None:
        """Byar's, exact below ten events."""
        return rate_interval(self.events, self.exposure, level)


@dataclass(frozen=True, slots=True)
class Mean:
    """The mean of values, by their moments."""

    moments: Moments

    @property
    def kind(self) -> Kind:
        """Mean."""
        return Kind.MEAN

    @property
    def size(self) -> float:
        """How many values."""
        return self.moments.count

    @property
    def value(self) -> float:
        """The mean."""
        return self.moments.mean

    def interval(self, level: float = LEVEL) -> Interval | None:
        """By Student's t; None of a single value."""
        return mean_interval(self.moments, level)


Figure = Share | Rate | Mean


def is_too_large(figure: Figure) -> bool:
    """Whether it rests on more than can be compared."""
    counts = (figure.size,) if isinstance(figure, Mean) else (figure.size, figure.events)
    return max(counts) > LARGEST


@dataclass(frozen=True, slots=True)
class UnitFigure:
    """A unit and its figure; None where it has no counts or nothing is known of it.

    `uncertain`: the events behind it are known to be incomplete or wrong, so that a difference may be theirs.
    """

    unit: str
    figure: Figure | None
    uncertain: bool = False
