"""Computed figures: whole numbers from cells, carried to the end and divided once, on the way out."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from tertial.domain.calendar import Period
from tertial.domain.cells import View
from tertial.domain.histogram import Histogram, mean_of_ratios, percentile
from tertial.domain.label import Label
from tertial.domain.reckoning import COUNTED, Reckoning
from tertial.domain.results import ABSENCES, Quality, Split

Amount = int | Fraction
"""A whole number; a fraction only where the stated shares of a split unit made it so."""


@dataclass(frozen=True, slots=True)
class ComputedFigure:
    """An indicator's figure at a node of a tree in a period, in one view of the organisation.

    `numerator` and `denominator` are whole numbers in their scales (`reckoning`); a plain count over several months
    that is shown as their mean is divided by `months`. A spread has a `histogram` instead. `rows` says how many rows
    the figure rests on: of its denominator where it has one. `reasons` say in words what the figure lacks, and why
    there is none: a figure without value has a quality that says so and a reason. `covered` is the part of the expected
    rows that came, where rows are known to lack. Raises ValueError where a reason is missing.
    """

    indicator: str
    node: str
    tree: str
    view: View
    period: Period
    split: Split
    quality: Quality = Quality.COMPLETE
    numerator: Amount | None = None
    denominator: Amount | None = None
    reckoning: Reckoning = COUNTED
    histogram: Histogram | None = None
    months: int = 1
    rows: int = 0
    reasons: tuple[Label, ...] = ()
    covered: Fraction | None = None

    def __post_init__(self) -> None:
        absent = self.quality in ABSENCES
        if absent == self.has_value:
            raise ValueError(f"{self.indicator} {self.node} {self.period}: {self.quality} contradicts the figure")
        if absent and not self.reasons:
            raise ValueError(f"{self.indicator} {self.node} {self.period}: a figure is absent for a reason")

    @property
    def has_value(self) -> bool:
        """Whether there is a number to show."""
        if self.histogram is not None:
            return any(self.histogram.values())
        if self.numerator is None:
            return False
        return not self.reckoning.is_ratio or bool(self.denominator)

    def value(self) -> Fraction | None:
        """The figure in the indicator's unit (a share in per cent), exact; None where there is none."""
        return Fraction(*self._ratio()) if self.has_value else None

    def _ratio(self) -> tuple[int, int]:
        """What the figure is and what that is divided by, neither reduced nor kept from being below zero."""
        how = self.reckoning
        over, under = how.per, how.scale * how.whole_unit
        if self.histogram is not None and how.percent is not None:
            return percentile(self.histogram, how.percent) * over, under
        if self.histogram is not None:
            mean = mean_of_ratios(self.histogram)
            return mean.numerator * how.out_of_scale * over, mean.denominator * under
        numerator, denominator = self.numerator or 0, (self.denominator or 1) if how.is_ratio else 1
        over *= numerator.numerator * denominator.denominator * (how.out_of_scale if how.is_ratio else 1)
        under *= numerator.denominator * denominator.numerator * self.months
        return over, under

    def rounded(self, decimals: int) -> Decimal | None:
        """The figure with so many decimals, rounded half away from zero; None where there is none."""
        if not self.has_value:
            return None
        over, under = self._ratio()
        return rounded_ratio(over, under, decimals) if under > 0 else rounded_ratio(-over, -under, decimals)

    def shown_counts(self) -> tuple[int | None, int | None]:
        """Numerator and denominator in shown units where they are whole numbers there, else None."""
        how = self.reckoning
        if self.histogram is not None or self.numerator is None or self.months > 1:
            return None, None
        numerator = _whole(self.numerator, how.scale * how.whole_unit)
        if numerator is None or self.denominator is None:
            return numerator, None
        denominator = _whole(self.denominator, how.out_of_scale)
        return (numerator, denominator) if denominator is not None else (None, None)

    def shown_amounts(self) -> tuple[Fraction, Fraction] | None:
        """Numerator and denominator in shown units, whole numbers or not; None of what is not one over the other.

        Of a mean of single values: their sum, and how many they are.
        """
        how = self.reckoning
        if self.histogram is not None and how.percent is None and self.has_value:
            rows = Fraction(sum(self.histogram.values()))
            return Fraction(*self._ratio()) / how.per * rows, rows
        if not how.is_ratio or self.numerator is None or not self.denominator:
            return None
        return Fraction(self.numerator) / (how.scale * how.whole_unit), Fraction(self.denominator) / how.out_of_scale


def rounded(value: Fraction, decimals: int) -> Decimal:
    """A fraction with so many decimals, rounded half away from zero."""
    return rounded_ratio(value.numerator, value.denominator, decimals)


def rounded_ratio(numerator: int, denominator: int, decimals: int) -> Decimal:
    """A ratio with so many decimals, rounded half away from zero; the denominator is above zero."""
    whole = (2 * abs(numerator) * 10**decimals + denominator) // (2 * denominator)
    return Decimal(whole if numerator >= 0 else -whole).scaleb(-decimals)


def _whole(amount: Amount, scale: int) -> int | None:
    shown = Fraction(amount) / scale
    return shown.numerator if shown.denominator == 1 else None
