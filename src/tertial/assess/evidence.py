"""What results are judged by, as plain figures: a unit's months, and units held against each other in one period."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from tertial.assess.comparison.means import Moments
from tertial.assess.variation.points import Events
from tertial.domain.calendar import Period
from tertial.domain.label import Label
from tertial.domain.results import Quality, Sex, Split

MOST_MONTHS = 60
"""So many months back figures are judged by."""
UNRELIABLE = frozenset({Quality.PROVISIONAL, Quality.PARTIAL, Quality.ESTIMATED, Quality.BROKEN_SERIES})
"""A figure of such a quality is shown, and takes no part in limits, patterns and forecasts."""


@dataclass(frozen=True, slots=True)
class Measured:
    """A figure of a period with the counts that it is made of.

    `value` is in the indicator's unit, unrounded; None where there is no figure, which `note` then gives a reason for.
    Counts are in shown units: cases, hours, kronor. `amounts` are numerator and denominator of what is one over the
    other, whole numbers or not. `moments` are those of a mean of single values, in the indicator's unit.
    """

    period: Period
    value: float | None = None
    numerator: int | None = None
    denominator: int | None = None
    moments: Moments | None = None
    quality: Quality = Quality.COMPLETE
    note: Label | None = None
    amounts: tuple[float, float] | None = None

    @property
    def is_reliable(self) -> bool:
        """Whether there is a figure that can be trusted to tell of what happened."""
        return self.value is not None and self.quality not in UNRELIABLE


def doubtful(qualities: Mapping[str, Quality]) -> frozenset[str]:
    """The units whose difference from the others may be one of the data and not of what happened.

    What is provisional where no unit is complete is so at all of them, as before those counted have had their time.
    """
    wrong = UNRELIABLE if Quality.COMPLETE in qualities.values() else UNRELIABLE - {Quality.PROVISIONAL}
    return frozenset(unit for unit, quality in qualities.items() if quality in wrong)


Months = Mapping[Split, tuple[Measured, ...]]
"""The months of an indicator at a unit, in order: of everybody and, where it is split so, of women and men."""


@dataclass(frozen=True, slots=True)
class PeerFigures:
    """A unit among others: its figures in the period, of everybody, women and men."""

    unit: str
    figures: Mapping[Sex, Measured]

    @property
    def whole(self) -> Measured | None:
        """The figure of everybody."""
        return self.figures.get(Sex.ALL)


@dataclass(frozen=True, slots=True)
class Peers:
    """Units of one kind, to be held against each other.

    `own` is the unit that is assessed, where these are its sisters and itself; empty where they stand below it. Raises
    ValueError for units of which the unit is not one.
    """

    kind: str
    units: tuple[PeerFigures, ...]
    own: str = ""

    def __post_init__(self) -> None:
        if self.own and all(one.unit != self.own for one in self.units):
            raise ValueError(f"{self.own} is not among its sisters")

    @property
    def uncertain(self) -> frozenset[str]:
        """The units whose data are not to be relied on beside those of the others."""
        return doubtful({one.unit: one.whole.quality for one in self.units if one.whole is not None})


Counts = tuple[int, int]
"""Events, and those that they are counted of."""


@dataclass(frozen=True, slots=True)
class ByAge:
    """A unit's counts in a period, of everybody and by age band; None where a figure has not both.

    `quality` and `note` are those of everybody's figure.
    """

    whole: Counts | None
    bands: Mapping[str, Counts | None]
    quality: Quality = Quality.COMPLETE
    note: Label | None = None


@dataclass(frozen=True, slots=True)
class Evidence:
    """All of it for one indicator at one unit.

    `shown` are the unit's own figures in the period that the indicator shows, of everybody, women and men. `peers` is
    None where there are no units to hold against each other. `days` are those of rare events, by the split whose months
    are of such, or why they cannot be had. `ages` are the counts by age of the units that have such, of the unit itself
    and of the whole region. `year` is everybody's figure of the year so far.
    """

    months: Months
    shown: Mapping[Sex, Measured]
    peers: Peers | None = None
    days: Mapping[Split, Events | Label] = field(default_factory=dict)
    ages: Mapping[str, ByAge] = field(default_factory=dict)
    year: Measured | None = None
