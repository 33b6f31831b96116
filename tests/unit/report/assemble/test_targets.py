"""Targets in words: each kind, in both languages, short enough for a table."""

from datetime import date
from decimal import Decimal

import pytest

from tertial.domain.calendar import Month, Period
from tertial.domain.indicators import Direction, Indicator, ValueUnit
from tertial.domain.label import Label
from tertial.domain.results import Split
from tertial.domain.targets import (
    Against,
    AsNeeded,
    Baseline,
    BetterThan,
    BySex,
    ByUnit,
    ChangeTarget,
    DatedTarget,
    Decision,
    OfTarget,
    PathTarget,
    RangeTarget,
    SimpleTarget,
    Target,
    Targets,
    ValueTarget,
    ZeroTarget,
)
from tertial.language import using
from tertial.report.assemble.targets import baseline_text, decision_text, target_text
from tests.unit.assess.cast import AUGUST, MEN, WOMEN, an_indicator
from tests.unit.report.assemble.cast import NARROW, NB

UP, DOWN, WITHIN = Direction.INCREASE, Direction.DECREASE, Direction.WITHIN
PERCENT, COUNT = ValueUnit.PERCENT, ValueUnit.COUNT


def in_words(target: Target, direction: Direction, unit: ValueUnit, language: str, at: str = "board") -> str:
    with using(language):
        return target_text(an_indicator(target=target, direction=direction, unit=unit), unit=at, month=AUGUST)


@pytest.mark.parametrize(
    ("target", "direction", "unit", "swedish", "english"),
    [
        (ValueTarget(Decimal("95")), UP, PERCENT, f"95{NB}%", "95%"),
        (ValueTarget(Decimal("7")), DOWN, PERCENT, f"högst 7{NB}%", "at most 7%"),
        (ValueTarget(Decimal("-15")), DOWN, PERCENT, f"−15{NB}%", "−15%"),
        (ValueTarget(Decimal("43000"), for_year=True), UP, COUNT, f"43{NARROW}000 på helår", "43,000 for the year"),
        (
            ChangeTarget(Decimal("-50"), Period.parse("2020")),
            DOWN,
            COUNT,
            f"−50{NB}% mot 2020",
            "−50% against 2020",
        ),
        (
            ChangeTarget(Decimal("10"), Against.BASELINE),
            UP,
            COUNT,
            f"+10{NB}% mot ingångsvärdet",
            "+10% against the baseline",
        ),
        (BetterThan(Against.PREVIOUS), UP, PERCENT, "öka", "increase"),
        (BetterThan(Against.PREVIOUS), DOWN, PERCENT, "minska", "decrease"),
        (BetterThan(Against.SAME_PERIOD_LAST_YEAR), UP, PERCENT, f"öka mot i{NB}fjol", "increase from last year"),
        (BetterThan(Period.parse("2021-T2")), DOWN, COUNT, "minska mot T2 2021", "decrease from T2 2021"),
        (AsNeeded(), Direction.NONE, COUNT, "efter behov", "as needed"),
        (OfTarget(3, 3), UP, COUNT, "3 av 3", "3 of 3"),
        (RangeTarget(Decimal("20"), Decimal("35")), WITHIN, COUNT, "20–35", "20–35"),
        (RangeTarget(Decimal("85"), Decimal("90")), WITHIN, PERCENT, f"85–90{NB}%", "85–90%"),
        (RangeTarget(Decimal("-5"), Decimal("-1")), WITHIN, COUNT, "−5 – −1", "−5 – −1"),
        (ZeroTarget(), UP, ValueUnit.MSEK, f"0{NB}mnkr", f"0{NB}MSEK"),
        (PathTarget({2024: Decimal("70"), 2025: Decimal("75")}), UP, PERCENT, f"75{NB}%", "75%"),
        (PathTarget({2024: Decimal("70")}), UP, PERCENT, "–", "–"),
        (
            BySex(ValueTarget(Decimal("16")), ValueTarget(Decimal("17.2"))),
            DOWN,
            PERCENT,
            f"K högst 16{NB}%\nM högst 17,2{NB}%",
            "W at most 16%\nM at most 17.2%",
        ),
    ],
)
def test_each_kind_of_target_has_its_words(
    target: Target, direction: Direction, unit: ValueUnit, swedish: str, english: str
) -> None:
    assert in_words(target, direction, unit, "sv") == swedish
    assert in_words(target, direction, unit, "en") == english


