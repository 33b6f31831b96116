"""Figures: what was measured for whom in which period, and how far a figure can be trusted.

A figure that arrives without counts ("81 %") is a `ReportedValue`: shown and assessed, never rolled up. A computed
figure comes as one too once it is rounded, or as an `AbsentFigure` that says why there is none.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_FLOOR, ROUND_HALF_UP, Decimal
from enum import StrEnum
from fractions import Fraction

from tertial.domain.calendar import Period
from tertial.domain.label import Label


class Sex(StrEnum):
    """Whom a figure is about. `UNKNOWN` is a value of its own, so that totals hold."""

    ALL = "all"
    WOMEN = "women"
    MEN = "men"
    UNKNOWN = "unknown"


class Quality(StrEnum):
    """How far a figure can be trusted, or why it is rightly or wrongly absent."""

    COMPLETE = "complete"
    PROVISIONAL = "provisional"
    PARTIAL = "partial"
    BROKEN_SERIES = "broken_series"
    ESTIMATED = "estimated"
    MISSING = "missing"
    NOT_DUE = "not_due"
    NOT_APPLICABLE = "not_applicable"
    FOLLOWED_ELSEWHERE = "followed_elsewhere"
    NOT_STARTED = "not_started"


ABSENCES = frozenset(
    {
        Quality.MISSING,
        Quality.NOT_DUE,
        Quality.NOT_APPLICABLE,
        Quality.FOLLOWED_ELSEWHERE,
        Quality.NOT_STARTED,
    }
)
"""The qualities that stand in place of a figure, each with its reason."""


@dataclass(frozen=True, slots=True)
class Split:
    """The part of the people or events that a figure is about; empty texts mean all."""

    sex: Sex = Sex.ALL
    age_band: str = ""
    category: str = ""

    @property
    def is_whole(self) -> bool:
        """Whether the figure is about everybody."""
        return self.sex is Sex.ALL and not self.age_band and not self.category

    def of_sex(self, sex: Sex) -> Split:
        """The same split for one sex."""
        return Split(sex, self.age_band, self.category)


WHOLE = Split()


@dataclass(frozen=True, slots=True)
class ReportedValue:
    """A figure as somebody reported it, or as it was computed: a value, counts, or both.

    `value` keeps the decimals it was printed with; a share is in per cent (73.4). `covered` is the part of the expected
    rows that a computed figure rests on, where rows are known to lack. Raises ValueError when there
    is neither value nor count, when a count is negative, when the denominator of counts is not above zero, or for a
    quality that says there is no figure.
    """

    indicator: str
    unit: str
    period: Period
    split: Split
    value: Decimal | None = None
    numerator: int | None = None
    denominator: int | None = None
    source: str = ""
    published: bool = False
    note: Label | None = None
    quality: Quality = Quality.COMPLETE
    covered: Fraction | None = None

    def __post_init__(self) -> None:
        if self.value is None and self.numerator is None:
            raise ValueError(f"{self.indicator} {self.period}: neither a value nor a numerator")
        if self.quality in ABSENCES:
            raise ValueError(f"{self.indicator} {self.period}: {self.quality} is no quality of a figure")
        if self.value is not None and not self.value.is_finite():
            raise ValueError(f"{self.indicator} {self.period}: the value is no number")
        if self.numerator is not None and self.numerator < 0:
            raise ValueError(f"{self.indicator} {self.period}: a count is not below zero")
        if self.denominator is not None and self.denominator <= 0:
            raise ValueError(f"{self.indicator} {self.period}: a denominator is above zero")
        if self.denominator is not None and self.numerator is None:
            raise ValueError(f"{self.indicator} {self.period}: a denominator comes with its numerator")

    def figure(self, *, share: bool, decimals: int) -> Decimal:
        """The figure to show and assess.

        The printed value where there is one, else the share (in per cent, rounded half up to `decimals`) or the
        count. A share without denominator is not computed: raises ValueError.
        """
        if self.value is not None:
            return self.value
        if self.numerator is None:  # unreachable by construction; states it for the type checker
            raise ValueError("no figure")
        if self.denominator is None:
            if share:
                raise ValueError(f"{self.indicator} {self.period}: a share needs its denominator or its value")
            return Decimal(self.numerator)
        factor = 100 if share else 1
        ratio = Decimal(self.numerator) * factor / Decimal(self.denominator)
        return ratio.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)


@dataclass(frozen=True, slots=True)
class AbsentFigure:
    """That there is no figure, and why. Raises ValueError for a quality that a figure has."""

    indicator: str
    unit: str
    period: Period
    split: Split
    quality: Quality
    note: Label

    def __post_init__(self) -> None:
        if self.quality not in ABSENCES:
            raise ValueError(f"{self.indicator} {self.period}: {self.quality} is no reason for a missing figure")


def printed_agrees(value: Decimal, numerator: int, denominator: int) -> bool:
    """Whether a printed percentage can have come from the counts: rounded or cut at its own decimals."""
    exact = Decimal(numerator) * 100 / Decimal(denominator)
    unit = Decimal(1).scaleb(int(value.as_tuple().exponent))
    if unit > 1:
        unit = Decimal(1)
    return value in {exact.quantize(unit, rounding=ROUND_HALF_UP), exact.quantize(unit, rounding=ROUND_FLOOR)}


class Outcomes:
    """All values of a region, found by indicator and unit, and why computed figures are absent.

    Raises ValueError when two values stand for the same indicator, unit, period and split.
    """

    __slots__ = ("_absent", "_by_series")

    def __init__(self, values: Iterable[ReportedValue], absent: Iterable[AbsentFigure] = ()) -> None:
        self._absent: dict[tuple[str, str], dict[tuple[Period, Split], AbsentFigure]] = {}
        for one in absent:
            self._absent.setdefault((one.indicator, one.unit), {})[one.period, one.split] = one
        self._by_series: dict[tuple[str, str], dict[tuple[Period, Split], ReportedValue]] = {}
        for value in values:
            series = self._by_series.setdefault((value.indicator, value.unit), {})
            place = (value.period, value.split)
            if place in series:
                raise ValueError(
                    f"{value.indicator} {value.unit} {value.period} {value.split.sex}: the figure stands twice"
                )
            series[place] = value

    def __len__(self) -> int:
        return sum(len(series) for series in self._by_series.values())

    def series(self, indicator: str, unit: str) -> dict[tuple[Period, Split], ReportedValue]:
        """Every value of one indicator in one unit, by period and split; empty where there is none."""
        return self._by_series.get((indicator, unit), {})

    def absent(self, indicator: str, unit: str) -> dict[tuple[Period, Split], AbsentFigure]:
        """Why figures of one indicator in one unit are absent, by period and split, where that is known."""
        return self._absent.get((indicator, unit), {})

    def with_computed(self, values: Iterable[ReportedValue], absent: Iterable[AbsentFigure] = ()) -> Outcomes:
        """These values and computed ones. Raises ValueError where a figure is both reported and computed."""
        reported = (value for series in self._by_series.values() for value in series.values())
        known = (one for series in self._absent.values() for one in series.values())
        return Outcomes([*reported, *values], [*known, *absent])

    def units(self, indicator: str) -> tuple[str, ...]:
        """The units that report the indicator, sorted."""
        return tuple(sorted(unit for name, unit in self._by_series if name == indicator))
