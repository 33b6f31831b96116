"""A series gets limits, signals, two icons with reasons, and at most a suggestion."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from tertial.assess.variation import (
    DEFAULT,
    Assurance,
    ChartKind,
    Events,
    Left,
    Meaning,
    Nature,
    Point,
    Rules,
    Series,
    Signal,
    VariationIcon,
    Way,
    vary,
    vary_events,
)
from tertial.domain.calendar import Period
from tertial.domain.indicators import Direction
from tertial.domain.label import Label
from tests.unit.assess.variation.months import EVEN, counted, flags, judged, month, point, rebased, series


@pytest.mark.parametrize("kind", ["YTD", "R12-"])
def test_overlapping_periods_are_refused(kind: str) -> None:
    points = tuple(Point(Period.parse(f"2025-{kind}{number:02d}"), 1.0) for number in (1, 2))
    with pytest.raises(ValueError, match="overlapping"):
        Series(points)


def test_a_month_twice_and_periods_of_two_kinds_are_refused() -> None:
    with pytest.raises(ValueError, match="stands twice"):
        Series((point(0, 1.0), point(0, 2.0)))
    with pytest.raises(ValueError, match="same kind"):
        Series((point(0, 1.0), Point(Period.parse("2025-T1"), 2.0)))


def test_tertials_and_years_may_be_charted() -> None:
    tertials = tuple(
        Point(Period.parse(f"{year}-T{number}"), 50.0 + number) for year in range(2019, 2024) for number in (1, 2, 3)
    )
    made = vary(Series(tertials))
    assert made.variation is VariationIcon.COMMON


def test_shuffled_points_are_put_in_order() -> None:
    straight = series([*EVEN, 60.0])
    assert vary(Series(tuple(reversed(straight.points)), straight.direction)) == vary(straight)


def test_a_stable_series_is_common_cause_and_says_so() -> None:
    made = judged(EVEN)
    assert made.variation is VariationIcon.COMMON
    assert made.variation_says.sv == "Nivån är stabil: variationen är inte större än vad slumpen ger."
    assert flags(made, "part_of_signal") == []
    limits = made.phases[0].limits
    assert (limits.centre, round(limits.lower, 2), round(limits.upper, 2)) == (51, 45.68, 56.32)


@pytest.mark.parametrize(
    ("value", "direction", "icon"),
    [
        (60, Direction.INCREASE, VariationIcon.IMPROVING_HIGH),
        (40, Direction.INCREASE, VariationIcon.CONCERNING_LOW),
        (60, Direction.DECREASE, VariationIcon.CONCERNING_HIGH),
        (40, Direction.DECREASE, VariationIcon.IMPROVING_LOW),
        (60, Direction.NONE, VariationIcon.NEITHER_HIGH),
        (40, Direction.WITHIN, VariationIcon.NEITHER_LOW),
    ],
)
def test_a_point_beyond_a_limit_is_good_or_bad_by_the_direction(
    value: float, direction: Direction, icon: VariationIcon
) -> None:
    made = judged([*EVEN, value], direction=direction)
    assert made.variation is icon
    assert made.points[-1].signal is Signal.BEYOND
    assert flags(made, "detected") == flags(made, "part_of_signal") == [24]


def test_a_shift_is_detected_at_its_seventh_point_and_marks_the_whole_run() -> None:
    made = judged([*EVEN[:-1], 50.0, *[53.0, 52.5] * 4])
    assert flags(made, "detected") == [30, 31]
    assert flags(made, "part_of_signal") == list(range(24, 32))
    assert made.variation is VariationIcon.IMPROVING_HIGH
    assert made.points[30].meaning is Meaning.IMPROVING


def test_a_trend_goes_the_way_it_goes_though_half_of_it_lies_on_the_other_side() -> None:
    rising = [*EVEN, 48.0, 49.0, 50.0, 50.5, 52.0, 53.0, 54.0]
    made = judged(rising)
    assert flags(made, "detected") == [30]
    assert flags(made, "part_of_signal") == list(range(24, 31))
    assert {each.way for each in made.points[24:]} == {Way.HIGH}
    by_side = judged(rising, replace(DEFAULT, trend_by_side=True))
    assert [each.way for each in by_side.points[24:]] == [Way.LOW] * 4 + [Way.HIGH] * 3


def test_two_of_three_marks_the_two_and_is_detected_at_the_second() -> None:
    made = judged([*EVEN, 55.0, 51.0, 55.0, 50.0])
    assert flags(made, "part_of_signal") == [24, 26]
    assert flags(made, "detected") == [26]
    assert made.variation is VariationIcon.COMMON  # the latest point belongs to no pattern


@pytest.mark.parametrize(
    ("points", "trial", "icon"), [(11, True, None), (12, False, None), (13, False, VariationIcon.COMMON)]
)
def test_limits_are_trial_below_12_points_and_an_icon_comes_with_13(
    points: int, trial: bool, icon: VariationIcon | None
) -> None:
    made = judged(EVEN[:points], target=60.0)
    assert made.phases[0].trial is trial
    assert made.variation is icon
    assert (made.assurance is None) is (icon is None)
    if icon is None:
        assert made.variation_says.sv == f"Det finns värden för {points} månader. En ikon ges från 13."
        assert made.assurance_says == made.variation_says


def test_the_baseline_stands_whatever_comes_after_it() -> None:
    with_more = judged([*EVEN, *[70.0, 72.0] * 6])
    assert with_more.phases[0].limits == judged(EVEN).phases[0].limits
    moving = judged([*EVEN, *[70.0, 72.0] * 6], Rules(baseline_points=None))
    assert moving.phases[0].limits.centre > 55


def test_only_a_decision_rebases_and_the_program_suggests() -> None:
    values = [*EVEN, *[70.0, 72.0] * 8]
    made = vary(series(values))
    assert len(made.phases) == 1
    assert made.suggestion is not None
    assert (made.suggestion.first, made.suggestion.points) == (month(24), 16)
    assert (made.suggestion.old_mean, made.suggestion.new_mean) == (51, 71)
    assert made.suggestion.says.sv.startswith("Sedan januari 2024 ligger 16 månader i rad över medelvärdet.")
    decided = vary(series(values), [rebased(24)])
    assert [(phase.first, phase.last) for phase in decided.phases] == [(0, 23), (24, 39)]
    assert decided.phases[1].limits.centre == 71
    assert decided.phases[1].rebasing == rebased(24)
    assert decided.suggestion is None
    assert decided.variation is VariationIcon.COMMON


def test_after_a_rebasing_an_icon_waits_for_13_points_again() -> None:
    made = vary(series([*EVEN, *[70.0, 72.0] * 3]), [rebased(24)])
    assert made.variation is None
    assert made.phases[1].trial
    assert made.variation_says.sv == (
        "Det finns värden för 6 månader sedan den nya nivån började gälla i januari 2024. En ikon ges från 13."
    )


def test_a_run_does_not_go_through_a_rebasing() -> None:
    made = vary(series([*EVEN, 50.0, *[53.0, 53.5] * 3, *[53.7, 53.2] * 4, *[53.2, 53.7] * 4]), [rebased(31)])
    assert flags(made, "part_of_signal") == []


@pytest.mark.parametrize("at", [-5, 0, 99])
def test_a_decision_outside_the_series_begins_nothing(at: int) -> None:
    made = vary(series(EVEN), [rebased(at)])
    assert len(made.phases) == 1


def test_a_moving_target_is_the_latest_one() -> None:
    targets = {month(at): 40.0 if at < 12 else 60.0 for at in range(24)}
    made = judged(EVEN, targets=targets)
    assert (made.assurance, made.target) == (Assurance.FAILS, 60.0)
    assert made.points[0].target == 40.0
    assert made.assurance_says.sv == "Målet nås inte utan förändring."


def test_without_target_or_direction_there_is_no_assurance_and_a_reason() -> None:
    assert judged(EVEN).assurance_says.sv == "Det finns inget mål att hålla gränserna mot."
    made = judged(EVEN, target=60.0, direction=Direction.NONE)
    assert (made.assurance, made.assurance_says.sv) == (None, "Målet säger inte åt vilket håll som är bra.")


def test_unreliable_and_missing_months_are_shown_and_take_no_part() -> None:
    points = [point(at, value) for at, value in enumerate(EVEN)]
    points[5] = point(5, 900.0, note=Label("Halva månaden saknas"))
    points[6] = point(6)
    made = vary(Series(tuple(points), Direction.INCREASE))
    assert [made.points[at].left for at in (4, 5, 6)] == [None, Left.UNRELIABLE, Left.MISSING]
    assert made.points[5].value == 900.0
    assert made.phases[0].points == 22
    with_it = vary(Series(tuple(points), Direction.INCREASE), rules=Rules(use_unreliable=True))
    assert with_it.points[5].signal is Signal.BEYOND


def test_a_missing_month_breaks_a_run_only_by_the_switch() -> None:
    values: list[float | None] = [*EVEN, 50.0, 53.0, 53.5, 53.0, 53.5, None, 53.0, 53.5, 53.0]
    assert flags(judged(values), "detected") == [32]
    assert flags(judged(values, Rules(gaps_break=True)), "detected") == []


def test_the_latest_month_without_a_figure_leaves_the_icon_to_the_one_before() -> None:
    made = judged([*EVEN, 60.0, None])
    assert made.latest == 24
    assert made.variation is VariationIcon.IMPROVING_HIGH


@pytest.mark.parametrize(
    ("values", "says"),
    [
        ([], "Det finns inga värden att bedöma."),
        ([None] * 20, "Det finns inga värden att bedöma."),
        ([float("inf"), float("nan"), float("-inf")], "Det finns inga värden att bedöma."),
        ([1e300] * 20, "Det finns inga värden att bedöma."),
        ([5.0], "Det finns värden för 1 månad. En ikon ges från 13."),
        ([0.0] * 20, "Alla värden är lika; det finns ingen variation att bedöma."),
        ([0.1] * 40, "Alla värden är lika; det finns ingen variation att bedöma."),
    ],
)
def test_odd_series_have_no_icon_and_a_reason(values: list[float | None], says: str) -> None:
    made = judged(values, target=1.0)
    assert (made.variation, made.variation_says.sv) == (None, says)
    assert flags(made, "part_of_signal") == []


def test_a_constant_series_still_meets_or_misses_its_target() -> None:
    assert judged([100.0] * 20, target=100.0).assurance is Assurance.PASSES
    assert judged([99.0] * 20, target=100.0).assurance is Assurance.FAILS


def test_a_level_that_never_varied_signals_a_run_but_no_point_beyond_limits_without_width() -> None:
    made = judged([*[50.0] * 24, *[51.0] * 7])
    assert {each.signal for each in made.points[24:]} == {Signal.SHIFT}
    assert flags(made, "detected") == [30]


def test_large_even_shares_have_an_xmr_chart() -> None:
    assert vary(counted([(800 + at % 5, 1000) for at in range(24)])).choice.kind is ChartKind.XMR


def test_shares_of_few_and_of_uneven_numbers_have_p_charts_with_limits_of_their_own() -> None:
    few = vary(counted([(3 + at % 3, 40) for at in range(24)]))
    assert few.choice.kind is ChartKind.P
    uneven = vary(counted([(80 if at % 2 else 160, 100 if at % 2 else 200) for at in range(24)]))
    assert uneven.choice.kind is ChartKind.P
    first, second = uneven.points[0].limits, uneven.points[1].limits
    assert first is not None
    assert second is not None
    assert first.centre == second.centre == 80
    assert first.upper == pytest.approx(80 + 300 * (0.16 / 200) ** 0.5)
    assert second.upper == pytest.approx(80 + 300 * (0.16 / 100) ** 0.5)


def test_over_dispersed_shares_have_laney_s_wider_limits() -> None:
    wild = vary(counted([(int(whole * (0.7 + 0.2 * (at % 2))), whole) for at, whole in enumerate([2000, 5000] * 12)]))
    assert wild.choice.kind is ChartKind.P_PRIME
    assert wild.choice.sigma_z is not None
    assert wild.choice.sigma_z > 10
    assert flags(wild, "part_of_signal") == []


def test_rates_have_u_charts_and_small_counts_c_charts() -> None:
    rates = vary(counted([(3 + at % 4, 900 + 10 * at) for at in range(24)], Nature.RATE, 1000.0))
    assert rates.choice.kind is ChartKind.U
    counts = Series(tuple(point(at, numerator=2 + at % 3) for at in range(24)), Direction.DECREASE, Nature.COUNT)
    assert vary(counts).choice.kind is ChartKind.C
    rare = Series(tuple(point(at, numerator=int(at % 4 == 0)) for at in range(24)), Direction.DECREASE, Nature.COUNT)
    assert vary(rare).choice.rare


def test_counts_that_do_not_hold_lead_back_to_xmr() -> None:
    assert vary(counted([(50, 40)] * 24)).choice.kind is ChartKind.XMR
    assert vary(counted([(5, 40), (5, 0)] * 12)).points[1].left is Left.NO_DENOMINATOR


def test_days_between_rare_events_have_a_t_chart_and_two_a_day_a_g_chart() -> None:
    days = tuple(date(2024, 1, 1 + 2 * at) for at in range(15))
    made = vary_events(Events(days, date(2024, 1, 1), date(2024, 3, 1)))
    assert made.choice.kind is ChartKind.T
    assert [each.value for each in made.points] == [2.0] * 14
    assert made.open_gap == 32
    twice = vary_events(Events((*days, days[3]), date(2024, 1, 1), date(2024, 3, 1)))
    assert twice.choice.kind is ChartKind.G
    assert 0.0 in [each.value for each in twice.points]


def test_a_long_gap_between_bad_events_is_an_improvement() -> None:
    days = [date(2024, 1, 1)]
    for gap in [5, 9, 4, 7, 6, 8, 5, 9, 4, 7, 6, 8, 5, 9, 4, 7, 6, 8, 5, 9, 4, 7, 6, 8, 200]:
        days.append(date.fromordinal(days[-1].toordinal() + gap))
    made = vary_events(Events(tuple(days), days[0], days[-1]))
    assert made.variation is VariationIcon.IMPROVING_HIGH


def test_cases_between_events_have_a_g_chart() -> None:
    days = tuple(date(2024, 1, at + 1) for at in range(20))
    made = vary_events(Events(days, days[0], days[-1], cases=tuple(30 + at % 7 for at in range(20))))
    assert made.choice.kind is ChartKind.G
    assert made.points[0].value == 30.0


def test_events_outside_their_watch_are_refused() -> None:
    with pytest.raises(ValueError, match="outside the watch"):
        Events((date(2024, 1, 1),), date(2024, 2, 1), date(2024, 3, 1))
    assert vary_events(Events((), date(2024, 1, 1), date(2024, 3, 1))).variation_says.sv == (
        "Det finns inga värden att bedöma."
    )


@pytest.mark.parametrize(
    "wrong", [{"run_length": 1}, {"trend_length": 2}, {"baseline_points": 1}, {"icon_from": 11}, {"limits_from": 1}]
)
def test_rules_that_make_no_sense_are_refused(wrong: dict[str, int]) -> None:
    with pytest.raises(ValueError, match="at least"):
        Rules(**wrong)  # type: ignore[arg-type]
