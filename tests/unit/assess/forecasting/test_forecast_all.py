"""The one door: series in, forecasts out, each with its reason, its intervals and the year's end."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace

import numpy as np
import pytest

from tertial.assess.forecasting import sentences
from tertial.assess.forecasting.forecast import Mode, forecast_all
from tertial.assess.forecasting.method import Method
from tertial.assess.forecasting.results import Forecast, YearEnd
from tertial.assess.forecasting.sentences import method_words
from tertial.assess.forecasting.series import Adjustment, MonthlySeries, YearTarget
from tertial.domain.calendar import Month
from tertial.domain.indicators import Direction, OverTime
from tertial.domain.label import Label

JANUARY = Month(2020, 1)
WHY = Label("Engångsköp av vaccin.", "A single purchase of vaccine.")


def counts(months: int, seed: int = 1, level: float = 100.0) -> tuple[float, ...]:
    shape = 1 + 0.2 * np.sin(2 * np.pi * np.arange(months) / 12)
    return tuple(np.random.default_rng(seed).poisson(level * shape).astype(float).tolist())


def series(figures: tuple[float | None, ...], **said: object) -> MonthlySeries:
    return replace(MonthlySeries("calls", JANUARY, figures), **said)  # type: ignore[arg-type]


def one(figures: tuple[float | None, ...], **said: object) -> Forecast:
    return forecast_all([series(figures, **said)])[0]


def end_of(forecast: Forecast) -> YearEnd:
    assert forecast.year_end is not None
    return forecast.year_end


def test_the_next_twelve_months_have_intervals_and_the_wider_holds_the_narrower() -> None:
    found = one(counts(56))
    assert [str(point.month) for point in found.points] == [str(JANUARY.plus(56 + step)) for step in range(12)]
    for point in found.points:
        assert point.interval_80 is not None
        assert point.interval_95 is not None
        ends = (
            point.interval_95.low,
            point.interval_80.low,
            point.value,
            point.interval_80.high,
            point.interval_95.high,
        )
        assert list(ends) == sorted(ends)
        assert 40 < point.value < 180


def test_the_record_says_what_was_tried_from_which_months_and_what_came_out() -> None:
    found = one(counts(72))
    record = found.backtest
    assert record is not None
    assert record.origins == tuple(JANUARY.plus(36 + 4 * step - 1) for step in range(7))
    assert record.chosen is found.method
    assert record.horizon == 12
    assert set(record.errors) == set(record.pooled) == {
        "combination", "seasonal_naive", "twelfth", "profile", "year_level", "recent_level", "theta", "ces", "ets",
    }  # fmt: skip
    assert record.errors[Method.COMBINATION] < record.errors[Method.TWELFTH]
    assert 0.6 < record.covered_80 <= record.covered_95 <= 1


def test_fast_mode_tries_fewer_methods_from_fewer_months() -> None:
    record = forecast_all([series(counts(72))], mode=Mode.FAST)[0].backtest
    assert record is not None
    assert len(record.origins) == 3
    assert set(record.errors) == {"combination", "seasonal_naive", "year_level", "recent_level", "theta"}


def test_a_series_that_repeats_each_year_is_forecast_to_do_so() -> None:
    year = (10.0, 50.0, 20.0, 90.0, 30.0, 70.0, 10.0, 60.0, 80.0, 20.0, 40.0, 30.0)
    found = one(year * 6)
    assert [point.value for point in found.points] == pytest.approx(year, rel=0.05)


def test_a_flow_ends_its_year_with_what_has_come_and_the_forecast_of_the_rest() -> None:
    figures = counts(56)
    found = one(figures)
    end = end_of(found)
    assert (end.year, end.months_left) == (2024, 4)
    assert end.so_far == pytest.approx(sum(figures[48:]))
    assert end.value == pytest.approx(sum(figures[48:]) + sum(point.value for point in found.points[:4]))
    assert end.twelfth == pytest.approx(sum(figures[48:]) / 8 * 12)
    assert end.interval_80 is not None
    assert end.interval_80.low > sum(figures[48:])


def test_a_stock_ends_its_year_as_its_rule_says() -> None:
    figures = counts(56)
    last, mean = one(figures, over_time=OverTime.LAST), one(figures, over_time=OverTime.MEAN)
    assert end_of(last).value == pytest.approx(last.points[3].value)
    assert end_of(last).so_far == figures[-1]
    assert (end_of(last).first, end_of(mean).first) == (Month(2024, 12), Month(2024, 1))
    months = [*figures[48:], *(point.value for point in mean.points[:4])]
    assert end_of(mean).value == pytest.approx(sum(months) / 12)
    assert end_of(mean).so_far == pytest.approx(sum(figures[48:]) / 8)


def test_a_share_is_forecast_through_numerators_and_denominators() -> None:
    below = counts(56, level=400.0)
    above = tuple(float(round(0.81 * figure)) for figure in below)
    found = one(above, out_of=below, most=100.0)
    assert all(point.value == pytest.approx(81, abs=1) for point in found.points)
    end = end_of(found)
    assert end.so_far == pytest.approx(100 * sum(above[48:]) / sum(below[48:]))
    assert end.value == pytest.approx(81, abs=0.3)
    assert all(point.interval_95 is not None and point.interval_95.high <= 100 for point in found.points)


def test_a_rate_is_so_many_per_its_number() -> None:
    below = (200_000.0,) * 56
    found = one(counts(56), out_of=below, times=100_000.0)
    assert found.points[0].value == pytest.approx(55, abs=15)


def test_the_chance_of_a_target_is_turned_by_its_direction() -> None:
    figures = counts(56)
    middle = end_of(one(figures)).value
    chances = {}
    for direction in (Direction.INCREASE, Direction.DECREASE):
        for share in (0.5, 0.99, 1.0, 1.5):
            target = YearTarget.towards(share * middle, direction)
            chances[direction, share] = end_of(one(figures, targets={2024: target})).probability
    up = [chances[Direction.INCREASE, share] for share in (0.5, 0.99, 1.0, 1.5)]
    down = [chances[Direction.DECREASE, share] for share in (0.5, 0.99, 1.0, 1.5)]
    assert all(chance is not None for chance in (*up, *down))
    assert [a + b for a, b in zip(up, down, strict=True) if a is not None and b is not None] == pytest.approx([1] * 4)
    assert up[0] is not None
    assert up[1] is not None
    assert up[0] > 0.95 > up[1] > 0.5
    assert up[2] == pytest.approx(0.5, abs=0.02)


def test_the_target_of_the_forecast_year_counts_and_no_other_year_s() -> None:
    easy, hard = YearTarget(least=1.0), YearTarget(least=1e6)
    assert (end_of(one(counts(56), targets={2023: hard, 2024: easy})).probability or 0) > 0.95
    assert end_of(one(counts(56), targets={2023: hard})).probability is None


def test_a_target_between_two_levels_is_met_within_them() -> None:
    middle = end_of(one(counts(56))).value
    around = end_of(one(counts(56), targets={2024: YearTarget(middle * 0.9, middle * 1.1)})).probability
    beside = end_of(one(counts(56), targets={2024: YearTarget(middle * 1.5, middle * 1.6)})).probability
    assert around is not None
    assert beside is not None
    assert around > 0.9
    assert beside < 0.1


def test_what_has_come_of_a_year_stays_and_may_decide_its_target() -> None:
    rare = tuple(np.random.default_rng(2).poisson(0.4, 68).astype(float).tolist())
    come = sum(rare[60:])
    end = end_of(one(rare, targets={2025: YearTarget(most=come - 1)}))
    assert end.interval_95 is not None
    assert end.interval_95.low == pytest.approx(come)
    assert end.probability == 0
    assert end_of(one(rare, targets={2025: YearTarget(least=come - 1)})).probability == 1
    assert 0 < (end_of(one(rare, targets={2025: YearTarget(most=come + 1)})).probability or 0) < 1


def test_a_year_that_is_over_is_its_outcome_and_certain() -> None:
    figures = counts(60)
    end = end_of(one(figures, targets={2024: YearTarget(most=1.0)}))
    assert end.value == end.so_far == pytest.approx(sum(figures[48:]))
    assert end.interval_95 is not None
    assert (end.interval_95.low, end.interval_95.high) == (end.value, end.value)
    assert end.probability == 0.0


def test_a_one_off_that_came_is_not_carried_on_and_one_ahead_is_put_on_top() -> None:
    figures = counts(56)
    raised = (*figures[:50], figures[50] + 500, *figures[51:])
    plain = one(figures)
    came = one(raised, adjustments=(Adjustment(JANUARY.plus(50), 500.0, WHY),))
    assert [point.value for point in came.points] == [point.value for point in plain.points]
    assert end_of(came).value == pytest.approx(end_of(plain).value + 500)
    assert came.adjustments == ()
    ahead = Adjustment(JANUARY.plus(57), 500.0, WHY)
    planned = one(figures, adjustments=(ahead,))
    assert planned.points[1].value == pytest.approx(plain.points[1].value + 500)
    assert end_of(planned).value == pytest.approx(end_of(plain).value + 500)
    assert planned.adjustments == (ahead,)


def test_a_one_off_ahead_is_no_part_of_what_has_come_so_far() -> None:
    figures = counts(68)
    plain = end_of(one(figures))
    added = end_of(one(figures, adjustments=(Adjustment(Month(2025, 11), 5000.0, WHY),)))
    assert round(added.value - plain.value, 6) == 5000
    assert (added.so_far, added.twelfth) == (plain.so_far, plain.twelfth)


def test_what_was_announced_stands_beside_and_changes_nothing() -> None:
    said, silent = one(counts(56), announced=9000.0), one(counts(56))
    assert end_of(said).announced == 9000.0
    assert end_of(said).value == end_of(silent).value


def test_a_broken_series_is_forecast_from_what_compares_and_says_so() -> None:
    figures = (*counts(40), *counts(16, seed=2, level=1000.0))
    found = one(figures, broken_from=JANUARY.plus(40))
    assert found.method is Method.MEAN
    assert "bruten" in found.notes[0].sv
    assert "16 månader" in found.reason.sv
    assert found.points[0].value == pytest.approx(sum(figures[40:]) / 16)
    assert end_of(found).so_far == sum(figures[48:])


def test_a_series_with_many_empty_months_gets_an_even_forecast_and_says_so() -> None:
    rare = tuple(np.random.default_rng(2).poisson(0.4, 72).astype(float).tolist())
    found = one(rare)
    assert found.method in {Method.MEAN, Method.CROSTON}
    assert len({point.value for point in found.points}) == 1
    assert "Många månader" in found.reason.sv
    assert all(point.interval_95 is not None and point.interval_95.low >= 0 for point in found.points)


@pytest.mark.parametrize("first", [30, 34, 35])
def test_a_first_case_after_years_of_none_has_an_interval_of_that_size(first: int) -> None:
    found = one((*(0.0,) * first, 1.0, *(0.0,) * (35 - first)))
    record = found.backtest
    assert record is not None
    assert record.errors[record.chosen] < 100
    assert all(point.interval_95 is not None and point.interval_95.high < 5 for point in found.points)
    interval = end_of(found).interval_80
    assert interval is None or interval.high < 20


@pytest.mark.parametrize(
    ("figures", "method", "reason"),
    [
        ((), Method.NONE, "ingen siffra"),
        ((None,) * 40, Method.NONE, "ingen siffra"),
        ((float("inf"), float("nan")), Method.NONE, "ingen siffra"),
        ((7.0,), Method.LAST, "bara en siffra"),
        ((0.0,) * 60, Method.CONSTANT, "densamma i alla 60"),
        ((5.0,) * 60, Method.CONSTANT, "densamma i alla 60"),
        ((1.0, 2.0, 3.0), Method.MEAN, "3 månader, för få"),
        (counts(27), Method.SEASONAL_NAIVE, "27 månader, för få"),
    ],
)
def test_what_cannot_be_tested_gets_a_plain_answer_with_a_reason(
    figures: tuple[float | None, ...], method: Method, reason: str
) -> None:
    found = one(figures)
    assert found.method is method
    assert reason in found.reason.sv
    assert (found.points == ()) == (method is Method.NONE)


def test_old_figures_and_gaps_are_told() -> None:
    late = one((*counts(54), None, None))
    assert any("juni 2024" in note.sv for note in late.notes)
    assert end_of(late).months_left == 6
    old = one((*counts(40), *(None,) * 24))
    assert (old.method, old.points) == (Method.NONE, ())
    january = one((*counts(59), None, None))
    assert len(january.points) == 12
    assert january.year_end is None
    assert january.why_no_year == sentences.YEAR_NOT_REACHED
    gap = one((*counts(30), None, *counts(25)))
    assert any("1 månad saknas" in note.sv for note in gap.notes)


@pytest.mark.parametrize("leading", [0, 3])
def test_a_year_without_its_first_months_is_of_the_others_and_says_so(leading: int) -> None:
    since, target = Month(2024, 4), {2024: YearTarget(least=100.0)}
    flow = one((*(None,) * leading, 10, 12, 11, 9, 10), first=since.plus(-leading), targets=target)
    end = end_of(flow)
    assert (end.months_left, end.since, end.is_part) == (4, since, True)
    assert end.so_far == pytest.approx(52)
    assert end.value == pytest.approx(52 + 4 * 10.4)
    assert (end.target, end.probability, end.twelfth) == (None, None, None)
    assert any("från och med april 2024" in note.sv and "inte hela årets" in note.sv for note in flow.notes)
    assert not any("utfyll" in note.sv for note in flow.notes)


def test_a_share_or_a_mean_of_the_months_that_are_known_keeps_its_target() -> None:
    empty, target = (None, None, None), {2024: YearTarget(least=50.0)}
    parts, wholes = (*empty, 10, 12, 11, 9, 10), (*empty, 20, 20, 20, 20, 40)
    share = one(parts, first=Month(2024, 1), out_of=wholes, targets=target)
    mean = one(parts, first=Month(2024, 1), over_time=OverTime.MEAN, targets=target)
    assert end_of(share).so_far == pytest.approx(100 * 52 / 120)
    assert end_of(mean).so_far == pytest.approx(10.4)
    for found in (share, mean):
        end = end_of(found)
        assert (end.since, end.is_part, end.target) == (Month(2024, 4), False, YearTarget(least=50.0))
        assert end.probability is not None
        assert any(note.sv.endswith("någon siffra att utgå från.") for note in found.notes)


def test_december_s_figure_rests_on_no_month_before_and_a_year_before_has_its_own_beginning() -> None:
    stock = one((None, None, 10, 12), first=Month(2024, 1), over_time=OverTime.LAST)
    assert end_of(stock).since is None
    begun = one((None, None, *counts(10)), first=Month(2023, 8))
    assert end_of(begun).since is None
    assert begun.notes == ()


def test_a_gap_of_the_year_before_a_break_is_told_as_filled() -> None:
    broken = one((*counts(49), None, *counts(6, seed=2)), broken_from=Month(2024, 4))
    assert any("1 månad saknas" in note.sv for note in broken.notes)


def test_every_method_has_its_words() -> None:
    assert len({method_words(method).sv for method in Method}) == len(Method)


def test_the_same_series_give_the_same_forecasts_in_any_order() -> None:
    several = [MonthlySeries(f"{seed}", JANUARY, counts(60, seed), family="ab"[seed % 2]) for seed in range(30)]
    found = forecast_all(several)
    assert forecast_all(several[::-1]) == found[::-1]
    assert [each.id for each in found] == [each.id for each in several]


def test_intervals_hold_what_comes_about_as_often_as_they_say() -> None:
    chance = np.random.default_rng(11)
    level = 100 * np.exp(np.cumsum(chance.normal(0, 0.02, (200, 84)), axis=1))
    figures = chance.poisson(level).astype(float)
    found = forecast_all(
        [MonthlySeries(f"{row}", JANUARY, tuple(line)) for row, line in enumerate(figures[:, :72].tolist())]
    )
    held = {80: 0, 95: 0}
    for each, came in zip(found, figures[:, 72:], strict=True):
        for point, figure in zip(each.points, came, strict=True):
            for share, interval in ((80, point.interval_80), (95, point.interval_95)):
                held[share] += interval is not None and interval.low <= figure <= interval.high
    assert held[80] / figures[:, 72:].size == pytest.approx(0.80, abs=0.06)
    assert held[95] / figures[:, 72:].size == pytest.approx(0.95, abs=0.03)


def test_assessing_without_forecasts_does_without_numpy() -> None:
    code = "import sys, tertial.assess.region; sys.exit('numpy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@pytest.mark.parametrize("wrong", [float("nan"), float("inf"), 1e200])
def test_an_amount_that_cannot_be_added_is_refused(wrong: float) -> None:
    with pytest.raises(ValueError, match="no amount"):
        Adjustment(JANUARY, wrong, WHY)


def test_targets_and_columns_that_make_no_sense_are_refused() -> None:
    with pytest.raises(ValueError, match="at least or at most"):
        YearTarget()
    with pytest.raises(ValueError, match="no figure is"):
        YearTarget(2.0, 1.0)
    with pytest.raises(ValueError, match="does not say"):
        YearTarget.towards(1.0, Direction.WITHIN)
    with pytest.raises(ValueError, match="2 numerators and 1"):
        MonthlySeries("x", JANUARY, (1.0, 2.0), (1.0,))
