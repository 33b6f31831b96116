"""Effects of actions: what is told, why nothing is told, and what is put aside."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

import numpy as np
import pytest

from tertial.assess.effects.before_and_after import effect_of
from tertial.assess.effects.effect import Effect, Method, MonthFigure, Reason, Scale, Start
from tertial.assess.effects.of_results import months_of, months_together, scale_of
from tertial.assess.effects.regression import AUTOCORRELATIONS, PRIOR, Design, averaged
from tertial.assess.effects.student_t import mixture_quantile, t_below
from tertial.domain.calendar import Month, Period
from tertial.domain.indicators import ValueUnit
from tertial.domain.results import WHOLE, Quality, ReportedValue
from tests.unit.assess.cast import an_indicator

FIRST = Month(2022, 1)
MONTHS = [FIRST.plus(place) for place in range(36)]
NOISE = np.random.default_rng(7).normal(0, 1, 60)


def series(figures: Sequence[float | None], sizes: Sequence[float] | None = None) -> list[MonthFigure]:
    behind = [None] * len(figures) if sizes is None else sizes
    return [
        MonthFigure(FIRST.plus(place), figure, size)
        for place, (figure, size) in enumerate(zip(figures, behind, strict=True))
    ]


def stepped(before: int, after: int, size: float) -> list[float | None]:
    return [50 + float(NOISE[place]) + (size if place >= before else 0) for place in range(before + after)]


def start(before: int, phase_in: int = 0) -> Start:
    return Start(FIRST.plus(before), phase_in)


def answered(effect: Effect) -> tuple[float, float, float]:
    assert effect.reason is None
    assert effect.low is not None
    assert effect.value is not None
    assert effect.high is not None
    return effect.low, effect.value, effect.high


@pytest.mark.parametrize(
    ("freedom", "t"), [(1, 12.7062), (2, 4.30265), (3, 3.18245), (5, 2.57058), (10, 2.22814), (30, 2.04227)]
)
def test_the_distribution_has_the_printed_quantiles_of_student(freedom: int, t: float) -> None:
    assert t_below(np.array([t, 0.0, -t]), freedom) == pytest.approx([0.975, 0.5, 0.025], abs=1e-6)
    one = (np.array([1.0]), np.array([3.0]), np.array([2.0]))
    assert mixture_quantile(0.975, *one, freedom) == pytest.approx(3 + 2 * t, rel=1e-5)


def test_the_average_over_autocorrelations_is_that_of_dense_matrices_solved_one_by_one() -> None:
    places = np.array([-9.0, -8, -7, -5, -4, -3, -2, -1, 0, 1, 2, 4, 5])
    columns = np.column_stack([np.ones(13), places / 12, places >= 0])
    spread = np.linspace(0.8, 1.2, 13)
    figures = NOISE[:13] / 3 + 0.5 * (places >= 0)
    freedom = 13 - 3 - 1
    log_weights, sizes, errors = [], [], []
    for autocorrelation, prior in zip(AUTOCORRELATIONS, PRIOR, strict=True):
        apart = np.abs(places[:, np.newaxis] - places)
        variance = np.where(apart == 0, 1.0, autocorrelation**apart) * np.outer(spread, spread)
        precise = np.linalg.inv(variance)
        inverse = np.linalg.inv(columns.T @ precise @ columns)
        size = inverse @ columns.T @ precise @ figures
        left = figures - columns @ size
        squares = float(left @ precise @ left)
        log_weights.append(
            math.log(prior)
            - np.linalg.slogdet(variance)[1] / 2
            + np.linalg.slogdet(inverse)[1] / 2
            - (13 - 3) / 2 * math.log(squares)
        )
        sizes.append(size)
        errors.append(math.sqrt(squares / freedom * inverse[2, 2]))
    weights = np.exp(np.array(log_weights) - max(log_weights))
    weights /= weights.sum()
    answer = averaged(figures, Design(places, columns, np.zeros((13, 0)), 2, spread))
    assert answer is not None
    assert answer.sizes == pytest.approx(weights @ np.array(sizes))
    for share, end in ((0.025, answer.low), (0.5, answer.value), (0.975, answer.high)):
        below = t_below((end - np.array(sizes)[:, 2]) / np.array(errors), freedom)
        assert float(weights @ below) == pytest.approx(share, abs=1e-8)


def test_a_clear_step_is_told_with_its_size_and_the_lines_of_the_picture() -> None:
    effect = effect_of(series(stepped(24, 12, 8.0)), start(24), Scale.VALUE)
    low, value, high = answered(effect)
    assert 0 < low < 8 < high < 14
    assert value == pytest.approx(8, abs=2)
    assert effect.sure
    assert effect.season_known
    after = [one for one in effect.fitted if one.fitted is not None]
    assert [one.month for one in after] == MONTHS[24:]
    gaps = [one.fitted - one.expected for one in after if one.fitted is not None]
    assert gaps == pytest.approx([value] * 12, abs=0.5)


def test_months_may_come_in_any_order() -> None:
    figures = series(stepped(24, 12, 3.0))
    mixed = [figures[place] for place in np.random.default_rng(1).permutation(36)]
    assert effect_of(mixed, start(24), Scale.VALUE) == effect_of(figures, start(24), Scale.VALUE)


def test_a_trend_that_goes_on_is_no_effect() -> None:
    rising = [one + 0.8 * place for place, one in enumerate(stepped(24, 12, 0.0)) if one is not None]
    assert not effect_of(series(rising), start(24), Scale.VALUE).sure


def test_a_season_that_comes_again_is_no_effect() -> None:
    waved = [
        one + 6 * math.cos(math.pi * place / 6) for place, one in enumerate(stepped(26, 5, 0.0)) if one is not None
    ]
    low, _value, high = answered(effect_of(series(waved), start(26), Scale.VALUE))
    assert low < 0 < high
    assert high - low < 9


def test_what_happens_to_all_units_is_no_effect() -> None:
    everywhere = stepped(24, 12, 9.0)
    beside = {
        f"unit-{number}": series(
            [60 + number + float(one) + (9 if place >= 24 else 0) for place, one in enumerate(noise)]
        )
        for number, noise in enumerate(np.random.default_rng(3).normal(0, 1, (4, 36)))
    }
    alone = effect_of(series(everywhere), start(24), Scale.VALUE)
    together = effect_of(series(everywhere), start(24), Scale.VALUE, comparison=beside)
    assert alone.sure
    assert not together.sure
    assert together.method is Method.COMPARED
    assert together.comparison_units == 4
    assert dict(together.compared)[MONTHS[30]] == pytest.approx(70.5, abs=2)


def test_the_months_in_which_the_action_was_put_in_place_are_neither_before_nor_after() -> None:
    figures = stepped(24, 12, 4.0)
    wild = [*figures[:22], 900.0, -900.0, *figures[24:]]
    calm = effect_of(series(wild), start(24, phase_in=2), Scale.VALUE)
    assert answered(calm)[2] < 10
    assert (calm.months_before + len(calm.guard), calm.months_after) == (22, 12)
    assert not {one.month for one in calm.fitted} & {MONTHS[22], MONTHS[23]}


def test_months_without_a_reliable_figure_are_left_out_and_said() -> None:
    figures = series(stepped(24, 12, 4.0))
    figures[5] = MonthFigure(MONTHS[5], 1e6, reliable=False)
    figures[30] = MonthFigure(MONTHS[30], None)
    figures[31] = MonthFigure(MONTHS[31], math.inf)
    effect = effect_of(figures, start(24), Scale.VALUE)
    assert effect.left_out == (MONTHS[5], MONTHS[30], MONTHS[31])
    assert (effect.months_before, effect.months_after) == (23, 10)
    assert answered(effect)[2] < 10


def test_a_month_that_stands_out_just_before_the_start_is_put_aside_so_that_its_return_is_no_effect() -> None:
    figures = stepped(16, 6, 0.0)
    figures[15] = 58.0
    effect = effect_of(series(figures), start(16), Scale.VALUE)
    assert effect.guard == (MONTHS[15],)
    assert effect.months_before == 15
    without = [*figures[:15], None, *figures[16:]]
    assert answered(effect) == pytest.approx(answered(effect_of(series(without), start(16), Scale.VALUE)))


def test_no_effect_is_told_where_too_few_months_are_left_when_extreme_ones_are_put_aside() -> None:
    usual, after = [50.0, 50.3, 49.8, 50.1, 49.9], stepped(0, 6, 0.0)
    calm = effect_of(series([*usual, 50.2, 49.9, 50.0, *after]), start(8), Scale.VALUE)
    tried = effect_of(series([*usual, 50.3, 54.0, 50.3, *after]), start(8), Scale.VALUE)
    assert calm.reason is None
    assert tried.reason is Reason.EXTREME
    assert tried.guard == tuple(MONTHS[5:8])


@pytest.mark.parametrize(
    ("before", "after", "breaks", "reason"),
    [
        (7, 12, [], Reason.TOO_FEW_BEFORE),
        (8, 3, [], Reason.TOO_FEW_AFTER),
        (24, 12, [24], Reason.BREAK),
        (24, 12, [23], Reason.BREAK),
        (24, 12, [20], Reason.BREAK),
        (24, 12, [26], Reason.BREAK),
        (24, 12, [10, 30], None),
        (24, 12, [0, 50], None),
    ],
)
def test_too_few_months_or_a_break_near_the_start_is_a_reason(
    before: int, after: int, breaks: list[int], reason: Reason | None
) -> None:
    cuts = [FIRST.plus(place) for place in breaks]
    effect = effect_of(series(stepped(before, after, 5.0)), start(before), Scale.VALUE, breaks=cuts)
    assert effect.reason is reason
    assert (effect.value is None) is (reason is not None)
    if breaks == [10, 30]:
        assert (effect.months_before, effect.months_after, effect.breaks) == (14, 6, (MONTHS[10], MONTHS[30]))


def test_shares_too_small_to_be_any_are_as_good_as_none() -> None:
    vanishing = series([0.0, 1e-227] * 12, [100.0] * 24)
    assert effect_of(vanishing, start(12), Scale.POINTS).reason is Reason.NO_VARIATION


@pytest.mark.parametrize(
    "figures", [[0.0] * 24, [7.5] * 24, [1.0] * 12 + [2.0] * 12, [float(place) for place in range(24)]]
)
def test_figures_that_do_not_vary_say_nothing_of_chance(figures: list[float]) -> None:
    assert effect_of(series(figures), start(12), Scale.VALUE).reason is Reason.NO_VARIATION


def test_counts_are_told_in_per_cent_and_small_ones_in_their_own_unit() -> None:
    chance = np.random.default_rng(11)
    many = [float(chance.poisson(2000 * (1.5 if place >= 24 else 1))) for place in range(36)]
    few = [float(chance.poisson(2 + (6 if place >= 24 else 0))) for place in range(36)]
    large, small = (effect_of(series(one), start(24), Scale.PERCENT) for one in (many, few))
    assert (large.scale, small.scale) == (Scale.PERCENT, Scale.VALUE)
    assert answered(large)[1] == pytest.approx(50, abs=10)
    assert answered(small)[1] == pytest.approx(6, abs=3)
    beside = {"other": series(many)}
    assert effect_of(series(few), start(24), Scale.PERCENT, comparison=beside).reason is Reason.TOO_SMALL


def test_a_month_of_few_cases_weighs_less_than_one_of_many() -> None:
    chance = np.random.default_rng(5)
    sizes = [float(one) for one in chance.integers(800, 900, 36)]
    figures = [100 * float(chance.binomial(int(size), 0.7)) / size for size in sizes]
    odd = list(figures)
    odd[30], sizes[30] = 10.0, 10.0
    weighed = effect_of(series(odd, sizes), start(24), Scale.POINTS)
    alike = effect_of(series(odd), start(24), Scale.POINTS)
    assert answered(alike)[1] < -2
    assert abs(answered(weighed)[1]) < 1.5


def test_comparison_units_that_lack_months_are_left_out_and_without_any_there_is_a_reason() -> None:
    full, holes = stepped(24, 12, 0.0), [None if place % 4 == 0 else 50.0 + place % 3 for place in range(36)]
    treated = series([float(one) + place % 5 for place, one in enumerate(full) if one is not None])
    some = effect_of(treated, start(24), Scale.VALUE, comparison={"full": series(full), "holes": series(holes)})
    assert (some.comparison_units, some.comparison_left_out) == (1, ("holes",))
    none = effect_of(treated, start(24), Scale.VALUE, comparison={"holes": series(holes)})
    assert none.reason is Reason.NO_COMPARISON


def test_a_month_that_comes_twice_and_a_start_before_it_was_begun_are_refused() -> None:
    with pytest.raises(ValueError, match="twice"):
        effect_of([MonthFigure(FIRST, 1.0), MonthFigure(FIRST, 2.0)], start(24), Scale.VALUE)
    with pytest.raises(ValueError, match="0 months or more"):
        Start(FIRST, -1)
    with pytest.raises(ValueError, match="or a reason"):
        Effect(Scale.VALUE, Method.BEFORE, start(24), 8, 4, value=math.nan, low=0.0, high=1.0)


def test_the_months_of_an_indicator_are_read_from_its_results() -> None:
    share = an_indicator()
    values = [
        ReportedValue(share.id, "u", Period.parse("2025-03"), WHOLE, numerator=2, denominator=3),
        ReportedValue(share.id, "u", Period.parse("2025-YTD03"), WHOLE, numerator=5, denominator=9),
        ReportedValue(
            share.id, "u", Period.parse("2025-04"), WHOLE, numerator=1, denominator=4, quality=Quality.PARTIAL
        ),
    ]
    read = months_of(values, share)
    assert [(one.month, one.size, one.reliable) for one in read] == [
        (Month(2025, 3), 3.0, True),
        (Month(2025, 4), 4.0, False),
    ]
    assert [one.figure for one in read] == pytest.approx([200 / 3, 25])
    assert scale_of(share) is Scale.POINTS


def reported(month: str, unit: str, numerator: int | None, denominator: int | None = None) -> ReportedValue:
    value = Decimal(70) if numerator is None else None
    return ReportedValue("phone", unit, Period.parse(month), WHOLE, value, numerator, denominator)


def test_units_that_report_counts_are_put_together_and_a_month_that_one_lacks_has_no_figure() -> None:
    north = [
        reported("2025-03", "north", 2, 3),
        reported("2025-04", "north", 1, 4),
        reported("2025-YTD04", "north", 3, 7),
    ]
    south = [
        replace(reported("2025-03", "south", 3, 5), quality=Quality.PARTIAL),
        reported("2025-04", "south", 2, 4),
        reported("2025-05", "south", 1, 4),
    ]
    together = months_together([north, south], an_indicator())
    assert together is not None
    assert [(one.month.number, one.figure, one.size, one.reliable) for one in together] == [
        (3, 62.5, 8.0, False),
        (4, 37.5, 8.0, True),
        (5, None, 4.0, False),
    ]


def test_units_of_which_one_reports_without_counts_do_not_add_up() -> None:
    share = an_indicator()
    assert months_together([[reported("2025-03", "a", 1, 4)], [reported("2025-03", "b", None)]], share) is None
    assert months_together([[reported("2025-03", "a", 1, 4)], [reported("2025-03", "b", 2)]], share) is None
    count = an_indicator(unit=ValueUnit.COUNT)
    added = months_together([[reported("2025-03", "a", 4)], [reported("2025-03", "b", 5)]], count)
    assert added == (MonthFigure(Month(2025, 3), 9.0),)
