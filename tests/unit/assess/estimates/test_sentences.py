"""The sentence of an estimate says value, interval, sources, what it stands in for, and that it is not official."""

from __future__ import annotations

import pytest

from tertial.assess.estimates.results import Amount, Estimate, NoEstimate, Places, Source, Weight
from tertial.assess.estimates.sentences import sentence
from tertial.domain.calendar import Month, Period, PeriodKind
from tertial.domain.indicators import Direction, Indicator, Kind, ValueUnit
from tertial.domain.label import Label


def indicator(unit: ValueUnit = ValueUnit.PERCENT, decimals: int = 0) -> Indicator:
    return Indicator(
        "phone", Label("Telefon"), Kind.REPORTED, unit, PeriodKind.YTD, Direction.INCREASE, decimals=decimals
    )


def an_estimate(value: float, low: float, high: float, places: Places) -> Estimate:
    sources = (Weight(Source.SEASON, 0.6), Weight(Source.SISTERS, 0.3), Weight(Source.LEVEL, 0.1))
    amount = Amount(value, low, high)
    return Estimate("region", Period.parse("2025-YTD06"), amount, amount, None, places, sources)


def test_months_and_units_stand_in_the_sentence() -> None:
    places = Places(tuple((unit, Month(2025, number)) for unit in "abcd" for number in (4, 5, 6)), 38)
    said = sentence(an_estimate(78.2, 74.4, 81.6, places), indicator())
    assert said.sv.replace("\u00a0", " ") == (
        "Skattat: 78 % (90 %: 74–82 %), utifrån tidigare år och hur övriga enheter förändrats; "
        "ersätter april–juni 2025 vid 4 av 38 enheter. Ingen officiell siffra."
    )
    assert said.en == (
        "Estimated: 78% (90%: 74–82%), from earlier years and how the other units changed; "
        "stands in for April–June 2025 at 4 of 38 units. Not an official figure."
    )


def test_numbers_are_written_as_each_language_does() -> None:
    places = Places((("a", Month(2025, 4)),))
    said = sentence(an_estimate(12345.65, 9000.0, 15000.0, places), indicator(ValueUnit.HOURS, 1))
    assert "12\u202f345,7\u00a0timmar (90\u00a0%: 9\u202f000,0–15\u202f000,0\u00a0timmar)" in said.sv
    assert "12,345.7" in said.en
    assert "ersätter april 2025." in said.sv


def test_what_cannot_be_estimated_says_why() -> None:
    why = NoEstimate("a", Period.parse("2025-04"), Label("Historiken är för kort.", "The history is too short."))
    assert sentence(why, indicator()).sv == "Kan inte skattas. Historiken är för kort."


@pytest.mark.parametrize("wrong", [(2.0, 3.0, 4.0), (2.0, 1.0, float("inf")), (float("nan"), 0.0, 1.0)])
def test_no_interval_is_made_of_what_is_none(wrong: tuple[float, float, float]) -> None:
    with pytest.raises(ValueError, match="no interval"):
        Amount(*wrong)


def test_an_amount_too_large_to_read_is_still_written() -> None:
    places = Places((("a", Month(2025, 4)),))
    said = sentence(an_estimate(1e60, 0.0, 2e60, places), indicator(ValueUnit.COUNT))
    assert said.en.startswith("Estimated: 1,000,000,000")
