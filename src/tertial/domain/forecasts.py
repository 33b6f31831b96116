"""What people know or expect of a year: the forecast that is announced, and one-offs that are known beforehand.

The program's forecast takes one-offs into account. An announced forecast stands beside it: neither changes the other.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from tertial.domain.calendar import Month
from tertial.domain.identifier import check_identifier
from tertial.domain.label import Label

MOST = Decimal(10) ** 15
"""A larger figure is an error of units."""


@dataclass(frozen=True, slots=True)
class Announced:
    """What the region says that an indicator's year will come to at a unit, as of the month `period` of that year.

    `value` is in the indicator's unit. Raises ValueError for an indicator that is no id and a value that is no number
    or beyond `MOST`.
    """

    indicator: str
    unit: str
    period: Month
    value: Decimal
    on: date
    source: Label

    def __post_init__(self) -> None:
        check_identifier(self.indicator)
        if not _is_likely(self.value):
            raise ValueError(f"{self.indicator} {self.period}: {self.value} is no forecast of a year")


@dataclass(frozen=True, slots=True)
class OneOff:
    """What a month has or will have once and not again at a unit: a purchase, a grant, pay for earlier years.

    `amount` is in the indicator's unit, of a share or rate in what its numerator counts. Raises ValueError for an
    indicator that is no id and an amount that is no number or beyond `MOST`.
    """

    indicator: str
    unit: str
    month: Month
    amount: Decimal
    reason: Label

    def __post_init__(self) -> None:
        check_identifier(self.indicator)
        if not _is_likely(self.amount):
            raise ValueError(f"{self.indicator} {self.month}: {self.amount} is no amount of a one-off")


def _is_likely(figure: Decimal) -> bool:
    """Whether it is a number that a year or a month can have."""
    return figure.is_finite() and abs(figure) <= MOST
