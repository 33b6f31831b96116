"""What a comparison of units says: of each unit, and of them all."""

from __future__ import annotations

from dataclasses import dataclass

from tertial.assess.comparison.dispersion import Dispersion
from tertial.assess.comparison.funnel import Limits, Position
from tertial.assess.comparison.interval import Interval
from tertial.assess.comparison.pooled import Pool
from tertial.assess.comparison.ranks import Rank
from tertial.domain.label import Label


@dataclass(frozen=True, slots=True)
class Spread:
    """How much of the spread between units is real.

    `chance` is the share of the variance between the values seen that chance gives, with `chance_low` and
    `chance_high` as its limits at 95 %. `deviation` is the standard deviation between the units' real levels and
    `mean` their mean. `lowest` and `highest` are the ends of the values seen, `by_chance` the distance between the
    ends that chance alone would give, `real_lowest` and `real_highest` the ends when chance is taken away.
    """

    chance: float
    chance_low: float
    chance_high: float
    mean: float
    deviation: float
    lowest: float
    highest: float
    by_chance: float
    real_lowest: float
    real_highest: float


@dataclass(frozen=True, slots=True)
class ComparedUnit:
    """One unit among the others.

    `limits` and `position` are those of the funnel. `alike` is the probability of standing so far from the others if
    there were no difference, and `stands_out` whether that is a finding when all units are compared. `reliability` is
    the share of the unit's deviation that is real (0 to 1) and `shrunken` its value drawn in by the rest. What cannot
    be said is None, and `reason` says why there is no figure or why it is `uncertain` and not compared.
    """

    unit: str
    value: float | None = None
    size: float = 0
    interval: Interval | None = None
    limits: Limits | None = None
    position: Position | None = None
    alike: float | None = None
    stands_out: bool = False
    rank: Rank | None = None
    reliability: float | None = None
    shrunken: float | None = None
    uncertain: bool = False
    reason: Label | None = None


@dataclass(frozen=True, slots=True)
class Comparison:
    """All units, in the order they were given.

    `pool` is all of those compared together, None where none is. `reason` says what cannot be said and why; it is
    None where everything can. `caveat` says that uncertain figures are compared, since too few are certain.
    """

    units: tuple[ComparedUnit, ...]
    pool: Pool | None = None
    dispersion: Dispersion | None = None
    spread: Spread | None = None
    reason: Label | None = None
    caveat: Label | None = None

    @property
    def compared(self) -> tuple[ComparedUnit, ...]:
        """The units that have a figure that is held against the others'."""
        return tuple(unit for unit in self.units if unit.value is not None and not unit.uncertain)

    @property
    def uncertain(self) -> tuple[ComparedUnit, ...]:
        """The units whose figure is not compared, since it is uncertain."""
        return tuple(unit for unit in self.units if unit.uncertain)

    @property
    def standing_out(self) -> tuple[ComparedUnit, ...]:
        """The units that differ from the others by more than chance gives, all comparisons taken into account."""
        return tuple(unit for unit in self.units if unit.stands_out)