@pytest.mark.parametrize(
    ("at", "otherwise", "words"),
    [
        ("centre", None, f"90{NB}%"),
        ("board", ValueTarget(Decimal("80")), f"80{NB}%"),
        ("board", None, "–"),
    ],
)
def test_a_unit_is_shown_its_own_target_or_that_of_all_others(
    at: str, otherwise: SimpleTarget | None, words: str
) -> None:
    assert in_words(ByUnit({"centre": ValueTarget(Decimal("90"))}, otherwise), UP, PERCENT, "sv", at) == words


def test_the_target_of_its_own_time_is_shown_and_a_dash_where_none_holds() -> None:
    targets = Targets(
        (
            DatedTarget(ValueTarget(Decimal("90")), Month(2024, 1), Month(2024, 12)),
            DatedTarget(ValueTarget(Decimal("95")), Month(2025, 1)),
        )
    )
    indicator = an_indicator(targets=targets)
    with using("sv"):
        words = [target_text(indicator, unit="board", month=Month(year, 8)) for year in (2023, 2024, 2025)]
    assert words == ["–", f"90{NB}%", f"95{NB}%"]


def with_baselines(*baselines: Baseline) -> Indicator:
    return an_indicator(baselines=baselines)


def test_baselines_of_one_period_share_it_and_name_women_and_men() -> None:
    tertial = Period.parse("2020-T2")
    indicator = with_baselines(
        Baseline(tertial, Decimal("8")),
        Baseline(tertial, Decimal("8"), split=WOMEN),
        Baseline(tertial, Decimal("9.5"), split=MEN),
        Baseline(Period.parse("2019"), Decimal("7")),
    )
    with using("sv"):
        assert baseline_text(indicator) == (
            f"ingångsvärde 8{NB}%, K{NB}8{NB}%, M{NB}9,5{NB}% (T2{NB}2020); 7{NB}% (2019)"
        )


def test_a_baseline_that_is_a_count_of_a_share_has_no_percent_sign() -> None:
    with using("sv"):
        assert baseline_text(with_baselines(Baseline(Period.parse("2019"), numerator=8520))) == (
            f"ingångsvärde 8{NARROW}520 (2019)"
        )


def test_the_baseline_of_an_age_stands_with_that_age_alone() -> None:
    indicator = with_baselines(Baseline(Period.parse("2019"), Decimal("16"), split=Split(age_band="40")))
    with using("en"):
        assert baseline_text(indicator) == ""
        assert baseline_text(indicator, "40") == "baseline 16% (2019)"


def test_a_baseline_of_a_share_tells_the_counts_behind_it() -> None:
    both = Baseline(Period.parse("2020-T2"), Decimal(62), 515, 831)
    one_count = Baseline(Period.parse("2021-T1"), Decimal(18), 3498)
    with using("sv"):
        text = baseline_text(with_baselines(both, one_count)).replace("\u00a0", " ").replace("\u202f", " ")
    assert text == "ingångsvärde 62 %, 515 av 831 (T2 2020); 18 %, 3 498 (T1 2021)"


def test_a_decision_tells_who_when_and_in_which_case_as_far_as_it_is_known() -> None:
    with using("sv"):
        whole = decision_text(Decision(Label("Nämnden", "The board"), date(2025, 6, 18), "HSN 1-2025"), "sv")
        assert whole.replace("\u00a0", " ") == "Nämnden, 18 juni 2025, HSN 1-2025"
        assert decision_text(Decision(case="HSN 1-2025"), "sv") == "HSN 1-2025"
