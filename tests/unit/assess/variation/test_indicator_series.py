"""An indicator says how its months are judged: what figures are made of, their scale, targets month by month."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from tertial.assess import reasons
from tertial.assess.series import Series as Figures
from tertial.assess.variation import Assurance, Nature, indicator_series, nature_of, vary
from tertial.domain.calendar import Month, Period, PeriodKind
from tertial.domain.facts.registry import all_facts
from tertial.domain.indicators import Direction, Indicator, Kind, OverTime, ValueUnit
from tertial.domain.measures import Additive, Rows, Sum
from tertial.domain.results import WHOLE
from tertial.domain.targets import (
    ChangeTarget,
    DatedTarget,
    OfTarget,
    PathTarget,
    RangeTarget,
    SimpleTarget,
    Targets,
    ValueTarget,
)
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


MONTH_OF_1200 = (
    (PeriodKind.MONTH, 1200.0),
    (PeriodKind.TERTIAL, 300.0),
    (PeriodKind.R12, 100.0),
    (PeriodKind.YEAR, 100.0),
)


@pytest.mark.parametrize(("shown", "level"), MONTH_OF_1200)
def test_a_level_of_the_periods_shown_is_held_against_a_month_in_proportion(shown: PeriodKind, level: float) -> None:
    points = [point(0, numerator=90)]
    for target, direction, held in (
        (ValueTarget(Decimal(1200)), Direction.INCREASE, level),
        (RangeTarget(Decimal(0), Decimal(1200)), Direction.WITHIN, (0.0, level)),
    ):
        visits = an_indicator(
            target=target, direction=direction, unit=ValueUnit.COUNT, over_time=OverTime.SUM, shown=shown
        )
        made = indicator_series(visits, points, unit="", split=WHOLE, figures=figures(visits))
        assert (made.targets, made.why_no_target) == ({month(0): held}, None)


@pytest.mark.parametrize("target", [ValueTarget(Decimal(1200)), RangeTarget(Decimal(-5), Decimal(1200))])
def test_a_level_of_what_has_come_since_january_is_not_held_against_a_month_and_says_why(target: SimpleTarget) -> None:
    direction = Direction.WITHIN if isinstance(target, RangeTarget) else Direction.DECREASE
    cost = an_indicator(target=target, unit=ValueUnit.SEK, over_time=OverTime.SUM, direction=direction)
    points = [point(at, value) for at, value in enumerate(EVEN)]
    made = indicator_series(cost, points, unit="", split=WHOLE, figures=figures(cost, *EVEN))
    judged = vary(made)
    assert made.targets == {}
    assert (judged.assurance, judged.assurance_says) == (None, reasons.LEVEL_OF_WHAT_HAS_COME)


def test_none_at_all_is_none_in_each_month_and_what_does_not_add_up_has_its_level() -> None:
    injuries = an_indicator(target=ValueTarget(Decimal(0)), unit=ValueUnit.COUNT, over_time=OverTime.SUM)
    waiting = an_indicator(target=ValueTarget(Decimal(20)), unit=ValueUnit.COUNT, over_time=OverTime.MEAN)
    for indicator, level in ((injuries, 0.0), (waiting, 20.0)):
        made = indicator_series(indicator, [point(0, 3.0)], unit="", split=WHOLE, figures=figures(indicator))
        assert made.targets == {month(0): level}


def test_so_many_of_so_many_are_a_part_of_a_hundred_where_the_figure_is() -> None:
    clinics = an_indicator(target=OfTarget(3, 4))
    made = indicator_series(clinics, [point(0, 50.0)], unit="", split=WHOLE, figures=figures(clinics))
    assert made.targets == {month(0): 75.0}


def test_no_more_than_all_units_reach_a_level() -> None:
    centres = replace(an_indicator(), kind=Kind.UNITS_REACHING, measure=Additive(ROWS))
    made = indicator_series(centres, [point(0, 95.0)], unit="", split=WHOLE, figures=figures(centres, 95.0))
    assert (made.nature, made.ceiling) == (Nature.MEASURE, 100.0)


def test_a_change_that_has_nothing_to_start_from_says_what_is_missing() -> None:
    target = ChangeTarget(Decimal(-15), Period.parse("2019"))
    travel = an_indicator(target=target, direction=Direction.DECREASE, unit=ValueUnit.SEK, over_time=OverTime.SUM)
    points = [point(at, value) for at, value in enumerate(EVEN)]
    judged = vary(indicator_series(travel, points, unit="", split=WHOLE, figures=figures(travel, *EVEN)))
    assert judged.assurance_says == reasons.no_reference(Period.parse("2019"), points[-1].period)
