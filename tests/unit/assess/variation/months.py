"""Series to judge: months in a row from January 2022, written as plain figures."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from tertial.assess.variation import DEFAULT, Nature, Point, Rules, Series, Target, Variation, vary
from tertial.domain.calendar import Month, Period, PeriodKind
from tertial.domain.indicators import Direction
from tertial.domain.label import Label
from tertial.domain.rebasing import Rebasing

START = Month(2022, 1)
EVEN = [50.0, 52.0] * 12
"""Two years that vary between 50 and 52: mean 51, limits 45.68 and 56.32."""


def month(at: int) -> Month:
    return START.plus(at)


def point(at: int, value: float | None = None, **more: object) -> Point:
    return Point(Period(PeriodKind.MONTH, month(at)), value, **more)  # type: ignore[arg-type]


def series(
    values: Iterable[float | None],
    *,
    direction: Direction = Direction.INCREASE,
    target: Target | None = None,
    targets: Mapping[Month, Target] | None = None,
) -> Series:
    points = tuple(point(at, value) for at, value in enumerate(values))
    level = {} if target is None else {each.period.last: target for each in points}
    return Series(points, direction, targets=targets or level)


def counted(counts: Iterable[tuple[int, int]], nature: Nature = Nature.SHARE, scale: float = 100.0) -> Series:
    points = (point(at, numerator=part, denominator=whole) for at, (part, whole) in enumerate(counts))
    return Series(tuple(points), Direction.INCREASE, nature, scale)


def judged(values: Iterable[float | None], rules: Rules = DEFAULT, **more: object) -> Variation:
    return vary(series(values, **more), rules=rules)  # type: ignore[arg-type]


def rebased(at: int, reason: str = "Ny växel") -> Rebasing:
    return Rebasing("phone", month(at), Label(reason), date(2024, 1, 31), Label("Chefen"))


def flags(made: Variation, name: str) -> list[int]:
    return [at for at, each in enumerate(made.points) if getattr(each, name)]
