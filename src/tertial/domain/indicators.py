"""Indicators: what is followed, how it is shown, what it shall reach and when it is due."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from tertial.domain.calendar import FollowUp, Month, Period, PeriodKind, is_due
from tertial.domain.identifier import check_identifier
from tertial.domain.label import Label
from tertial.domain.measures import Additive, Measure, rows_of_measure
from tertial.domain.results import ABSENCES, Quality
from tertial.domain.targets import (
    Baseline,
    BetterThan,
    BySex,
    ByUnit,
    ChangeTarget,
    PathTarget,
    RangeTarget,
    SimpleTarget,
    Target,
    Targets,
    ValueTarget,
    ZeroTarget,
)


class Kind(StrEnum):
    """How an indicator gets its figures. `REPORTED`: somebody reports them; the others are computed from events."""

    REPORTED = "reported"
    COUNT = "count"
    SHARE = "share"
    MEAN = "mean"
    RATE = "rate"
    MEDIAN = "median"
    PERCENTILE = "percentile"
    DISTINCT = "distinct"
    UNITS_REACHING = "units_reaching"
    AMONG_REACHING = "among_reaching"


class ValueUnit(StrEnum):
    """What a figure counts or measures."""

    PERCENT = "%"
    COUNT = "count"
    MSEK = "MSEK"
    SEK = "SEK"
    HOURS = "hours"
    DAYS = "days"
    POSTS = "posts"
    BEDS = "beds"
    INDEX = "index"
    RATIO = "ratio"


class Direction(StrEnum):
    """Which way is good."""

    INCREASE = "increase"
    DECREASE = "decrease"
    WITHIN = "within"
    NONE = "none"


class OverTime(StrEnum):
    """How months become longer periods: flows are summed, stocks taken at the end or averaged."""

    SUM = "sum"
    LAST = "last"
    MEAN = "mean"


class Estimates(StrEnum):
    """Whether months that lack data may be estimated, as support for text and suggested judgements."""

    ON = "on"
    OFF = "off"


_RATIOS = frozenset({Kind.SHARE, Kind.MEAN, Kind.RATE})
_FOUND_ANEW = frozenset({Kind.MEDIAN, Kind.PERCENTILE, Kind.DISTINCT, Kind.UNITS_REACHING, Kind.AMONG_REACHING})
_RATIO_UNITS = frozenset({ValueUnit.PERCENT, ValueUnit.INDEX, ValueUnit.RATIO})


@dataclass(frozen=True, slots=True)
class Absence:
    """Why there is no figure between two months (both included; None is open), in words that a reader understands."""

    reason: Quality
    note: Label
    first: Month | None = None
    last: Month | None = None

    def __post_init__(self) -> None:
        if self.reason not in ABSENCES:
            raise ValueError(f"{self.reason} is no reason for a missing figure")

    def covers(self, month: Month) -> bool:
        """Whether the reason holds in the month."""
        return (self.first or month) <= month <= (self.last or month)


@dataclass(frozen=True, slots=True)
class Indicator:
    """One indicator. Raises ValueError for a target that its direction or unit cannot carry."""

    id: str
    title: Label
    kind: Kind
    value_unit: ValueUnit
    shown: PeriodKind
    direction: Direction
    over_time: OverTime | None = OverTime.LAST
    """How months become longer periods; None where the definition of a reported indicator does not say."""
    short: Label | None = None
    why: Label | None = None
    noun: Label | None = None
    decimals: int = 0
    targets: Targets = field(default_factory=Targets)
    baselines: tuple[Baseline, ...] = ()
    followed: tuple[FollowUp, ...] = ()
    followed_from: Month | None = None
    by: tuple[str, ...] = ()
    absences: tuple[Absence, ...] = ()
    official: Label | None = None
    owner: Label | None = None
    checked_by: str = ""
    next_review: Month | None = None
    remark: Label | None = None
    same_as: tuple[str, ...] = ()
    """Indicators that speak of the same thing by another definition or source: shown beside, never put together."""
    measure: Measure | None = None
    """How it is computed; None where its figures are reported."""
    cuts: tuple[int, ...] = ()
    """Ages that begin a band of their own, beside every fifth year."""
    counted: Label | None = None
    """The numerator in words."""
    out_of: Label | None = None
    """The denominator in words."""
    deviations: Label | None = None
    """Where the definition parts from the official one, and why."""
    version: int = 1
    settled_after: int = 0
    """Months after which a figure is final, as its file says; see `final_after`."""
    library: str = ""
    """The id of the library's definition that it uses, where it uses one."""
    reported_as: Kind | None = None
    """What kind of figure is reported, where the library's definition tells."""
    estimates: Estimates = Estimates.ON

    def __post_init__(self) -> None:
        check_identifier(self.id)
        if not 0 <= self.decimals <= 6:
            raise ValueError(f"{self.id}: decimals are 0 to 6")
        if self.settled_after < 0 or self.version < 1:
            raise ValueError(f"{self.id}: a figure is final after 0 months or more, and versions begin at 1")
        if (self.kind is Kind.REPORTED) != (self.measure is None):
            raise ValueError(f"{self.id}: an indicator is reported, or says how it is computed")
        if self.measure is not None and (self.over_time is None or self.reported_as is not None):
            raise ValueError(f"{self.id}: what is computed says how months become longer periods, and is not reported")
        for dated in self.targets.dated:
            for simple in simple_targets(dated.target):
                check_target(simple, self.direction)

    @property
    def category(self) -> str:
        """The column or scheme of categories that it is split by; empty where it is not."""
        return next((name for name in self.by if name not in {"sex", "age_band"}), "")

    @property
    def is_share(self) -> bool:
        """Whether the figure is a percentage of a denominator."""
        return self.value_unit is ValueUnit.PERCENT

    @property
    def is_ratio(self) -> bool:
        """Whether the figure is one amount over another, or an index: such months never add up to a year."""
        return (self.reported_as or self.kind) in _RATIOS or self.value_unit in _RATIO_UNITS

    @property
    def is_found_anew(self) -> bool:
        """Whether a longer period's figure is found anew, and cannot be made of those of its months."""
        return (self.reported_as or self.kind) in _FOUND_ANEW

    @property
    def is_estimated(self) -> bool:
        """Whether months that lack are estimated: unless turned off, where months are sums of what is counted."""
        return self.estimates is Estimates.ON and isinstance(self.measure, Additive)

    @property
    def final_after(self) -> int:
        """Months after which a figure is final: as stated, and no sooner than its facts have looked as far as they do.

        Until then it is provisional, since those counted have not had their time.
        """
        rows = () if self.measure is None else rows_of_measure(self.measure)
        return max([self.settled_after, *(one.fact.look_ahead for one in rows)])

    @property
    def name(self) -> Label:
        """The label for tables: the short one where there is one."""
        return self.short or self.title

    def absence(self, as_of: Month) -> Absence | None:
        """The stated reason why there is no figure as of the month."""
        return next((absence for absence in self.absences if absence.covers(as_of)), None)

    def is_due(self, as_of: Month) -> bool:
        """Whether the indicator is to be followed up as of the month."""
        started = self.followed_from is None or self.followed_from <= as_of
        return started and is_due(self.followed, as_of)


