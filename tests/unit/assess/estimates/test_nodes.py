"""The interval of a whole holds the truth as often as it says, though units move together and months depend."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pytest

from tertial.assess.estimates.months import estimate_units
from tertial.assess.estimates.results import Estimate
from tertial.assess.estimates.series import Counts, Shape, UnitSeries
from tertial.assess.estimates.totals import Whole, put_together
from tertial.domain.calendar import Month, Period
from tests.unit.assess.estimates.invented import gone, months

REGIONS = 200
UNITS = 6
LAST_OF_ALL = 48


@dataclass(frozen=True)
class Moves:
    """Logarithms of how all units move together in a month, and each by itself: standard deviation and memory."""

    all_units: float = 0.0
    memory: float = 0.0
    each: float = 0.0
    its_memory: float = 0.0


def moved(chance: np.random.Generator, deviation: float, memory: float) -> list[float]:
    """A process that forgets at an even pace."""
    found = [chance.normal(0, deviation)]
    for _month in range(LAST_OF_ALL - 1):
        found.append(memory * found[-1] + chance.normal(0, deviation * (1 - memory**2) ** 0.5))
    return found


def region(seed: int, moves: Moves, share: float | None) -> list[UnitSeries]:
    """Units of one kind: counts, or shares of them, which move as the counts else would."""
    chance = np.random.default_rng(seed)
    common = moved(chance, moves.all_units, moves.memory)
    found = []
    for number in range(UNITS):
        rows, own = 40 + 20 * number, moved(chance, moves.each, moves.its_memory)
        counts = {}
        for month, together, alone in zip(months(LAST_OF_ALL), common, own, strict=True):
            factor = float(np.exp(together + alone))
            if share is None:
                counts[month] = Counts(float(chance.poisson(rows * factor)))
            else:
                base = float(1 + chance.poisson(rows))
                part = share * factor / (1 - share + share * factor)
                counts[month] = Counts(float(chance.binomial(int(base), part)), base)
        shape = Shape.COUNT if share is None else Shape.SHARE
        found.append(UnitSeries(f"unit-{number}", shape, counts))
    return found


def figure(counts: Counts) -> float:
    """The figure of all."""
    return counts.numerator / counts.denominator if counts.denominator else counts.numerator


def added(units: list[UnitSeries], wanted: list[Month]) -> Counts:
    """What is counted at units in months."""
    every = [unit.months[month] for unit in units for month in wanted]
    return Counts(sum(one.numerator for one in every), sum(one.denominator or 0.0 for one in every))


@pytest.mark.parametrize(
    ("moves", "lacking", "length", "share"),
    [
        pytest.param(Moves(0.15), UNITS, 1, None, id="counts of all units in a month"),
        pytest.param(Moves(0.15), UNITS - 2, 1, None, id="counts of most units, two are left to ask"),
        pytest.param(Moves(0.15, 0.7), UNITS, 4, None, id="counts of all units in four months that depend"),
        pytest.param(Moves(0.0, 0.0, 0.2, 0.8), 3, 8, None, id="counts of three units in eight months that depend"),
        pytest.param(Moves(0.25), UNITS, 1, 0.2, id="shares of all units in a month"),
        pytest.param(Moves(0.25, 0.7), UNITS - 2, 4, 0.2, id="shares of most units in four months that depend"),
    ],
)
def test_the_interval_of_a_node_holds_the_truth_as_often_as_it_says(
    moves: Moves, lacking: int, length: int, share: float | None
) -> None:
    wanted = months(length, Month(2025, 13 - length))
    held = 0
    for seed in range(REGIONS):
        units = region(seed, moves, share)
        said = estimate_units(units, {one.unit: gone(wanted) for one in units[:lacking]})
        whole = Whole("region", Period.parse("2025-T3"), units[0].shape, 1.0, UNITS)
        found = put_together(whole, added(units[lacking:], wanted), [one for every in said.values() for one in every])
        assert isinstance(found, Estimate)
        held += found.low <= figure(added(units, wanted)) <= found.high
    # Two and a half standard deviations of the binomial distribution to either side of 85 to 95 per cent.
    assert 0.85 - 2.5 * (0.85 * 0.15 / REGIONS) ** 0.5 <= held / REGIONS <= 0.95 + 2.5 * (0.95 * 0.05 / REGIONS) ** 0.5
