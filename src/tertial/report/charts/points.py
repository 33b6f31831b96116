"""What a line chart is made from: the periods' figures, the target, and further lines over the same periods."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ChartPoint:
    """A period: its label, the figure, the figure as printed, and what is to be said of it, if anything.

    A note is printed beside its point where there is room; the point is hollow, so that it is seen in any case.
    """

    label: str
    value: float | None
    printed: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class ChartTarget:
    """The level to reach, with its label, such as `mål 95 %`."""

    value: float
    label: str


@dataclass(frozen=True, slots=True)
class Series:
    """A further line over the same periods, named at its end, such as `kvinnor`."""

    name: str
    points: Sequence[ChartPoint]
