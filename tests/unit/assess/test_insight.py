"""What results mean is said of months and units, with a reason wherever it is not."""

from __future__ import annotations

import json
import math
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from tertial.assess import insight_reasons as why
from tertial.assess.case_figure import case_figure
from tertial.assess.comparison import Difference, Moments, Verdict
from tertial.assess.comparison import reasons as cannot
from tertial.assess.evidence import Evidence, Measured, PeerFigures, Peers
from tertial.assess.insight import Insight
from tertial.assess.insight_document import insight_record, point_records, said_of_row, since, unit_records
from tertial.assess.region import assess_region, insights_of
from tertial.assess.variation import Left, VariationIcon
from tertial.domain.calendar import Month, Period, PeriodKind
from tertial.domain.changes import Change, ChangeKind
from tertial.domain.expressions.tree import Column
from tertial.domain.facts.registry import all_facts
from tertial.domain.indicators import Indicator, Kind, OverTime, ValueUnit
from tertial.domain.label import Label
from tertial.domain.measures import Additive, Rows, Spread, Sum, Unique
from tertial.domain.rebasing import Rebasing
from tertial.domain.results import WHOLE, Quality, Sex
from tertial.domain.targets import AsNeeded, BetterThan, BySex, DatedTarget, Target, Targets, ValueTarget
from tests.unit.assess.cast import AUGUST, MEN, WOMEN, a_figure, a_region, an_indicator

CONTACTS = Rows(all_facts()["contacts"])
ROWS = Sum(CONTACTS)
WAIT = Column("wait_days")
SUMMED = Sum(CONTACTS, WAIT)
YTD = Period(PeriodKind.YTD, AUGUST)
ODD = (1e300, -5.0, 0.0, math.nan, math.inf)
LOST = Label("Rader saknas.", "Rows are lost.")


def phone(**more: object) -> Indicator:
    """A share that is computed from counted rows."""
    measure = {"kind": Kind.SHARE, "measure": Additive(ROWS, ROWS)}
    return replace(an_indicator(target=ValueTarget(90)), **{**measure, **more})  # type: ignore[arg-type]


def month(back: int, numerator: int, denominator: int = 100, quality: Quality = Quality.COMPLETE) -> Measured:
    period = Period(PeriodKind.MONTH, AUGUST.plus(-back))
    note = None if quality is Quality.COMPLETE else LOST
    return Measured(period, 100 * numerator / denominator, numerator, denominator, None, quality, note)


def months(*numerators: int) -> tuple[Measured, ...]:
    return tuple(month(len(numerators) - 1 - at, numerator) for at, numerator in enumerate(numerators))


EVEN = (80, 82, 79, 81, 80, 78, 82, 81, 79, 80, 81, 80, 82)


def share(numerator: int, denominator: int = 200) -> Measured:
    return Measured(YTD, 100 * numerator / denominator, numerator, denominator)


def peers(*numerators: int, own: str = "") -> Peers:
    units = [PeerFigures(f"centre-{at}", {Sex.ALL: share(numerator)}) for at, numerator in enumerate(numerators)]
    return Peers("health_centre", tuple(units), own)


def insight(indicator: Indicator, evidence: Evidence | None, *rebasings: Rebasing, unit: str = "board") -> Insight:
    region = replace(a_region([indicator], [a_figure("2025-YTD08", "81", unit=unit)]), rebasings=rebasings)
    found = {} if evidence is None else {indicator.id: evidence}
    return insights_of(region, found, as_of=AUGUST, unit=unit)[indicator.id]


def test_a_reported_measure_says_that_it_has_no_months_and_no_units() -> None:
    found = insight(an_indicator(), None)
    assert (found.variation, found.why_no_variation) == (None, why.REPORTED_MONTHS)
    assert (found.comparison, found.why_no_comparison) == (None, why.REPORTED_UNITS)
    assert found.sexes == why.NOT_BY_SEX


def test_a_computed_measure_without_evidence_says_so() -> None:
    found = insight(phone(), None)
    assert (found.why_no_variation, found.why_no_comparison) == (why.NO_MONTHS, why.NO_PEERS)


def test_women_and_men_of_a_reported_share_are_held_against_each_other_by_their_counts() -> None:
    figures = [
        a_figure("2025-YTD08", split=WOMEN, numerator=333, denominator=1540),
        a_figure("2025-YTD08", split=MEN, numerator=120, denominator=1299),
    ]
    found = assess_region(a_region([an_indicator()], figures), as_of=AUGUST).insights["phone"]
    assert isinstance(found.sexes, Difference)
    assert found.sexes.verdict is Verdict.HIGHER
    printed = [a_figure("2025-YTD08", "21", split) for split in (WOMEN, MEN)]
    bare = assess_region(a_region([an_indicator()], printed), as_of=AUGUST).insights["phone"]
    assert bare.sexes == cannot.NO_COUNTS


