"""The spread between units parted into chance and what is real, and how reliable each unit's value is."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from tertial.assess.comparison import reasons
from tertial.assess.comparison.between import Between, Seen, between_units
from tertial.assess.comparison.chance_range import expected_range
from tertial.assess.comparison.comparison import Spread
from tertial.assess.comparison.figures import Figure, Kind
from tertial.assess.comparison.interval import LEVEL
from tertial.assess.comparison.pooled import Pool
from tertial.domain.label import Label

LEAST_UNITS = 5
"""With fewer units their spread says too little to be parted into chance and real, or to widen limits by."""


@dataclass(frozen=True, slots=True)
class RealSpread:
    """The spread and, in the order of the units, the share of each unit's deviation that is real."""

    spread: Spread
    reliability: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class _Chance:
    """What chance gives: the variance of a single observation, and the units' sizes and parts (see `Seen`)."""

    single: float
    sizes: Sequence[float]
    parts: Sequence[float]

    def of_units(self, between: float) -> list[float]:
        """What chance adds to each unit's variance when the real levels vary so much."""
        return [
            max(self.single / size - (1 - part) * between, 0.0)
            for size, part in zip(self.sizes, self.parts, strict=True)
        ]

    def share(self, between: float) -> float:
        """The share of the variance among the values seen that is chance, each unit counting as one."""
        own = math.fsum(self.of_units(between)) / len(self.sizes)
        return own / (own + between)


def real_spread(figures: Sequence[Figure], pool: Pool, level: float = LEVEL) -> RealSpread | Label:
    """The units' spread parted, or why it cannot be. The figures are those that the pool was made of."""
    values = [figure.value for figure in figures]
    if pool.variance == 0:
        return _unvaried(pool, values)
    if len(figures) < LEAST_UNITS:
        return reasons.few_units(len(figures), LEAST_UNITS)
    sizes = [figure.size for figure in figures]
    parts = [1 - 1 / max(size, 1) if pool.kind is Kind.SHARE else 1.0 for size in sizes]
    if sum(part > 0 for part in parts) < LEAST_UNITS:
        return reasons.TOO_SMALL
    # Twice: what chance gives depends on the units' mean level, which the largest unit must not settle alone.
    first = _between(values, _Chance(pool.variance, sizes, parts), pool, level)
    chance = _Chance(_single(first.mean, pool), sizes, parts)
    found = _between(values, chance, pool, level)
    reliability = tuple(found.variance / (found.variance + own) for own in chance.of_units(found.variance))
    # Drawn in by the root of the reliability: then the values vary as the real levels do (Louis 1984).
    real = [
        found.mean + math.sqrt(share) * (value - found.mean) for share, value in zip(reliability, values, strict=True)
    ]
    return RealSpread(
        Spread(
            chance=chance.share(found.variance),
            chance_low=chance.share(found.high),
            chance_high=chance.share(found.low),
            mean=found.mean,
            deviation=math.sqrt(found.variance),
            lowest=min(values),
            highest=max(values),
            by_chance=expected_range(pool, sizes),
            real_lowest=min(real),
            real_highest=max(real),
        ),
        reliability,
    )


def _between(values: Sequence[float], chance: _Chance, pool: Pool, level: float) -> Between:
    seen = [
        Seen(value, chance.single / size, part)
        for value, size, part in zip(values, chance.sizes, chance.parts, strict=True)
    ]
    return between_units(seen, chance.single if pool.kind is Kind.SHARE else math.inf, level)


def _single(mean: float, pool: Pool) -> float:
    """The variance of a single observation at a mean level; that of the pool where the level leaves none."""
    if pool.kind is Kind.MEAN:
        return pool.variance
    variance = mean * (1 - mean) if pool.kind is Kind.SHARE else mean
    return variance if variance > 0 else pool.variance


def _unvaried(pool: Pool, values: Sequence[float]) -> Label:
    if pool.kind is Kind.MEAN:
        return reasons.ALL_ALIKE if min(values) == max(values) else reasons.NO_SPREAD_WITHIN
    return reasons.NO_EVENTS if pool.centre == 0 else reasons.ALL_EVENTS
