"""The months of the demo region's indicators, made up here, and the forecast of the year that comes of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path

from tertial.assess.evidence import Evidence, Measured
from tertial.assess.forecasting.results import Forecast, YearEnd
from tertial.assess.forecasting.sentences import NEAR_MONTHS
from tertial.assess.foreseen import forecasts_of
from tertial.definitions.reading import read_region
from tertial.domain.calendar import Month, Period, PeriodKind
from tertial.domain.changes import Change, ChangeKind
from tertial.domain.forecasts import Announced, OneOff
from tertial.domain.indicators import OverTime
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
    return replace(read, announced=(), one_offs=())


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


def test_a_target_against_last_year_is_held_against_the_year_that_its_months_make() -> None:
    name = "calls-turned-away-share"
    better = tuple(share(MONTHS[at], 20 if at < 28 else 10) for at in range(36))
    end = forecast(name, better).year_end
    assert end is not None
    assert end.target is not None
    assert end.target.most == 20
    assert end.probability is not None
    assert end.probability > 0.9
    gap = (*better[:20], share(MONTHS[20], 20, Quality.PARTIAL), *better[21:])
    for months, changes in (
        (gap, ()),
        (better, (Change("new", ChangeKind.DEFINITION, Label("Ny"), Month(2024, 3), Label("Ny"), (name,)),)),
    ):
        found = forecast(name, months, replace(region(), changes=changes)).year_end
        assert found is None or found.target is None


def test_of_sums_last_year_is_the_sum_and_of_stocks_its_december() -> None:
    costs = year_end("travel-cost", COSTS)
    assert costs.target is not None
    assert costs.target.most == sum(one.value or 0 for one in COSTS if one.period.last.year == 2024)
    staff = year_end("no-sick-leave-share", steady(30))
    assert staff.target is not None
    assert staff.target.least == 30


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


def test_months_whose_sums_are_no_whole_numbers_are_forecast_through_them_all_the_same() -> None:
    parts = tuple(
        replace(one, numerator=None, denominator=None, amounts=(one.numerator / 2, one.denominator / 2))
        for one in steady(70)
        if one.numerator and one.denominator
    )
    assert forecast("phone-same-day", parts).year_end == forecast("phone-same-day", steady(70)).year_end


def test_where_the_sums_of_some_months_are_not_told_the_year_is_about_the_mean_of_its_months_and_says_so() -> None:
    halves = tuple(
        replace(one, numerator=None, denominator=None) if one.period.last.number % 2 else one for one in steady(70)
    )
    found = forecast("phone-same-day", halves)
    bare = tuple(replace(one, numerator=None, denominator=None) for one in steady(70))
    assert found.notes == (NEAR_MONTHS,)
    assert found.year_end == forecast("phone-same-day", bare).year_end


def test_after_a_change_of_definition_only_what_came_since_is_used() -> None:
    name = Label("Ny definition", "New definition")
    change = Change("new", ChangeKind.DEFINITION, name, Month(2025, 3), name, ("phone-same-day",))
    found = forecast("phone-same-day", steady(70), replace(region(), changes=(change,)))
    assert any("mars 2025" in note.sv for note in (found.reason, *found.notes))
    assert "mars 2025" not in " ".join(note.sv for note in forecast("phone-same-day", steady(70)).notes)


def test_what_has_no_months_is_not_forecast() -> None:
    evidence = {"readmissions-65-share": Evidence({}, {}), "phone-same-day": Evidence({WHOLE: steady(20)}, {})}
    assert set(forecasts_of(region(), evidence, unit="region", as_of=AUGUST)) == {"phone-same-day"}


def test_different_persons_that_are_told_by_month_end_the_year_with_december() -> None:
    months = tuple(Measured(Period(PeriodKind.MONTH, month), 400.0 + month.number % 3) for month in MONTHS)
    end = forecast("callers", months).year_end
    assert end is not None
    assert (end.is_last, end.so_far) == (True, 402)
    assert 399 <= end.value <= 403


def test_a_month_with_nothing_to_add_up_adds_nought_to_a_flow_that_has_begun() -> None:
    def month(place: int) -> Measured:
        period = Period(PeriodKind.MONTH, MONTHS[place])
        if place in {20, 28}:
            return Measured(period, 1.0)
        return Measured(period, quality=Quality.NOT_APPLICABLE)

    found = forecast("reported-accidents", tuple(map(month, range(36))))
    end = found.year_end
    assert end is not None
    # May 2024 and January 2025: two in 16 months, of which the first had one.
    assert (end.so_far, end.since) == (1, None)
    assert round(end.value, 6) == round(1 + 4 * 2 / 16, 6)
    assert not any("saknas" in note.sv for note in found.notes)


def test_a_month_with_nothing_to_divide_adds_nobody_to_the_year_of_a_share() -> None:
    nobody = Measured(Period(PeriodKind.MONTH, MONTHS[30]), quality=Quality.NOT_APPLICABLE)
    months = (*steady(70)[:30], nobody, *steady(70)[31:])
    found = forecast("phone-same-day", months)
    assert not any("saknas" in note.sv for note in found.notes)
    so_far = [one for one in months[28:] if one.numerator and one.denominator]
    parts = [sum(one.numerator or 0 for one in so_far), sum(one.denominator or 0 for one in so_far)]
    end = found.year_end
    assert end is not None
    assert round(end.so_far or 0, 9) == round(100 * parts[0] / parts[1], 9)
    lacking = replace(nobody, quality=Quality.MISSING)
    notes = forecast("phone-same-day", (*steady(70)[:30], lacking, *steady(70)[31:])).notes
    assert any("1 månad saknas" in note.sv for note in notes)


def test_a_mean_of_single_values_is_forecast_through_how_many_they_are() -> None:
    months = tuple(
        Measured(
            Period(PeriodKind.MONTH, month),
            0.5 if month.number % 2 else 0.1,
            amounts=(45.0, 90.0) if month.number % 2 else (1.0, 10.0),
        )
        for month in MONTHS
    )
    alone = tuple(replace(one, amounts=None) for one in months)
    beds = replace(region().indicators["continuity-index"], over_time=OverTime.SUM)
    of = replace(region(), indicators={**region().indicators, "continuity-index": beds})
    counted, bare = (forecast("continuity-index", each, of).year_end for each in (months, alone))
    assert counted is not None
    assert bare is not None
    assert round(counted.value, 2) == 0.46
    assert round(bare.value, 2) == 0.3


def cost(month: Month) -> Measured:
    """Kronor of a month, in millions."""
    return Measured(Period(PeriodKind.MONTH, month), 40.0 + month.number % 3)


COSTS = tuple(cost(month) for month in MONTHS)


def with_one_off(month: Month, amount: int, indicator: str = "net-cost") -> Region:
    reason = Label("Retroaktiva löner.", "Back pay.")
    return replace(region(), one_offs=(OneOff(indicator, "region", month, Decimal(amount), reason),))


def year_end(name: str, months: tuple[Measured, ...], of: Region | None = None) -> YearEnd:
    end = forecast(name, months, of).year_end
    assert end is not None
    return end


def test_a_known_one_off_ahead_is_put_on_top_of_its_month_and_told_of() -> None:
    plain, added = (forecast("net-cost", COSTS, of) for of in (region(), with_one_off(Month(2025, 11), 9)))
    differences = [ours.value - theirs.value for ours, theirs in zip(added.points, plain.points, strict=True)]
    assert [round(each, 6) for each in differences] == [0, 0, 9, *[0] * 9]
    assert (
        round(
            year_end("net-cost", COSTS, with_one_off(Month(2025, 11), 9)).value - year_end("net-cost", COSTS).value, 6
        )
        == 9
    )
    assert added.notes[-1] == Label(
        "Prognosen räknar med en känd engångspost i november 2025: 9,0\u00a0mnkr (Retroaktiva löner).",
        "The forecast counts a known one-off in November 2025: 9.0\u00a0MSEK (Back pay).",
    )


def test_a_one_off_that_has_come_stays_in_the_year_and_is_not_carried_on() -> None:
    march = Month(2025, 3)
    months = tuple(
        replace(one, value=one.value + 9) if one.period.last == march and one.value else one for one in COSTS
    )
    found = forecast("net-cost", months, with_one_off(march, 9))
    assert [point.value for point in found.points] == [point.value for point in forecast("net-cost", COSTS).points]
    gone = year_end("net-cost", months, with_one_off(march, 9))
    assert round(gone.value - year_end("net-cost", COSTS).value, 6) == 9
    assert "inte som vanlig" in found.notes[-1].sv


def test_a_one_off_beyond_the_forecast_or_before_the_figures_is_not_told_of() -> None:
    for month in (Month(2026, 9), Month(2022, 8)):
        assert forecast("net-cost", COSTS, with_one_off(month, 9)).notes == ()


def test_a_one_off_of_a_ratio_whose_sums_are_not_told_is_left_out_and_said_to_be() -> None:
    months = tuple(Measured(Period(PeriodKind.MONTH, month), 5.5) for month in MONTHS)
    uneven = (*months[:-1], replace(months[-1], value=5.6))
    found = forecast("sick-leave", uneven, with_one_off(Month(2025, 11), 900, "sick-leave"))
    assert found.points == forecast("sick-leave", uneven).points
    assert "är inte med i prognosen" in found.notes[-1].sv


def test_an_announced_forecast_stands_beside_and_changes_nothing() -> None:
    said = Announced("net-cost", "region", AUGUST, Decimal(530), date(2025, 9, 24), Label("Ekonomidirektören"))
    beside = year_end("net-cost", COSTS, replace(region(), announced=(said,)))
    assert beside.announced == 530
    assert replace(beside, announced=None) == year_end("net-cost", COSTS)


def test_a_count_that_no_float_holds_is_told_and_left_out() -> None:
    months = steady(70)
    enormous = Measured(months[5].period, 100.0, 10**400, 10**400)
    found = forecast("phone-same-day", (*months[:5], enormous, *months[6:]))
    assert "Oanvändbara tal, räknade som saknade: 1." in [note.sv for note in found.notes]
    assert found.year_end is not None
    assert 70 <= found.year_end.value <= 72
