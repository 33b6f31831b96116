"""The fan of a forecast: what has been, what is ahead, and the year's end in the language in force."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tertial.assess.estimates.results import Amount, Estimate, Places
from tertial.assess.evidence import Measured
from tertial.domain.results import Quality
from tertial.language import using
from tertial.report.forecast_picture import forecast_picture
from tests.unit.assess.test_foreseen import forecast, region, steady
from tests.unit.report.drawing import SVG, root_of, texts_of


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


def test_months_that_are_not_relied_on_have_one_place_and_the_forecast_stands_on_it() -> None:
    months = steady(70)
    late = (*months[:-3], *(replace(one, quality=Quality.PARTIAL) for one in months[-3:]))
    indicator = region().indicators["phone-same-day"]
    with using("en"):
        drawn = [forecast_picture(forecast("phone-same-day", some), some, indicator) for some in (months, late)]
    places = []
    for picture in drawn:
        assert picture is not None
        dashed, line = root_of(picture.svg).iter(f"{SVG}polyline")
        places.append([[point.split(",")[0] for point in str(one.attrib["points"]).split()] for one in (dashed, line)])
    (ahead, been), (again, late_been) = places
    assert (ahead[0], len(ahead), len(been)) == (been[-1], 13, 24)
    assert (again[:4], len(again), len(late_been)) == (late_been[-4:], 13, 24)


@pytest.mark.parametrize(
    ("name", "said"), [("continuity-index", True), ("staff-per-manager", False), ("fall-injuries", False)]
)
def test_a_level_is_drawn_where_months_can_be_held_against_it(name: str, said: bool) -> None:
    """Of a range there is no one line, and a year's sum is no month's."""
    months = tuple(Measured(one.period, 7.0 + one.period.last.number / 10) for one in steady(70))
    found = forecast(name, months)
    assert found.year_end is not None
    with using("en"):
        picture = forecast_picture(found, months, region().indicators[name])
    assert picture is not None
    assert ("target" in " ".join(texts_of(picture.svg)).replace("meeting the target", "")) == said
