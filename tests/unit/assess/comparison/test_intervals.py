"""Intervals, standardised figures and differences between two groups."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from statistics import mean, stdev, variance

import pytest

from tertial.assess.comparison import Difference, Mean, Moments, Rate, Share, Verdict, difference, reasons
from tertial.assess.comparison.counts import byar, count_interval, exact, rate_interval
from tertial.assess.comparison.differences import ratio_interval
from tertial.assess.comparison.interval import Interval, Method
from tertial.assess.comparison.means import mean_interval
from tertial.assess.comparison.proportions import wald, wilson
from tertial.assess.comparison.standard_population import AGE_BANDS, in_standard_bands
from tertial.assess.comparison.standardised import (
    NO_EXPECTED,
    Standardised,
    direct,
    direct_share,
    indirect,
    indirect_share,
    ratio_to_expected,
)

# Student's sleep data (Biometrika 1908;6:1–25), as in R's documentation of t.test: hours gained by two drugs.
FIRST = (0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0)
SECOND = (1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4)


def moments(values: tuple[float, ...]) -> Moments:
    return Moments.of_histogram(Counter(values))


def test_counts_below_ten_have_exact_limits_and_others_byars() -> None:
    assert (count_interval(9).method, count_interval(10).method) == (Method.EXACT, Method.BYAR)
    assert count_interval(0).low == 0


@pytest.mark.parametrize("events", [0, 1, 2, 5, 9])
def test_exact_limits_are_the_levels_at_which_so_many_events_would_be_one_in_forty(events: int) -> None:
    found = count_interval(events)

    def at_most(count: int, level: float) -> float:
        return math.exp(-level) * math.fsum(level**k / math.factorial(k) for k in range(count + 1))

    assert at_most(events, found.high) == pytest.approx(0.025, rel=1e-9)
    if events:
        assert 1 - at_most(events - 1, found.low) == pytest.approx(0.025, rel=1e-9)


def test_byars_limits_are_near_the_exact_ones_from_ten_events() -> None:
    for events in (10, 30, 100, 1000):
        rough, sure = byar(events), exact(events)
        assert (rough.low, rough.high) == pytest.approx((sure.low, sure.high), rel=0.002)
        assert rough.low != sure.low


def test_a_share_of_all_or_none_ends_where_shares_end() -> None:
    assert wilson(0, 7).low == 0
    assert wilson(7, 7).high == 1


def test_walds_interval_of_no_events_has_no_width_which_is_why_it_is_not_used() -> None:
    assert (wald(0, 20).low, wald(0, 20).high) == (0, 0)
    assert wald(65, 100, 0.9).high < wald(65, 100).high


def test_the_interval_of_a_mean_is_that_of_students_sleep_data() -> None:
    # R, example(sleep): paired difference −1.58 (−2.4598858 to −0.7001142).
    gained = tuple(round(one - other, 1) for one, other in zip(FIRST, SECOND, strict=True))
    interval = mean_interval(moments(gained))
    assert interval is not None
    assert (interval.low, interval.high) == pytest.approx((-2.4598858, -0.7001142), abs=5e-8)


def student_density(freedom: float) -> Callable[[float], float]:
    scale = math.gamma((freedom + 1) / 2) / (math.sqrt(freedom * math.pi) * math.gamma(freedom / 2))
    return lambda t: scale * (1 + t * t / freedom) ** (-(freedom + 1) / 2)


def within(t: float, freedom: float, steps: int = 2000) -> float:
    """The probability between −t and t, by Simpson's rule."""
    density, step = student_density(freedom), t / steps
    inner = math.fsum((4 if at % 2 else 2) * density(at * step) for at in range(1, steps))
    return 2 * step / 3 * (density(0) + inner + density(t))


def test_the_sleep_data_give_the_same_by_the_density_of_students_t_summed_up() -> None:
    gained = [one - other for one, other in zip(FIRST, SECOND, strict=True)]
    error = stdev(gained) / math.sqrt(len(gained))
    assert mean(gained) == pytest.approx(-1.58)
    assert within((mean(gained) + 2.4598858) / error, len(gained) - 1) == pytest.approx(0.95, abs=2e-8)
    parts = [variance(values) / len(values) for values in (FIRST, SECOND)]
    # Welch's degrees of freedom.
    freedom = sum(parts) ** 2 / sum(part**2 / (len(FIRST) - 1) for part in parts)
    error, apart = math.sqrt(sum(parts)), mean(FIRST) - mean(SECOND)
    assert within((apart + 3.3654832) / error, freedom) == pytest.approx(0.95, abs=2e-8)
    assert 1 - within(-apart / error, freedom) == pytest.approx(0.07939, abs=5e-6)


