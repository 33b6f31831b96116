"""What a control chart is drawn of: figures of periods that do not overlap, or gaps between rare events."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from itertools import pairwise

from tertial.domain.calendar import Month, Period, PeriodKind
from tertial.domain.indicators import Direction
from tertial.domain.label import Label

OVERLAPPING = frozenset({PeriodKind.YTD, PeriodKind.R12})
"""Each shares months with the one before, so that neighbours are alike by construction: limits would be too tight."""

LARGEST = 1e15
"""Figures beyond this are taken for errors; a binary fraction holds no whole units much beyond it."""


class Nature(StrEnum):
    """What a figure is made of, which says how chance makes it vary."""

    SHARE = "share"
    RATE = "rate"
    COUNT = "count"
    MEASURE = "measure"


class Left(StrEnum):
    """Why a point takes no part in limits and patterns."""

    MISSING = "missing"
    NO_DENOMINATOR = "no_denominator"
    NOT_FINITE = "not_finite"
    TOO_LARGE = "too_large"
    UNRELIABLE = "unreliable"


Target = float | tuple[float, float]
"""A level, or the two ends of a range within which an indicator shall lie."""


@dataclass(frozen=True, slots=True)
class Point:
    """The figure of a period: a value, or counts that give one. `note` says why it is partial or unreliable."""

    period: Period
    value: float | None = None
    numerator: int | None = None
    denominator: int | None = None
    note: Label | None = None


@dataclass(frozen=True, slots=True)
class Series:
    """Figures of one indicator at one unit; kept in order of time, however they come.

    `scale` makes a figure of counts (100 for per cent, 1000 for a rate per thousand). `targets` gives the target of
    each month, and `why_no_target` the reason where the latest has none although one is set; `floor` and `ceiling`
    are the least and largest possible figure, if any. Raises ValueError for periods that overlap, such as year to date
    and rolling twelve months, for periods of several kinds and for the same period twice.
    """

    points: tuple[Point, ...]
    direction: Direction = Direction.NONE
    nature: Nature = Nature.MEASURE
    scale: float = 1.0
    targets: Mapping[Month, Target] = field(default_factory=dict)
    floor: float | None = None
    ceiling: float | None = None
    why_no_target: Label | None = None

    def __post_init__(self) -> None:
        kinds = {point.period.kind for point in self.points}
        for kind in kinds & OVERLAPPING:
            raise ValueError(f"{kind}: overlapping periods make no control chart; give the months")
        if len(kinds) > 1:
            raise ValueError("all periods of a control chart are of the same kind")
        if not (math.isfinite(self.scale) and self.scale > 0):
            raise ValueError("the scale is above zero")
        ordered = tuple(sorted(self.points, key=_last_month))
        for before, after in pairwise(ordered):
            if before.period == after.period:
                raise ValueError(f"{after.period} stands twice")
        object.__setattr__(self, "points", ordered)


@dataclass(frozen=True, slots=True)
class Events:
    """The days of rare events from a first day watched to a last, both included; kept in order.

    `cases` gives instead, for each event, the number of cases since the event before; the days then only place them
    in time. Raises ValueError for a day outside the watch, and for another number of cases than of events.
    """

    days: tuple[date, ...]
    watched_from: date
    watched_to: date
    cases: tuple[int, ...] | None = None

    def __post_init__(self) -> None:
        if self.watched_from > self.watched_to:
            raise ValueError("the watch ends before it begins")
        if any(not self.watched_from <= day <= self.watched_to for day in self.days):
            raise ValueError("an event lies outside the watch")
        if self.cases is None:
            object.__setattr__(self, "days", tuple(sorted(self.days)))
            return
        if len(self.cases) != len(self.days):
            raise ValueError("cases are counted up to each event, one number an event")
        if any(number < 0 for number in self.cases):
            raise ValueError("a number of cases is not below zero")
        pairs = sorted(zip(self.days, self.cases, strict=True), key=lambda pair: pair[0])
        object.__setattr__(self, "days", tuple(day for day, _cases in pairs))
        object.__setattr__(self, "cases", tuple(cases for _day, cases in pairs))


def figure(point: Point, scale: float) -> tuple[float | None, Left | None]:
    """The figure of a point, or None and why there is none that a chart can hold."""
    value: float | None = None
    if point.value is not None:
        value = point.value
    elif point.numerator is not None:
        if abs(point.numerator) > LARGEST:
            return None, Left.TOO_LARGE
        if point.denominator is None:
            value = float(point.numerator)
        elif point.denominator <= 0:
            return None, Left.NO_DENOMINATOR
        elif point.denominator > LARGEST:
            return None, Left.TOO_LARGE
        else:
            value = scale * point.numerator / point.denominator
    if value is None:
        return None, Left.MISSING
    if not math.isfinite(value):
        return None, Left.NOT_FINITE
    return (None, Left.TOO_LARGE) if abs(value) > LARGEST else (value, None)


def _last_month(point: Point) -> tuple[int, int]:
    last = point.period.last
    return last.year, last.number
