"""From figures to places: round ticks that cover the figures, and where a figure stands between two ends."""

from __future__ import annotations

import math
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

LEAST_TICKS, MOST_TICKS = 3, 5
_STEPS = (Decimal(1), Decimal(2), Decimal(5))
LEAST_RELATIVE_SPAN = Decimal("0.1")
"""Figures that differ by less than this share of their size get room around, so that a small change looks small."""
_LEAST_SPAN = Decimal("1e-290")
"""Spans below this cannot be divided by floats without loss."""


@dataclass(frozen=True, slots=True)
class Scale:
    """A straight scale: `low` stands at `bottom` and `high` at `top` (SVG counts downwards)."""

    low: float
    high: float
    top: float
    bottom: float

    def place(self, value: float) -> float:
        """Where the value stands; in the middle when the scale has no span."""
        # Halved first: the span of two finite figures can be infinite.
        span = self.high / 2 - self.low / 2
        share = 0.5 if span <= 0 else (self.high / 2 - value / 2) / span
        return self.top + min(max(share, 0.0), 1.0) * (self.bottom - self.top)


def checked(values: Iterable[float | None]) -> list[float]:
    """The figures that are there. Raises ValueError for one that is infinite or not a number."""
    there = [float(value) for value in values if value is not None]
    for value in there:
        if not math.isfinite(value):
            raise ValueError(f"{value} cannot be drawn: a chart shows finite figures")
    return there


def round_ticks(values: Iterable[float]) -> tuple[float, ...]:
    """Three to five round figures, evenly spaced, whose ends cover all values; values close to each other get room
    around.

    No tick has more decimals than the values, so that an axis of counts has no halves. Raises ValueError without
    any value.
    """
    exact = [Decimal(repr(value)) for value in values]
    if not exact:
        raise ValueError("a scale needs at least one figure")
    low, high = _with_span(min(exact), max(exact))
    least = Decimal(1).scaleb(-max(_decimals(value) for value in exact))
    step = next(step for step in _steps(high - low) if step >= least and _count(low, high, step) <= MOST_TICKS)
    first, count = math.floor(low / step), _count(low, high, step)
    if count < LEAST_TICKS and first > 0:
        first -= LEAST_TICKS - count
    ticks = (float((first + index) * step) for index in range(max(count, LEAST_TICKS)))
    # Beyond the largest float there is no figure to print.
    return tuple(tick for tick in ticks if math.isfinite(tick))


def reach(values: Sequence[float]) -> tuple[float, float]:
    """The ends of a scale without ticks; values close to each other get room around. Nothing gives no span."""
    if not values:
        return 0.0, 0.0
    low, high = _with_span(Decimal(repr(min(values))), Decimal(repr(max(values))))
    # Room around the largest float would be beyond it.
    return max(float(low), -sys.float_info.max), min(float(high), sys.float_info.max)


def _with_span(low: Decimal, high: Decimal) -> tuple[Decimal, Decimal]:
    size = max(abs(low), abs(high))
    if high - low > max(size * LEAST_RELATIVE_SPAN, _LEAST_SPAN):
        return low, high
    if size <= _LEAST_SPAN:
        return Decimal(0), Decimal(1)
    middle, room = (low + high) / 2, size * LEAST_RELATIVE_SPAN / 2
    return middle - room, middle + room


def _steps(span: Decimal) -> Iterator[Decimal]:
    power = span.adjusted() - 1
    while True:
        for step in _STEPS:
            yield step.scaleb(power)
        power += 1


def _count(low: Decimal, high: Decimal, step: Decimal) -> int:
    return math.ceil(high / step) - math.floor(low / step) + 1


def _decimals(value: Decimal) -> int:
    exponent = value.normalize().as_tuple().exponent
    return max(-exponent, 0) if isinstance(exponent, int) else 0
