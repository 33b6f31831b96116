"""Distributions and their quantiles, to the digits of printed tables."""

from __future__ import annotations

import math

import pytest

from tertial.assess.comparison import chance
from tertial.assess.comparison.quantiles import (
    beta_odds_quantile,
    beta_quantile,
    beta_share,
    chi_square_quantile,
    gamma_share,
    student_quantile,
    student_tail,
    studentised_range_quantile,
    two_sided,
)


@pytest.mark.parametrize(
    ("share", "freedom", "printed"),
    [(0.95, 1, 3.841), (0.95, 10, 18.307), (0.05, 10, 3.940), (0.99, 100, 135.807), (0.025, 2, 0.0506)],
)
def test_chi_square_is_as_in_the_tables_of_pearson_and_hartley(share: float, freedom: int, printed: float) -> None:
    assert chi_square_quantile(share, freedom) == pytest.approx(printed, abs=0.0005)


@pytest.mark.parametrize(
    ("share", "freedom", "printed"), [(0.975, 1, 12.706), (0.975, 10, 2.228), (0.95, 120, 1.658), (0.995, 5, 4.032)]
)
def test_students_t_is_as_in_the_tables(share: float, freedom: int, printed: float) -> None:
    assert student_quantile(share, freedom) == pytest.approx(printed, abs=0.0005)
    assert student_tail(student_quantile(share, freedom), freedom) == pytest.approx(2 * (1 - share), rel=1e-8)


@pytest.mark.parametrize(("groups", "printed"), [(2, 2.772), (3, 3.314), (5, 3.858), (10, 4.474), (20, 5.012)])
def test_the_studentised_range_is_as_in_harters_table(groups: int, printed: float) -> None:
    assert studentised_range_quantile(0.95, groups) == pytest.approx(printed, abs=0.0006)


def test_the_integrals_are_as_their_closed_forms() -> None:
    assert gamma_share(1, 2.5) == pytest.approx(1 - math.exp(-2.5), rel=1e-13)
    assert gamma_share(3, 0) == 0
    assert gamma_share(15, 18.3) == pytest.approx(
        1 - math.exp(-18.3) * sum(18.3**k / math.factorial(k) for k in range(15)), rel=1e-12
    )
    assert beta_share(2, 3, 0.4) == pytest.approx(
        sum(math.comb(4, k) * 0.4**k * 0.6 ** (4 - k) for k in range(2, 5)), rel=1e-13
    )
    assert (beta_share(2, 3, 0), beta_share(2, 3, 1)) == (0, 1)
    assert beta_share(0.5, 2, beta_quantile(0.3, 0.5, 2)) == pytest.approx(0.3, rel=1e-10)


@pytest.mark.parametrize("freedom", [1e6, 1e9, 1e12])
def test_students_t_of_a_great_many_is_the_normal_distribution_with_its_first_correction(freedom: float) -> None:
    # Abramowitz and Stegun 26.7.5: t = z + (z³ + z) / (4 · freedom) + …
    z = two_sided(0.95)
    t = z + (z**3 + z) / (4 * freedom)
    assert student_quantile(0.975, freedom) == pytest.approx(t, rel=1e-11)
    assert student_tail(t, freedom) == pytest.approx(0.05, rel=1e-10)
    assert [student_tail(far, freedom) for far in (0, 1e-200, 1e200)] == [1, 1, 0]


@pytest.mark.parametrize("other", [1, 50, 1e6, 1e12])
def test_odds_of_a_beta_distribution_keep_their_digits_where_nearly_all_or_nothing_is_below(other: float) -> None:
    # With 1 as a parameter there are closed forms: 1 − (1 − x)ᵇ and xᵃ.
    low = math.expm1(-math.log1p(-0.025) / other)
    assert beta_odds_quantile(0.025, 1, other) == pytest.approx(low, rel=1e-12)
    assert beta_odds_quantile(0.975, other, 1) == pytest.approx(1 / low, rel=1e-12)


@pytest.mark.parametrize("count", [1e3, 1e6, 1e9, 1e12])
def test_a_beta_distribution_of_equal_large_counts_is_about_normal(count: float) -> None:
    # The logarithm of the odds has the variance 2 / count and no skewness: what is left is of the order of 1 / count.
    z = two_sided(0.95)
    assert math.log(beta_odds_quantile(0.975, count, count)) == pytest.approx(
        z * math.sqrt(2 / count), rel=1 / count + 1e-9
    )


def test_ninety_five_per_cent_is_one_point_nine_six_on_both_sides() -> None:
    assert two_sided(0.95) == pytest.approx(1.959964, abs=1e-6)
    with pytest.raises(ValueError, match="between 0 and 1"):
        two_sided(1)
    with pytest.raises(ValueError, match="two groups"):
        studentised_range_quantile(0.95, 1)


def test_a_sum_of_probabilities_is_that_of_the_formula() -> None:
    one = chance.binomial(12, 0.3)
    assert one.first == 0
    assert one.probabilities == pytest.approx([math.comb(12, k) * 0.3**k * 0.7 ** (12 - k) for k in range(13)])
    few = chance.poisson(2.5)
    assert few.probabilities[:4] == pytest.approx([math.exp(-2.5) * 2.5**k / math.factorial(k) for k in range(4)])


def test_the_lady_tasting_tea_has_the_mid_p_of_agresti() -> None:
    # Agresti, Categorical Data Analysis, 2nd ed., 3.5: one-sided mid P = 0.129 for three of four guessed right.
    assert chance.hypergeometric(4, 4, 8).tail(3) / 2 == pytest.approx(0.129, abs=0.0005)


def test_what_is_too_far_out_to_sum_has_no_probability() -> None:
    assert chance.poisson(50).tail(5000) == 0


def test_a_quantile_lies_between_the_counts_whose_mid_p_surround_it() -> None:
    one = chance.binomial(4, 0.5)  # mid-p at 0..4: 1/32, 6/32, 16/32, 26/32, 31/32
    assert one.quantiles((11 / 32, 0.5, 0.999, 0.001)) == pytest.approx([1.5, 2, 4, 0])