def test_a_month_of_which_rows_are_lost_is_shown_with_its_reason_and_takes_no_part() -> None:
    lost = (*months(*EVEN)[:-1], month(0, 20, quality=Quality.PARTIAL))
    found = insight(phone(), Evidence({WHOLE: lost}, {})).variation
    assert found is not None
    assert (found.points[-1].value, found.points[-1].left, found.points[-1].note) == (20, Left.UNRELIABLE, LOST)
    assert found.latest == 11
    gone = (*months(*EVEN), Measured(Period(PeriodKind.MONTH, AUGUST.plus(1)), quality=Quality.MISSING, note=LOST))
    missing = insight(phone(), Evidence({WHOLE: gone}, {})).variation
    assert missing is not None
    assert (missing.points[-1].left, missing.points[-1].note) == (Left.MISSING, LOST)


def test_the_target_of_the_whole_is_not_held_against_a_unit_that_has_none_of_its_own() -> None:
    visits = phone(
        kind=Kind.COUNT, measure=Additive(ROWS), value_unit=ValueUnit.COUNT, over_time=OverTime.SUM,
        shown=PeriodKind.MONTH,
    )  # fmt: skip
    evidence = Evidence({WHOLE: months(*EVEN)}, {})
    whole, below = insight(visits, evidence).variation, insight(visits, evidence, unit="centre").variation
    assert whole is not None
    assert below is not None
    assert whole.target is not None
    assert below.target is None


def test_a_decided_level_begins_a_phase_and_the_signal_names_its_first_month() -> None:
    risen = (*EVEN, *(95,) * 7)
    found = insight(phone(), Evidence({WHOLE: months(*risen)}, {})).variation
    assert found is not None
    assert (found.variation, since(found)) == (VariationIcon.IMPROVING_HIGH, str(AUGUST.plus(-6)))
    decided = Rebasing("phone", AUGUST.plus(-6), Label("Ny växel"), date(2025, 9, 1), Label("Nämnden"))
    anew = insight(phone(), Evidence({WHOLE: months(*risen)}, {}), decided).variation
    assert anew is not None
    assert [phase.rebasing for phase in anew.phases] == [None, decided]
    assert since(anew) is None


@pytest.mark.parametrize(
    ("target", "says"),
    [
        (BySex(ValueTarget(Decimal(90)), ValueTarget(Decimal(80))), "inte för alla tillsammans"),
        (AsNeeded(), "Målet är enligt behov"),
        (BetterThan(Period.parse("2019")), "Målet jämför med 2019, och det utfallet saknas."),
    ],
)
def test_a_target_that_limits_cannot_be_held_against_is_not_said_to_be_none(target: Target, says: str) -> None:
    indicator = replace(phone(), targets=Targets((DatedTarget(target),)))
    found = insight(indicator, Evidence({WHOLE: months(*EVEN)}, {})).variation
    assert found is not None
    assert found.assurance is None
    assert says in found.assurance_says.sv


def test_a_level_that_rests_on_figures_from_before_a_break_says_so_until_a_new_one_is_decided() -> None:
    broken = Change("new", ChangeKind.DEFINITION, Label("Ny"), AUGUST.plus(-6), Label("Räknas om."), ("phone",))
    measured = Evidence({WHOLE: months(*EVEN, *(95,) * 7)}, {})
    decided = Rebasing("phone", AUGUST.plus(-6), Label("Räknas om"), date(2025, 9, 1), Label("Nämnden"))
    for changes, rebasings, since_month in (
        ((broken,), (), AUGUST.plus(-6)),
        ((broken,), (decided,), None),
        ((), (), None),
    ):
        region = a_region([phone()], [a_figure("2025-YTD08", "81")], changes=changes)
        region = replace(region, rebasings=rebasings)
        found = insights_of(region, {"phone": measured}, as_of=AUGUST)["phone"].variation
        assert found is not None
        assert found.broken_from == since_month


def test_a_unit_stands_among_its_sisters_with_its_place() -> None:
    found = insight(phone(), Evidence({}, {}, peers(120, 160, 162, 158, 161, 159, own="centre-0")))
    assert found.own is not None
    assert found.own.rank is not None
    assert (found.own.rank.place, found.own.stands_out) == (6, True)
    with pytest.raises(ValueError, match="not among"):
        peers(1, own="elsewhere")


