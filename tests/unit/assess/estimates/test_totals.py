"""Estimated months and units are put together with known ones, which stay as they are; errors that go together add."""

from __future__ import annotations

from dataclasses import replace
from math import sqrt

import pytest

from tertial.assess.estimates import (
    Amount,
    Counts,
    Estimate,
    NoEstimate,
    Places,
    Shape,
    Source,
    UnitSeries,
    Weight,
    Whole,
    over_months,
    over_units,
)
from tertial.domain.calendar import Month, Period
from tertial.domain.indicators import OverTime
from tertial.domain.label import Label

TERTIAL = Period.parse("2025-T2")
KNOWN = {Month(2025, 5): Counts(80.0, 100.0), Month(2025, 6): Counts(90.0, 100.0), Month(2025, 7): Counts(40.0, 50.0)}
SERIES = UnitSeries("a", Shape.SHARE, KNOWN, 100.0)


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
        Places((period.last,), (unit,)),
        (Weight(Source.SEASON, 1.0),),
        Label("utifrån tidigare år", "from earlier years"),
        correlation,
        correlation,
    )


def test_known_months_stay_and_the_interval_shrinks_to_the_weight_of_the_estimated_one() -> None:
    said = over_months(SERIES, [estimate("2025-08", 70.0, 10.0)], TERTIAL)
    assert isinstance(said, Estimate)
    assert said.value == pytest.approx(100 * (80 + 90 + 40 + 70) / 350)
    assert said.high - said.value == pytest.approx(10 * 100 / 350)
    assert said.replaces == Places((Month(2025, 8),), ("a",))


@pytest.mark.parametrize(("correlation", "half"), [(0.0, sqrt(2)), (1.0, 2.0)])
def test_errors_of_neighbouring_months_add_up_as_they_go_together(correlation: float, half: float) -> None:
    counts = UnitSeries("a", Shape.COUNT, {Month(2025, number): Counts(100.0) for number in (5, 6)})
    said = [estimate(month, 70.0, 10.0, correlation=correlation) for month in ("2025-07", "2025-08")]
    found = over_months(counts, said, TERTIAL)
    assert isinstance(found, Estimate)
    assert found.value == 340
    assert found.high - found.value == pytest.approx(10 * half)
    mean = over_months(counts, said, TERTIAL, over_time=OverTime.MEAN)
    assert isinstance(mean, Estimate)
    assert mean.value == 85


def test_a_period_without_gaps_has_no_estimate_and_one_with_an_unknown_month_says_so() -> None:
    assert over_months(SERIES, [], TERTIAL) is None
    missing = over_months(SERIES, [estimate("2025-07", 70.0, 10.0)], TERTIAL)
    assert isinstance(missing, NoEstimate)
    refused = [NoEstimate("a", Period.parse("2025-08"), Label("För kort.", "Too short."))]
    assert isinstance(over_months(SERIES, refused, TERTIAL), NoEstimate)


def test_what_stands_at_the_end_of_a_period_is_that_months_estimate() -> None:
    last = estimate("2025-08", 70.0, 10.0)
    said = over_months(SERIES, [last], TERTIAL, over_time=OverTime.LAST)
    assert said == replace(last, period=TERTIAL)
    assert over_months(SERIES, [estimate("2025-07", 1.0, 0.0)], TERTIAL, over_time=OverTime.LAST) is None


def test_a_node_is_put_together_of_its_known_and_estimated_units() -> None:
    node = Whole("region", Period.parse("2025-08"), Shape.SHARE, 100.0)
    known = {"b": Counts(60.0, 100.0), "c": Counts(90.0, 200.0)}
    said = over_units(node, known, [estimate("2025-08", 70.0, 8.0)])
    assert isinstance(said, Estimate)
    assert said.value == pytest.approx(100 * 220 / 400)
    assert said.high - said.value == pytest.approx(2)
    assert said.replaces.of_units == 3
    assert over_units(node, known, []) is None


def test_a_share_of_nothing_is_no_share() -> None:
    node = Whole("region", Period.parse("2025-08"), Shape.SHARE, 100.0)
    nothing = replace(estimate("2025-08", 0.0, 0.0), denominator=Amount(0.0, 0.0, 0.0))
    assert isinstance(over_units(node, {}, [nothing]), NoEstimate)
