"""Whatever the figures are, the text of an indicator is whole sentences in one language."""

from __future__ import annotations

import json
import math
import re
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tertial.assess.comparison import Difference, Share, difference
from tertial.assess.evidence import Evidence, Measured
from tertial.assess.expected_years import expected_years, support_of
from tertial.assess.foreseen import forecasts_of
from tertial.assess.insight_document import insight_record
from tertial.assess.json_document import json_document
from tertial.assess.region import assess_region, insights_of
from tertial.assess.sentences import Estimated, Sexes, YearEnd, indicator_text
from tertial.assess.sentences.region_texts import region_texts
from tertial.assess.variation import vary
from tertial.domain.calendar import Month, Period, PeriodKind
from tertial.domain.facts.registry import all_facts
from tertial.domain.indicators import Direction, Indicator, Kind, OverTime, ValueUnit
from tertial.domain.label import Label
from tertial.domain.measures import Additive, Rows, Sum
from tertial.domain.region import StatusRule
from tertial.domain.results import WHOLE, Quality, ReportedValue, Sex
from tertial.domain.targets import (
    Against,
    AsNeeded,
    BetterThan,
    ChangeTarget,
    OfTarget,
    RangeTarget,
    ValueTarget,
    ZeroTarget,
)
from tests.generative.odd_series import ODD_EXAMPLES, Odd, odd_counts
from tests.unit.assess.cast import AUGUST, WOMEN, a_figure, a_region, an_indicator, assessed
from tests.unit.assess.variation.months import series

ENGLISH = {
    "above", "almost", "and", "are", "at", "bed", "beds", "below", "between", "but", "days", "deteriorated",
    "estimated", "exactly", "fewer", "figure", "from", "has", "higher", "hours", "improved", "in", "is", "last",
    "less", "level", "likely", "lower", "met", "month", "months", "more", "no", "not", "of", "official", "percentage",
    "point", "points", "posts", "series", "since", "stable", "target", "than", "the", "times", "unchanged", "was",
    "within", "women", "year",
}  # fmt: skip
SWEDISH = {
    "var",
    "är",
    "än",
    "fjol",
    "målet",
    "och",
    "inte",
    "siffra",
    "nivån",
    "årsvärde",
    "skattat",
    "procentenheter",
}
RULES = st.sampled_from(
    [
        StatusRule(100, 80, assumed=False, stated_in=Label("2.3")),
        StatusRule(100, 80, assumed=True, stated_in=Label("2")),
    ]
)
TITLES = st.sampled_from(
    [
        Label("Telefontillgänglighet", "Phone access"),
        Label("Andel besvarade samtal", "Share of calls answered"),
        Label("Antal som väntar", "Number who wait"),
        Label("Väntetid, median:\n", "Waiting time, median"),
        Label("Kostnad för  hyrpersonal.", "Cost of agency staff"),
    ]
)
FIGURES = st.decimals(-(10**12), 10**12, places=2) | st.decimals(0, 120, places=0) | st.sampled_from(
    [Decimal("1E+3"), Decimal("-0"), Decimal("0.00"), Decimal("1"), Decimal("-1"), Decimal("1E+40"), Decimal("1E-6")]
)  # fmt: skip
AMOUNTS = st.floats(-1e300, 1e300) | st.floats(0, 100)
LEVELS = st.sampled_from([Decimal(95), Decimal(0), Decimal("-3.5"), Decimal(1000)])
WAYS = st.sampled_from([Direction.INCREASE, Direction.DECREASE])


@st.composite
def indicators(draw: st.DrawFn) -> Indicator:
    way = draw(WAYS)
    level = draw(LEVELS)
    percent = Decimal(15) if way is Direction.INCREASE else Decimal(-15)
    target = draw(
        st.sampled_from(
            [
                None, AsNeeded(), ZeroTarget(Decimal(5)), OfTarget(3, 3), ValueTarget(level),
                RangeTarget(level, level + 9), ValueTarget(level, for_year=True), BetterThan(Against.BASELINE),
                BetterThan(Against.SAME_PERIOD_LAST_YEAR), ChangeTarget(percent, Against.SAME_PERIOD_LAST_YEAR),
            ]
        )
    )  # fmt: skip
    made = an_indicator(
        target=target,
        direction=Direction.WITHIN if isinstance(target, RangeTarget) else way,
        unit=draw(st.sampled_from(list(ValueUnit))),
        over_time=draw(st.sampled_from(list(OverTime))),
        shown=draw(st.sampled_from([PeriodKind.YTD, PeriodKind.R12, PeriodKind.YEAR, PeriodKind.MONTH])),
        decimals=draw(st.integers(0, 2)),
    )
    return replace(made, title=draw(TITLES))


