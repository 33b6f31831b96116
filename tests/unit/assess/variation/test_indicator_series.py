"""An indicator says how its months are judged: what figures are made of, their scale, targets month by month."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from tertial.assess.series import Series as Figures
from tertial.assess.variation import Assurance, Nature, indicator_series, nature_of, vary
from tertial.domain.calendar import Month, Period
from tertial.domain.facts.registry import all_facts
from tertial.domain.indicators import Direction, Indicator, Kind, OverTime, ValueUnit
from tertial.domain.measures import Additive, Rows, Sum
from tertial.domain.results import WHOLE
from tertial.domain.targets import DatedTarget, PathTarget, RangeTarget, Targets, ValueTarget
from tests.unit.assess.cast import an_indicator
from tests.unit.assess.variation.months import EVEN, START, month, point

ROWS = Sum(Rows(all_facts()["contacts"]))


def figures(indicator: Indicator, *values: float) -> Figures:
    points = {Period.parse(str(month(at))): Decimal(str(value)) for at, value in enumerate(values)}
    return Figures(indicator, points, None)


@pytest.mark.parametrize(
    ("kind", "unit", "nature"),
    [
        (Kind.SHARE, ValueUnit.PERCENT, Nature.SHARE),
        (Kind.REPORTED, ValueUnit.PERCENT, Nature.SHARE),
        (Kind.AMONG_REACHING, ValueUnit.PERCENT, Nature.MEASURE),
        (Kind.RATE, ValueUnit.RATIO, Nature.RATE),
        (Kind.COUNT, ValueUnit.COUNT, Nature.COUNT),
        (Kind.DISTINCT, ValueUnit.COUNT, Nature.COUNT),
        (Kind.COUNT, ValueUnit.HOURS, Nature.MEASURE),
        (Kind.MEDIAN, ValueUnit.DAYS, Nature.MEASURE),
        (Kind.REPORTED, ValueUnit.MSEK, Nature.MEASURE),
    ],
)
def test_what_figures_are_made_of_follows_from_kind_and_unit(kind: Kind, unit: ValueUnit, nature: Nature) -> None:
    measure = None if kind is Kind.REPORTED else Additive(ROWS)
    assert nature_of(replace(an_indicator(), kind=kind, value_unit=unit, measure=measure)) is nature


def test_a_target_moves_with_the_months_and_the_latest_is_held_against_the_limits() -> None:
    dated = (
        DatedTarget(ValueTarget(Decimal(40)), last=START.plus(11)),
        DatedTarget(ValueTarget(Decimal(60)), first=START.plus(12)),
    )
    phone = an_indicator(targets=Targets(dated))
    points = [point(at, value) for at, value in enumerate(EVEN)]
    made = indicator_series(phone, points, unit="north", split=WHOLE, figures=figures(phone, *EVEN))
    assert [made.targets[month(at)] for at in (0, 11, 12)] == [40, 40, 60]
    assert (made.scale, made.floor, made.ceiling) == (100, 0, 100)
    assert vary(made).assurance is Assurance.FAILS


def test_a_year_s_level_of_a_sum_is_held_against_a_month_in_proportion() -> None:
    visits = an_indicator(target=PathTarget({2022: Decimal(1200)}), unit=ValueUnit.COUNT, over_time=OverTime.SUM)
    points = [point(at, numerator=90) for at in range(14)]
    made = indicator_series(visits, points, unit="north", split=WHOLE, figures=figures(visits))
    assert made.targets == {Month(2022, number): 100.0 for number in range(1, 13)}
    assert (made.scale, made.floor, made.ceiling) == (1, 0, None)


def test_a_range_is_both_its_ends_and_a_rate_has_its_own_scale() -> None:
    staff = an_indicator(target=RangeTarget(Decimal(20), Decimal(35)), direction=Direction.WITHIN, unit=ValueUnit.RATIO)
    rate = replace(staff, kind=Kind.RATE, measure=Additive(ROWS, ROWS, per=1000))
    made = indicator_series(rate, [point(0, numerator=3, denominator=90)], unit="", split=WHOLE, figures=figures(rate))
    assert (made.targets, made.scale) == ({month(0): (20.0, 35.0)}, 1000)


def test_a_percentage_that_has_been_below_zero_has_no_floor_and_no_ceiling() -> None:
    growth = an_indicator()
    made = indicator_series(growth, [point(0, -4.0)], unit="", split=WHOLE, figures=figures(growth, -4.0))
    assert (made.floor, made.ceiling) == (None, None)
