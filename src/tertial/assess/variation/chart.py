"""What a control chart says: its points, phases and limits, both icons with their reasons, and a suggestion."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from tertial.assess.variation.assurance import Assurance
from tertial.assess.variation.icons import Meaning, VariationIcon, Way
from tertial.assess.variation.limits import Limits
from tertial.assess.variation.points import Left, Target
from tertial.assess.variation.signals import Signal
from tertial.domain.calendar import Month, Period
from tertial.domain.indicators import Direction
from tertial.domain.label import Label
from tertial.domain.rebasing import Rebasing


class ChartKind(StrEnum):
    """The kind of chart, by what the points are made of."""

    XMR = "xmr"
    P = "p"
    P_PRIME = "p_prime"
    U = "u"
    U_PRIME = "u_prime"
    C = "c"
    G = "g"
    T = "t"


@dataclass(frozen=True, slots=True)
class Choice:
    """A kind of chart and why it was chosen. `sigma_z`: Laney's factor of p and u charts, 1 for chance alone.

    `rare`: there are events, on average fewer than one a period; `why` then tells what that means.
    """

    kind: ChartKind
    why: Label
    sigma_z: float | None = None
    rare: bool = False


@dataclass(frozen=True, slots=True)
class ChartedPoint:
    """A period (or, of a g or t chart, an event's day) with its figure, limits and signals.

    `detected`: the point completes a pattern, so that it could have been seen then. `part_of_signal`: it belongs to
    a pattern, as known now. `signal` is the strongest pattern that it belongs to, `way` which way that goes. `left`
    says why a point takes no part; then it has no limits. `note` is the one it came with.
    """

    value: float | None
    period: Period | None = None
    day: date | None = None
    limits: Limits | None = None
    left: Left | None = None
    note: Label | None = None
    target: Target | None = None
    detected: bool = False
    part_of_signal: bool = False
    signal: Signal | None = None
    way: Way | None = None
    meaning: Meaning | None = None

    @property
    def month(self) -> Month:
        """The month that the point ends in."""
        if self.period is not None:
            return self.period.last
        if self.day is None:
            raise ValueError("a point has a period or a day")
        return Month(self.day.year, self.day.month)


@dataclass(frozen=True, slots=True)
class Phase:
    """Points with one level: `first` and `last` are places in the chart. `points` and `baseline` count those used.

    `rebasing` is the decision that began it; None for the first. `trial`: too few points for firm limits.
    `limits` are those of its latest used point.
    """

    first: int
    last: int
    points: int
    baseline: int
    limits: Limits
    trial: bool
    rebasing: Rebasing | None = None


@dataclass(frozen=True, slots=True)
class Suggestion:
    """That the level may be another since a month: a run that still goes on. Only a person's decision rebases."""

    first: Month
    points: int
    old_mean: float
    new_mean: float
    says: Label


@dataclass(frozen=True, slots=True)
class Variation:
    """The whole answer. `variation` and `assurance` are None where there is no icon; the sentence beside says why.

    `latest` is the place of the latest point that takes part, None where no point does. `open_gap` is, of a g or t
    chart of days, the number of days since the last event: a gap that is not closed yet. `broken_from` is the month
    from which on figures are of something else, where the latest level rests on figures before it.
    """

    choice: Choice
    direction: Direction
    points: tuple[ChartedPoint, ...]
    phases: tuple[Phase, ...]
    latest: int | None
    variation: VariationIcon | None
    variation_says: Label
    assurance: Assurance | None
    assurance_says: Label
    suggestion: Suggestion | None = None
    floor: float | None = None
    ceiling: float | None = None
    open_gap: int | None = None
    broken_from: Month | None = None

    @property
    def is_of_days(self) -> bool:
        """Whether the points are days between rare events, and no figures of periods."""
        return self.open_gap is not None

    @property
    def is_open_longer(self) -> bool:
        """Whether the time since the last event is longer than chance gives, though no event has closed it yet."""
        return self.open_gap is not None and bool(self.phases) and self.open_gap > self.phases[-1].limits.upper

    def held(self, limit: float) -> float:
        """A limit no further out than a figure can be."""
        if self.floor is not None:
            limit = max(limit, self.floor)
        return limit if self.ceiling is None else min(limit, self.ceiling)

    @property
    def target(self) -> Target | None:
        """The target that the latest point is held against."""
        return None if self.latest is None else self.points[self.latest].target
