"""Units for tests: invented health centres with a known real level, drawn with a fixed seed."""

from __future__ import annotations

import random
from collections.abc import Sequence

from tertial.assess.comparison import Rate, Share, UnitFigure

# Cardiac surgery in babies at twelve hospitals: the example "Surgical: institutional ranking" of the BUGS manuals.
SURGICAL = [
    UnitFigure(name, Share(deaths, operations))
    for name, deaths, operations in zip(
        "ABCDEFGHIJKL",
        (0, 18, 8, 46, 8, 13, 9, 31, 14, 8, 29, 24),
        (47, 148, 119, 810, 211, 196, 148, 215, 207, 97, 256, 360),
        strict=True,
    )
]


def shares(*pairs: tuple[int, int]) -> list[UnitFigure]:
    return [UnitFigure(f"hc-{index}", Share(events, of)) for index, (events, of) in enumerate(pairs, 1)]


def drawn(levels: Sequence[float], sizes: Sequence[int], seed: int) -> list[UnitFigure]:
    """Units with these real levels, as chance happens to show them."""
    chance = random.Random(seed)
    return [
        UnitFigure(f"hc-{index}", Share(sum(chance.random() < level for _ in range(size)), size))
        for index, (level, size) in enumerate(zip(levels, sizes, strict=True))
    ]


def drawn_rates(levels: Sequence[float], exposures: Sequence[float], seed: int) -> list[UnitFigure]:
    """The same for rates: events come one by one."""
    chance = random.Random(seed)

    def events(expected: float) -> int:
        count, time = 0, chance.expovariate(1)
        while time < expected:
            count, time = count + 1, time + chance.expovariate(1)
        return count

    return [
        UnitFigure(f"hc-{index}", Rate(events(level * exposure), exposure))
        for index, (level, exposure) in enumerate(zip(levels, exposures, strict=True))
    ]
