"""Rebasings: dated decisions that the level of an indicator is another from a month on, with the reason.

The limits of a control chart stand until somebody decides otherwise: the program may suggest, a person decides.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from tertial.domain.calendar import Month
from tertial.domain.identifier import check_identifier
from tertial.domain.label import Label


@dataclass(frozen=True, slots=True)
class Rebasing:
    """From month `first` on, mean and limits of the indicator are reckoned anew.

    `unit` is empty where the decision holds for all units. Raises ValueError for an indicator that is no id.
    """

    indicator: str
    first: Month
    reason: Label
    decided_on: date
    by: Label
    unit: str = ""

    def __post_init__(self) -> None:
        check_identifier(self.indicator)

    def applies(self, indicator: str, unit: str) -> bool:
        """Whether the decision is about the indicator at the unit."""
        return self.indicator == indicator and self.unit in {"", unit}


def rebasings_of(rebasings: Iterable[Rebasing], indicator: str, unit: str) -> tuple[Rebasing, ...]:
    """The decisions about an indicator at a unit, in order of month.

    Where a decision for all units and one for the unit are of the same month, that of the unit stands.
    """
    by_month: dict[Month, Rebasing] = {}
    for rebasing in rebasings:
        if rebasing.applies(indicator, unit) and (rebasing.unit or rebasing.first not in by_month):
            by_month[rebasing.first] = rebasing
    return tuple(by_month[month] for month in sorted(by_month))
