"""A month that lacks is estimated from what is sound, with an interval that holds the truth as often as it says."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tertial.assess.estimates.reasons import rests_on
from tertial.assess.estimates.results import Estimate, NoEstimate, Source
from tertial.assess.estimates.series import Counts, Coverage, ProxySeries, Shape, UnitSeries
from tertial.domain.calendar import Month
from tertial.domain.figures import ComputedFigure
from tertial.domain.results import Outcomes, ReportedValue
from tests.unit.assess.estimates.invented import drawn, estimate_months, gone, months, thinned

GAP = [Month(2025, number) for number in (4, 5, 6)]


def one(found: tuple[Estimate | NoEstimate, ...]) -> Estimate:
    """The first of some, which is an estimate."""
    assert isinstance(found[0], Estimate)
    return found[0]


def kin(count: int = 8, **how: object) -> list[UnitSeries]:
    return [drawn(f"sister-{number}", rows=60 + 10 * number, **how) for number in range(count)]  # type: ignore[arg-type]


@pytest.mark.parametrize("shape", [Shape.COUNT, Shape.SHARE])
@pytest.mark.parametrize("share", [0.0, 0.6])
def test_intervals_of_90_per_cent_hold_the_truth_as_often_as_they_say(shape: Shape, share: float) -> None:
    held = tries = 0
    for seed in range(40):
        series = drawn("a", seed=seed, shape=shape)
        lacking = thinned(series, GAP, share, seed) if share else gone(GAP)
        for said in estimate_months(series, lacking, kin(6, seed=seed, shape=shape)):
            assert isinstance(said, Estimate)
            true = series.months[said.period.last]
            figure = true.numerator if true.denominator is None else 100 * true.numerator / true.denominator
            held += said.low <= figure <= said.high
            tries += 1
    # Four standard deviations of the binomial distribution below 90 per cent.
    assert tries == 120
    assert held >= 120 * 0.9 - 4 * (120 * 0.09) ** 0.5


def test_the_level_of_months_that_lack_together_rests_on_the_known_ones() -> None:
    series = drawn("a", rows=300, shape=Shape.COUNT)
    few = replace(series, months={month: one for month, one in series.months.items() if month >= Month(2024, 6)})
    shared = [
        one(estimate_months(known, gone(GAP), kin(4, shape=Shape.COUNT))).together.lasting for known in (series, few)
    ]
    assert 0 < shared[0] < shared[1] < 0.1


def test_what_befell_all_units_is_seen_in_the_sisters() -> None:
    moved = dict.fromkeys(GAP, 0.5)
    series = drawn("a", rows=300, moved=moved, shape=Shape.COUNT)
    sisters = [drawn(f"s{number}", rows=300, moved=moved, shape=Shape.COUNT) for number in range(6)]
    alone, together = one(estimate_months(series, gone(GAP))), one(estimate_months(series, gone(GAP), sisters))
    true = series.months[GAP[0]].numerator
    assert abs(together.value - true) < abs(alone.value - true) / 2
    assert Source.SISTERS in {source.source for source in together.sources}


def test_a_few_sisters_whose_data_are_wrong_do_not_carry_the_others_with_them() -> None:
    series = drawn("a", rows=300, shape=Shape.COUNT)
    moved = dict.fromkeys(GAP, 4.0)
    right = [drawn(f"s{number}", rows=300, shape=Shape.COUNT) for number in range(8)]
    wrong = [drawn(f"w{number}", rows=300, moved=moved, shape=Shape.COUNT) for number in range(2)]
    without, with_them = (
        one(estimate_months(series, gone(GAP), right)),
        one(estimate_months(series, gone(GAP), right + wrong)),
    )
    assert with_them.value == pytest.approx(without.value, rel=0.03)


def test_what_is_counted_in_whole_numbers_is_estimated_between_whole_numbers() -> None:
    for rows in (0.4, 3, 400):
        series = drawn("a", rows=rows, shape=Shape.COUNT)
        for said in estimate_months(series, gone(GAP), kin(4, shape=Shape.COUNT)):
            assert isinstance(said, Estimate)
            assert said.low == int(said.low)
            assert said.high == int(said.high)


@pytest.mark.parametrize("rows", [0.3, 2])
def test_intervals_of_rare_events_hold_the_truth_too(rows: float) -> None:
    held = tries = 0
    for seed in range(40):
        series = drawn("a", rows=rows, seed=seed, shape=Shape.COUNT)
        sisters = [drawn(f"s{number}", rows=rows * (1 + number), seed=seed, shape=Shape.COUNT) for number in range(6)]
        for said in estimate_months(series, gone(GAP), sisters):
            assert isinstance(said, Estimate)
            held += said.low <= series.months[said.period.last].numerator <= said.high
            tries += 1
    assert tries == 120
    assert held >= 120 * 0.9 - 4 * (120 * 0.09) ** 0.5


def test_units_at_which_nothing_ever_happens_do_not_narrow_what_is_said_of_others() -> None:
    series = drawn("a", rows=5, shape=Shape.COUNT)
    idle = [UnitSeries(f"idle-{number}", Shape.COUNT, dict.fromkeys(series.months, Counts(0.0))) for number in range(9)]
    alone, beside = one(estimate_months(series, gone(GAP))), one(estimate_months(series, gone(GAP), idle))
    assert beside.high - beside.low >= 0.8 * (alone.high - alone.low)


def test_rows_lost_at_random_leave_the_share_as_it_is_and_narrow_its_interval() -> None:
    series = drawn("a", rows=400)
    nothing = one(estimate_months(series, gone(GAP[:1]), kin()))
    half = one(estimate_months(series, thinned(series, GAP[:1], 0.5), kin()))
    most = one(estimate_months(series, thinned(series, GAP[:1], 0.9), kin()))
    assert most.high - most.low < half.high - half.low < nothing.high - nothing.low
    came = thinned(series, GAP[:1], 0.9)[GAP[0]].partial
    assert came is not None
    assert came.denominator is not None
    assert most.value == pytest.approx(100 * came.numerator / came.denominator, abs=1)


def test_a_count_is_scaled_up_and_never_below_what_came() -> None:
    series = drawn("a", rows=400, shape=Shape.COUNT)
    came = Counts(270.0)
    said = one(estimate_months(series, {GAP[0]: Coverage(270, 540, 10, came)}))
    assert said.value > 400
    full = one(estimate_months(series, {GAP[0]: Coverage(5000, 540, 10, Counts(5000.0))}))
    assert full.low >= 5000


def test_a_proxy_that_moves_with_the_unit_is_used() -> None:
    busy = {month: 0.6 if (month.year * 7 + month.number * 5) % 3 else 1.6 for month in months(48)}
    series = drawn("a", rows=200, moved=busy, shape=Shape.COUNT)
    calls = drawn("calls", rows=500, moved=busy, shape=Shape.COUNT)
    phone = ProxySeries("a", "phone-calls", {month: counts.numerator for month, counts in calls.months.items()})
    said = one(estimate_months(series, gone(GAP[:1]), (), [phone]))
    assert said.sources[0].source is Source.PROXY
    assert "samtal" in rests_on(said.sources).sv
    alone = one(estimate_months(series, gone(GAP[:1])))
    assert said.high - said.low < (alone.high - alone.low) / 2


def test_a_share_and_its_counts_stay_within_what_they_can_be() -> None:
    series = drawn("a", rows=8, share=0.97)
    for said in estimate_months(series, gone(GAP), kin(3, share=0.97)):
        assert isinstance(said, Estimate)
        assert 0 <= said.low <= said.value <= said.high <= 100
        assert said.denominator is not None
        assert 0 <= said.numerator.low <= said.numerator.high


def test_what_a_lacking_month_says_in_the_series_itself_is_not_used() -> None:
    series = drawn("a")
    wrong = replace(series, months={**series.months, GAP[0]: Counts(1.0, 900.0)})
    assert estimate_months(series, gone(GAP), kin()) == estimate_months(wrong, gone(GAP), kin())


@pytest.mark.parametrize(
    ("series", "why"),
    [
        (drawn("a", count=4), "för kort"),
        (replace(drawn("a"), broken_from=Month(2025, 3)), "bruten"),
        (UnitSeries("a", Shape.COUNT, {}), "för kort"),
        (UnitSeries("a", Shape.COUNT, dict.fromkeys(months(40), Counts(float("inf")))), "oändliga"),
        (UnitSeries("a", Shape.COUNT, dict.fromkeys(months(40), Counts(1e300))), "orimligt stora"),
        (UnitSeries("a", Shape.COUNT, dict.fromkeys(months(40), Counts(-5.0))), "under noll"),
        (UnitSeries("a", Shape.COUNT, dict.fromkeys(months(40, Month(2010, 1)), Counts(5.0))), "i närheten"),
    ],
)
def test_where_nothing_can_be_said_the_reason_stands(series: UnitSeries, why: str) -> None:
    (said,) = estimate_months(series, gone(GAP[:1]))
    assert isinstance(said, NoEstimate)
    assert why in said.reason.sv
    assert said.reason.en


def test_a_series_that_never_varies_stays_as_it_is() -> None:
    constant = UnitSeries("a", Shape.COUNT, dict.fromkeys(months(40), Counts(7.0)))
    said = one(estimate_months(constant, gone(GAP[:1])))
    assert (said.low, said.value, said.high) == pytest.approx((7, 7, 7))
    nothing = UnitSeries("a", Shape.COUNT, dict.fromkeys(months(40), Counts(0.0)))
    assert one(estimate_months(nothing, gone(GAP[:1]))).value == 0


def test_an_estimate_is_no_figure_and_gives_none() -> None:
    said = one(estimate_months(drawn("a"), gone(GAP[:1]), kin()))
    assert not {ReportedValue, ComputedFigure} & set(type(said).__mro__)
    with pytest.raises(AttributeError):
        Outcomes([said])  # type: ignore[list-item]


@pytest.mark.parametrize("vanishing", [5e-324, 1e-308, 1e-200, 1e-61])
def test_amounts_too_small_to_divide_by_are_no_amounts(vanishing: float) -> None:
    series = UnitSeries("a", Shape.RATIO, dict.fromkeys(months(40), Counts(vanishing, vanishing)))
    (said,) = estimate_months(series, gone(GAP[:1]))
    assert isinstance(said, NoEstimate)
    came = Coverage(vanishing, 500.0, 1.0, Counts(1.0, 1.0))
    assert one(estimate_months(drawn("a"), {GAP[0]: came})).value > 0


def test_rows_below_zero_are_none_that_came() -> None:
    wide = UnitSeries(
        "a", Shape.SHARE, {month: Counts(0.0, 1.0 + 499 * (at % 5 == 0)) for at, month in enumerate(months(40))}
    )
    said = one(estimate_months(wide, {GAP[0]: Coverage(50.0, 100.0, 5.0, Counts(-3.0, -336.0))}))
    assert said == one(estimate_months(wide, {GAP[0]: Coverage(50.0, 100.0, 5.0)}))
    assert said.denominator is not None
    assert said.denominator.low >= 0


@pytest.mark.parametrize("share", [0.3, 0.8])
def test_a_share_of_rows_of_two_kinds_is_as_large_as_it_was(share: float) -> None:
    series = replace(drawn("a", rows=400, share=share), same_rows=False)
    said = one(estimate_months(series, gone(GAP[:1])))
    assert said.low < 100 * share < said.high
    assert said.value == pytest.approx(100 * share, abs=4)
    came = Coverage(300.0, 400.0, 1.0, Counts(300 * share, 400.0), whole=400.0)
    scaled = one(estimate_months(series, {GAP[0]: came}))
    assert scaled.value == pytest.approx(100 * share, abs=4)
    assert scaled.numerator is not None
    assert scaled.numerator.low >= 300 * share
    assert scaled.high - scaled.low < said.high - said.low


@pytest.mark.parametrize("share", [0.3, 0.8])
def test_a_share_of_rows_of_two_kinds_is_never_more_than_the_whole(share: float) -> None:
    series = replace(drawn("a", rows=400, share=share), same_rows=False)
    too_many = Coverage(200.0, 400.0, 10.0, Counts(900.0, 400.0), whole=400.0)
    said = one(estimate_months(series, {GAP[0]: too_many}))
    assert (said.low, said.value, said.high) == (100, 100, 100)


@pytest.mark.parametrize("same_rows", [True, False])
def test_a_denominator_that_came_whole_is_kept_and_narrows_the_share_of_few(same_rows: bool) -> None:
    series = replace(drawn("a", rows=6, share=0.5), same_rows=same_rows)
    unknown = one(estimate_months(series, gone(GAP[:1])))
    assert unknown.denominator is not None
    about = unknown.denominator.value
    known = one(estimate_months(series, {GAP[0]: Coverage(0.0, whole=about)}))
    assert known.denominator is not None
    assert (known.denominator.low, known.denominator.value, known.denominator.high) == (about, about, about)
    assert known.value == pytest.approx(unknown.value)
    if same_rows:
        assert known.high - known.low < unknown.high - unknown.low


def test_shares_of_so_few_that_nobody_knows_of_how_many_hold_the_truth_too() -> None:
    held = tries = 0
    for seed in range(40):
        series = drawn("a", rows=4, share=0.85, seed=seed)
        for said in estimate_months(series, gone(GAP), kin(6, seed=seed, share=0.85)):
            assert isinstance(said, Estimate)
            true = series.months[said.period.last]
            assert true.denominator is not None
            held += said.low <= 100 * true.numerator / true.denominator <= said.high
            tries += 1
    assert tries == 120
    assert held >= 120 * 0.9 - 3 * (120 * 0.09) ** 0.5