@pytest.mark.parametrize(
    ("quality", "is_compared"),
    [(Quality.PARTIAL, False), (Quality.BROKEN_SERIES, False), (Quality.PROVISIONAL, False), (Quality.COMPLETE, True)],
)
def test_a_unit_whose_data_are_wrong_has_no_place_among_its_sisters(quality: Quality, *, is_compared: bool) -> None:
    among = peers(120, 160, 162, 158, 161, 159, own="centre-0")
    first = PeerFigures("centre-0", {Sex.ALL: replace(share(120), quality=quality)})
    found = insight(phone(), Evidence({}, {}, replace(among, units=(first, *among.units[1:]))))
    assert found.own is not None
    assert (found.own.rank is not None, found.own.stands_out) == (is_compared, is_compared)
    assert (found.own.value, found.own.uncertain) == (0.6, not is_compared)


def test_figures_that_are_provisional_at_all_units_are_compared() -> None:
    among = peers(120, 160, 162, 158, 161, 159)
    units = [
        PeerFigures(one.unit, {Sex.ALL: replace(one.whole, quality=Quality.PROVISIONAL)})
        for one in among.units
        if one.whole is not None
    ]
    assert replace(among, units=tuple(units)).uncertain == frozenset()
    assert replace(among, units=(*units[1:], among.units[0])).uncertain == {one.unit for one in units[1:]}


@pytest.mark.parametrize(
    ("more", "reason"),
    [
        ({"kind": Kind.COUNT, "measure": Additive(ROWS), "value_unit": ValueUnit.COUNT}, why.COUNT_ALONE),
        (
            {"kind": Kind.DISTINCT, "measure": Unique(CONTACTS, "person"), "value_unit": ValueUnit.COUNT},
            why.COUNT_ALONE,
        ),
        ({"measure": Additive(SUMMED, SUMMED)}, why.AMOUNTS),
        ({"kind": Kind.MEDIAN, "measure": Spread(CONTACTS, WAIT, percent=50)}, why.PERCENTILE),
    ],
)
def test_figures_without_counted_cases_are_not_compared_and_say_why(more: dict[str, object], reason: Label) -> None:
    found = insight(phone(**more, targets=an_indicator().targets), Evidence({}, {}, peers(1, 2, 3, 4, 5)))
    assert (found.comparison, found.why_no_comparison) == (None, reason)


def test_a_share_a_rate_and_a_mean_have_the_chance_of_their_kind() -> None:
    assert case_figure(phone(), share(150)) is not None
    assert case_figure(phone(), share(250)) is None
    assert case_figure(phone(kind=Kind.RATE), share(250)) is not None
    mean = phone(kind=Kind.MEAN, measure=Spread(CONTACTS, WAIT))
    moments = Moments.of_histogram({1.0: 3, 2.0: 5})
    assert case_figure(mean, Measured(YTD, 1.6, moments=moments)) is not None
    assert case_figure(phone(), Measured(YTD)) is None


def test_the_records_are_of_each_point_and_each_unit_in_the_indicators_unit() -> None:
    shown = {Sex.ALL: share(160), Sex.WOMEN: share(90, 100), Sex.MEN: share(70, 100)}
    evidence = Evidence({WHOLE: months(*EVEN)}, shown, peers(120, 160, 162, 158, 161, 159))
    region = a_region([phone()])
    found = insight(phone(), evidence)
    record = insight_record(found, region, "en")
    assert record["no_variation"] is record["no_comparison"] is record["no_sexes"] is None
    points, units = list(point_records(found, "en")), list(unit_records(found, region, "en"))
    assert [point["numerator"] for point in points] == list(EVEN)
    assert next((unit["unit"], unit["value"]) for unit in units) == ("centre-0", 60)
    sexes = record["sexes"]
    assert isinstance(sexes, dict)
    assert (sexes["women"], sexes["women_cases"], sexes["men_of"], sexes["women_less_men"]) == (90, 90, 100, 20)
    assert said_of_row(found, WHOLE, "en")["variation"] == "common_cause"
    assert said_of_row(found, WOMEN, "en")["variation"] is None


def test_a_series_of_anything_has_an_answer_without_a_number_that_is_none() -> None:
    odd = [Measured(Period(PeriodKind.MONTH, Month(2025, at)), value) for at, value in enumerate(ODD, 1)]
    found = insight(phone(), Evidence({WHOLE: tuple(odd)}, {Sex.WOMEN: Measured(YTD, note=LOST)}, peers(0, 0, 0, 0, 0)))
    record = insight_record(found, a_region([phone()]), "sv")
    assert json.dumps(record, allow_nan=False)
    assert found.sexes == Label("Rader saknas (kvinnor).", "Rows are lost (women).")
    assert found.comparison is not None
    assert found.comparison.reason == cannot.NO_EVENTS
