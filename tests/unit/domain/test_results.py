"""Figures as they are reported, and what they refuse to be."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tertial.domain.calendar import Period
from tertial.domain.results import WHOLE, Outcomes, ReportedValue, Sex, Split, printed_agrees

NOW = Period.parse("2025-YTD08")


def a_value(
    value: str | None = None,
    numerator: int | None = None,
    denominator: int | None = None,
    *,
    indicator: str = "plans",
    unit: str = "board",
    period: Period = NOW,
    split: Split = WHOLE,
) -> ReportedValue:
    printed = None if value is None else Decimal(value)
    return ReportedValue(indicator, unit, period, split, printed, numerator, denominator)


@pytest.mark.parametrize(
    ("value", "numerator", "denominator", "message"),
    [
        (None, None, None, "neither a value nor a numerator"),
        (None, None, 831, "neither a value nor a numerator"),
        ("NaN", None, None, "no number"),
        ("Infinity", None, None, "no number"),
        (None, -1, None, "below zero"),
        (None, 1, 0, "above zero"),
        (None, 1, -5, "above zero"),
        ("74.8", None, 831, "comes with its numerator"),
    ],
)
def test_a_figure_that_says_nothing_or_nonsense_is_refused(
    value: str | None, numerator: int | None, denominator: int | None, message: str
) -> None:
    with pytest.raises(ValueError, match=message):
        a_value(value, numerator, denominator)


def test_a_printed_figure_is_kept_with_its_decimals() -> None:
    assert str(a_value("70.0", 7, 10).figure(share=True, decimals=0)) == "70.0"


@pytest.mark.parametrize(
    ("numerator", "denominator", "decimals", "expected"),
    [(622, 831, 0, "75"), (622, 831, 1, "74.8"), (1, 8, 1, "12.5"), (1, 200, 0, "1"), (0, 5, 0, "0")],
)
def test_a_share_is_made_of_its_counts_and_rounded_half_up(
    numerator: int, denominator: int, decimals: int, expected: str
) -> None:
    found = a_value(None, numerator, denominator).figure(share=True, decimals=decimals)
    assert str(found) == expected


def test_a_count_is_a_figure_and_a_count_of_a_count_is_a_ratio() -> None:
    assert a_value(None, 29191).figure(share=False, decimals=0) == 29191
    assert a_value(None, 45, 30).figure(share=False, decimals=1) == Decimal("1.5")


def test_a_share_is_not_made_of_a_bare_count() -> None:
    with pytest.raises(ValueError, match="needs its denominator"):
        a_value(None, 622).figure(share=True, decimals=0)


@pytest.mark.parametrize(
    ("printed", "agrees"),
    [("75", True), ("74", True), ("74.8", True), ("74.9", False), ("74.84", True), ("74.85", True), ("76", False)],
)
def test_a_printed_share_agrees_when_it_is_the_counts_rounded_or_cut(printed: str, agrees: bool) -> None:
    assert printed_agrees(Decimal(printed), 622, 831) is agrees


def test_a_printed_share_in_tens_is_held_to_whole_per_cent() -> None:
    assert printed_agrees(Decimal("1E+2"), 10, 10)
    assert not printed_agrees(Decimal("7E+1"), 72, 100)


def test_outcomes_are_found_by_indicator_unit_period_and_split() -> None:
    women = Split(Sex.WOMEN)
    values = [a_value("1"), a_value("2", split=women), a_value("3", unit="centre"), a_value("4", indicator="phone")]
    outcomes = Outcomes(values)
    assert outcomes.series("plans", "board") == {(NOW, WHOLE): values[0], (NOW, women): values[1]}
    assert outcomes.series("plans", "nowhere") == {}
    assert outcomes.units("plans") == ("board", "centre")
    assert len(outcomes) == 4


def test_the_same_figure_twice_is_refused() -> None:
    with pytest.raises(ValueError, match="stands twice"):
        Outcomes([a_value("1"), a_value("2")])


def test_a_split_is_whole_only_without_sex_age_and_category() -> None:
    parts = [Split(), Split(Sex.UNKNOWN), Split(age_band="40"), Split(category="dentist")]
    assert [split.is_whole for split in parts] == [True, False, False, False]
    assert Split(age_band="40").of_sex(Sex.MEN) == Split(Sex.MEN, "40")
