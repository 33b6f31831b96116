"""Estimates stand beside what is assessed: whatever they say, no figure, count or status is another than without."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from tertial.assess.assessment import RegionAssessment
from tertial.assess.estimates.results import Amount, Estimate, FigureEstimates, NoEstimate, Places, Source, Weight
from tertial.assess.expected_years import support_of
from tertial.assess.json_document import json_document
from tertial.assess.region import assess_region
from tertial.domain.calendar import Period
from tertial.domain.label import Label
from tertial.domain.results import Quality
from tertial.domain.targets import ValueTarget
from tests.unit.assess.cast import AUGUST, a_figure, a_region, an_indicator

NAMES = tuple(f"measure-{place}" for place in range(4))
NOW = Period.parse("2025-YTD08")
WHY = Label("Rader saknas.", "Rows are missing.")
SOURCES = (Weight(Source.SISTERS, 0.7), Weight(Source.PROXY, 0.3, "calls"))
NUMBERS = st.floats(0, 200)
QUALITIES = (Quality.COMPLETE, Quality.PARTIAL, Quality.PROVISIONAL)


@st.composite
def estimates(draw: st.DrawFn) -> FigureEstimates:
    low, value, high = sorted(draw(st.tuples(NUMBERS, NUMBERS, NUMBERS)))
    amount = Amount(value, low, high)
    places = Places((("centre", AUGUST.plus(-1)), ("centre", AUGUST)), draw(st.integers(1, 3)))
    one = Estimate("board", NOW, amount, amount, None, places, SOURCES)
    shown = draw(st.sampled_from([one, NoEstimate("board", NOW, WHY), None]))
    month = replace(one, period=Period.parse("2025-08"))
    return FigureEstimates(shown, {AUGUST: month} if draw(st.booleans()) else {})


FIGURES = st.dictionaries(st.sampled_from(NAMES), st.tuples(st.integers(0, 150), st.sampled_from(QUALITIES)))


@given(FIGURES, st.dictionaries(st.sampled_from(NAMES), estimates()))
def test_no_figure_count_or_status_is_another_with_estimates_than_without(
    figures: Mapping[str, tuple[int, Quality]], beside: Mapping[str, FigureEstimates]
) -> None:
    plain, told = assessed(figures, {}), assessed(figures, beside)
    assert told.indicators == plain.indicators
    assert told.insights == plain.insights
    assert told.region.outcomes.series(NAMES[0], "board") == plain.region.outcomes.series(NAMES[0], "board")
    official, beside_them = (json_document(one, "sv") for one in (plain, told))
    assert official["indicators"] == beside_them["indicators"]
    assert official["estimates"] == []
    for before, after in zip(plain.objectives, told.objectives, strict=True):
        assert (after.judgement, after.outlook) == (before.judgement, before.outlook)


def assessed(figures: Mapping[str, tuple[int, Quality]], beside: Mapping[str, FigureEstimates]) -> RegionAssessment:
    reported = [
        replace(a_figure(str(NOW), str(value), indicator=name), quality=quality)
        for name, (value, quality) in figures.items()
    ]
    region = a_region([an_indicator(name, ValueTarget(Decimal(100))) for name in NAMES], reported)
    return assess_region(region, as_of=AUGUST, estimates=beside, support=support_of({}, beside))