def simple_targets(target: Target) -> tuple[SimpleTarget, ...]:
    """Every simple target within a target."""
    match target:
        case BySex():
            return (target.women, target.men)
        case ByUnit():
            rest = () if target.otherwise is None else (target.otherwise,)
            return (*target.units.values(), *rest)
        case _:
            return (target,)


def check_target(target: SimpleTarget, direction: Direction) -> None:
    """Raise ValueError when the direction does not say when the target is reached."""
    needs_way = isinstance(target, ValueTarget | BetterThan | PathTarget | ZeroTarget)
    if needs_way and direction not in {Direction.INCREASE, Direction.DECREASE}:
        raise ValueError("a target needs a direction, increase or decrease, to say when it is reached")
    if isinstance(target, RangeTarget) and direction is not Direction.WITHIN:
        raise ValueError("a target between two levels has the direction within")
    if isinstance(target, ChangeTarget):
        good = Direction.INCREASE if target.percent > 0 else Direction.DECREASE
        if direction is not good:
            raise ValueError(f"a change of {target.percent} per cent has the direction {good}")


def reference_value(baseline: Baseline, *, share: bool) -> Decimal | None:
    """The baseline's figure: its value, else its count, else its share in per cent (unrounded)."""
    if baseline.value is not None:
        return baseline.value
    if baseline.numerator is None:
        return None
    if baseline.denominator is None:
        return None if share else Decimal(baseline.numerator)
    return Decimal(baseline.numerator) * (100 if share else 1) / Decimal(baseline.denominator)


def covers_part_of_year(period: Period) -> bool:
    """Whether the period is shorter than twelve months, so that a full-year level cannot be compared as it is."""
    return period.month_count < 12
