"""Indicators: what they refuse, when they are due, and why a figure may be absent."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from tertial.domain.calendar import FollowUp, Month, Period, PeriodKind
from tertial.domain.facts.of_feeds import fact_of_feed
from tertial.domain.indicators import (
    Absence,
    Direction,
    Indicator,
    Kind,
    ValueUnit,
    covers_part_of_year,
    reference_value,
)
from tertial.domain.label import Label
from tertial.domain.measures import Additive, Rows, Sum
from tertial.domain.results import Quality
from tertial.domain.targets import (
    Against,
    AsNeeded,
    Baseline,
    BetterThan,
    BySex,
    ByUnit,
    ChangeTarget,
    DatedTarget,
    OfTarget,
    PathTarget,
    RangeTarget,
    Target,
    Targets,
    ValueTarget,
    ZeroTarget,
)

UP, DOWN, WITHIN, NONE = Direction.INCREASE, Direction.DECREASE, Direction.WITHIN, Direction.NONE
LEVEL = ValueTarget(Decimal(95))
RANGE = RangeTarget(Decimal(20), Decimal(35))
DA08 = FollowUp("DA08", 8, Label("Delår augusti"))


def an_indicator(
    target: Target | None = None,
    direction: Direction = UP,
    *,
    name: str = "phone",
    short: Label | None = None,
    decimals: int = 0,
    followed_from: Month | None = None,
    absences: tuple[Absence, ...] = (),
) -> Indicator:
    return Indicator(
        name,
        Label("Andel som får kontakt samma dag"),
        Kind.REPORTED,
        ValueUnit.PERCENT,
        PeriodKind.YTD,
        direction,
        short=short,
        decimals=decimals,
        targets=Targets(() if target is None else (DatedTarget(target),)),
        followed=(DA08,),
        followed_from=followed_from,
        absences=absences,
    )


@pytest.mark.parametrize(
    ("target", "direction"),
    [
        (LEVEL, NONE),
        (LEVEL, WITHIN),
        (BetterThan(Against.PREVIOUS), NONE),
        (PathTarget({2025: Decimal(1)}), NONE),
        (ZeroTarget(), NONE),
        (RANGE, UP),
        (ChangeTarget(Decimal(-15), Against.BASELINE), UP),
        (ChangeTarget(Decimal(15), Against.BASELINE), DOWN),
        (ChangeTarget(Decimal(15), Against.BASELINE), NONE),
        (BySex(LEVEL, RANGE), UP),
        (ByUnit({"a": LEVEL}, RANGE), UP),
        (ByUnit({"a": RANGE}), UP),
    ],
)
def test_a_target_without_the_direction_it_needs_is_refused(target: Target, direction: Direction) -> None:
    with pytest.raises(ValueError, match="direction"):
        an_indicator(target, direction)


@pytest.mark.parametrize(
    ("target", "direction"),
    [
        (LEVEL, DOWN),
        (RANGE, WITHIN),
        (ChangeTarget(Decimal(-15), Against.BASELINE), DOWN),
        (AsNeeded(), NONE),
        (OfTarget(3, 3), NONE),
        (BySex(LEVEL, LEVEL), UP),
    ],
)
def test_a_target_with_the_direction_it_needs_is_carried(target: Target, direction: Direction) -> None:
    assert an_indicator(target, direction).targets.dated[0].target == target


@pytest.mark.parametrize("decimals", [-1, 7])
def test_more_decimals_than_can_be_meant_are_refused(decimals: int) -> None:
    with pytest.raises(ValueError, match="decimals"):
        an_indicator(decimals=decimals)


def test_an_indicator_needs_an_id() -> None:
    with pytest.raises(ValueError, match="is no id"):
        an_indicator(name="Phone same day")


def test_tables_use_the_short_name_where_there_is_one() -> None:
    assert an_indicator().name == Label("Andel som får kontakt samma dag")
    assert an_indicator(short=Label("Kontakt samma dag")).name == Label("Kontakt samma dag")


def test_an_indicator_is_due_on_its_dates_from_when_it_is_followed() -> None:
    indicator = an_indicator(followed_from=Month(2023, 1))
    found = [indicator.is_due(Month.parse(month)) for month in ("2022-08", "2023-04", "2023-08")]
    assert found == [False, False, True]


def test_a_reason_of_absence_holds_between_its_months() -> None:
    year = Absence(Quality.NOT_STARTED, Label("Börjar 2023."), Month(2022, 1), Month(2022, 12))
    later = Absence(Quality.NOT_APPLICABLE, Label("Inte ett relevant mått."), first=Month(2023, 1))
    indicator = an_indicator(absences=(year, later))
    found = {month: indicator.absence(Month.parse(month)) for month in ("2021-12", "2022-01", "2022-12", "2023-01")}
    assert found == {"2021-12": None, "2022-01": year, "2022-12": year, "2023-01": later}


@pytest.mark.parametrize("reason", [Quality.COMPLETE, Quality.PARTIAL, Quality.BROKEN_SERIES])
def test_the_quality_of_a_figure_is_no_reason_for_its_absence(reason: Quality) -> None:
    with pytest.raises(ValueError, match="no reason"):
        Absence(reason, Label("Skäl"))


@pytest.mark.parametrize(
    ("value", "numerator", "denominator", "share", "expected"),
    [
        ("73.4", 610, 831, True, "73.4"),
        (None, 370, None, False, "370"),
        (None, 370, None, True, None),
        (None, 3, 4, True, "75"),
        (None, 3, 4, False, "0.75"),
    ],
)
def test_a_baseline_gives_its_value_its_count_or_its_share(
    value: str | None, numerator: int | None, denominator: int | None, share: bool, expected: str | None
) -> None:
    baseline = Baseline(Period.parse("2020"), None if value is None else Decimal(value), numerator, denominator)
    assert reference_value(baseline, share=share) == (None if expected is None else Decimal(expected))


def test_only_periods_shorter_than_a_year_cover_a_part_of_it() -> None:
    found = [covers_part_of_year(Period.parse(text)) for text in ("2025-YTD11", "2025-YTD12", "2025-R12-08", "2025")]
    assert found == [True, False, False, False]


def test_what_is_computed_says_how_months_become_a_year_and_is_not_reported() -> None:
    reported = an_indicator()
    assert replace(reported, over_time=None, reported_as=Kind.MEDIAN).is_found_anew
    computed = replace(reported, kind=Kind.COUNT, measure=Additive(Sum(Rows(fact_of_feed("contacts")))))
    for wrong in ({"over_time": None}, {"reported_as": Kind.MEDIAN}):
        with pytest.raises(ValueError, match="longer periods"):
            replace(computed, **wrong)


@pytest.mark.parametrize(
    ("unit", "reported_as", "is_ratio"),
    [
        (ValueUnit.PERCENT, None, True),
        (ValueUnit.INDEX, None, True),
        (ValueUnit.SEK, None, False),
        (ValueUnit.SEK, Kind.MEAN, True),
        (ValueUnit.DAYS, Kind.MEDIAN, False),
        (ValueUnit.COUNT, Kind.COUNT, False),
    ],
)
def test_a_ratio_is_told_by_its_kind_or_its_unit(unit: ValueUnit, reported_as: Kind | None, is_ratio: bool) -> None:
    found = replace(an_indicator(), value_unit=unit, reported_as=reported_as)
    assert (found.is_ratio, found.is_found_anew) == (is_ratio, reported_as is Kind.MEDIAN)
