"""Judgement and suggestion side by side."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest

from tertial.assess.assessment import IndicatorAssessment, ObjectiveAssessment, Sureness, UnitsJudged
from tertial.assess.objectives import suggestion
from tertial.assess.reasons import INCOMPLETE, PROVISIONAL
from tertial.assess.region import assess_region
from tertial.assess.sentences import Estimated, YearEnd
from tertial.assess.support import Support, expected_status
from tertial.assess.sureness import is_near
from tertial.domain.calendar import Month
from tertial.domain.facts.of_feeds import fact_of_feed
from tertial.domain.goals import Goal
from tertial.domain.indicators import Absence, Direction, Kind, OverTime, ValueUnit
from tertial.domain.judgements import Judgement, Outlook, Status
from tertial.domain.label import Label
from tertial.domain.measures import Additive, Rows, Sum
from tertial.domain.organisation import Organisation, Unit
from tertial.domain.results import Outcomes, Quality
from tertial.domain.targets import Against, BetterThan, RangeTarget, ValueTarget
from tertial.language import using
from tests.unit.assess.cast import AUGUST, RULE, YEAR, a_figure, a_region, an_indicator, one_row

NOW = "2025-YTD08"
TARGET = ValueTarget(Decimal(100))
ELSEWHERE = Absence(Quality.FOLLOWED_ELSEWHERE, Label("Följs upp på annat håll."))


def objective(*judgements: Judgement, unit: str | None = None, figures: tuple[str, ...] = ()) -> ObjectiveAssessment:
    """The objective with an indicator for each figure: a number, `-` missing, `later` not due, `elsewhere`."""
    indicators = [
        an_indicator(
            f"measure-{place}",
            TARGET,
            followed=(YEAR,) if figure == "later" else (),
            absences=(ELSEWHERE,) if figure == "elsewhere" else (),
        )
        for place, figure in enumerate(figures)
    ]
    reported = [
        a_figure(NOW, figure, indicator=f"measure-{place}") for place, figure in enumerate(figures) if figure.isdigit()
    ]
    with using("en"):
        found = assess_region(a_region(indicators, reported, judgements=judgements), as_of=AUGUST, unit=unit)
    (only,) = found.objectives
    return only


def a_judgement(status: Status, unit: str = "board", period: Month = AUGUST) -> Judgement:
    return Judgement(
        "access",
        unit,
        period,
        status,
        Outlook.CANNOT_BE_JUDGED,
        reason=Label("Svarstiderna är längre."),
        outlook_reason=Label("Uppgifter saknas efter systembytet."),
    )


def test_the_judgement_is_the_persons_and_the_suggestion_the_rules() -> None:
    found = objective(a_judgement(Status.PARTLY_MET), figures=("100", "100"))
    assert (found.judgement, found.suggested, found.differs) == (Status.PARTLY_MET, Status.MET, True)
    assert (found.outlook, found.reason, found.outlook_reason) == (
        Outlook.CANNOT_BE_JUDGED,
        Label("Svarstiderna är längre."),
        Label("Uppgifter saknas efter systembytet."),
    )


def test_a_suggestion_never_fills_the_place_of_a_judgement() -> None:
    found = objective(figures=("100",))
    assert (found.judgement, found.suggested, found.judged) == (Status.NO_DATA, Status.MET, None)
    assert (found.reason, found.outlook, found.differs) == (
        Label("Ingen bedömning är angiven.", "No judgement is stated."),
        None,
        False,
    )


def test_judgement_and_rule_that_agree_do_not_differ() -> None:
    assert not objective(a_judgement(Status.MET), figures=("100",)).differs


def test_a_rule_that_suggests_nothing_does_not_differ() -> None:
    assert not objective(a_judgement(Status.MET), figures=("-",)).differs


@pytest.mark.parametrize(
    "other", [a_judgement(Status.MET, unit="centre"), a_judgement(Status.MET, period=Month(2025, 4))]
)
def test_a_judgement_of_another_unit_or_month_does_not_count(other: Judgement) -> None:
    assert objective(other).judged is None


def test_a_unit_below_has_its_own_judgements() -> None:
    found = objective(a_judgement(Status.MET, unit="centre"), unit="centre")
    assert (found.unit, found.judgement) == ("centre", Status.MET)


@pytest.mark.parametrize(
    ("figures", "suggested", "by"),
    [
        (("100", "85", "-"), Status.PARTLY_MET, "1 of 3 indicators met, 1 partly, 1 without an outcome to judge"),
        (("100",), Status.MET, "1 of 1 indicator met"),
        (("10", "20"), Status.NOT_MET, "0 of 2 indicators met, 2 not met"),
        (("100", "-"), Status.MET, "1 of 2 indicators met, 1 without an outcome to judge"),
        (
            ("100", "-", "-"),
            Status.NO_DATA,
            "1 of 3 indicators met, 2 without an outcome to judge: fewer than half can be judged",
        ),
        (("100", "later", "later"), Status.MET, "1 of 1 indicator met, 2 not due now"),
        (("100", "elsewhere", "elsewhere"), Status.MET, "1 of 1 indicator met"),
        (("later", "elsewhere"), Status.NOT_DUE, "no indicator is due for follow-up now"),
        (("elsewhere",), Status.NO_DATA, "every indicator is followed up elsewhere or does not apply"),
        ((), Status.NO_DATA, "no indicator stands under it: only a person can judge it"),
    ],
)
def test_the_suggestion_says_what_it_rests_on(figures: tuple[str, ...], suggested: Status, by: str) -> None:
    found = objective(figures=figures)
    assert (found.suggested, found.suggested_by) == (suggested, by)


def test_an_indicator_without_a_target_is_counted_as_such() -> None:
    indicators = [an_indicator("judged", TARGET), an_indicator("followed")]
    figures = [a_figure(NOW, "100", indicator=name) for name in ("judged", "followed")]
    with using("en"):
        (found,) = assess_region(a_region(indicators, figures), as_of=AUGUST).objectives
    assert (found.suggested, found.suggested_by) == (Status.MET, "1 of 2 indicators met, 1 without a target")


def test_indicators_below_the_objective_count_once_each() -> None:
    part = Goal("part", "part", Label("Del"), indicators=("phone", "digital"))
    access = Goal("access", "objective", Label("Tillgänglig vård"), indicators=("phone",), children=(part,))
    indicators = [an_indicator("phone", TARGET), an_indicator("digital", TARGET)]
    figures = [a_figure(NOW, "100", indicator="phone"), a_figure(NOW, "1", indicator="digital")]
    with using("en"):
        (found,) = assess_region(a_region(indicators, figures, goals=[access]), as_of=AUGUST).objectives
    assert found.suggested_by == "1 of 2 indicators met, 1 not met"


def computed(*covered: tuple[Status, int | None]) -> list[IndicatorAssessment]:
    """Judged rows, each with the per cent of the expected rows that it rests on where some lack."""
    sample = one_row(an_indicator("visits", TARGET), a_figure(NOW, "100", indicator="visits"))
    return [replace(sample, status=status, covered=share) for status, share in covered]


def test_a_suggestion_that_hangs_on_a_figure_where_rows_lack_says_that_it_is_uncertain() -> None:
    with using("en"):
        suggested, by, uncertain = suggestion(computed((Status.MET, 62)))
        assert (suggested, uncertain) == (Status.MET, True)
        assert by == (
            "uncertain: 1 of 1 indicator met; one rests on less than four fifths of the expected rows, "
            "and the suggestion rests on that"
        )
        suggested, by, uncertain = suggestion(computed((Status.MET, 62), (Status.MET, None), (Status.MET, 80)))
        assert (suggested, uncertain) == (Status.MET, False)
        assert by.endswith("; one rests on less than four fifths of the expected rows")
        assert suggestion(computed((Status.NOT_MET, 80))) == (Status.NOT_MET, "0 of 1 indicator met, 1 not met", False)


def test_the_status_of_a_computed_figure_where_rows_lack_is_uncertain_and_a_reported_one_stands() -> None:
    lacking = replace(a_figure(NOW, "100"), quality=Quality.PARTIAL, covered=Fraction(629, 1000))
    reported = an_indicator(target=TARGET)
    contacts = Rows(fact_of_feed("contacts"))
    counted = replace(reported, kind=Kind.COUNT, measure=Additive(Sum(contacts)), value_unit=ValueUnit.COUNT)
    row = one_row(counted, lacking)
    assert (row.status, row.covered, row.quality) == (Status.MET, 62, Quality.PARTIAL)
    assert row.uncertain == Label("osäkert: 62\u00a0% av väntade rader", "uncertain: 62% of the expected rows")
    assert one_row(counted, replace(lacking, covered=None)).uncertain == INCOMPLETE
    assert one_row(counted, replace(lacking, covered=None, quality=Quality.PROVISIONAL)).uncertain == PROVISIONAL
    assert one_row(counted, replace(lacking, covered=None, quality=Quality.COMPLETE)).uncertain is None
    assert one_row(reported, replace(lacking, covered=None)).uncertain is None


def test_a_suggestion_that_hangs_on_a_provisional_figure_says_that_it_is_uncertain() -> None:
    firm, low = computed((Status.MET, None), (Status.NOT_MET, None))
    provisional = replace(low, uncertain=PROVISIONAL)
    with using("en"):
        assert suggestion([firm, provisional]) == (
            Status.PARTLY_MET,
            "uncertain: 1 of 2 indicators met, 1 not met; one provisional, and the suggestion rests on that",
            True,
        )
        suggested, by, uncertain = suggestion([firm, low, provisional, provisional])
        assert (suggested, uncertain) == (Status.PARTLY_MET, False)
        assert by.endswith("; 2 provisional")


def supported(
    support: Mapping[str, Support], *judgements: Judgement, figures: Sequence[str] = ("100", "100", "-")
) -> ObjectiveAssessment:
    """The objective with estimates and forecasts beside its indicators."""
    indicators = [an_indicator(f"measure-{place}", TARGET) for place in range(len(figures))]
    reported = [
        a_figure(NOW, figure, indicator=f"measure-{place}") for place, figure in enumerate(figures) if figure != "-"
    ]
    region = a_region(indicators, reported, judgements=judgements)
    with using("en"):
        (found,) = assess_region(region, as_of=AUGUST, support=support).objectives
    return found


def test_an_estimate_counts_in_the_suggestion_is_told_of_and_never_becomes_an_outcome() -> None:
    lacking = {"measure-2": Support(estimated=Estimated(40, 50, 60, (AUGUST,)))}
    found = supported(lacking)
    assert (found.suggested, found.uncertain, found.sureness) == (Status.PARTLY_MET, True, Sureness.UNSURE)
    assert found.suggested_by == (
        "uncertain: 2 of 3 indicators met, 1 not met; one by an estimate, no official figure, "
        "and the suggestion rests on that"
    )
    assert "the suggestion rests on estimates or on figures that are not firm" in found.sureness_by


def test_an_estimate_beside_a_figure_is_not_used() -> None:
    beside = {"measure-0": Support(estimated=Estimated(0, 1, 2, (AUGUST,)))}
    assert (supported(beside).suggested, supported(beside).uncertain) == (Status.MET, False)


@pytest.mark.parametrize(
    ("low", "high", "probability", "outlook", "by"),
    [
        (101, 105, 0.8, Outlook.WILL_BE_MET, "1 of 1 indicator likely met"),
        (84, 88, 0.2, Outlook.PARTLY, "0 of 1 indicator likely met, 1 partly"),
        (40, 60, 0.0, Outlook.WILL_NOT_BE_MET, "0 of 1 indicator likely met, 1 likely not met"),
        (90, 110, 0.5, Outlook.CANNOT_BE_JUDGED, "0 of 1 indicator likely met, 1 can go either way"),
    ],
)
def test_a_forecast_suggests_an_outlook_and_says_by_what(
    low: float, high: float, probability: float, outlook: Outlook, by: str
) -> None:
    found = supported({"measure-0": Support(year_end=YearEnd(low, high, 0.8, probability))}, figures=("90",))
    assert (found.suggested_outlook, found.suggested_outlook_by) == (outlook, by)
    assert found.outlook is None


def test_the_forecast_of_a_level_for_the_year_is_held_against_the_whole_level() -> None:
    indicator = replace(an_indicator(target=ValueTarget(Decimal(1200), for_year=True)), value_unit=ValueUnit.COUNT)
    summed = replace(indicator, over_time=OverTime.SUM)
    row = one_row(summed, a_figure(NOW, "800"))
    assert row.target_level == 800
    ends = {1100: Status.PARTLY_MET, 900: Status.NOT_MET}
    for middle, expected in ends.items():
        assert expected_status(row, Support(year_end=YearEnd(middle - 9, middle + 9, 0.8, 0.1)), RULE) is expected


def test_a_measure_without_a_target_is_not_said_to_lack_a_forecast() -> None:
    indicators = [
        an_indicator("phone", target=ValueTarget(Decimal(95))),
        an_indicator("calls"),
        an_indicator("beds", target=ValueTarget(Decimal(3))),
    ]
    region = a_region(indicators, [a_figure(NOW, "80", indicator=one.id) for one in indicators])
    support = {
        name: Support(year_end=YearEnd(70, 80, 0.8, 0.9 if name == "phone" else None)) for name in ("phone", "calls")
    }
    with using("en"):
        (found,) = assess_region(region, as_of=AUGUST, support=support).objectives
    assert found.suggested_outlook_by == (
        "1 of 3 indicators likely met, 1 without a target, 1 without a forecast: fewer than half have a forecast"
    )


def test_the_year_of_a_target_against_last_year_is_held_against_the_whole_of_it() -> None:
    indicator = an_indicator(target=BetterThan(Against.SAME_PERIOD_LAST_YEAR), unit=ValueUnit.COUNT)
    row = one_row(indicator, a_figure(NOW, "40"), a_figure("2024-YTD08", "60"))
    for reach, expected in ((95.0, Status.PARTLY_MET), (200.0, Status.NOT_MET)):
        assert expected_status(row, Support(year_end=YearEnd(70, 90, 0.8, 0.1, reach=reach)), RULE) is expected


def test_a_persons_outlook_and_the_forecasts_both_stay() -> None:
    stated = replace(a_judgement(Status.MET), outlook=Outlook.WILL_BE_MET)
    ends = {"measure-0": Support(year_end=YearEnd(40, 60, 0.8, 0.0))}
    found = supported(ends, stated, figures=("100",))
    assert (found.outlook, found.suggested_outlook) == (Outlook.WILL_BE_MET, Outlook.WILL_NOT_BE_MET)
    assert found.outlook_differs
    assert not supported(ends, figures=("100",)).outlook_differs


def test_units_that_judge_otherwise_are_told_of_and_make_the_suggestion_less_sure() -> None:
    region_of = [
        Unit("board", Label("Nämnden"), "board"),
        *(Unit(name, Label(name), "centre", parent="board") for name in ("east", "west", "north")),
        Unit("ward", Label("ward"), "ward", parent="east"),
    ]
    own = [a_judgement(Status.NOT_MET, unit=name) for name in ("east", "west", "ward")]
    indicators = [an_indicator(f"measure-{place}", TARGET) for place in range(3)]
    firm = [a_figure(NOW, "130", indicator=indicator.id) for indicator in indicators]
    with using("en"):
        made = replace(a_region(indicators, firm, judgements=own), organisation=Organisation(tuple(region_of)))
        (found,) = assess_region(made, as_of=AUGUST).objectives
        (alone,) = assess_region(replace(made, outcomes=Outcomes([])), as_of=AUGUST).objectives
    assert (found.suggested, found.sureness) == (Status.MET, Sureness.LIKELY)
    assert found.units == UnitsJudged(of=3, met=0, partly=0, not_met=2)
    assert found.suggested_by == "3 of 3 indicators met; of the 3 units below 2 have judged: 2 as not met"
    assert found.sureness_by == "the units below judge otherwise"
    assert (alone.suggested, alone.sureness, alone.judgement) == (Status.NOT_MET, Sureness.UNSURE, Status.NO_DATA)


def test_a_share_is_near_its_target_where_chance_could_carry_it_across() -> None:
    of_few = a_figure(NOW, numerator=78, denominator=100)
    of_many = a_figure(NOW, numerator=7800, denominator=10000)
    target = ValueTarget(Decimal(80))
    near = [is_near(one_row(an_indicator(target=target), figure), RULE) for figure in (of_few, of_many)]
    assert near == [True, False]


def test_a_range_that_is_kept_is_not_near_its_threshold() -> None:
    within = an_indicator(target=RangeTarget(Decimal(20), Decimal(35)), direction=Direction.WITHIN)
    kept, missed = (one_row(within, a_figure(NOW, figure)) for figure in ("28", "35.5"))
    assert [is_near(kept, RULE), is_near(missed, RULE)] == [False, True]