def test_enormous_values_keep_their_variance_and_a_single_one_has_none() -> None:
    assert Moments.of_histogram(dict.fromkeys((10**12, 10**12 + 1, 10**12 + 2), 1)).variance == 1
    assert mean_interval(Moments.of_histogram({7: 1})) is None


def test_a_directly_standardised_rate_is_withheld_below_ten_events() -> None:
    people = dict.fromkeys(AGE_BANDS, 1000.0)
    nine, ten = direct({"40-44": 9}, people), direct({"40-44": 10}, people)
    assert nine.value is None
    assert nine.reason is not None
    assert nine.reason.sv == "Färre än 10 händelser är för få för ett åldersstandardiserat tal."
    assert ten.value == pytest.approx(70)


def test_ages_with_nobody_give_a_reason_and_no_rate() -> None:
    people = {band: 1000.0 for band in AGE_BANDS if band != "90+"}
    alone = direct({"40-44": 50}, people)
    assert alone.reason is not None
    assert alone.reason.sv == "Ingen är i åldern 90+ år, så talet går inte att åldersstandardisera."
    both = direct({"40-44": 50}, {"40-44": 100})
    assert both.reason is not None
    assert both.reason.en == "There are ages with nobody (0–4 to 90+ years), so the rate cannot be standardised by age."


def test_a_population_like_the_standard_has_its_crude_rate() -> None:
    counts = dict.fromkeys(AGE_BANDS, 3.0)
    people = dict.fromkeys(AGE_BANDS, 1000.0)
    found = direct(counts, people)
    assert found.interval is not None
    limits = byar(57)
    assert found.value == pytest.approx(300)
    assert found.interval.low < 300 < found.interval.high
    even = direct(counts, people, dict.fromkeys(AGE_BANDS, 1.0))
    assert even.interval is not None
    assert even.interval.low == pytest.approx(limits.low / 19_000 * 100_000)


def test_the_oldest_are_taken_together_as_the_standard_has_them() -> None:
    assert in_standard_bands({"85-89": 3, "90-94": 2, "95+": 1}) == {"85-89": 3, "90+": 3}


def test_observed_over_expected_has_exact_limits_when_few_are_observed() -> None:
    # Garwood's limits of 5: 1.623 to 11.67, here over 4 expected.
    found = indirect({"0-4": 5}, {"0-4": 400}, {"0-4": 10}, {"0-4": 1000})
    assert found.value == pytest.approx(1.25)
    assert found.interval is not None
    assert (found.interval.low, found.interval.high) == pytest.approx((1.623 / 4, 11.67 / 4), abs=0.002)
    assert ratio_to_expected(3, 0).reason == NO_EXPECTED


def test_the_ratio_of_two_rates_is_that_of_rs_documentation() -> None:
    # R, example(poisson.test): 11 in 800 against 21 in 3011, ratio 1.971488 (0.8584264 to 4.2772659).
    found = difference(Rate(11, 800), Rate(21, 3011))
    assert isinstance(found, Difference)
    assert found.ratio == pytest.approx(1.971488, abs=5e-7)
    assert found.ratio_interval is not None
    assert (found.ratio_interval.low, found.ratio_interval.high) == pytest.approx((0.8584264, 4.2772659), abs=5e-8)
    assert found.verdict is Verdict.NOT_SHOWN


def test_the_limits_of_a_ratio_are_where_so_many_of_all_events_in_the_first_would_be_one_in_forty() -> None:
    def at_most(events: int, ratio: float) -> float:
        share = ratio * 800 / (ratio * 800 + 3011)
        return math.fsum(math.comb(32, k) * share**k * (1 - share) ** (32 - k) for k in range(events + 1))

    assert 1 - at_most(10, 0.8584264) == pytest.approx(0.025, abs=1e-8)
    assert at_most(11, 4.2772659) == pytest.approx(0.025, abs=1e-8)


