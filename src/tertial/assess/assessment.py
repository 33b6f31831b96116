"""What an assessment says: of one row of an indicator, of an objective, of the economy and of a whole region.

People judge and rules suggest: `ObjectiveAssessment` carries both, side by side.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING

from tertial.domain.calendar import Month, Period
from tertial.domain.goals import Goal
from tertial.domain.indicators import Indicator
from tertial.domain.judgements import Judgement, Outlook, Status
from tertial.domain.label import Label
from tertial.domain.region import Region
from tertial.domain.results import Quality, Split
from tertial.domain.targets import Decision, SimpleTarget

if TYPE_CHECKING:
    from tertial.assess.comparison.pairs import ComparedPair
    from tertial.assess.effects.action_effect import ActionEffect
    from tertial.assess.estimates.results import FigureEstimates
    from tertial.assess.forecasting.results import Forecast
    from tertial.assess.insight import Insight
    from tertial.assess.variation.chart import Variation


@dataclass(frozen=True, slots=True)
class IndicatorAssessment:
    """One row of an indicator: its figure for one split in the period it shows, and how it stands.

    `goal` is the first node of the goal tree it stands directly under, empty outside the tree. `target_level` is
    the level that the figure is compared with, in the indicator's unit (in proportion to the months where `rule`
    says so); None for ranges and for targets without a level. `attainment` is in whole per cent, rounded down.
    `rule` is a stable id, explained in docs/explanation/status.md, and empty without a target; `assumed` says that
    the region states no thresholds, so that the status is a suggestion. `note` is never None where there is no
    figure. `previous` is the same period last year and `change` the difference from it. `history` holds the
    comparable periods up to this one, in order. `reference` is the period and the figure that a change or an
    improvement was measured against. `uncertain` says in words why
    the status of a computed figure is not to be relied on: rows lack, of which `covered` per cent came where that is
    known, rounded down. `unjudged` says why a figure is not held against the target that is stated, and stands in
    `note` too where there is one.
    """

    indicator: Indicator
    goal: str
    unit: str
    period: Period
    split: Split
    numerator: int | None
    denominator: int | None
    value: Decimal | None
    target: SimpleTarget | None
    target_level: Decimal | None
    attainment: int | None
    status: Status
    rule: str
    assumed: bool
    quality: Quality
    note: Label | None
    previous: Decimal | None
    change: Decimal | None
    history: tuple[tuple[Period, Decimal], ...]
    decision: Decision | None
    reference: tuple[str, Decimal] | None
    uncertain: Label | None = None
    covered: int | None = None
    unjudged: Label | None = None


class Sureness(StrEnum):
    """How sure a suggested judgement is, by the rules in docs/explanation/status.md."""

    SURE = "sure"
    LIKELY = "likely"
    UNSURE = "unsure"


@dataclass(frozen=True, slots=True)
class UnitsJudged:
    """How the units directly below, `of` in all, judge an objective themselves in the same month."""

    of: int
    met: int
    partly: int
    not_met: int

    @property
    def judged(self) -> int:
        """How many have judged it."""
        return self.met + self.partly + self.not_met


@dataclass(frozen=True, slots=True)
class ObjectiveAssessment:
    """How an objective stands: a person's judgement and outlook, and the rule's suggestion beside them.

    `judgement` is `NO_DATA`, with that as the reason, where nobody has stated one. `suggested_by` is a sentence in
    the language in force. `differs` says that both judge and judge differently.
    `uncertain` says that the suggestion would be another without estimates and figures that lack more than a fifth of
    their rows. `sureness` and why stand beside a suggestion. `suggested_outlook` comes of forecasts and is None where
    there are none; `outlook_differs` says that a person's outlook is another. `units` is None where no unit below has
    judged. Every `..._by` is in the language in force.
    """

    objective: Goal
    unit: str
    period: Month
    judgement: Status
    outlook: Outlook | None
    suggested: Status
    suggested_by: str
    reason: Label | None
    outlook_reason: Label | None
    differs: bool
    judged: Judgement | None
    uncertain: bool = False
    sureness: Sureness | None = None
    sureness_by: str = ""
    suggested_outlook: Outlook | None = None
    suggested_outlook_by: str = ""
    outlook_differs: bool = False
    units: UnitsJudged | None = None


@dataclass(frozen=True, slots=True)
class EconomyForecast:
    """The net deviation so far, what it makes of the year by the plain 1/12 rule, and the announced forecast.

    Amounts are in MSEK; a deficit is below zero.
    """

    unit: str
    period: Month
    result: Decimal
    twelfth: Decimal
    announced: Decimal | None
    announced_note: Label | None


@dataclass(frozen=True, slots=True)
class FrameSum:
    """The net deviations of the frames as printed, in MSEK, and the printed total that they should make."""

    parts: tuple[tuple[str, Decimal], ...]
    total: Decimal

    @property
    def made(self) -> Decimal:
        """What the frames make together."""
        return sum((amount for _frame, amount in self.parts), Decimal(0))

    @property
    def agrees(self) -> bool:
        """Whether the frames make the printed total."""
        return self.made == self.total


@dataclass(frozen=True, slots=True)
class UnitsBelow:
    """Units of one kind below the one that is assessed, each assessed by itself as of the same month.

    `variations` are the months of the units, by indicator and unit, for the indicators at which units differ most;
    `few` are those months of them whose figures rest on fewer persons or events than the region shows.
    `pairs` are women and men at each unit that is compared, of whatever kind, for the indicators at which they differ
    at the unit above.
    """

    kind: str
    units: tuple[RegionAssessment, ...]
    variations: Mapping[str, Mapping[str, Variation]] = field(default_factory=dict)
    pairs: Mapping[str, tuple[ComparedPair, ...]] = field(default_factory=dict)
    few: Mapping[str, Mapping[str, frozenset[Month]]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class RegionAssessment:
    """Everything assessed for one unit as of a month; indicators in the order of the goal tree, then the rest.

    `insights` say by indicator what its figures mean, and `forecasts` how its year will end, where that can be told;
    `effects` say by action what it changed, or why that cannot be told, for those that have a start. `below` is None
    where the units below were not looked at.
    `estimates` are of indicators where rows lack, beside the rows and never among them.
    """

    region: Region
    unit: str
    as_of: Month
    indicators: tuple[IndicatorAssessment, ...]
    objectives: tuple[ObjectiveAssessment, ...]
    forecast: EconomyForecast | None
    frames: FrameSum | None = None
    insights: Mapping[str, Insight] = field(default_factory=dict)
    forecasts: Mapping[str, Forecast] = field(default_factory=dict)
    below: UnitsBelow | None = None
    effects: Mapping[str, ActionEffect] = field(default_factory=dict)
    estimates: Mapping[str, FigureEstimates] = field(default_factory=dict)
    _rows: Mapping[str, tuple[IndicatorAssessment, ...]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        rows: dict[str, list[IndicatorAssessment]] = {}
        for row in self.indicators:
            rows.setdefault(row.indicator.id, []).append(row)
        object.__setattr__(self, "_rows", {name: tuple(found) for name, found in rows.items()})

    def of(self, indicator_id: str) -> tuple[IndicatorAssessment, ...]:
        """The rows of one indicator, in order; empty where the indicator is unknown."""
        return self._rows.get(indicator_id, ())
