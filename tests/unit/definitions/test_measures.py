"""How the keys of an indicator's file become a measure."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from tertial.definitions.reading import Reading, read_region
from tertial.domain.expressions.parser import parse
from tertial.domain.expressions.tree import Comparison
from tertial.domain.facts.registry import all_facts
from tertial.domain.indicators import Indicator, Kind, OverTime
from tertial.domain.measures import Additive, AmongReaching, Level, Reaching, Rows, Spread, Sum, Unique
from tests.spec.good_folder import write_good_folder

HEAD = "id: own\ntitle: Eget\nshown: ytd\n"
CONTACTS, DISCHARGES = all_facts()["contacts"], all_facts()["discharges"]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_good_folder(tmp_path / "small")


def reading(folder: Path, text: str) -> Reading:
    (folder / "indicators" / "own.yaml").write_text(HEAD + text, "utf-8")
    return read_region(folder)


def own(folder: Path, text: str) -> Indicator:
    read = reading(folder, text)
    assert read.region is not None, [found.sentence() for found in read.errors]
    return read.region.indicators["own"]


def test_a_count_counts_the_rows_that_meet_its_condition(folder: Path) -> None:
    found = own(folder, "kind: count\nvalue_unit: count\nfact: contacts\nnumerator: mode = 'phone'\n")
    assert found.measure == Additive(Sum(Rows(CONTACTS, parse("mode = 'phone'"))))
    assert found.kind is Kind.COUNT


@pytest.mark.parametrize("how", ["", "numerator: all\n", "where: all\n"])
def test_a_count_without_condition_counts_every_row(folder: Path, how: str) -> None:
    found = own(folder, f"kind: count\nvalue_unit: count\nfact: contacts\n{how}")
    assert found.measure == Additive(Sum(Rows(CONTACTS)))


def test_a_share_of_sums_adds_up_on_both_sides(folder: Path) -> None:
    text = 'kind: share\nvalue_unit: "%"\nfact: agency-shares\n'
    found = own(folder, text + "numerator: {add: agency_cost}\ndenominator: {add: own_staff_cost}\n")
    rows = Rows(all_facts()["agency-shares"])
    assert found.measure == Additive(Sum(rows, parse("agency_cost")), Sum(rows, parse("own_staff_cost")))


def test_kronor_in_a_condition_become_öre(folder: Path) -> None:
    text = "kind: count\nvalue_unit: count\nfact: agency-shares\nnumerator: agency_cost > 1500.50\n"
    assert own(folder, text).measure == Additive(Sum(Rows(all_facts()["agency-shares"], parse("agency_cost > 150050"))))


def test_a_rate_has_its_per_and_may_be_of_two_facts(folder: Path) -> None:
    text = "kind: rate\nvalue_unit: count\nfact: contacts\nnumerator: all\nper: 1000\n"
    found = own(folder, text + "denominator: {fact: population, where: age_years >= 18}\n")
    population = Rows(all_facts()["population"], parse("age_years >= 18"))
    assert found.measure == Additive(Sum(Rows(CONTACTS)), Sum(population), 1000)


def test_what_the_file_says_of_place_and_events_holds_for_its_own_fact_only(folder: Path) -> None:
    text = "kind: rate\nvalue_unit: count\nfact: discharges\nevents: planned = false\nper: 100\n"
    found = own(folder, text + "numerator: stay_days > 3\ndenominator: {fact: readmissions}\n")
    numerator = Rows(DISCHARGES, parse("stay_days > 3"), parse("planned = false"))
    assert found.measure == Additive(Sum(numerator), Sum(Rows(all_facts()["readmissions"])), 100)


def test_a_part_may_choose_its_own_events(folder: Path) -> None:
    text = 'kind: share\nvalue_unit: "%"\nfact: discharges\nevents: planned = false\n'
    found = own(folder, text + "numerator: {where: stay_days > 3, events: planned = true}\ndenominator: all\n")
    assert isinstance(found.measure, Additive)
    assert found.measure.denominator is not None
    assert found.measure.numerator.rows.events == parse("planned = true")
    assert found.measure.denominator.rows.events == parse("planned = false")


def test_a_mean_is_a_sum_over_the_rows_where_the_value_is_known(folder: Path) -> None:
    found = own(folder, "kind: mean\nvalue_unit: days\nfact: contacts\nwhere: visit = 'first'\nvalue: wait_days\n")
    known = Rows(CONTACTS, parse("visit = 'first' and not wait_days is null"))
    assert found.measure == Additive(Sum(Rows(CONTACTS, parse("visit = 'first'")), parse("wait_days")), Sum(known))


def test_a_mean_over_another_quantity_is_a_spread_of_ratios(folder: Path) -> None:
    found = own(folder, "kind: mean\nvalue_unit: index\nfact: continuity-12\nvalue: same\nover: possible\n")
    assert found.measure == Spread(Rows(all_facts()["continuity-12"]), parse("same"), parse("possible"))


@pytest.mark.parametrize(("kind", "percent"), [("median", 50), ("percentile\npercent: 90", 90)])
def test_medians_and_percentiles_are_spreads(folder: Path, kind: str, percent: int) -> None:
    found = own(folder, f"kind: {kind}\nvalue_unit: days\nfact: contacts\nvalue: wait_days\n")
    assert found.measure == Spread(Rows(CONTACTS), parse("wait_days"), percent=percent)


def test_a_distinct_counts_a_token_once(folder: Path) -> None:
    found = own(folder, "kind: distinct\nvalue_unit: count\nfact: contacts\nof: clinician\nwhere: mode = 'home'\n")
    assert found.measure == Unique(Rows(CONTACTS, parse("mode = 'home'")), "clinician")


@pytest.mark.parametrize(
    ("word", "how"),
    [
        ("at_least", Comparison.AT_LEAST),
        ("more_than", Comparison.MORE),
        ("at_most", Comparison.AT_MOST),
        ("less_than", Comparison.LESS),
    ],
)
def test_each_way_to_say_a_level(folder: Path, word: str, how: Comparison) -> None:
    text = f"kind: units_reaching\nvalue_unit: count\namong: health_centre\nlevel: {{indicator: stays, {word}: 4.5}}\n"
    assert own(folder, text).measure == Reaching(Level("stays", how, Decimal("4.5")), "health_centre")


def test_a_figure_among_units_that_reach_a_level_has_the_time_of_what_it_shows(folder: Path) -> None:
    text = "kind: among_reaching\nvalue_unit: count\nindicator: listed-60\namong: health_centre\n"
    found = own(folder, text + "level: {indicator: assessed, at_least: 70}\n")
    level = Level("assessed", Comparison.AT_LEAST, Decimal(70))
    assert found.measure == AmongReaching("listed-60", level, "health_centre")
    assert found.over_time is OverTime.MEAN
    assert found.settled_after == 1


@pytest.mark.parametrize(("fact", "expected"), [("contacts", OverTime.SUM), ("listed", OverTime.LAST)])
def test_events_are_summed_and_stocks_taken_last(folder: Path, fact: str, expected: OverTime) -> None:
    found = own(folder, f"kind: count\nvalue_unit: count\nfact: {fact}\nnumerator: all\n")
    assert found.over_time is expected


def test_persons_of_a_derived_fact_are_not_counted_once(folder: Path) -> None:
    found = reading(folder, "kind: distinct\nvalue_unit: count\nfact: listed\nof: person\n")
    assert [error.code for error in found.errors] == ["E729"]


def test_a_figure_is_final_when_its_fact_has_looked_ahead(folder: Path) -> None:
    text = 'kind: share\nvalue_unit: "%"\nfact: readmissions\nnumerator: readmitted_30_days\ndenominator: all\n'
    assert own(folder, text).settled_after == all_facts()["readmissions"].look_ahead > 0
    assert own(folder, text + "settled_after: 0\n").settled_after == 0


def test_estimates_are_made_of_months_that_are_sums_unless_turned_off(folder: Path) -> None:
    share = 'kind: share\nvalue_unit: "%"\nfact: contacts\nnumerator: all\ndenominator: all\n'
    assert own(folder, share).is_estimated
    assert not own(folder, share + "estimates: off\n").is_estimated
    assert not own(folder, "kind: median\nvalue_unit: days\nfact: discharges\nvalue: stay_days\n").is_estimated


def test_a_definition_of_ten_thousand_characters_reads(folder: Path) -> None:
    condition = " or ".join(["wait_days = 1"] * 600)
    assert len(condition) > 10_000
    assert reading(folder, f"kind: count\nvalue_unit: count\nfact: contacts\nnumerator: {condition}\n").region
