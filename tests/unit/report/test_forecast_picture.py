"""The fan of a forecast: what has been, what is ahead, and the year's end in the language in force."""

from __future__ import annotations

import pytest

from tertial.assess.estimates.results import Amount, Estimate, Places
from tertial.language import using
from tertial.report.forecast_picture import forecast_picture
from tests.unit.assess.test_foreseen import forecast, region, steady


@pytest.mark.parametrize(
    ("language", "words"),
    [("sv", ("prognos", "hela 2025", "chansen att nå målet")), ("en", ("forecast", "the whole of 2025", "chance of"))],
)
def test_the_fan_names_forecast_bands_target_and_the_years_end(language: str, words: tuple[str, ...]) -> None:
    months = steady(70)
    with using(language):
        picture = forecast_picture(forecast("phone-same-day", months), months, region().indicators["phone-same-day"])
    assert picture is not None
    assert all(word in picture.svg for word in words)
    assert "2025" in picture.alt
    assert "80" in picture.alt


def test_there_is_no_fan_without_figures() -> None:
    assert forecast_picture(forecast("phone-same-day", steady(70)), (), region().indicators["phone-same-day"]) is None


def test_estimated_months_are_hatched_in_the_fan_and_told_in_its_words() -> None:
    months = steady(70)
    last = months[-2].period
    amount = Amount(64.0, 60.0, 68.0)
    estimate = Estimate("a", last, amount, amount, None, Places((("a", last.last),)), ())
    indicator = region().indicators["phone-same-day"]
    with using("en"):
        plain, drawn = (
            forecast_picture(forecast("phone-same-day", months), months, indicator, estimates=estimates)
            for estimates in ({}, {last.last: estimate})
        )
    assert plain is not None
    assert drawn is not None
    assert drawn.alt.startswith(plain.alt)
    assert "Hatched months are estimated, no official figures: " in drawn.alt
    assert drawn.svg.count("stroke-opacity") == plain.svg.count("stroke-opacity") + 1
