"""Any units at all: an answer with a reason, never an error and never a figure that is no number."""

from __future__ import annotations

import math
from dataclasses import fields, is_dataclass, replace
from itertools import pairwise
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tertial.assess.case_figure import case_figure
from tertial.assess.comparison import Comparison, Figure, Mean, Moments, Rate, Share, UnitFigure, compare, difference
from tertial.assess.comparison.sentences import real_range_sentence, spread_sentence
from tertial.assess.comparison.wording import Wording
from tertial.assess.evidence import Measured
from tertial.domain.calendar import Period, PeriodKind
from tertial.domain.expressions.tree import Column
from tertial.domain.facts.registry import all_facts
from tertial.domain.indicators import Kind, ValueUnit
from tertial.domain.label import Label
from tertial.domain.measures import Additive, Rows, Spread, Sum
from tests.generative.odd_series import LAST, ODD_EXAMPLES, Odd, odd_counts, odd_figures
from tests.unit.assess.cast import an_indicator

COUNTS = st.one_of(st.integers(0, 30), st.integers(0, 2000), st.integers(0, 10**16), st.just(10**400))


@st.composite
def shares(draw: st.DrawFn) -> Share:
    of = draw(COUNTS)
    return Share(draw(st.one_of(st.just(0), st.just(of), st.integers(0, of))), of)


RATES = st.builds(
    Rate, COUNTS, st.one_of(st.just(0), st.floats(1e-6, 1e12), st.integers(1, 3000), st.floats(1e-6, 1e300))
)
MEANS = st.dictionaries(st.integers(-50, 50) | st.floats(-1e60, 1e60), st.integers(1, 40), min_size=1, max_size=6).map(
    lambda histogram: Mean(Moments.of_histogram(histogram))
)
ROWS = Rows(all_facts()["contacts"])
COUNTED = Additive(Sum(ROWS), Sum(ROWS))
A_SHARE = replace(an_indicator(), kind=Kind.SHARE, measure=COUNTED)
A_RATE = replace(A_SHARE, kind=Kind.RATE, value_unit=ValueUnit.RATIO)
A_MEAN = replace(A_RATE, kind=Kind.MEAN, measure=Spread(ROWS, Column("wait_days")))
MONTH = Period(PeriodKind.MONTH, LAST)
FIGURES: tuple[st.SearchStrategy[Figure], ...] = (shares(), RATES, MEANS)


@st.composite
def units(draw: st.DrawFn) -> list[UnitFigure]:
    options: list[st.SearchStrategy[Figure]] = [*FIGURES, st.one_of(*FIGURES)]
    figures: list[Figure | None] = draw(st.lists(st.none() | options[draw(st.integers(0, 3))], max_size=9))
    alike = draw(st.integers(0, 5)) if figures else 0
    figures += figures[:1] * alike
    return [UnitFigure(f"unit-{index}", figure) for index, figure in enumerate(figures)]


def numbers(thing: object) -> list[float]:
    """Every figure in a result, whatever it stands in."""
    if isinstance(thing, float):
        return [thing]
    if isinstance(thing, tuple):
        return [one for each in thing for one in numbers(each)]
    if is_dataclass(thing):
        return [one for field in fields(thing) for one in numbers(getattr(thing, field.name))]
    return []


def check(found: Comparison) -> None:
    # Of what is known, every figure is one: only the pool of shares and rates has infinite freedom.
    assert not any(math.isnan(one) for one in numbers(found))
    assert all(math.isfinite(one) for one in numbers((found.units, found.dispersion, found.spread)))
    for unit in found.units:
        assert (unit.value is None) == (unit.reason is not None)
        if unit.value is None:
            continue
        if unit.interval is not None:
            slack = 1e-9 * max(abs(unit.value), 1e-300)
            assert unit.interval.low - slack <= unit.value <= unit.interval.high + slack
        if unit.rank is not None:
            assert 1 <= unit.rank.first <= unit.rank.place <= unit.rank.last <= len(found.compared)
        if unit.limits is not None:
            one = unit.limits
            assert one.alarm_low <= one.warning_low <= one.warning_high <= one.alarm_high
        if unit.reliability is not None:
            assert 0 <= unit.reliability <= 1
    if found.spread is None:
        assert found.reason is not None
    else:
        assert 0 <= found.spread.chance_low <= found.spread.chance <= found.spread.chance_high <= 1


@given(units())
def test_any_units_are_compared_or_told_why_not(given_units: list[UnitFigure]) -> None:
    found = compare(given_units)
    assert [unit.unit for unit in found.units] == [unit.unit for unit in given_units]
    check(found)
    said = spread_sentence(found, Wording())
    assert "nan" not in said.sv.split()
    real_range_sentence(found, Wording())


@settings(max_examples=50)
@given(units(), st.randoms(use_true_random=False))
def test_the_order_of_units_changes_nothing(given_units: list[UnitFigure], random: Random) -> None:
    shuffled = list(given_units)
    random.shuffle(shuffled)
    one = {unit.unit: unit for unit in compare(given_units).units}
    other = {unit.unit: unit for unit in compare(shuffled).units}
    assert {name: (unit.rank, unit.reason) for name, unit in one.items()} == {
        name: (unit.rank, unit.reason) for name, unit in other.items()
    }


@given(st.one_of(*(st.tuples(kind, kind) for kind in FIGURES)))
def test_any_two_groups_of_a_kind_are_told_apart_or_told_why_not(pair: tuple[Figure, Figure]) -> None:
    found = difference(*pair)
    if not isinstance(found, Label):
        assert 0 <= found.alike <= 1
        assert found.interval.low <= found.value + 1e-9 * abs(found.value)
        assert found.value <= found.interval.high + 1e-9 * abs(found.value)


@pytest.mark.parametrize("odd", Odd)
@settings(max_examples=ODD_EXAMPLES)
@given(st.data())
def test_odd_figures_of_units_are_compared_or_told_why_not(odd: Odd, data: st.DataObject) -> None:
    indicator = data.draw(st.sampled_from([A_SHARE, A_RATE, A_MEAN]))
    if indicator is A_MEAN:
        drawn = [measured(Moments.of_histogram({one: 3}) if one is not None and abs(one) < 1e99 else None)
                 for one in data.draw(odd_figures(odd)).values()]  # fmt: skip
    else:
        drawn = [measured(None, *counts) for counts in data.draw(odd_counts(odd)).values()]
    found = compare([UnitFigure(f"unit-{at}", case_figure(indicator, one)) for at, one in enumerate(drawn)])
    check(found)
    if odd in {Odd.SINGLE, Odd.ALL_MISSING}:
        assert found.spread is None
    if odd is Odd.CONSTANT:
        assert not found.standing_out
    for one, other in pairwise(drawn):
        apart = difference(case_figure(indicator, one), case_figure(indicator, other))
        assert isinstance(apart, Label) or 0 <= apart.alike <= 1


def measured(moments: Moments | None, numerator: int | None = None, denominator: int | None = None) -> Measured:
    return Measured(MONTH, None if moments is None and numerator is None else 1.0, numerator, denominator, moments)
