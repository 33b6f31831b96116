"""Computed figures: whole numbers to the end, divided once."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from tertial.domain.calendar import Period
from tertial.domain.cells import View
from tertial.domain.expressions.tree import Column
from tertial.domain.facts.of_feeds import fact_of_feed
from tertial.domain.figures import ComputedFigure, rounded
from tertial.domain.indicators import Direction, Indicator, Kind, ValueUnit
from tertial.domain.label import Label
from tertial.domain.measures import Additive, Measure, Rows, Spread, Sum
from tertial.domain.reckoning import Reckoning, reckoning_of
from tertial.domain.results import WHOLE, Quality

WHY = (Label("Därför.", "Because."),)
SHARE = Reckoning(per=100, is_ratio=True)
CONTACTS = Rows(fact_of_feed("contacts"))


def a_figure(**parts: Any) -> ComputedFigure:
    return ComputedFigure("seen", "a", "line", View.AS_IT_WAS, Period.parse("2025-08"), WHOLE, **parts)


@pytest.mark.parametrize(
    ("value", "decimals", "shown"),
    [
        (Fraction(1, 2), 0, "1"),
        (Fraction(-1, 2), 0, "-1"),
        (Fraction(149, 100), 1, "1.5"),
        (Fraction(2, 3), 2, "0.67"),
        (Fraction(-4, 3), 1, "-1.3"),
        (Fraction(5), 1, "5.0"),
        (Fraction(0), 0, "0"),
    ],
)
def test_figures_are_rounded_half_away_from_zero(value: Fraction, decimals: int, shown: str) -> None:
    assert str(rounded(value, decimals)) == shown


def test_a_share_is_in_per_cent_and_exact_until_it_is_rounded() -> None:
    figure = a_figure(numerator=2, denominator=3, reckoning=SHARE)
    assert (figure.value(), figure.rounded(1)) == (Fraction(200, 3), Decimal("66.7"))


def test_scales_are_divided_once_on_the_way_out() -> None:
    per_day = Reckoning(scale=100, out_of_scale=1_000_000, is_ratio=True)
    assert a_figure(numerator=1_500, denominator=3_000_000, reckoning=per_day).value() == 5


@pytest.mark.parametrize(
    ("numerator", "denominator", "reckoning", "counts"),
    [
        (3, 4, SHARE, (3, 4)),
        (3, None, Reckoning(), (3, None)),
        (11, 19, Reckoning(), (11, 19)),
        (12_300, None, Reckoning(scale=100), (123, None)),
        (12_345, None, Reckoning(scale=100), (None, None)),
        (100, 1_500_000, Reckoning(100, 1_000_000, is_ratio=True), (None, None)),
        (Fraction(9, 4), Fraction(15, 4), SHARE, (None, None)),
        (300_000_000, None, Reckoning(100, whole_unit=1_000_000), (3, None)),
    ],
)
def test_counts_are_shown_where_they_are_whole_numbers_in_shown_units(
    numerator: int | Fraction, denominator: int | Fraction | None, reckoning: Reckoning, counts: tuple[object, object]
) -> None:
    figure = a_figure(numerator=numerator, denominator=denominator, reckoning=reckoning)
    assert figure.shown_counts() == counts


def test_neither_a_mean_over_months_nor_a_histogram_shows_counts() -> None:
    assert a_figure(numerator=10, months=4).shown_counts() == (None, None)
    assert a_figure(histogram={(1, None): 2}).shown_counts() == (None, None)


def test_a_count_out_of_so_many_is_shown_itself() -> None:
    assert a_figure(numerator=11, denominator=19).value() == 11


def test_a_mean_over_months_is_divided_by_them() -> None:
    assert a_figure(numerator=10, months=4).value() == Fraction(5, 2)


def test_a_histogram_gives_a_percentile_or_a_mean() -> None:
    bars = {(1_000_000, None): 1, (3_000_000, None): 1, (8_000_000, None): 1}
    assert a_figure(histogram=bars, reckoning=Reckoning(1_000_000, percent=50)).value() == 3
    assert a_figure(histogram=bars, reckoning=Reckoning(1_000_000)).value() == 4
    ratios = {(1, 2_000_000): 1, (1, 4_000_000): 1}
    assert a_figure(histogram=ratios, reckoning=Reckoning(out_of_scale=1_000_000)).value() == Fraction(3, 8)


@pytest.mark.parametrize(
    "parts",
    [
        {},
        {"numerator": 3, "denominator": 0, "reckoning": SHARE},
        {"numerator": 3, "denominator": None, "reckoning": SHARE},
        {"histogram": {}},
        {"histogram": {(1, None): 0}},
    ],
)
def test_a_figure_without_value_has_a_quality_that_says_so_and_a_reason(parts: dict[str, Any]) -> None:
    figure = a_figure(quality=Quality.MISSING, reasons=WHY, **parts)
    assert (figure.value(), figure.rounded(1)) == (None, None)
    with pytest.raises(ValueError, match="contradicts the figure"):
        a_figure(**parts)
    with pytest.raises(ValueError, match="for a reason"):
        a_figure(quality=Quality.MISSING, **parts)


def test_a_figure_with_a_value_is_not_absent() -> None:
    with pytest.raises(ValueError, match="contradicts the figure"):
        a_figure(numerator=3, quality=Quality.NOT_APPLICABLE, reasons=WHY)


def test_a_scale_below_one_is_refused() -> None:
    with pytest.raises(ValueError, match="above zero"):
        Reckoning(scale=0)


def an_indicator(measure: Measure | None, unit: ValueUnit, kind: Kind = Kind.COUNT) -> Indicator:
    shown = Period.parse("2025").kind
    return Indicator("seen", Label("seen"), kind, unit, shown, Direction.INCREASE, measure=measure)


def test_a_share_is_per_hundred_and_a_rate_per_what_it_states() -> None:
    share = Additive(Sum(CONTACTS), Sum(CONTACTS))
    assert reckoning_of(an_indicator(share, ValueUnit.PERCENT)) == SHARE
    rate = Additive(Sum(CONTACTS), Sum(CONTACTS), per=1000)
    assert reckoning_of(an_indicator(rate, ValueUnit.RATIO)) == Reckoning(per=1000, is_ratio=True)


def test_a_spread_has_the_scales_of_its_values() -> None:
    hours = Rows(fact_of_feed("outreach-time"))
    column = next(one.name for one in hours.fact.columns if one.type.value == "decimal number")
    spread = Spread(hours, Column(column), percent=90)
    assert reckoning_of(an_indicator(spread, ValueUnit.HOURS)) == Reckoning(1_000_000, percent=90)


def test_figures_that_are_reported_are_not_reckoned() -> None:
    with pytest.raises(ValueError, match="reported"):
        reckoning_of(an_indicator(None, ValueUnit.COUNT, Kind.REPORTED))
