"""The economy as it is followed up: lines by frame and account, the announced forecast, deviations and savings."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from tertial.domain.calendar import Month, Period
from tertial.domain.label import Label

NET = "net"
"""The account that is a frame's whole net result."""


class Item(StrEnum):
    """What an amount is. Deviations are signed: a deficit, or more cost than the budget, is below zero."""

    BUDGET = "budget"
    RESULT = "result"
    DEVIATION = "deviation"
    COST_DEVELOPMENT = "cost_development"
    CHANGE = "change"
    CHANGE_SHARE = "change_share"
    FORECAST = "forecast"
    AGENCY_COST = "agency_cost"
    EXTRA_COST = "extra_cost"
    EXTRA_SHARE = "extra_share"
    SAVINGS_NEED = "savings_need"
    SAVINGS_EFFECT = "savings_effect"


class AmountUnit(StrEnum):
    """What an amount is counted in."""

    MSEK = "MSEK"
    PERCENT = "%"
    COUNT = "count"


@dataclass(frozen=True, slots=True)
class EconomyLine:
    """One printed amount: frame, account, period and what it is; a budget says its version."""

    frame: str
    account: str
    period: Period
    item: Item
    amount: Decimal
    unit: AmountUnit
    version: str = ""
    published: bool = False
    source: str = ""
    note: Label | None = None

    def __post_init__(self) -> None:
        if not self.amount.is_finite():
            raise ValueError(f"{self.frame} {self.account}: the amount is no number")


class Economy:
    """Every line of a region's economy. Raises ValueError when a line stands twice."""

    __slots__ = ("_lines",)

    def __init__(self, lines: Iterable[EconomyLine]) -> None:
        self._lines: dict[tuple[str, str, Period, Item, AmountUnit, str], EconomyLine] = {}
        for line in lines:
            place = (line.frame, line.account, line.period, line.item, line.unit, line.version)
            if place in self._lines:
                raise ValueError(f"{line.frame} {line.account} {line.period} {line.item}: the amount stands twice")
            self._lines[place] = line

    def __len__(self) -> int:
        return len(self._lines)

    @property
    def lines(self) -> tuple[EconomyLine, ...]:
        """Every line, in the order of the file."""
        return tuple(self._lines.values())

    def of_period(self, period: Period) -> tuple[EconomyLine, ...]:
        """The lines of a period, in the order of the file."""
        return tuple(line for line in self._lines.values() if line.period == period)

    def find(
        self, frame: str, account: str, period: Period, item: Item, unit: AmountUnit = AmountUnit.MSEK
    ) -> EconomyLine | None:
        """The amount; of a budget in several versions the one that stands last in the file."""
        fitting = [
            line
            for line in self._lines.values()
            if (line.frame, line.account, line.period, line.item, line.unit) == (frame, account, period, item, unit)
        ]
        return fitting[-1] if fitting else None


@dataclass(frozen=True, slots=True)
class Deviation:
    """An area that deviates from the budget, why, and what is done about it."""

    id: str
    period: Month
    area: Label
    causes: tuple[Label, ...] = ()
    activities: tuple[Label, ...] = ()
    account: str = ""


@dataclass(frozen=True, slots=True)
class SavingsNeed:
    """How much must be saved in a year."""

    period: Period
    amount: Decimal
    unit: AmountUnit = AmountUnit.MSEK
    note: Label | None = None


@dataclass(frozen=True, slots=True)
class SavingsEffect:
    """How much has been saved so far; `share` is the per cent of the need as it was printed."""

    period: Period
    amount: Decimal
    share: Decimal | None = None
    note: Label | None = None


@dataclass(frozen=True, slots=True)
class SavingsMeasure:
    """A decided savings measure, with its expected effect where one is stated."""

    id: str
    title: Label
    decided_by: Label | None = None
    decided_on: date | None = None
    in_force: date | None = None
    effect: Decimal | None = None
    unit: AmountUnit = AmountUnit.MSEK
    text: Label | None = None
    assignment: str = ""


@dataclass(frozen=True, slots=True)
class Savings:
    """Need, effects so far and measures."""

    need: SavingsNeed | None = None
    effects: tuple[SavingsEffect, ...] = ()
    measures: tuple[SavingsMeasure, ...] = ()
    remark: Label | None = None

    def effect(self, period: Period) -> SavingsEffect | None:
        """The effect reported for a period."""
        return next((effect for effect in self.effects if effect.period == period), None)
