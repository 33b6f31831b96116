"""Months that somebody reports are forecast as computed ones are, and the year where it can be made of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from tertial.assess.forecasting import sentences
from tertial.assess.forecasting.method import Method
from tertial.assess.forecasting.results import Forecast, YearEnd
from tertial.assess.foreseen import reported_forecasts_of
from tertial.domain.calendar import Month, PeriodKind
from tertial.domain.changes import Change, ChangeKind
from tertial.domain.facts.of_feeds import fact_of_feed
from tertial.domain.forecasts import Announced, OneOff
from tertial.domain.indicators import Direction, Indicator, Kind, OverTime, ValueUnit
from tertial.domain.label import Label
from tertial.domain.measures import Additive, Rows, Sum
from tertial.domain.region import Region
from tertial.domain.results import ReportedValue
from tertial.domain.targets import DatedTarget, RangeTarget, Targets, ValueTarget
from tests.unit.assess.cast import AUGUST, WOMEN, a_figure, a_region, an_indicator

VISITS = an_indicator(unit=ValueUnit.COUNT, over_time=OverTime.SUM)
SHARE = an_indicator(over_time=OverTime.SUM)
EIGHT = ("10", "12", "14", "10", "12", "14", "10", "14")
"""January to August: 96 in all, 12 on average."""


def monthly(*values: str | None) -> list[ReportedValue]:
    months = [AUGUST.plus(place - len(values) + 1) for place in range(len(values))]
    return [a_figure(str(month), value) for month, value in zip(months, values, strict=True) if value is not None]


def counted(*pairs: tuple[int, int], value: str | None = None) -> list[ReportedValue]:
    months = [AUGUST.plus(place - len(pairs) + 1) for place in range(len(pairs))]
    return [
        a_figure(str(month), value, numerator=part, denominator=whole)
        for month, (part, whole) in zip(months, pairs, strict=True)
    ]


def forecasts(indicator: Indicator, figures: list[ReportedValue], region: Region | None = None) -> dict[str, Forecast]:
    found = region or a_region([indicator])
    return reported_forecasts_of(
        replace(found, outcomes=a_region([indicator], figures).outcomes), unit="board", as_of=AUGUST
    )


def forecast(indicator: Indicator, figures: list[ReportedValue], region: Region | None = None) -> Forecast:
    return forecasts(indicator, figures, region)["phone"]


def end_of(found: Forecast) -> YearEnd:
    assert found.year_end is not None
    return found.year_end


def test_a_flat_series_goes_on_and_its_year_is_twelve_of_it() -> None:
    found = forecast(VISITS, monthly(*["10"] * 32))
    assert found.method is Method.CONSTANT
    assert [round(point.value, 9) for point in found.points] == [10.0] * 12
    end = end_of(found)
    assert (end.year, end.months_left) == (2025, 4)
    assert [round(figure or 0, 9) for figure in (end.value, end.so_far, end.twelfth)] == [120, 80, 120]
    assert end.interval_80 is None


def test_the_months_of_a_flow_are_added_up_with_the_mean_of_them_for_those_to_come() -> None:
    end = end_of(forecast(VISITS, monthly(*EIGHT)))
    assert (round(end.so_far or 0, 9), round(end.value, 9)) == (96, 144)
    assert end.interval_80 is not None
    assert end.interval_80.low < 144 < end.interval_80.high


@pytest.mark.parametrize(("over_time", "so_far"), [(OverTime.MEAN, 12), (OverTime.LAST, 14)])
def test_a_stock_ends_as_the_mean_of_the_year_or_as_december(over_time: OverTime, so_far: float) -> None:
    posts = an_indicator(unit=ValueUnit.POSTS, over_time=over_time)
    end = end_of(forecast(posts, monthly(*EIGHT)))
    assert (round(end.so_far or 0, 9), round(end.value, 9)) == (so_far, 12)


@pytest.mark.parametrize("printed", [None, "60"])
def test_a_share_goes_through_its_counts_so_that_a_small_month_weighs_little(printed: str | None) -> None:
    pairs = [(60, 100), (0, 1)] * 4
    end = end_of(forecast(SHARE, counted(*pairs, value=printed)))
    # 240 of 404 have come; the months ahead have 30 of 50.5 each, which is the same share.
    assert round(end.value, 6) == round(100 * 240 / 404, 6)


def test_a_figure_made_of_its_counts_is_a_ratio_whatever_its_unit() -> None:
    days = an_indicator(unit=ValueUnit.DAYS, over_time=OverTime.SUM, decimals=1)
    end = end_of(forecast(days, counted(*[(300, 100), (10, 10)] * 4)))
    assert round(end.value, 6) == round(310 / 110, 6)


def test_a_count_out_of_so_many_is_the_count() -> None:
    end = end_of(forecast(VISITS, counted(*[(10, 12)] * 8)))
    assert round(end.value, 9) == 120


@pytest.mark.parametrize(
    "figures",
    [
        monthly("81", "80", "82", "79", "80", "81", "80", "82"),
        [*monthly("81", "80", "82", "79", "80", "81", "80", "82")[:-1], *counted((82, 100))],
    ],
)
def test_a_share_without_all_counts_is_forecast_by_month_and_its_year_is_not(figures: list[ReportedValue]) -> None:
    found = forecast(SHARE, figures)
    assert (len(found.points), found.year_end, found.why_no_year) == (12, None, sentences.NO_COUNTS)
    assert round(found.points[0].value, 6) == 80.625


def test_a_ratio_of_another_unit_without_all_counts_has_no_year_either() -> None:
    days = an_indicator(unit=ValueUnit.DAYS, over_time=OverTime.SUM, decimals=1)
    figures = [*counted(*[(30, 10), (28, 10)] * 4)[:-1], *monthly("2.9")]
    assert forecast(days, figures).why_no_year == sentences.NO_COUNTS
    as_a_mean = replace(an_indicator(unit=ValueUnit.SEK, over_time=OverTime.SUM), reported_as=Kind.MEAN)
    assert forecast(as_a_mean, monthly(*EIGHT)).why_no_year == sentences.NO_COUNTS


def test_a_share_whose_definition_says_the_mean_of_the_months_needs_no_counts() -> None:
    mean = an_indicator(over_time=OverTime.MEAN)
    assert round(end_of(forecast(mean, monthly(*EIGHT))).value, 9) == 12


def test_where_the_definition_does_not_say_how_months_make_a_year_only_months_are_forecast() -> None:
    found = forecast(replace(VISITS, over_time=None), monthly(*EIGHT))
    assert (len(found.points), found.year_end, found.why_no_year) == (12, None, sentences.HOW_NOT_SAID)


def found_anew(kind: Kind, shown: PeriodKind, unit: ValueUnit = ValueUnit.DAYS) -> Indicator:
    return replace(an_indicator(unit=unit, over_time=OverTime.SUM, decimals=1), reported_as=kind, shown=shown)


@pytest.mark.parametrize("kind", [Kind.MEDIAN, Kind.PERCENTILE])
def test_a_year_that_is_found_anew_is_about_the_mean_of_its_months_and_says_so(kind: Kind) -> None:
    found = forecast(found_anew(kind, PeriodKind.YTD), monthly(*EIGHT))
    end = end_of(found)
    assert (round(end.value, 9), round(end.so_far or 0, 9)) == (12, 12)
    assert found.notes[-1] == sentences.NEAR_MONTHS


def test_such_a_year_is_moved_so_that_the_year_so_far_agrees_where_that_is_known() -> None:
    months = monthly(*EIGHT)
    found = forecast(found_anew(Kind.MEDIAN, PeriodKind.YTD), [*months, a_figure("2025-YTD08", "11")])
    end = end_of(found)
    assert (round(end.value, 9), round(end.so_far or 0, 9), round(end.twelfth or 0, 9)) == (11, 11, 11)
    assert found.notes[-1] == sentences.NEAR


@pytest.mark.parametrize("odd", ["1E300", "-1E300"])
def test_a_year_so_far_that_is_enormous_moves_nothing(odd: str) -> None:
    found = forecast(found_anew(Kind.MEDIAN, PeriodKind.YTD), [*monthly(*EIGHT), a_figure("2025-YTD08", odd)])
    assert round(end_of(found).value, 9) == 12
    assert sentences.NEAR_MONTHS in found.notes


def test_different_persons_of_longer_periods_have_months_ahead_and_no_year() -> None:
    found = forecast(found_anew(Kind.DISTINCT, PeriodKind.YTD, ValueUnit.COUNT), monthly(*EIGHT))
    assert (len(found.points), found.year_end, found.why_no_year) == (12, None, sentences.MADE_ANEW)


@pytest.mark.parametrize("kind", [Kind.MEDIAN, Kind.DISTINCT, Kind.UNITS_REACHING])
def test_what_is_found_anew_and_told_by_month_ends_the_year_with_december(kind: Kind) -> None:
    end = end_of(forecast(found_anew(kind, PeriodKind.MONTH), monthly(*EIGHT)))
    assert (end.is_last, end.first, end.so_far) == (True, Month(2025, 12), 14)


def test_tertials_a_single_month_later_months_and_parts_give_no_forecast_and_the_reason() -> None:
    tertials = [a_figure(f"{year}-T{place}", "81") for year in range(2015, 2025) for place in (1, 2, 3)]
    late = [a_figure(str(AUGUST.plus(ahead)), "81") for ahead in (1, 2, 3)]
    women = [replace(one, split=WOMEN) for one in monthly(*EIGHT)]
    for figures in ([], tertials, monthly("81"), late, women):
        assert forecasts(SHARE, figures) == {}
    assert sentences.why_none(SHARE) == sentences.NO_REPORTED_MONTHS


def test_months_that_are_too_old_are_not_forecast_and_say_so() -> None:
    old = forecast(VISITS, [a_figure(f"2023-{month:02}", "10") for month in range(1, 9)])
    assert (old.points, old.year_end) == ((), None)
    assert "för gammal" in old.reason.sv


def test_months_between_that_are_not_reported_are_filled_and_told() -> None:
    found = forecast(VISITS, monthly(*["10", "12", "11", None, "12", "10"] * 6))
    assert any("6 månader saknas" in note.sv for note in found.notes)


@pytest.mark.parametrize(("values", "made"), [(["10", None], True), (["10", None, None], False)])
def test_months_that_are_mostly_not_reported_are_not_forecast_and_say_so(values: list[str | None], made: bool) -> None:
    found = forecast(VISITS, monthly(*values * 10))
    assert bool(found.points) == made
    assert (found.reason == sentences.MOSTLY_NOT_REPORTED) == (not made)


@pytest.mark.parametrize("enormous", ["1E400", "-1E400", "1E200"])
def test_an_enormous_figure_counts_as_missing(enormous: str) -> None:
    figures = monthly(*["10", "12"] * 16)
    found = forecast(VISITS, [*figures[:5], replace(figures[5], value=Decimal(enormous)), *figures[6:]])
    assert "Oanvändbara tal, räknade som saknade: 1." in [note.sv for note in found.notes]
    assert 100 < end_of(found).value < 160


def test_enormous_counts_are_missing_too_and_none_but_enormous_ones_are_no_figure() -> None:
    found = forecast(SHARE, counted(*[(10**400, 10**400), (60, 100), (61, 100), (60, 100)] * 4))
    assert 59 < end_of(found).value < 62
    none = forecast(SHARE, counted(*[(10**400, 10**400)] * 8))
    assert (none.points, none.reason) == ((), sentences.NO_FIGURE)


def test_the_years_target_has_its_chance() -> None:
    target = ValueTarget(Decimal(100), for_year=True)
    likely = replace(an_indicator(target=target, unit=ValueUnit.COUNT, over_time=OverTime.SUM))
    end = end_of(forecast(likely, monthly(*EIGHT)))
    assert end.target is not None
    assert end.target.least == 100
    assert end.probability is not None
    assert end.probability > 0.95


def with_one_off(month: Month, indicator: Indicator) -> Region:
    known = OneOff("phone", "board", month, Decimal(9), Label("Extra kväll.", "An extra evening."))
    return replace(a_region([indicator]), one_offs=(known,))


def test_a_known_one_off_is_put_on_top_of_an_amount_and_of_a_numerator() -> None:
    november = Month(2025, 11)
    visits = end_of(forecast(VISITS, monthly(*EIGHT), with_one_off(november, VISITS)))
    assert round(visits.value, 9) == 153
    share = forecast(SHARE, counted(*[(60, 100), (62, 100)] * 4), with_one_off(november, SHARE))
    assert round(share.points[2].value, 6) == 70
    assert share.notes[-1].en == "The forecast counts a known one-off in November 2025: 9 (An extra evening)."


def test_a_one_off_of_a_share_without_counts_is_said_to_be_left_out() -> None:
    found = forecast(SHARE, monthly(*["80", "82"] * 4), with_one_off(Month(2025, 11), SHARE))
    assert found.notes[-1] == sentences.one_off_not_used(Month(2025, 11))


def test_an_announced_forecast_stands_beside() -> None:
    said = Announced("phone", "board", AUGUST, Decimal(150), date(2025, 9, 24), Label("Nämnden"))
    region = replace(a_region([VISITS]), announced=(said,))
    assert end_of(forecast(VISITS, monthly(*EIGHT), region)).announced == 150


def test_only_months_since_a_change_of_definition_are_used() -> None:
    name = Label("Ny definition", "New definition")
    change = Change("new", ChangeKind.DEFINITION, name, Month(2025, 3), name, ("phone",))
    found = forecast(VISITS, monthly(*["100"] * 24, *EIGHT), replace(a_region([VISITS]), changes=(change,)))
    assert any("mars 2025" in note.sv for note in found.notes)
    assert max(point.value for point in found.points) < 20


def test_what_has_been_reported_is_not_forecast_where_the_indicator_is_computed() -> None:
    computed = replace(VISITS, kind=Kind.COUNT, measure=Additive(Sum(Rows(fact_of_feed("contacts")))))
    assert forecasts(VISITS, monthly(*EIGHT))
    assert forecasts(computed, monthly(*EIGHT)) == {}


@pytest.mark.parametrize(
    ("period", "reported", "differs"),
    [
        ("2025-YTD08", "96", False),
        ("2025-YTD08", "100", False),
        ("2025-YTD08", "101", True),
        ("2025-YTD04", "20", False),
    ],
)
def test_a_year_so_far_that_is_reported_as_another_figure_than_its_months_make_is_told(
    period: str, reported: str, differs: bool
) -> None:
    # Eight months and the sum may each be half a visit off: 4.5 in all.
    found = forecast(VISITS, [*monthly(*EIGHT), a_figure(period, reported)])
    said = [note.en for note in found.notes if "reported for the period" in note.en]
    assert said == (
        ["The forecast rests on the months, which give 96 for January–August 2025; reported for the period is 101."]
        if differs
        else []
    )


def test_months_that_are_reported_from_april_on_are_not_taken_for_the_year_so_far() -> None:
    found = forecast(VISITS, [*monthly(*EIGHT)[3:], a_figure("2025-YTD08", "96")])
    assert found.year_end is not None
    assert found.year_end.since == Month(2025, 4)
    assert found.notes[-1].en == (
        "The forecast rests on the months, which give 60 for April–August 2025; reported for January–August 2025 is 96."
    )


def test_a_share_so_far_that_is_reported_otherwise_is_told_in_per_cent() -> None:
    figures = counted(*[(60, 100), (62, 100)] * 4)
    agrees = forecast(SHARE, [*figures, a_figure("2025-YTD08", "61")])
    assert agrees.notes == ()
    parts = forecast(SHARE, [*figures, a_figure("2025-YTD08", "65")])
    assert parts.notes[-1].sv == (
        "Prognosen bygger på månaderna, som ger 61\u00a0% för januari–augusti 2025; "
        "rapporterat för perioden är 65\u00a0%."
    )


def test_a_direction_without_a_good_end_has_no_target_and_a_forecast_still() -> None:
    neither = an_indicator(unit=ValueUnit.COUNT, over_time=OverTime.SUM, direction=Direction.NONE)
    assert end_of(forecast(neither, monthly(*EIGHT))).probability is None


@pytest.mark.parametrize(
    ("shown", "least"), [(PeriodKind.MONTH, 120), (PeriodKind.TERTIAL, 30), (PeriodKind.YTD, 10), (PeriodKind.YEAR, 10)]
)
def test_the_year_is_held_against_as_many_months_as_it_has_of_the_level(shown: PeriodKind, least: int) -> None:
    visits = replace(VISITS, shown=shown, targets=Targets((DatedTarget(ValueTarget(Decimal(10))),)))
    target = end_of(forecast(visits, monthly(*EIGHT))).target
    assert target is not None
    assert target.least == least


def test_a_unit_below_is_not_held_against_the_level_of_the_whole() -> None:
    visits = replace(VISITS, targets=Targets((DatedTarget(ValueTarget(Decimal(100))),)))
    figures = [replace(figure, unit="centre") for figure in monthly(*EIGHT)]
    below = reported_forecasts_of(a_region([visits], figures), unit="centre", as_of=AUGUST)["phone"]
    assert (end_of(below).target, end_of(below).probability) == (None, None)


def test_months_that_are_just_those_of_the_year_before_have_no_interval_and_say_so() -> None:
    twice = forecast(VISITS, monthly(*(str(number) for number in (3, 0, 1) * 8)))
    assert sentences.NEVER_WRONG in twice.notes
    assert (end_of(twice).interval_80, end_of(twice).probability) == (None, None)


@pytest.mark.parametrize(("most", "chance"), [(3, 0), (40, None)], ids=["more has come already", "nothing is decided"])
def test_what_has_come_decides_a_target_also_where_nothing_tells_of_errors(most: int, chance: float | None) -> None:
    falls = replace(VISITS, direction=Direction.DECREASE, targets=Targets((DatedTarget(ValueTarget(Decimal(most))),)))
    assert end_of(forecast(falls, monthly(*(str(number) for number in (3, 0, 1) * 8)))).probability == chance


def test_months_that_are_not_reported_are_not_said_to_have_been_the_same() -> None:
    found = forecast(VISITS, monthly("7", None, "7", "7", None, "7", "7", "7"))
    assert found.reason == sentences.flat(6)


def test_a_share_always_lies_within_the_whole_range() -> None:
    within = replace(
        SHARE, direction=Direction.WITHIN, targets=Targets((DatedTarget(RangeTarget(Decimal(0), Decimal(100))),))
    )
    assert end_of(forecast(within, counted(*((90 + month % 7, 100) for month in range(20))))).probability == 1
