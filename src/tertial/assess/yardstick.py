"""What a figure is held against: a target made into a level, a reference or both, for one period and split.

A level or reference of a whole year (or any other length) is taken in proportion to the months of the figure's
period when the measure adds up over time; shares, stocks and means are compared as they are. A level of what has come
since January is of no length that a single month could be a part of, so no month is held against it.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import assert_never

from tertial.assess import reasons
from tertial.assess.series import Series, adds_up
from tertial.assess.status import (
    attainment,
    attainment_of_change,
    attainment_of_improvement,
    attainment_of_range,
    attainment_of_zero,
    status_of,
)
from tertial.domain.calendar import Period, PeriodKind
from tertial.domain.indicators import Direction, Indicator, covers_part_of_year
from tertial.domain.judgements import Status
from tertial.domain.label import Label
from tertial.domain.region import StatusRule
from tertial.domain.results import ReportedValue
from tertial.domain.targets import (
    AsNeeded,
    BetterThan,
    ChangeTarget,
    OfTarget,
    PathTarget,
    RangeTarget,
    Reference,
    SimpleTarget,
    ValueTarget,
    ZeroTarget,
)

_LENGTHS = {PeriodKind.MONTH: 1, PeriodKind.TERTIAL: 4, PeriodKind.R12: 12, PeriodKind.YEAR: 12}
"""Months of the periods that are always as long."""

PRORATED_YEAR = "prorated-year"
PRORATED = "-prorated"
"""Ends the rule's name when the reference covers more or fewer months than the figure."""


@dataclass(frozen=True, slots=True)
class Yardstick:
    """A target made ready to measure with.

    `level` is exact; `basis` is the reference, in proportion to the months. `missing` says which status stands when
    the target cannot be measured with, `note` why. `rule` is empty where there is no target.
    """

    rule: str
    level: Fraction | None = None
    basis: Fraction | None = None
    reference: tuple[str, Decimal] | None = None
    missing: Status | None = None
    note: Label | None = None


def yardstick(target: SimpleTarget | None, indicator: Indicator, period: Period, series: Series) -> Yardstick:
    """Make a target of the indicator ready for a period."""
    match target:
        case None:
            return Yardstick(rule="", missing=Status.NO_TARGET)
        case AsNeeded():
            return Yardstick("as_needed", missing=Status.NO_TARGET)
        case ValueTarget():
            return _of_level(target.value, indicator, period, str(indicator.direction), of_year=target.for_year)
        case PathTarget():
            year = period.last.year
            if year not in target.levels:
                return Yardstick("path", missing=Status.NO_TARGET, note=reasons.no_level(year))
            return _of_level(target.levels[year], indicator, period, "path", of_year=True)
        case ZeroTarget():
            return Yardstick("zero", Fraction(0))
        case OfTarget():
            return Yardstick("of", Fraction(target.done))
        case RangeTarget():
            return Yardstick("range") if range_in(target, indicator, period) else _of_what_has_come("range")
        case BetterThan():
            return _of_reference(target.reference, indicator, period, series, "better_than")
        case ChangeTarget():
            return _of_change(target, indicator, period, series)
        case _:
            assert_never(target)


def _of_level(level: Decimal, indicator: Indicator, period: Period, rule: str, *, of_year: bool) -> Yardstick:
    if of_year and adds_up(indicator) and covers_part_of_year(period):
        return Yardstick(PRORATED_YEAR, Fraction(level) * period.month_count / 12)
    held = Fraction(level) if of_year else level_in(level, indicator, period)
    return Yardstick(rule, held) if held is not None else _of_what_has_come(rule)


def _of_what_has_come(rule: str) -> Yardstick:
    return Yardstick(rule, missing=Status.NO_DATA, note=reasons.LEVEL_OF_WHAT_HAS_COME)


def level_in(level: Decimal, indicator: Indicator, period: Period) -> Fraction | None:
    """A level of the periods that the indicator shows, as one of another period: in proportion, where months add up.

    The whole year is what has come at its end. None where the indicator shows what has come since January and the
    period is another: the level says nothing of how it is spread over the months, unless it is zero.
    """
    exact = Fraction(level)
    if exact == 0 or period.kind is indicator.shown or not adds_up(indicator):
        return exact
    if indicator.shown is PeriodKind.YTD:
        return exact if period.kind is PeriodKind.YEAR else None
    return exact * period.month_count / _LENGTHS[indicator.shown]


def range_in(target: RangeTarget, indicator: Indicator, period: Period) -> tuple[float, float] | None:
    """Both ends of a range as levels of a period; None where they are none of it."""
    low, high = level_in(target.low, indicator, period), level_in(target.high, indicator, period)
    return None if low is None or high is None else (float(low), float(high))


def _of_reference(wanted: Reference, indicator: Indicator, period: Period, series: Series, rule: str) -> Yardstick:
    found = series.reference(wanted, period)
    if found is None:
        return Yardstick(rule, missing=Status.NO_DATA, note=reasons.no_reference(wanted, period))
    place, figure = found
    basis = Fraction(figure)
    if adds_up(indicator) and place.month_count != period.month_count:
        basis = basis * period.month_count / place.month_count
        rule += PRORATED
    return Yardstick(rule, level=basis, basis=basis, reference=(str(place), figure))


def _of_change(target: ChangeTarget, indicator: Indicator, period: Period, series: Series) -> Yardstick:
    made = _of_reference(target.against, indicator, period, series, "change")
    if made.basis is None:
        return made
    if made.basis == 0:
        return Yardstick(made.rule, reference=made.reference, missing=Status.NO_DATA, note=reasons.CHANGE_FROM_ZERO)
    level = made.basis + abs(made.basis) * Fraction(target.percent) / 100
    return Yardstick(made.rule, level, made.basis, made.reference)


def measured(
    value: Decimal, reported: ReportedValue, target: SimpleTarget | None, stick: Yardstick, indicator: Indicator
) -> int | None:
    """Attainment of a figure; None where nothing can be measured or a zero target is met partly."""
    if stick.missing is not None:
        return None
    match target:
        case ZeroTarget():
            return attainment_of_zero(value, indicator.direction, target.partly_within)
        case RangeTarget():
            return attainment_of_range(value, target.low, target.high)
        case OfTarget():
            return attainment(_done(value, reported, target, indicator), target.done, Direction.INCREASE)
        case BetterThan() if stick.basis is not None:
            return attainment_of_improvement(value, stick.basis, indicator.direction)
        case ChangeTarget() if stick.basis is not None:
            return attainment_of_change(value, stick.basis, target.percent)
        case _:
            return None if stick.level is None else attainment(value, stick.level, indicator.direction)


def _done(value: Decimal, reported: ReportedValue, target: OfTarget, indicator: Indicator) -> Fraction:
    """How many are done, out of as many as the target counts."""
    if reported.numerator is not None and reported.denominator is not None:
        return Fraction(reported.numerator, reported.denominator) * target.of
    return Fraction(value) * target.of / 100 if indicator.is_share else Fraction(value)


def judged(attained: int | None, stick: Yardstick, rule: StatusRule) -> Status:
    """The status of a figure; a zero target without attainment lies within its margin."""
    if stick.missing is not None:
        return stick.missing
    return Status.PARTLY_MET if attained is None else status_of(attained, rule)


def as_printed(level: Fraction | None, decimals: int) -> Decimal | None:
    """A level as a decimal number: exact where it ends, else rounded half up to the indicator's decimals."""
    if level is None:
        return None
    number = Decimal(level.numerator) / Decimal(level.denominator)
    if Fraction(number) == level:
        return number
    return number.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)
