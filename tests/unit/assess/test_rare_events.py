"""Rare events are judged by the days between them, or by months with the reason why not."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from itertools import accumulate

import pytest

from tertial.assess import rare_events as why
from tertial.assess.evidence import Evidence, Measured
from tertial.assess.insight import Insight
from tertial.assess.insight_document import insight_record, point_records
from tertial.assess.region import insights_of
from tertial.assess.sentences import indicator_text
from tertial.assess.variation import ChartKind, Events, Left, Variation, VariationIcon, vary_events
from tertial.assess.variation.words import OPEN_LONGER, RARE, RARE_PARTS, TARGET_OF_NUMBER
from tertial.domain.calendar import Month, Period, PeriodKind
from tertial.domain.expressions.tree import Column
from tertial.domain.facts.registry import all_facts
from tertial.domain.indicators import Direction, Indicator, Kind, OverTime, ValueUnit
from tertial.domain.label import Label
from tertial.domain.measures import Additive, Measure, Rows, Sum, Unique
from tertial.domain.results import WHOLE, Quality
from tertial.domain.targets import ValueTarget
from tests.unit.assess.cast import AUGUST, a_figure, a_region, an_indicator, one_row

REPORTS = Sum(Rows(all_facts()["concern-reports"]))
NUMBER = Additive(REPORTS)
PERIODIC = (10, 20, 30) * 8
DAYS = tuple(accumulate(PERIODIC, lambda day, gap: day + timedelta(gap), initial=date(2024, 1, 31)))
LOST = Label("Rader saknas.", "Rows are lost.")


def injuries(measure: Measure | None = NUMBER, kind: Kind = Kind.COUNT) -> Indicator:
    """A number that shall fall, with a target a month."""
    made = an_indicator("injuries", ValueTarget(Decimal(2)), direction=Direction.DECREASE, unit=ValueUnit.COUNT)
    return replace(made, kind=kind, measure=measure, over_time=OverTime.SUM)


def months(*numbers: int | None, unreliable: int | None = None) -> tuple[Measured, ...]:
    """Up to August 2025; None where there is no figure."""
    found = []
    for at, number in enumerate(numbers):
        period = Period(PeriodKind.MONTH, AUGUST.plus(at + 1 - len(numbers)))
        value = None if number is None else float(number)
        quality = Quality.MISSING if number is None else Quality.PARTIAL if at == unreliable else Quality.COMPLETE
        found.append(Measured(period, value, number, quality=quality, note=None if value is not None else LOST))
    return tuple(found)


FEW = (0, 1, 0, 1, 0, 0, 2, 0, 1, 0, 0, 1, 0, 0, 1)


def insight(indicator: Indicator, found: tuple[Measured, ...], days: Events | Label | None = None) -> Insight:
    region = a_region([indicator], [a_figure("2025-YTD08", "3", indicator="injuries")])
    evidence = Evidence({WHOLE: found}, {}, days={} if days is None else {WHOLE: days})
    return insights_of(region, {"injuries": evidence}, as_of=AUGUST)["injuries"]


def varied(indicator: Indicator, found: tuple[Measured, ...], days: Events | Label | None = None) -> Variation:
    variation = insight(indicator, found, days).variation
    assert variation is not None
    return variation


def events(days: tuple[date, ...] = DAYS, to: date = date(2025, 8, 31)) -> Events:
    return Events(days, date(2024, 1, 1), to)


def test_the_days_between_rare_events_take_the_place_of_their_months() -> None:
    made = varied(injuries(), months(*FEW), events())
    assert made.choice.kind is ChartKind.T
    assert [point.value for point in made.points] == list(PERIODIC)
    assert made.points[0].month == Month(2024, 2)
    # Days between are held against no number, so the target of the months is named and not judged.
    assert (made.assurance, made.assurance_says) == (None, TARGET_OF_NUMBER)


def test_events_of_one_a_month_or_more_keep_their_months_whatever_days_are_known() -> None:
    made = varied(injuries(), months(*(1, 2) * 8), events())
    assert (made.choice.kind, made.choice.rare, made.is_of_days) == (ChartKind.C, False, False)


def test_months_without_any_event_are_not_said_to_have_rare_ones() -> None:
    made = varied(injuries(), months(*[0] * 15))
    assert not made.choice.rare
    assert "händelse" not in made.choice.why.sv


def test_a_reason_why_there_are_no_days_follows_the_sentence_that_they_would_say_more() -> None:
    made = varied(injuries(), months(*FEW), why.OTHER_ROWS)
    assert made.choice.kind is ChartKind.C
    assert made.choice.why.en.endswith(f"{RARE.en} {why.OTHER_ROWS.en}")
    assert made.choice.why.sv.endswith(f"{RARE.sv} {why.OTHER_ROWS.sv}")


@pytest.mark.parametrize(
    ("measure", "kind", "reason"),
    [
        (None, Kind.REPORTED, why.REPORTED),
        (Unique(Rows(all_facts()["contacts"]), "person"), Kind.DISTINCT, why.DIFFERENT),
        (Additive(Sum(Rows(all_facts()["readmissions"]))), Kind.COUNT, why.MADE),
    ],
    ids=["reported", "different persons", "derived rows"],
)
def test_numbers_without_days_behind_them_say_so(measure: Measure | None, kind: Kind, reason: Label) -> None:
    indicator = injuries(measure, kind)
    assert not why.has_days(indicator)
    assert varied(indicator, months(*FEW)).choice.why.en.endswith(reason.en)


def test_a_share_of_rare_cases_says_that_single_cases_move_it() -> None:
    share = replace(injuries(Additive(REPORTS, REPORTS), Kind.SHARE), value_unit=ValueUnit.PERCENT)
    found = tuple(replace(one, denominator=50) for one in months(*FEW))
    made = varied(share, found)
    assert made.choice.rare
    assert made.choice.why.en.endswith(RARE_PARTS.en)


def test_added_amounts_are_no_events() -> None:
    assert not why.has_days(injuries(Additive(replace(REPORTS, add=Column("reports")))))


def test_days_are_watched_from_the_first_figure_to_the_last_that_can_be_trusted() -> None:
    assert why.watched(months(None, None, 1, 0, 1)) == tuple(Month(2025, 6).through(AUGUST))
    assert why.watched(months(1, 0, 1, 3, unreliable=3)) == tuple(Month(2025, 5).through(Month(2025, 7)))


def test_an_uncertain_month_between_may_hide_an_event_and_is_named() -> None:
    for found in (months(1, 0, 0, 1, unreliable=2), months(1, 0, None, 1)):
        reason = why.watched(found)
        assert isinstance(reason, Label)
        assert reason.en == (
            "That time is not shown: the data of July 2025 are uncertain, so that an event may be missing."
        )


def test_between_fewer_than_two_trusted_events_there_is_no_time() -> None:
    for found in (months(0, 1, 0), months(1, 0, 1, unreliable=2), months(None, None), ()):
        assert why.watched(found) == why.TOO_FEW


def test_no_day_of_an_event_stands_in_the_json_of_a_unit() -> None:
    found = insight(injuries(), months(*FEW), events())
    record = insight_record(found, a_region([injuries()]), "en")
    variation = record["variation"]
    assert isinstance(variation, dict)
    assert (variation["chart"], variation["of"]) == ("t", "days_between_events")
    first, *_rest = variation["points"]
    assert (first["period"], first["value"], first["numerator"]) == ("2024-02", 10, None)
    rows = list(point_records(found, "en"))
    assert [(row["chart"], row["period"]) for row in rows[:2]] == [("t", "2024-02"), ("t", "2024-03")]
    told = json.dumps([record, rows])
    assert not any(day.isoformat() in told for day in DAYS)
    # Nor the time since the last one, which with the end of the watch would tell its day.
    assert "open_gap" not in variation


def test_a_long_time_since_the_last_event_is_told_before_another_closes_it() -> None:
    limit = varied(injuries(), months(*FEW), events()).phases[-1].limits.upper
    for days, longer in ((int(limit), False), (int(limit) + 1, True)):
        made = varied(injuries(), months(*FEW), events(to=DAYS[-1] + timedelta(days)))
        assert made.is_open_longer is longer
        # It is no point of the chart, and signals nothing.
        assert made.variation is VariationIcon.COMMON
    assert "redan längre" in OPEN_LONGER.sv


def test_a_sentence_tells_of_the_time_between_events() -> None:
    row = one_row(an_indicator(direction=Direction.DECREASE), a_figure("2025-YTD08", "3"))

    def said(*gaps: int) -> Label:
        days = tuple(accumulate((*PERIODIC, *gaps), lambda day, gap: day + timedelta(gap), initial=date(2023, 1, 31)))
        made = vary_events(Events(days, days[0], days[-1]), Direction.DECREASE)
        return indicator_text(row, as_of=AUGUST, variation=made)

    assert "Tiden mellan händelserna är stabil." in said().sv
    assert "Tiden till händelsen i december 2024 var ovanligt lång." in said(200).sv
    # The two gaps before, of 20 and 30 days, lie above the centre line too.
    assert "Tiden mellan händelserna är längre sedan april 2024." in said(*[21] * 9).sv
    assert "The time between events has been shorter since June 2024." in said(*[17] * 9).en


def test_an_unreliable_latest_month_takes_no_part_and_leaves_the_days_before_it() -> None:
    found = months(*FEW, 2, unreliable=len(FEW))
    assert why.are_rare(injuries(), found)
    assert varied(injuries(), found).points[-1].left is Left.UNRELIABLE
    watched = why.watched(found)
    assert not isinstance(watched, Label)
    assert watched[-1] == AUGUST.plus(-1)
