"""Months, tertials and the other periods that a figure can stand for.

`as of` is always a month. Each indicator says which kind of period it shows; `resolve` turns the two into the
period itself, written `2025-08`, `2025-T2`, `2025-YTD08`, `2025-R12-08` or `2025`.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import MAXYEAR, MINYEAR, date
from enum import StrEnum
from functools import lru_cache

from tertial.domain.label import Label

MONTHS_IN_TERTIAL = 4
FIRST_YEAR, LAST_YEAR = 1900, 2199
"""Written years outside these are taken for typing errors."""


@dataclass(frozen=True, order=True, slots=True)
class Month:
    """A calendar month. Raises ValueError for a month outside 1-12 or a year that dates do not reach."""

    year: int
    number: int

    def __post_init__(self) -> None:
        if not 1 <= self.number <= 12:
            raise ValueError(f"month {self.number} does not exist: 1 to 12")
        if not MINYEAR <= self.year <= MAXYEAR:
            raise ValueError(f"year {self.year} does not exist")

    @classmethod
    def parse(cls, text: str) -> Month:
        """Read `2025-08`. Raises ValueError for anything else, and for a year outside 1900-2199."""
        match = re.fullmatch(r"([0-9]{4})-([0-9]{2})", text)
        if match is None:
            raise ValueError(f"{text!r} is no month: written as 2025-08")
        return cls(_written_year(match[1]), int(match[2]))

    @classmethod
    def from_ordinal(cls, number: int) -> Month:
        """The month that has a number. Raises ValueError where none has."""
        return cls(number // 12, number % 12 + 1)

    def __str__(self) -> str:
        return f"{self.year:04d}-{self.number:02d}"

    @property
    def ordinal(self) -> int:
        """The month's number among all: months since January of year 0."""
        return self.year * 12 + self.number - 1

    def plus(self, months: int) -> Month:
        """The month so many months later (or earlier, when negative)."""
        # Written out: of all here it is asked most, and by `ordinal` and `from_ordinal` it takes a fifth longer.
        number = self.year * 12 + self.number - 1 + months
        return Month(number // 12, number % 12 + 1)

    def since(self, other: Month) -> int:
        """How many months later than another it is: what `other.plus` takes to reach it; below zero when earlier."""
        # Written out, as above: two properties take three times as long.
        return (self.year - other.year) * 12 + self.number - other.number

    def through(self, last: Month) -> tuple[Month, ...]:
        """Every month from this one to another, both among them; none where the other is earlier."""
        return tuple(Month.from_ordinal(number) for number in range(self.ordinal, last.ordinal + 1))

    @property
    def first_day(self) -> date:
        """The first day of the month."""
        return date(self.year, self.number, 1)

    @property
    def last_day(self) -> date:
        """The last day of the month."""
        return date(self.year, self.number, monthrange(self.year, self.number)[1])

    @property
    def tertial(self) -> int:
        """The four-month period that the month belongs to, 1 to 3."""
        return (self.number - 1) // MONTHS_IN_TERTIAL + 1


def _written_year(text: str) -> int:
    year = int(text)
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise ValueError(f"year {year} is outside {FIRST_YEAR}-{LAST_YEAR}")
    return year


class PeriodKind(StrEnum):
    """What a figure covers: one month, a tertial, the year to date, twelve rolling months or a calendar year."""

    MONTH = "month"
    TERTIAL = "tertial"
    YTD = "ytd"
    R12 = "r12"
    YEAR = "year"


_FORMS = (
    (PeriodKind.MONTH, re.compile(r"([0-9]{4})-([0-9]{2})")),
    (PeriodKind.TERTIAL, re.compile(r"([0-9]{4})-T([123])")),
    (PeriodKind.YTD, re.compile(r"([0-9]{4})-YTD([0-9]{2})")),
    (PeriodKind.R12, re.compile(r"([0-9]{4})-R12-([0-9]{2})")),
    (PeriodKind.YEAR, re.compile(r"([0-9]{4})")),
)


@dataclass(frozen=True, slots=True)
class Period:
    """A period of a kind, named by its last month.

    Raises ValueError when the last month does not end such a period (a tertial ends in April, August or
    December, a year in December).
    """

    kind: PeriodKind
    last: Month

    def __post_init__(self) -> None:
        if self.kind is PeriodKind.TERTIAL and self.last.number % MONTHS_IN_TERTIAL:
            raise ValueError(f"no tertial ends in {self.last}")
        if self.kind is PeriodKind.YEAR and self.last.number != 12:
            raise ValueError(f"a year ends in December, not in {self.last}")

    @classmethod
    def parse(cls, text: str) -> Period:
        """Read any of the five written forms. Raises ValueError for anything else, and for years outside 1900-2199."""
        return _parse(text)

    @classmethod
    def of_month(cls, month: Month) -> Period:
        """The period that is one month."""
        return cls(PeriodKind.MONTH, month)

    def __str__(self) -> str:
        year, number = self.last.year, self.last.number
        match self.kind:
            case PeriodKind.MONTH:
                return str(self.last)
            case PeriodKind.TERTIAL:
                return f"{year:04d}-T{self.last.tertial}"
            case PeriodKind.YTD:
                return f"{year:04d}-YTD{number:02d}"
            case PeriodKind.R12:
                return f"{year:04d}-R12-{number:02d}"
            case PeriodKind.YEAR:
                return f"{year:04d}"

    @property
    def month_count(self) -> int:
        """How many months the period covers."""
        match self.kind:
            case PeriodKind.MONTH:
                return 1
            case PeriodKind.TERTIAL:
                return MONTHS_IN_TERTIAL
            case PeriodKind.YTD:
                return self.last.number
            case PeriodKind.R12 | PeriodKind.YEAR:
                return 12

    @property
    def first(self) -> Month:
        """The first month of the period."""
        return self.last.plus(1 - self.month_count)

    @property
    def months(self) -> tuple[Month, ...]:
        """Every month of the period, in order."""
        return self.first.through(self.last)

    def reached(self, as_of: Month) -> Month:
        """The last month of the period that has come as of a month: a figure is held against what holds then."""
        return min(self.last, as_of)

    def contains(self, month: Month) -> bool:
        """Whether the month lies in the period."""
        return self.first <= month <= self.last

    def overlaps(self, other: Period) -> bool:
        """Whether the two periods share a month."""
        return self.first <= other.last and other.first <= self.last

    def year_before(self) -> Period:
        """The same period one year earlier: what a change is measured against."""
        return Period(self.kind, self.last.plus(-12))

    def comparable(self, other: Period) -> bool:
        """Whether figures of the two periods may stand in one series: same kind and, year to date, same month."""
        if self.kind is not other.kind:
            return False
        return self.kind is not PeriodKind.YTD or self.last.number == other.last.number


@lru_cache(maxsize=4096)
def _parse(text: str) -> Period:
    for kind, form in _FORMS:
        match = form.fullmatch(text)
        if match is None:
            continue
        year = _written_year(match[1])
        if kind is PeriodKind.YEAR:
            return Period(kind, Month(year, 12))
        number = int(match[2]) * (MONTHS_IN_TERTIAL if kind is PeriodKind.TERTIAL else 1)
        return Period(kind, Month(year, number))
    raise ValueError(f"{text!r} is no period: 2025-08, 2025-T2, 2025-YTD08, 2025-R12-08 or 2025")


def resolve(shown: PeriodKind, as_of: Month) -> Period:
    """The period that an indicator shows as of a month.

    A tertial is the latest one that has ended; a year is the calendar year that the month lies in, ended or not
    (whether it is due is a matter of follow-up dates).
    """
    match shown:
        case PeriodKind.TERTIAL:
            return Period(shown, as_of.plus(-(as_of.number % MONTHS_IN_TERTIAL)))
        case PeriodKind.YEAR:
            return Period(shown, Month(as_of.year, 12))
        case _:
            return Period(shown, as_of)


@dataclass(frozen=True, slots=True)
class FollowUp:
    """A date in the year when measures are followed up, such as DA08 per August."""

    id: str
    month: int
    label: Label

    def __post_init__(self) -> None:
        if not 1 <= self.month <= 12:
            raise ValueError(f"follow-up {self.id}: month {self.month} does not exist: 1 to 12")


def is_due(followed: Iterable[FollowUp], as_of: Month) -> bool:
    """Whether a measure followed on these dates is due as of the month; one followed on no stated dates always is."""
    months = [follow_up.month for follow_up in followed]
    return not months or as_of.number in months
