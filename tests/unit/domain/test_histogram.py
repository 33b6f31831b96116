"""Figures of histograms: a percentile is a value that a row has, and a mean is exact."""

from __future__ import annotations

from fractions import Fraction

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tertial.domain.histogram import Histogram, mean_of_ratios, percentile

VALUES = st.lists(st.integers(-20, 20), min_size=1, max_size=40)


def of(*values: int) -> Histogram:
    return {(value, None): values.count(value) for value in values}


def test_the_median_of_an_odd_number_of_rows_is_the_middle_one() -> None:
    assert percentile(of(9, 1, 5), 50) == 5


def test_the_median_of_an_even_number_of_rows_is_the_lower_of_the_two_in_the_middle() -> None:
    assert percentile(of(1, 2, 3, 4), 50) == 2


@pytest.mark.parametrize(("percent", "value"), [(10, 1), (11, 2), (90, 9), (91, 10), (99, 10)])
def test_a_percentile_is_the_least_value_that_so_many_per_cent_do_not_exceed(percent: int, value: int) -> None:
    assert percentile(of(*range(1, 11)), percent) == value


def test_rows_that_are_alike_count_each() -> None:
    assert percentile({(0, None): 9, (100, None): 1}, 90) == 0
    assert percentile({(0, None): 9, (100, None): 1}, 91) == 100


def test_a_value_that_no_row_has_is_no_percentile() -> None:
    assert percentile({(0, None): 0, (7, None): 1}, 1) == 7


def test_the_shares_of_a_split_unit_weigh_rows() -> None:
    third = Fraction(1, 3)
    assert percentile({(1, None): third, (2, None): 2 * third}, 33) == 1
    assert percentile({(1, None): third, (2, None): 2 * third}, 34) == 2


@pytest.mark.parametrize("percent", [0, 100])
def test_there_is_no_percentile_outside_1_to_99(percent: int) -> None:
    with pytest.raises(ValueError, match="between 1 and 99"):
        percentile(of(1), percent)


@pytest.mark.parametrize("histogram", [{}, {(3, None): 0}])
def test_a_histogram_without_rows_has_no_figures(histogram: Histogram) -> None:
    with pytest.raises(ValueError, match="without rows"):
        percentile(histogram, 50)
    with pytest.raises(ValueError, match="without rows"):
        mean_of_ratios(histogram)


@given(VALUES, st.integers(1, 99))
def test_percentiles_are_those_of_duckdb(values: list[int], percent: int) -> None:
    with duckdb.connect() as connection:
        asked = f"SELECT quantile_disc(value, {percent}::DECIMAL(3, 0) / 100) FROM (SELECT unnest($1) AS value)"
        row = connection.execute(asked, [values]).fetchone()
    assert row == (percentile(of(*values), percent),)


def test_the_mean_of_ratios_weighs_each_row_alike_and_not_by_what_it_is_divided_by() -> None:
    assert mean_of_ratios({(1, 2): 1, (0, 100): 1}) == Fraction(1, 4)


def test_ratios_that_rows_share_count_once_a_row() -> None:
    assert mean_of_ratios({(1, 3): 2, (1, 1): 1}) == Fraction(5, 9)


def test_without_anything_to_divide_by_the_mean_is_of_the_values() -> None:
    assert mean_of_ratios(of(1, 2, 2)) == Fraction(5, 3)


def test_a_mean_divides_by_no_zero() -> None:
    with pytest.raises(ValueError, match="nothing to divide by"):
        mean_of_ratios({(1, 0): 1})


def test_there_are_never_fewer_rows_than_none() -> None:
    with pytest.raises(ValueError, match="fewer rows than none"):
        percentile({(1, None): -1}, 50)
    with pytest.raises(ValueError, match="fewer rows than none"):
        mean_of_ratios({(1, 1): -1, (2, 1): 2})
