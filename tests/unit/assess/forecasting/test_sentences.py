"""What is told of a forecast's method, and why there is no forecast."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tertial.assess.forecasting import sentences
from tertial.assess.forecasting.method import Method
from tertial.assess.forecasting.results import BacktestRecord
from tertial.domain.calendar import Month
from tertial.domain.facts.of_feeds import fact_of_feed
from tertial.domain.indicators import Indicator, Kind, ValueUnit
from tertial.domain.label import Label
from tertial.domain.measures import Additive, Rows, Sum, Unique
from tests.unit.assess.cast import an_indicator

CONTACTS = Rows(fact_of_feed("contacts"))
ERRORS = {Method.THETA: 0.716, Method.SEASONAL_NAIVE: 1.0}
RECORD = BacktestRecord((Month(2023, 8), Month(2024, 8)), 12, ERRORS, {}, 38, Method.THETA, 0.8, 0.955)


def counted(measure: Additive | Unique, kind: Kind) -> Indicator:
    return replace(an_indicator(unit=ValueUnit.COUNT), kind=kind, measure=measure)


@pytest.mark.parametrize(
    ("indicator", "why"),
    [
        (an_indicator(), sentences.NO_REPORTED_MONTHS),
        (counted(Unique(CONTACTS, "person"), Kind.DISTINCT), sentences.NO_MONTHS),
        (counted(Additive(Sum(CONTACTS)), Kind.COUNT), sentences.NO_MONTHS),
    ],
)
def test_an_indicator_without_a_forecast_has_the_reason_that_is_its_own(indicator: Indicator, why: Label) -> None:
    assert sentences.why_none(indicator) == why


def test_a_back_test_is_told_by_its_months_its_error_and_how_often_each_interval_held() -> None:
    said = sentences.record_words(RECORD)
    assert said.en == (
        "When it was tried from August 2023 to August 2024 its error was on average 0.72 times the usual change from "
        "one year to the next; the interval for eight cases of ten held in 80% of the months, that for nineteen of "
        "twenty in 96%."
    )
    assert "från augusti 2023 till augusti 2024 var felet i snitt 0,72 gånger" in said.sv


def test_a_back_test_from_one_month_names_it_once() -> None:
    said = sentences.record_words(replace(RECORD, origins=RECORD.origins[:1]))
    assert said.en.startswith("When it was tried from August 2023 its error")
