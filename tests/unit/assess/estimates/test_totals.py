"""Estimated months and units are put together with known ones, which stay as they are; errors that go together add."""

from __future__ import annotations

from dataclasses import replace
from math import sqrt

import pytest

from tertial.assess.estimates.results import Amount, Estimate, NoEstimate, Places, Source, Together, Weight
from tertial.assess.estimates.series import Counts, Shape
from tertial.assess.estimates.totals import Whole, put_together
from tertial.domain.calendar import Month, Period
from tertial.domain.label import Label

NODE = Whole("region", Period.parse("2025-T2"), Shape.SHARE, 100.0, 3)
COUNTED = replace(NODE, shape=Shape.COUNT, times=1.0)


def estimate(month: str, value: float, half: float, *, unit: str = "a", correlation: float = 0.0) -> Estimate:
    """A share of about 100 rows."""
    rows = Amount(100.0, 100.0, 100.0)
    counted = Amount(value, value - half, value + half)
    period = Period.parse(month)
    return Estimate(
        unit,
        period,
        counted,
        counted,
        rows,
        Places(((unit, period.last),)),
        (Weight(Source.SEASON, 1.0),),
        together=Together((1.0, correlation, correlation**2), (correlation, correlation**2)),
    )


def test_what_is_known_stays_and_the_interval_shrinks_to_the_weight_of_what_is_estimated() -> None:
    said = put_together(NODE, Counts(80.0 + 90.0 + 40.0, 250.0), [estimate("2025-08", 70.0, 10.0)])
    assert isinstance(said, Estimate)
    assert said.value == pytest.approx(100 * (80 + 90 + 40 + 70) / 350)
    assert said.high - said.value == pytest.approx(10 * 100 / 350)
    assert (said.unit, str(said.period)) == ("region", "2025-T2")
    assert said.replaces == Places((("a", Month(2025, 8)),), 3)


@pytest.mark.parametrize(("correlation", "half"), [(0.0, sqrt(2)), (1.0, 2.0)])
def test_errors_of_neighbouring_months_add_up_as_they_go_together(correlation: float, half: float) -> None:
    said = [estimate(month, 70.0, 10.0, correlation=correlation) for month in ("2025-07", "2025-08")]
    found = put_together(COUNTED, Counts(200.0), said)
    assert isinstance(found, Estimate)
    assert found.value == 340
    assert found.high - found.value == pytest.approx(10 * half)
    mean = put_together(replace(COUNTED, times=1 / 4), Counts(200.0), said)
    assert isinstance(mean, Estimate)
    assert mean.value == 85


def test_errors_of_months_far_apart_go_together_by_the_level_that_they_share() -> None:
    lasting = Together((1.0, 0.1), lasting=0.04)
    said = [replace(estimate(month, 70.0, 10.0), together=lasting) for month in ("2025-01", "2025-08")]
    found = put_together(COUNTED, Counts(200.0), said)
    assert isinstance(found, Estimate)
    assert found.high - found.value == pytest.approx(10 * sqrt(2 + 2 * 0.04))


def test_errors_of_units_go_together_less_in_different_months() -> None:
    same, apart = (
        put_together(
            COUNTED,
            Counts(0.0),
            [
                estimate("2025-08", 70.0, 10.0, correlation=0.5),
                estimate(month, 70.0, 10.0, unit="b", correlation=0.5),
            ],
        )
        for month in ("2025-08", "2025-07")
    )
    assert isinstance(same, Estimate)
    assert isinstance(apart, Estimate)
    assert same.high - same.value == pytest.approx(10 * sqrt(2 + 2 * 0.5))
    assert apart.high - apart.value == pytest.approx(10 * sqrt(2 + 2 * 0.25))
    assert same.replaces.units == ("a", "b")


def test_a_sum_of_rare_cases_is_as_wide_as_their_chance_though_each_is_between_whole_numbers() -> None:
    rare = Amount(0.3, 0.0, 1.0, 0.9)
    units = [replace(estimate("2025-08", 0.3, 0.0, unit=f"u{number}"), numerator=rare) for number in range(100)]
    alone, found = (put_together(COUNTED, Counts(5.0), some) for some in (units[:1], units))
    assert isinstance(alone, Estimate)
    assert alone.figure == Amount(5.3, 5.0, 6.0)
    assert isinstance(found, Estimate)
    assert found.value == pytest.approx(35)
    assert (found.high - found.low) / 2 == pytest.approx(10 * 0.9)
    assert 0 < found.high + found.low - 2 * found.value < 0.5


def test_a_whole_without_gaps_has_no_estimate_and_one_with_a_part_that_nobody_can_say_says_so() -> None:
    assert put_together(NODE, Counts(60.0, 100.0), []) is None
    refused = NoEstimate("a", Period.parse("2025-08"), Label("För kort.", "Too short."))
    missing = put_together(NODE, Counts(60.0, 100.0), [refused, estimate("2025-08", 70.0, 8.0, unit="b")])
    assert isinstance(missing, NoEstimate)
    assert missing.unit == "region"


def test_a_share_of_nothing_is_no_share() -> None:
    nothing = replace(estimate("2025-08", 0.0, 0.0), denominator=Amount(0.0, 0.0, 0.0))
    assert isinstance(put_together(NODE, Counts(0.0, 0.0), [nothing]), NoEstimate)
    bare = replace(estimate("2025-08", 1.0, 0.0), denominator=None)
    assert isinstance(put_together(NODE, Counts(0.0, 0.0), [bare]), NoEstimate)
