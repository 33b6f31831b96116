"""A forecast in words, in both languages."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tertial.assess.comparison.wording import Wording
from tertial.assess.forecasting.fan_words import chance_words, fan_words, year_end_words
from tertial.assess.forecasting.method import Method
from tertial.assess.forecasting.results import Forecast, Point, PredictionInterval, YearEnd
from tertial.assess.forecasting.series import YearTarget
from tertial.domain.calendar import Month
from tertial.domain.label import Label

NB = "\u00a0"
PER_CENT = Wording(factor=1)
COUNT = Wording(factor=1, percent=False)
END = YearEnd(
    2025, 81.2, PredictionInterval(79.6, 82.7), PredictionInterval(78.0, 84.0), 80.5, 4, 80.5, None,
    YearTarget(least=95.0), 0.004,
)  # fmt: skip
POINTS = (
    Point(Month(2025, 9), 80.4, PredictionInterval(78, 83), PredictionInterval(76, 85)),
    Point(Month(2026, 8), 82.5, PredictionInterval(78.2, 86.6), PredictionInterval(75, 90)),
)
WHY = Label("Skäl.", "Reason.")


def test_a_fan_is_told_with_its_last_month_the_year_s_end_and_the_target() -> None:
    said = fan_words(Forecast("phone", Method.COMBINATION, WHY, POINTS, END), PER_CENT)
    assert said.sv == (
        f"Prognos för september 2025 till augusti 2026: från 80{NB}% till 83{NB}%, "
        f"den sista månaden i åtta fall av tio 78–87{NB}%. "
        f"Hela 2025 väntas bli 81{NB}%, i åtta fall av tio 80–83{NB}%. "
        f"Sannolikheten att målet minst 95{NB}% nås är under 1{NB}%."
    )
    assert said.en == (
        "Forecast for September 2025 to August 2026: from 80% to 83%, the last month in eight cases of ten 78–87%. "
        "The whole of 2025 is expected to be 81%, in eight cases of ten 80–83%. "
        "The probability of meeting the target, at least 95%, is below 1%."
    )


def test_a_year_that_is_over_is_told_as_it_came_out() -> None:
    assert year_end_words(replace(END, months_left=0), PER_CENT).sv == f"Hela 2025 blev 81{NB}%."


def test_a_year_without_its_first_months_is_told_as_the_months_that_it_rests_on() -> None:
    part = replace(END, since=Month(2025, 4), target=None, probability=None)
    assert year_end_words(part, COUNT).sv == "April–december 2025 väntas bli 81, i åtta fall av tio 80–83."
    last = replace(END, since=Month(2025, 12), months_left=0)
    assert year_end_words(last, COUNT).en == "December 2025 came to 81."


def test_a_stock_is_told_as_december_s() -> None:
    stock = replace(END, is_last=True)
    assert year_end_words(stock, COUNT).sv.startswith("December 2025 väntas bli 81, i åtta fall av tio 80–83. ")
    assert "the whole of" not in year_end_words(stock, COUNT).en


def test_without_an_interval_nothing_is_said_of_how_sure_it_is() -> None:
    bare = replace(END, interval_80=None, probability=None)
    assert year_end_words(bare, COUNT).sv == "Hela 2025 väntas bli 81."
    points = tuple(replace(point, interval_80=None) for point in POINTS)
    assert fan_words(Forecast("x", Method.LAST, WHY, points), COUNT).en == (
        "Forecast for September 2025 to August 2026: from 80 to 83."
    )


def test_a_forecast_that_stays_the_same_is_told_once() -> None:
    even = tuple(replace(point, value=3.0, interval_80=None) for point in POINTS)
    said = fan_words(Forecast("x", Method.MEAN, WHY, even), COUNT)
    assert said.sv == "Prognos för september 2025 till augusti 2026: 3."
    assert said.en == "Forecast for September 2025 to August 2026: 3."


def test_without_a_forecast_the_reason_stands() -> None:
    assert fan_words(Forecast("x", Method.NONE, WHY), COUNT) == WHY


@pytest.mark.parametrize(("target", "words"), [(YearTarget(most=70.0), "högst 70"), (YearTarget(60.0, 70.0), "60–70")])
def test_a_target_is_told_by_its_ends(target: YearTarget, words: str) -> None:
    assert f"att målet {words} nås" in year_end_words(replace(END, target=target), COUNT).sv


def test_a_target_has_the_decimals_that_were_decided_and_not_those_of_the_figures() -> None:
    for level, words in ((95.0, "95"), (88.5, "88,5"), (0.0, "0")):
        said = year_end_words(replace(END, target=YearTarget(least=level)), Wording(1, 1))
        assert f"att målet minst {words}{NB}% nås" in said.sv
    assert "att målet minst 26,35 nås" in year_end_words(replace(END, target=YearTarget(least=26.35)), COUNT).sv


@pytest.mark.parametrize(
    ("chance", "words"), [(0.004, "under 1"), (0.005, "1"), (0.275, "28"), (0.994, "99"), (0.996, "över 99")]
)
def test_a_chance_is_told_in_whole_per_cent_and_never_as_certain(chance: float, words: str) -> None:
    assert chance_words(chance).sv == f"{words}{NB}%"


def test_an_interval_whose_ends_are_told_alike_is_one_figure() -> None:
    narrow = replace(END, interval_80=PredictionInterval(80.9, 81.1), target=None)
    assert year_end_words(narrow, COUNT).sv == "Hela 2025 väntas bli 81, i åtta fall av tio 81."