@st.composite
def figures(draw: st.DrawFn, indicator: Indicator) -> list[ReportedValue]:
    now, before = {
        PeriodKind.YTD: ("2025-YTD08", "2024-YTD08"),
        PeriodKind.R12: ("2025-R12-08", "2024-R12-08"),
        PeriodKind.YEAR: ("2025", "2024"),
        PeriodKind.MONTH: ("2025-08", "2024-08"),
    }[indicator.shown]
    notes = st.none() | st.just(Label("Preliminärt,\n  rättas", "Provisional,\n  to be mended"))
    made = []
    for period, split in ((now, draw(st.sampled_from([WOMEN, *[a_figure(now, "1").split]]))), (before, WOMEN)):
        figure = draw(st.none() | FIGURES)
        if figure is not None:
            one = a_figure(period, str(figure), split, note=draw(notes))
            quality = draw(
                st.sampled_from([Quality.COMPLETE, Quality.PARTIAL, Quality.BROKEN_SERIES, Quality.ESTIMATED])
            )
            made.append(replace(one, quality=quality))
    return made


@given(st.data(), RULES)
def test_a_text_is_whole_sentences_in_one_language(data: st.DataObject, rule: StatusRule) -> None:
    indicator = data.draw(indicators())
    (row,) = assessed(indicator, *data.draw(figures(indicator)), rule=rule).indicators
    values = data.draw(st.lists(st.none() | st.floats(0, 100), max_size=20))
    low, middle, high = sorted(data.draw(st.tuples(AMOUNTS, AMOUNTS, AMOUNTS)))
    found = difference(Share(data.draw(st.integers(0, 500)), 500), Share(300, 500))
    assert isinstance(found, Difference)
    more = data.draw(st.booleans())

    said = indicator_text(
        row,
        as_of=AUGUST,
        variation=vary(series(values, direction=indicator.direction, target=50.0)) if more else None,
        sexes=Sexes(data.draw(FIGURES), Decimal(60), found) if more else None,
        year_end=YearEnd(low, high, 0.8, data.draw(st.none() | st.floats(0, 1))) if more else None,
        estimated=data.draw(st.none() | st.just(Estimated(low, middle, high, (Month(2025, 3),)))),
    )

    check(said)


@pytest.mark.parametrize("odd", Odd)
@settings(max_examples=ODD_EXAMPLES)
@given(st.data(), RULES)
def test_of_an_odd_series_the_text_is_whole_sentences_and_what_it_means_is_figures(
    odd: Odd, data: st.DataObject, rule: StatusRule
) -> None:
    rows = Sum(Rows(all_facts()["contacts"]))
    indicator = replace(
        data.draw(indicators()),
        kind=data.draw(st.sampled_from([Kind.SHARE, Kind.RATE])),
        measure=Additive(rows, rows),
        value_unit=ValueUnit.PERCENT,
    )
    months = tuple(
        Measured(Period(PeriodKind.MONTH, month), share(over, of), over, of)
        for month, (over, of) in data.draw(odd_counts(odd)).items()
    )
    evidence = {indicator.id: Evidence({WHOLE: months}, {Sex.WOMEN: months[-1], Sex.MEN: months[0]})}
    region = a_region([indicator], data.draw(figures(indicator)), rule=rule)
    forecasts = forecasts_of(region, evidence, unit="board", as_of=AUGUST)

    insights = insights_of(region, evidence, as_of=AUGUST)
    found = assess_region(region, as_of=AUGUST, insights=insights, forecasts=forecasts, support=support_of(forecasts))

    insight = found.insights[indicator.id]
    variations = {} if insight.variation is None else {indicator.id: insight.variation}
    (said,) = region_texts(found, variations=variations, year_ends=expected_years(forecasts)).values()
    check(said)
    assert json.dumps(json_document(found, "sv"), allow_nan=False)
    assert json.dumps(insight_record(insight, region, "sv"), allow_nan=False)


def share(over: int | None, of: int | None) -> float | None:
    """As the program divides: no figure of nobody, and an infinite one where no float holds it."""
    if over is None or not of:
        return None
    try:
        return 100 * over / of
    except OverflowError:
        return math.inf


def check(said: Label) -> None:
    """Whole sentences in each language."""
    for text in (said.sv, said.en):
        assert text[0].isalnum()
        assert text.endswith((".", "”"))
        assert not re.search(r"None|nan|inf\b|\{|\}|[ \t\n\u00a0]{2}| [.,;:)]|[,;:]\.|[.,;:]{2}|\d-\d|E\+", text)
        assert len(re.findall(r"\(", text)) == len(re.findall(r"\)", text))
    assert not ENGLISH & set(re.findall(r"\w+", said.sv.lower()))
    assert not SWEDISH & set(re.findall(r"\w+", said.en.lower()))
