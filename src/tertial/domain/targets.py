"""Targets: what an indicator shall reach, in the forms that regions really set them.

Simple targets say what is aimed at; `BySex` and `ByUnit` give different groups different simple targets; a
`DatedTarget` says from which month a target holds and which decision set it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import assert_never

from tertial.domain.calendar import Month, Period
from tertial.domain.label import Label
from tertial.domain.results import WHOLE, Sex, Split


class Against(StrEnum):
    """What a change or an improvement is measured against, when it is not a named period."""

    BASELINE = "baseline"
    PREVIOUS = "previous"
    SAME_PERIOD_LAST_YEAR = "same_period_last_year"


Reference = Against | Period


@dataclass(frozen=True, slots=True)
class ValueTarget:
    """A level in the indicator's unit. `for_year`: the level of the whole year, for measures that add up."""

    value: Decimal
    for_year: bool = False


@dataclass(frozen=True, slots=True)
class ChangeTarget:
    """A percentage change against a reference: -15 on 2023. Raises ValueError for a change of zero."""

    percent: Decimal
    against: Reference

    def __post_init__(self) -> None:
        if self.percent == 0:
            raise ValueError("a change of 0 per cent is no target for a change")


@dataclass(frozen=True, slots=True)
class BetterThan:
    """Better than the reference, in the indicator's good direction: 'increase', 'decrease compared with 2021'."""

    reference: Reference


@dataclass(frozen=True, slots=True)
class AsNeeded:
    """According to need: followed, with no level to reach."""


@dataclass(frozen=True, slots=True)
class OfTarget:
    """So many of so many: 3 of 3. Raises ValueError when it asks for more than there are."""

    done: int
    of: int

    def __post_init__(self) -> None:
        if not 0 < self.done <= self.of:
            raise ValueError(f"{self.done} of {self.of} cannot be reached")


@dataclass(frozen=True, slots=True)
class RangeTarget:
    """Between two levels, both included: 20-35 members of staff a manager."""

    low: Decimal
    high: Decimal

    def __post_init__(self) -> None:
        if self.low >= self.high:
            raise ValueError(f"the range {self.low}-{self.high} ends before it begins")


@dataclass(frozen=True, slots=True)
class ZeroTarget:
    """Zero or better, as for a budget. `partly_within`: how far on the wrong side still counts as partly met."""

    partly_within: Decimal | None = None

    def __post_init__(self) -> None:
        if self.partly_within is not None and self.partly_within <= 0:
            raise ValueError("partly_within is above zero")


@dataclass(frozen=True, slots=True)
class PathTarget:
    """A level for each year, as a path towards a goal."""

    levels: Mapping[int, Decimal]

    def __post_init__(self) -> None:
        if not self.levels:
            raise ValueError("a path has at least one year")


SimpleTarget = ValueTarget | ChangeTarget | BetterThan | AsNeeded | OfTarget | RangeTarget | ZeroTarget | PathTarget


@dataclass(frozen=True, slots=True)
class BySex:
    """A target for women and one for men; none for all together."""

    women: SimpleTarget
    men: SimpleTarget


@dataclass(frozen=True, slots=True)
class ByUnit:
    """Targets for named units, and one for all others where it is given."""

    units: Mapping[str, SimpleTarget]
    otherwise: SimpleTarget | None = None


Target = SimpleTarget | BySex | ByUnit


@dataclass(frozen=True, slots=True)
class Decision:
    """Who set something, when and in which case, as far as it is known."""

    by: Label | None = None
    on: date | None = None
    case: str = ""


@dataclass(frozen=True, slots=True)
class DatedTarget:
    """A target with the months it holds for (both included; None is open) and the decision behind it.

    Most targets are set for whole years: January of the first to December of the last.
    """

    target: Target
    first: Month | None = None
    last: Month | None = None
    decision: Decision | None = None

    def __post_init__(self) -> None:
        if self.first and self.last and self.first > self.last:
            raise ValueError(f"the target holds from {self.first} to {self.last}: the months are reversed")

    def holds(self, month: Month) -> bool:
        """Whether the target holds in the month."""
        return (self.first or month) <= month <= (self.last or month)

    def overlaps(self, other: DatedTarget) -> bool:
        """Whether the two targets hold in the same month."""
        starts_before = self.first is None or other.last is None or self.first <= other.last
        ends_after = self.last is None or other.first is None or other.first <= self.last
        return starts_before and ends_after


@dataclass(frozen=True, slots=True)
class Targets:
    """The targets of an indicator over time. Raises ValueError when two hold in the same month."""

    dated: tuple[DatedTarget, ...] = ()

    def __post_init__(self) -> None:
        for place, first in enumerate(self.dated):
            if any(first.overlaps(other) for other in self.dated[place + 1 :]):
                raise ValueError("two targets hold in the same month")

    def in_force(self, month: Month) -> DatedTarget | None:
        """The target that holds in the month, with its decision."""
        return next((dated for dated in self.dated if dated.holds(month)), None)

    def resolve(self, *, unit: str, split: Split, month: Month) -> SimpleTarget | None:
        """The simple target of one unit and sex in a month, or None where none is set for them."""
        dated = self.in_force(month)
        if dated is None:
            return None
        target = dated.target
        if isinstance(target, ByUnit):
            return target.units.get(unit, target.otherwise)
        if isinstance(target, BySex):
            match split.sex:
                case Sex.WOMEN:
                    return target.women
                case Sex.MEN:
                    return target.men
                case Sex.ALL | Sex.UNKNOWN:
                    return None
                case _:
                    assert_never(split.sex)
        return target


@dataclass(frozen=True, slots=True)
class Baseline:
    """The value that a target starts from: a share, a count or both, of any period, for all or a split.

    Raises ValueError when there is neither, when a count is negative or when a denominator is not above zero or
    stands alone.
    """

    period: Period
    value: Decimal | None = None
    numerator: int | None = None
    denominator: int | None = None
    split: Split = field(default=WHOLE)
    note: Label | None = None

    def __post_init__(self) -> None:
        if self.value is None and self.numerator is None:
            raise ValueError(f"the baseline of {self.period} has neither a value nor a count")
        if self.value is not None and not self.value.is_finite():
            raise ValueError(f"the baseline of {self.period} is no number")
        if self.numerator is not None and self.numerator < 0:
            raise ValueError(f"the baseline of {self.period}: a count is not below zero")
        if self.denominator is not None and (self.denominator <= 0 or self.numerator is None):
            raise ValueError(f"the baseline of {self.period}: a denominator is above zero and has its numerator")


def baseline_for(baselines: Iterable[Baseline], split: Split) -> Baseline | None:
    """The latest baseline of exactly this split."""
    fitting = [baseline for baseline in baselines if baseline.split == split]
    return max(fitting, key=lambda baseline: baseline.period.last, default=None)