def test_the_ratio_of_two_rates_is_that_of_rs_exactci() -> None:
    # poisson.exact(c(60, 30), c(51477.5, 54308.7)), in statsmodels' tests; the data are of Gu, Ng, Tang and Schucany,
    # Biometrical Journal 2008;50:283-298, who give the one-sided mid-p as 0.000310.
    found = difference(Rate(60, 51477.5), Rate(30, 54308.7))
    assert isinstance(found, Difference)
    assert found.ratio_interval is not None
    assert (found.ratio_interval.low, found.ratio_interval.high) == pytest.approx(
        (1.339735721772650, 3.388365573616252), rel=1e-13
    )
    assert found.alike / 2 == pytest.approx(0.000310, abs=5e-7)


def test_the_ratio_of_one_event_to_a_million_million_has_all_its_digits() -> None:
    many = 10.0**12
    few, turned = ratio_interval(Rate(0, 1), Rate(many, 1)), ratio_interval(Rate(many, 1), Rate(0, 1))
    assert few is not None
    assert turned is not None
    # By the closed form: (1 − p)ⁿ = 0.025.
    assert few.high == pytest.approx(math.expm1(-math.log(0.025) / many), rel=1e-12)
    assert turned.low == pytest.approx(1 / few.high, rel=1e-12)


def test_a_ratio_to_no_events_has_no_upper_limit() -> None:
    interval = ratio_interval(Rate(4, 10), Rate(0, 10))
    assert interval is not None
    assert interval.high == math.inf
    assert ratio_interval(Rate(0, 10), Rate(0, 10)) is None


def test_the_difference_of_two_means_is_that_of_welch() -> None:
    # R, example(t.test): −3.3654832 to 0.2054832, p = 0.07939.
    found = difference(Mean(moments(FIRST)), Mean(moments(SECOND)))
    assert isinstance(found, Difference)
    assert (found.interval.low, found.interval.high) == pytest.approx((-3.3654832, 0.2054832), abs=5e-8)
    assert found.alike == pytest.approx(0.07939, abs=5e-6)


def test_a_verdict_is_turned_about_with_its_groups() -> None:
    one, other = Share(900, 1000), Share(800, 1000)
    higher, lower = difference(one, other), difference(other, one)
    assert isinstance(higher, Difference)
    assert isinstance(lower, Difference)
    assert (higher.verdict, lower.verdict) == (Verdict.HIGHER, Verdict.LOWER)
    assert higher.interval.low == pytest.approx(-lower.interval.high)


@pytest.mark.parametrize(("one", "other"), [((0, 1), (3, 3)), ((6, 7), (2, 7)), ((1, 10), (9, 1000))])
def test_what_chance_often_gives_is_not_shown_although_newcombes_interval_leaves_nought_out(
    one: tuple[int, int], other: tuple[int, int]
) -> None:
    found = difference(Share(*one), Share(*other))
    assert isinstance(found, Difference)
    assert not found.interval.holds(0)
    assert found.alike >= 0.05
    assert (found.verdict, found.is_doubtful) == (Verdict.NOT_SHOWN, True)


@pytest.mark.parametrize("size", [1, 3, 10])
def test_groups_that_do_not_differ_are_said_to_at_most_one_time_in_twenty(size: int) -> None:
    def likely(events: int, of: int, level: float) -> float:
        return math.comb(of, events) * level**events * (1 - level) ** (of - events)

    shown = []
    for events in range(size + 1):
        for others in range(61):
            found = difference(Share(events, size), Share(others, 60))
            if isinstance(found, Difference) and found.verdict is not Verdict.NOT_SHOWN:
                shown.append((events, others))
    for level in (0.01, 0.03, 0.1, 0.3, 0.5, 0.9):
        assert math.fsum(likely(one, size, level) * likely(two, 60, level) for one, two in shown) <= 0.05


@pytest.mark.parametrize("large", [10_000, 100_000])
def test_large_numbers_are_judged_as_sums_of_probabilities_would(large: int) -> None:
    # The normal distribution takes over at a variance of 100; on both sides of it the answer is the same.
    found = difference(Share(round(large * 0.0105), large), Share(round(large * 0.0088), large))
    assert isinstance(found, Difference)
    assert (found.alike < 0.05) == (found.verdict is not Verdict.NOT_SHOWN)


