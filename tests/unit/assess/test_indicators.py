"""The rows of an indicator: figure, change, target and status."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from tertial.assess.estimates.results import FigureEstimates
from tertial.assess.region import assess_region
from tertial.domain.calendar import Month, Period
from tertial.domain.goals import Goal
from tertial.domain.indicators import Direction, Kind, OverTime, ValueUnit
from tertial.domain.judgements import Status
from tertial.domain.label import Label
from tertial.domain.region import Scheme, StatusRule
from tertial.domain.results import Sex, Split
from tertial.domain.targets import (
    Against,
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
    Target,
    Targets,
    ValueTarget,
    ZeroTarget,
)
from tests.unit.assess.cast import AUGUST, MEN, RULE, WOMEN, a_figure, a_region, an_indicator, assessed, one_row

NOW, THEN = "2025-YTD08", "2024-YTD08"


def d(text: str) -> Decimal:
    return Decimal(text)


def test_a_row_carries_the_figure_as_printed() -> None:
    row = one_row(an_indicator(target=ValueTarget(d("70"))), a_figure(NOW, "70.0", numerator=7, denominator=10))
    assert (str(row.value), row.numerator, row.denominator, row.attainment) == ("70.0", 7, 10, 100)
    assert (row.rule, row.target_level, row.assumed) == ("increase", d("70"), False)


def test_a_share_without_a_printed_value_is_made_of_its_counts() -> None:
    row = one_row(an_indicator(decimals=1), a_figure(NOW, numerator=622, denominator=831))
    assert row.value == d("74.8")


def test_a_region_without_stated_thresholds_has_assumed_statuses() -> None:
    rule = StatusRule(100, 80, assumed=True, stated_in=Label("Antagen"))
    assert one_row(an_indicator(), a_figure(NOW, "1"), rule=rule).assumed


def test_the_regions_own_thresholds_decide() -> None:
    rule = StatusRule(95, 60, assumed=False, stated_in=Label("Avsnitt 1"))
    indicator = an_indicator(target=ValueTarget(d("100")))
    found = [one_row(indicator, a_figure(NOW, value), rule=rule).status for value in ("95", "94", "60", "59")]
    assert found == [Status.MET, Status.PARTLY_MET, Status.PARTLY_MET, Status.NOT_MET]


@pytest.mark.parametrize("change", ["-6", "0", "6"])
def test_a_change_is_measured_from_the_same_period_last_year(change: str) -> None:
    now = d("87") + d(change)
    row = one_row(an_indicator(), a_figure(THEN, "87"), a_figure(NOW, str(now)))
    assert (row.previous, row.change) == (d("87"), d(change))


def test_a_baseline_of_the_same_period_last_year_serves_as_the_previous_figure() -> None:
    baseline = Baseline(Period.parse(THEN), d("87"))
    row = one_row(an_indicator(baselines=(baseline,)), a_figure(NOW, "81"))
    assert (row.previous, row.change) == (d("87"), d("-6"))


def test_a_reported_figure_counts_before_a_baseline_of_the_same_period() -> None:
    baseline = Baseline(Period.parse(THEN), d("87"))
    row = one_row(an_indicator(baselines=(baseline,)), a_figure(THEN, "88"), a_figure(NOW, "81"))
    assert row.previous == d("88")


def test_history_holds_comparable_periods_in_order_and_ends_with_the_figure() -> None:
    figures = [a_figure(period, "1") for period in (NOW, "2025-YTD04", "2023-YTD08", THEN, "2024", "2026-YTD08")]
    row = one_row(an_indicator(), *figures)
    assert [str(period) for period, _value in row.history] == ["2023-YTD08", THEN, NOW]


def test_history_is_of_the_same_split() -> None:
    figures = [a_figure(THEN, "1"), a_figure(THEN, "2", WOMEN), a_figure(NOW, "3", WOMEN)]
    row = one_row(an_indicator(), *figures)
    assert [value for _period, value in row.history] == [d("2"), d("3")]


def test_rows_come_whole_first_then_age_bands_categories_and_sexes() -> None:
    scheme = Scheme("profession", "1", Label("Yrke"), {"dentist": Label("Tandläkare"), "assistant": Label("Sköterska")})
    splits = [
        Split(category="assistant"),
        Split(age_band="50+"),
        Split(Sex.UNKNOWN),
        Split(Sex.MEN, age_band="9"),
        Split(category="dentist"),
        Split(age_band="9"),
        MEN,
        WOMEN,
        Split(),
    ]
    indicator = an_indicator(by=("sex", "profession"))
    region = a_region([indicator], [a_figure(NOW, "1", split) for split in splits], schemes=[scheme])
    rows = assess_region(region, as_of=AUGUST).indicators
    assert [row.split for row in rows] == [
        Split(),
        WOMEN,
        MEN,
        Split(Sex.UNKNOWN),
        Split(category="dentist"),
        Split(category="assistant"),
        Split(age_band="9"),
        Split(Sex.MEN, age_band="9"),
        Split(age_band="50+"),
    ]


def test_women_and_men_are_judged_by_their_own_targets() -> None:
    indicator = an_indicator(target=BySex(ValueTarget(d("16")), ValueTarget(d("17.2"))), direction=Direction.DECREASE)
    figures = [a_figure(NOW, "16.5"), a_figure(NOW, "16", WOMEN), a_figure(NOW, "18", MEN)]
    rows = assessed(indicator, *figures).indicators
    assert [row.status for row in rows] == [Status.NO_TARGET, Status.MET, Status.PARTLY_MET]


def test_a_share_for_women_is_judged_by_the_target_for_all() -> None:
    rows = assessed(an_indicator(target=ValueTarget(d("35"))), a_figure(NOW, "7", WOMEN)).indicators
    assert [row.status for row in rows] == [Status.NOT_MET]


@pytest.mark.parametrize("unit", [ValueUnit.COUNT, ValueUnit.MSEK, ValueUnit.POSTS, ValueUnit.BEDS])
def test_a_level_for_a_whole_count_says_nothing_of_a_part(unit: ValueUnit) -> None:
    indicator = an_indicator(target=ValueTarget(d("43000")), unit=unit)
    whole, women = assessed(indicator, a_figure(NOW, "50000"), a_figure(NOW, "1179", WOMEN)).indicators
    assert (whole.status, women.status) == (Status.MET, Status.NO_TARGET)
    assert (women.target, women.target_level, women.rule, women.decision) == (None, None, "", None)


def test_a_level_of_kronor_or_hours_that_add_up_says_nothing_of_a_part() -> None:
    for unit, over_time, status in (
        (ValueUnit.SEK, OverTime.SUM, Status.NO_TARGET),
        (ValueUnit.HOURS, OverTime.SUM, Status.NO_TARGET),
        (ValueUnit.DAYS, OverTime.MEAN, Status.MET),
    ):
        indicator = an_indicator(target=ValueTarget(d("900")), unit=unit, over_time=over_time)
        _whole, women = assessed(indicator, a_figure(NOW, "2000"), a_figure(NOW, "1179", WOMEN)).indicators
        assert women.status is status


def test_a_count_of_women_has_a_target_where_one_is_set_for_them() -> None:
    target = BySex(ValueTarget(d("10")), ValueTarget(d("20")))
    indicator = an_indicator(target=target, unit=ValueUnit.COUNT)
    figures = [a_figure(NOW, "10", WOMEN), a_figure(NOW, "10", Split(Sex.WOMEN, age_band="40"))]
    assert [row.status for row in assessed(indicator, *figures).indicators] == [Status.MET, Status.NO_TARGET]


def test_a_count_of_a_part_can_be_better_than_before() -> None:
    indicator = an_indicator(target=BetterThan(Against.SAME_PERIOD_LAST_YEAR), unit=ValueUnit.COUNT)
    row = one_row(indicator, a_figure(THEN, "4", WOMEN), a_figure(NOW, "5", WOMEN))
    assert row.status is Status.MET


@pytest.mark.parametrize(
    ("target", "status"),
    [
        (ValueTarget(d("10")), Status.NO_TARGET),
        (ByUnit({"centre": ValueTarget(d("10"))}), Status.MET),
        (ByUnit({"board": ValueTarget(d("90"))}, ValueTarget(d("20"))), Status.NOT_MET),
        (ByUnit({"board": ValueTarget(d("90"))}), Status.NO_TARGET),
        (ZeroTarget(), Status.MET),
    ],
)
def test_a_unit_below_has_its_own_figures_and_its_own_level_for_counts(target: Target, status: Status) -> None:
    indicator = an_indicator(target=target, unit=ValueUnit.COUNT)
    figures = [a_figure(NOW, "90"), a_figure(NOW, "10", unit="centre")]
    found = assess_region(a_region([indicator], figures), as_of=AUGUST, unit="centre")
    (row,) = found.of("phone")
    assert (found.unit, row.unit, row.value, row.status) == ("centre", "centre", d("10"), status)


def test_a_unit_below_is_told_that_the_level_is_for_the_whole() -> None:
    indicator = an_indicator(target=ValueTarget(d("10")), unit=ValueUnit.COUNT)
    region = a_region([indicator], [a_figure(NOW, "10", unit="centre")])
    (row,) = assess_region(region, as_of=AUGUST, unit="centre").indicators
    assert row.note == Label(
        "Målet är satt för helheten; för den här enheten finns inget eget mål.",
        "The target is set for the whole; this unit has none of its own.",
    )


def test_a_level_for_a_rate_holds_at_each_unit_too() -> None:
    target = RangeTarget(d("5"), d("15"))
    indicator = replace(
        an_indicator(target=target, unit=ValueUnit.COUNT, direction=Direction.WITHIN), reported_as=Kind.RATE
    )
    region = a_region([indicator], [a_figure(NOW, "4", unit="centre")])
    (row,) = assess_region(region, as_of=AUGUST, unit="centre").indicators
    assert (row.status, row.target, row.note) == (Status.PARTLY_MET, target, None)


def test_the_regions_baseline_is_not_one_of_a_unit_below() -> None:
    indicator = an_indicator(target=BetterThan(Against.BASELINE), baselines=(Baseline(Period.parse("2020"), d("8")),))
    region = a_region([indicator], [a_figure(NOW, "9"), a_figure(NOW, "9", unit="centre")])
    found = {unit: assess_region(region, as_of=AUGUST, unit=unit).indicators[0].status for unit in ("board", "centre")}
    assert found == {"board": Status.MET, "centre": Status.NO_DATA}


def test_an_unknown_unit_is_refused() -> None:
    with pytest.raises(ValueError, match="nowhere"):
        assess_region(a_region(), as_of=AUGUST, unit="nowhere")


def test_the_target_of_the_periods_last_month_holds_with_its_decision() -> None:
    decision = Decision(Label("Regionfullmäktige"), date(2024, 11, 26), "RS 1-2024")
    targets = Targets(
        (
            DatedTarget(ValueTarget(d("90")), last=Month(2025, 7)),
            DatedTarget(ValueTarget(d("95")), Month(2025, 8), decision=decision),
        )
    )
    row = one_row(an_indicator(targets=targets), a_figure(NOW, "81"))
    assert (row.target, row.decision, row.attainment) == (ValueTarget(d("95")), decision, 85)


def test_a_path_gives_the_level_of_the_year_and_is_silent_of_other_years() -> None:
    indicator = an_indicator(target=PathTarget({2025: d("75")}))
    region = a_region([indicator], [a_figure(NOW, "60"), a_figure("2026-YTD08", "60")])
    now, later = (assess_region(region, as_of=Month(year, 8)).indicators[0] for year in (2025, 2026))
    assert (now.target_level, now.attainment, now.rule) == (d("75"), 80, "path")
    assert (later.status, later.note) == (
        Status.NO_TARGET,
        Label("Målet anger ingen nivå för 2026.", "The target states no level for 2026."),
    )


def test_a_years_level_of_a_flow_is_compared_in_proportion_to_the_months() -> None:
    flow = an_indicator(target=ValueTarget(d("43000"), for_year=True), unit=ValueUnit.COUNT, over_time=OverTime.SUM)
    row = one_row(flow, a_figure(NOW, "29191"))
    assert (row.rule, row.target_level, row.attainment) == ("prorated-year", d("28667"), 101)


def test_a_years_level_is_exact_even_where_its_printed_form_is_rounded() -> None:
    flow = an_indicator(target=ValueTarget(d("43000"), for_year=True), unit=ValueUnit.COUNT, over_time=OverTime.SUM)
    assert [one_row(flow, a_figure(NOW, value)).attainment for value in ("28667", "28666")] == [100, 99]


@pytest.mark.parametrize(("unit", "over_time"), [(ValueUnit.PERCENT, OverTime.SUM), (ValueUnit.COUNT, OverTime.LAST)])
def test_a_years_level_of_a_share_or_a_stock_is_compared_as_it_is(unit: ValueUnit, over_time: OverTime) -> None:
    indicator = an_indicator(target=ValueTarget(d("60"), for_year=True), unit=unit, over_time=over_time)
    row = one_row(indicator, a_figure(NOW, "60"))
    assert (row.rule, row.attainment) == ("increase", 100)


def test_a_level_that_is_not_for_the_year_is_compared_as_it_is() -> None:
    indicator = an_indicator(target=ValueTarget(d("60")), unit=ValueUnit.COUNT, over_time=OverTime.SUM)
    assert one_row(indicator, a_figure(NOW, "60")).rule == "increase"


def test_december_is_compared_with_the_whole_year() -> None:
    indicator = an_indicator(target=ValueTarget(d("1200"), for_year=True), unit=ValueUnit.COUNT, over_time=OverTime.SUM)
    region = a_region([indicator], [a_figure("2025-YTD12", "1199")])
    (row,) = assess_region(region, as_of=Month(2025, 12)).indicators
    assert (row.rule, row.attainment) == ("increase", 99)


def test_a_change_is_measured_against_the_named_period() -> None:
    target = ChangeTarget(d("-15"), Period.parse("2023-YTD08"))
    indicator = an_indicator(target=target, direction=Direction.DECREASE, unit=ValueUnit.INDEX)
    row = one_row(indicator, a_figure("2023-YTD08", "100"), a_figure(NOW, "95.2"))
    assert (row.attainment, row.target_level, row.rule) == (32, d("85"), "change")
    assert row.reference == ("2023-YTD08", d("100"))


@pytest.mark.parametrize("kind", [Kind.MEAN, Kind.RATE, Kind.MEDIAN, Kind.PERCENTILE, Kind.UNITS_REACHING])
def test_a_years_level_of_what_is_no_amount_is_compared_as_it_is_whatever_its_unit(kind: Kind) -> None:
    target = ValueTarget(d("60000"), for_year=True)
    cost = an_indicator(target=target, unit=ValueUnit.SEK, over_time=OverTime.SUM)
    row = one_row(replace(cost, reported_as=kind), a_figure(NOW, "60000"))
    assert (row.rule, row.target_level, row.attainment) == ("increase", d("60000"), 100)


def test_eight_months_of_a_flow_are_not_compared_with_twelve() -> None:
    target = ChangeTarget(d("-50"), Against.BASELINE)
    indicator = an_indicator(
        target=target,
        direction=Direction.DECREASE,
        unit=ValueUnit.COUNT,
        over_time=OverTime.SUM,
        baselines=(Baseline(Period.parse("2020"), d("1200")),),
    )
    row = one_row(indicator, a_figure(NOW, "600"))
    assert (row.rule, row.target_level, row.attainment) == ("change-prorated", d("400"), 50)
    assert row.reference == ("2020", d("1200"))


def test_a_share_is_compared_with_a_whole_year_as_it_is() -> None:
    indicator = an_indicator(target=BetterThan(Against.BASELINE), baselines=(Baseline(Period.parse("2020"), d("50")),))
    row = one_row(indicator, a_figure(NOW, "51"))
    assert (row.rule, row.target_level, row.status) == ("better_than", d("50"), Status.MET)


def test_a_change_from_zero_cannot_be_judged_and_says_so() -> None:
    target = ChangeTarget(d("20"), Period.parse(THEN))
    row = one_row(an_indicator(target=target), a_figure(THEN, "0"), a_figure(NOW, "5"))
    assert (row.status, row.attainment) == (Status.NO_DATA, None)
    assert row.note is not None
    assert "noll" in row.note.sv


def test_the_last_measurement_of_a_share_is_whichever_period_ended_last() -> None:
    indicator = an_indicator(target=BetterThan(Against.PREVIOUS))
    row = one_row(indicator, a_figure("2025-YTD04", "2"), a_figure("2024", "9"), a_figure(NOW, "5"))
    assert (row.status, row.reference) == (Status.MET, ("2025-YTD04", d("2")))


def test_of_two_measurements_that_end_together_the_one_of_the_same_kind_is_the_last() -> None:
    indicator = an_indicator(target=BetterThan(Against.PREVIOUS))
    for first, second in ((0, 1), (1, 0)):
        earlier = [a_figure("2025-YTD07", "2"), a_figure("2025-07", "9")]
        row = one_row(indicator, earlier[first], earlier[second], a_figure(NOW, "5"))
        assert row.reference == ("2025-YTD07", d("2"))


def test_the_last_measurement_of_a_flow_is_of_a_comparable_period() -> None:
    indicator = an_indicator(target=BetterThan(Against.PREVIOUS), unit=ValueUnit.COUNT, over_time=OverTime.SUM)
    row = one_row(indicator, a_figure("2025-YTD04", "2"), a_figure(THEN, "9"), a_figure(NOW, "5"))
    assert (row.status, row.reference) == (Status.NOT_MET, (THEN, d("9")))


@pytest.mark.parametrize(
    ("wanted", "words"),
    [
        (Against.PREVIOUS, "Det finns inget utfall före januari–augusti 2025 att jämföra med."),
        (Against.BASELINE, "Målet utgår från ett ingångsvärde som saknas."),
        (Against.SAME_PERIOD_LAST_YEAR, "Målet jämför med januari–augusti 2024, och det utfallet saknas."),
        (Period.parse("2021-T2"), "Målet jämför med andra tertialen 2021, och det utfallet saknas."),
    ],
)
def test_a_missing_reference_is_named(wanted: Against | Period, words: str) -> None:
    row = one_row(an_indicator(target=BetterThan(wanted)), a_figure(NOW, "5"))
    assert (row.status, row.attainment) == (Status.NO_DATA, None)
    assert row.note is not None
    assert row.note.sv == words
    assert row.note.en


def test_a_baseline_made_of_counts_is_rounded_as_an_outcome_would_be() -> None:
    baseline = Baseline(Period.parse("2020"), numerator=370, denominator=1029)
    indicator = an_indicator(target=BetterThan(Against.BASELINE), baselines=(baseline,), decimals=1)
    row = one_row(indicator, a_figure(NOW, "36.0"))
    assert (row.reference, row.status) == (("2020", d("36.0")), Status.PARTLY_MET)


def test_the_count_of_a_share_is_no_baseline_for_it() -> None:
    baseline = Baseline(Period.parse("2020"), numerator=370)
    indicator = an_indicator(target=BetterThan(Against.BASELINE), baselines=(baseline,))
    assert one_row(indicator, a_figure(NOW, "36")).status is Status.NO_DATA


@pytest.mark.parametrize(
    ("unit", "value", "numerator", "denominator", "attained"),
    [
        (ValueUnit.COUNT, "2", None, None, 66),
        (ValueUnit.COUNT, None, 2, 3, 66),
        (ValueUnit.COUNT, None, 2, 4, 50),
        (ValueUnit.PERCENT, "67", 2, 3, 66),
        (ValueUnit.PERCENT, "100", None, None, 100),
    ],
)
def test_three_of_three_is_counted_however_the_figure_arrives(
    unit: ValueUnit, value: str | None, numerator: int | None, denominator: int | None, attained: int
) -> None:
    indicator = an_indicator(target=OfTarget(3, 3), unit=unit)
    row = one_row(indicator, a_figure(NOW, value, numerator=numerator, denominator=denominator))
    assert (row.attainment, row.target_level, row.rule) == (attained, d("3"), "of")


def test_an_absent_figure_still_shows_its_target_and_level() -> None:
    row = one_row(an_indicator(target=ValueTarget(d("95"))))
    assert (row.status, row.target_level, row.rule, row.attainment) == (Status.NO_DATA, d("95"), "increase", None)


def test_indicators_come_in_the_order_of_the_tree_and_the_rest_after() -> None:
    indicators = [an_indicator(name) for name in ("beds", "phone", "digital")]
    part = Goal("part", "part", Label("Del"), indicators=("phone",))
    access = Goal("access", "objective", Label("Tillgänglig vård"), indicators=("digital",), children=(part,))
    other = Goal("other", "objective", Label("Annat"), indicators=("phone",))
    found = assess_region(a_region(indicators, goals=[access, other]), as_of=AUGUST)
    assert [(row.indicator.id, row.goal) for row in found.indicators] == [
        ("digital", "access"),
        ("phone", "part"),
        ("beds", ""),
    ]
    assert found.of("nothing") == ()


def test_estimates_come_in_the_order_of_the_indicators() -> None:
    given = {name: FigureEstimates() for name in ("beds", "phone")}
    found = assess_region(a_region([an_indicator("phone"), an_indicator("beds")]), as_of=AUGUST, estimates=given)
    assert tuple(found.estimates) == ("phone", "beds")


def test_the_rule_of_the_cast_is_that_of_the_page() -> None:
    assert (RULE.met, RULE.partly) == (100, 80)
