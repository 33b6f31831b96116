"""The months of the demo region's indicators, made up here, and the forecast of the year that comes of them."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path

from tertial.assess.evidence import Evidence, Measured
from tertial.assess.forecasting.results import Forecast
from tertial.assess.foreseen import forecasts_of
from tertial.definitions.reading import read_region
from tertial.domain.calendar import Month, Period, PeriodKind
from tertial.domain.changes import Change, ChangeKind
from tertial.domain.label import Label
from tertial.domain.region import Region
from tertial.domain.results import WHOLE, Quality

DEMO = Path(__file__).parents[3] / "regions" / "demo"
AUGUST = Month(2025, 8)
FIRST = Month(2022, 9)
MONTHS = tuple(FIRST.plus(place) for place in range(36))


@cache
def region() -> Region:
    read = read_region(DEMO).region
    assert read is not None
    return read


def share(month: Month, percent: int, quality: Quality = Quality.COMPLETE) -> Measured:
    period = Period(PeriodKind.MONTH, month)
    return Measured(period, float(percent), 40 * percent, 4000, quality=quality)


def forecast(name: str, months: tuple[Measured, ...], of: Region | None = None) -> Forecast:
    found = forecasts_of(of or region(), {name: Evidence({WHOLE: months}, {})}, unit="region", as_of=AUGUST)
    return found[name]


def steady(percent: int) -> tuple[Measured, ...]:
    return tuple(share(month, percent + month.number % 3) for month in MONTHS)


def test_a_share_is_forecast_through_its_counts_to_the_years_end_and_held_against_the_years_target() -> None:
    end = forecast("phone-same-day", steady(70)).year_end
    assert end is not None
    assert (end.year, end.months_left) == (2025, 4)
    assert 70 <= end.value <= 72
    assert end.target is not None
    assert end.target.least == 80
    assert end.probability is not None
    assert end.probability < 0.05
    sure = forecast("phone-same-day", steady(90)).year_end
    assert sure is not None
    assert sure.probability is not None
    assert sure.probability > 0.95


def test_months_that_cannot_be_trusted_are_left_out() -> None:
    months = steady(70)
    lacking = tuple(
        share(one.period.last, 5, Quality.PARTIAL) if one.period.last >= Month(2025, 5) else one for one in months
    )
    end = forecast("phone-same-day", lacking).year_end
    assert end is not None
    assert 69 <= end.value <= 73
    notes = forecast("phone-same-day", lacking).notes
    assert notes[-1].sv == "Prognosen bygger inte på maj–augusti 2025, där uppgifterna är osäkra."


def test_of_a_ratio_whose_sums_are_not_told_the_year_is_the_mean_of_its_months() -> None:
    months = tuple(Measured(Period(PeriodKind.MONTH, month), 5.5 + month.number % 2 / 10) for month in MONTHS)
    end = forecast("sick-leave", months).year_end
    assert end is not None
    assert 5.5 <= end.value <= 5.6
    assert end.target is not None
    assert end.target.most == 5.5


def test_after_a_change_of_definition_only_what_came_since_is_used() -> None:
    name = Label("Ny definition", "New definition")
    change = Change("new", ChangeKind.DEFINITION, name, Month(2025, 3), name, ("phone-same-day",))
    found = forecast("phone-same-day", steady(70), replace(region(), changes=(change,)))
    assert any("mars 2025" in note.sv for note in (found.reason, *found.notes))
    assert "mars 2025" not in " ".join(note.sv for note in forecast("phone-same-day", steady(70)).notes)


def test_what_does_not_add_up_over_a_year_and_what_has_no_months_are_not_forecast() -> None:
    months = steady(20)
    evidence = {
        "readmissions-65-share": Evidence({}, {}),
        "continuity-index": Evidence({WHOLE: months}, {}),
        "phone-same-day": Evidence({WHOLE: months}, {}),
    }
    assert set(forecasts_of(region(), evidence, unit="region", as_of=AUGUST)) == {"phone-same-day"}


def test_a_count_that_no_float_holds_is_told_and_left_out() -> None:
    months = steady(70)
    enormous = Measured(months[5].period, 100.0, 10**400, 10**400)
    found = forecast("phone-same-day", (*months[:5], enormous, *months[6:]))
    assert "Oanvändbara tal, räknade som saknade: 1." in [note.sv for note in found.notes]
    assert found.year_end is not None
    assert 70 <= found.year_end.value <= 72