def test_what_cannot_be_held_against_each_other_has_its_reason() -> None:
    assert difference(None, Share(1, 2)) == reasons.NO_COUNTS
    assert difference(Share(0, 0), Share(1, 2)) == reasons.NOBODY
    assert difference(Share(1, 10**400), Share(1, 2)) == reasons.TOO_LARGE
    single = Mean(moments((3.0,)))
    assert difference(single, Mean(moments(FIRST))) == reasons.SINGLE_VALUE
    same = difference(Mean(moments((3.0, 3.0))), Mean(moments((3.0, 3.0))))
    assert isinstance(same, Difference)
    assert (same.alike, same.verdict) == (1, Verdict.NOT_SHOWN)
    with pytest.raises(ValueError, match="cannot be held against"):
        difference(Share(1, 2), Rate(1, 2))


def test_figures_that_cannot_be_are_refused() -> None:
    for wrong in (
        lambda: Share(3, 2),
        lambda: Share(math.nan, 2),
        lambda: Rate(-1, 2),
        lambda: Rate(1, 1e-300),
        lambda: Moments(0, 0, 0),
        lambda: Moments.of_histogram({}),
        lambda: wilson(1, 0),
        lambda: byar(0),
        lambda: count_interval(-1),
        lambda: rate_interval(1, 0),
        lambda: Interval(2, 1, Method.WALD),
        lambda: Interval(1, 2, Method.WALD).times(-1),
        lambda: direct({"0-3": 1}, {}),
        lambda: direct({"0-4": -1}, {}),
        lambda: indirect({}, {"0-4": 10}, {}, {}),
        lambda: Standardised(3, value=2.0),
    ):
        with pytest.raises(ValueError, match=r"\w"):
            wrong()


def test_a_common_share_is_standardised_by_those_without_it() -> None:
    people = {band: 200.0 + 10 * place for place, band in enumerate(AGE_BANDS)}
    having = {band: round(count * (0.95 - place / 50)) for place, (band, count) in enumerate(people.items())}
    lacking = {band: count - having[band] for band, count in people.items()}
    common, rare = direct_share(having, people), direct_share(lacking, people)
    assert rare == replace(direct(lacking, people, per=100), events=sum(lacking.values()))
    assert common.value is not None
    assert rare.value is not None
    assert common.value == pytest.approx(100 - rare.value)
    assert common.interval is not None
    assert rare.interval is not None
    assert (common.interval.low, common.interval.high) == (100 - rare.interval.high, 100 - rare.interval.low)
    assert common.events == sum(having.values())


def test_a_share_that_nearly_everybody_has_is_withheld_and_says_of_whom_there_are_too_few() -> None:
    people = dict.fromkeys(AGE_BANDS, 100.0)
    found = direct_share({**people, "40-44": 91.0}, people)
    assert found.reason is not None
    assert found.reason.en == "Fewer than 10 without what is counted are too few for a share standardised by age."


def test_limits_of_a_share_stay_between_nought_and_a_hundred() -> None:
    # Ten events, all in the smallest of very uneven ages: Dobson's lower limit is below nought.
    people = {**dict.fromkeys(AGE_BANDS, 10.0), "0-4": 1000.0}
    found = direct_share({"0-4": 9, "90+": 1}, people)
    assert direct({"0-4": 9, "90+": 1}, people, per=100).interval != found.interval
    assert found.interval is not None
    assert found.interval.low == 0


def test_observed_over_expected_of_a_common_share_has_the_limits_of_those_without_it() -> None:
    # 90 of 100 where 80 are expected: ten are without, of which the exact limits are 4.795 and 18.39 (Garwood).
    found = indirect_share({"0-4": 90}, {"0-4": 100}, {"0-4": 800}, {"0-4": 1000})
    assert found.value == pytest.approx(90 / 80)
    ten = count_interval(10)
    assert found.interval is not None
    assert (found.interval.low, found.interval.high) == pytest.approx(((100 - ten.high) / 80, (100 - ten.low) / 80))
    rare = {"0-4": 10}, {"0-4": 100}, {"0-4": 200}, {"0-4": 1000}
    assert indirect_share(*rare) == indirect(*rare)


def test_narrow_bands_lie_in_those_of_the_standard_population() -> None:
    counts = {"0": 1.0, "1-4": 2.0, "15-17": 3.0, "18-19": 4.0, "90-94": 5.0, "95+": 6.0, "65+": 7.0, "unknown": 8.0}
    assert in_standard_bands(counts) == {"0-4": 3, "15-19": 7, "90+": 11, "65+": 7, "unknown": 8}
