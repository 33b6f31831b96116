"""Examples of definitions: rows in, the figure of everybody out, in the units in which people write."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from tertial.compute.examples import Outcome, outcome_of
from tertial.domain.examples import Example, ExampleUnit, Expected
from tertial.domain.expressions.tree import Comparison
from tertial.domain.indicators import Indicator, Kind, ValueUnit
from tertial.domain.measures import AmongReaching, Level, Reaching
from tests.spec.measure_case import AUGUST, events_of, indicator_of

QUICK = indicator_of("kind: share\nfact: contacts\nnumerator: wait_days <= 3\ndenominator: wait_days is not null\n")
VISITS = indicator_of("kind: count\nfact: contacts\n")
PATIENTS = replace(indicator_of("kind: distinct\nfact: contacts\nof: person\n"), id="patients")
INDICATORS = {"quick": QUICK, "visits": VISITS, "patients": PATIENTS}
"""Three of four waits are short at one unit, one of three at another, none is known at the third."""
WAITS = """
unit   | person | wait_days
unit-1 | p-1    | 0
unit-1 | p-1    | 1
unit-1 | p-2    | 2
unit-1 | p-3    | 9
unit-2 | p-1    | 3
unit-2 | p-4    | 4
unit-2 | p-4    | 9
unit-3 | p-5    | –
"""


def example(feed: str, table: str, **units: ExampleUnit) -> Example:
    rows = {name: tuple(stored) for name, stored in events_of({feed: table}, AUGUST).items()}
    return Example(
        rows, Expected(value=Decimal(0)), units={name.replace("_", "-"): unit for name, unit in units.items()}
    )


def outcome(definition: str, feed: str, table: str, **units: ExampleUnit) -> Outcome:
    return outcome_of(indicator_of(definition), example(feed, table, **units))


def of(numerator: str | None, denominator: str | None, value: str | None) -> Outcome:
    return Outcome(*(None if text is None else Decimal(text) for text in (numerator, denominator, value)))


def reaching(kind: str, unit: ValueUnit = ValueUnit.COUNT, *, more_than: int = 50) -> Indicator:
    level = Level("quick", Comparison.MORE, Decimal(more_than))
    return replace(VISITS, kind=Kind.UNITS_REACHING, measure=Reaching(level, kind), value_unit=unit)


def among(name: str) -> Indicator:
    level = Level("quick", Comparison.MORE, Decimal(50))
    measure = AmongReaching(name, level, "health_centre")
    return replace(VISITS, kind=Kind.AMONG_REACHING, measure=measure, value_unit=INDICATORS[name].value_unit)


def test_a_share_is_in_per_cent_over_all_units() -> None:
    assert outcome_of(QUICK, example("contacts", WAITS)) == of("4", "7", "57.142857")


def test_all_parts_are_taken_together() -> None:
    assert outcome_of(replace(QUICK, by=("sex", "age_band")), example("contacts", WAITS)).value == Decimal("57.142857")


def test_only_the_month_of_the_example_counts() -> None:
    assert outcome_of(VISITS, example("contacts", "date\n2025-07-31\n2025-08-31\n")) == of("1", None, "1")


def test_amounts_are_in_kronor_and_millions_of_kronor_where_the_figure_is() -> None:
    definition = "kind: count\nfact: travel-costs\nvalue_unit: {}\nnumerator: {{add: cost}}\n"
    costs = "means | cost\nflight | 1250000.50\nlodging | 0.25\n"
    assert outcome(definition.format("SEK"), "travel-costs", costs) == of("1250000.75", None, "1250000.75")
    assert outcome(definition.format("MSEK"), "travel-costs", costs) == of("1250000.75", None, "1.250001")


def test_decimals_are_what_they_were() -> None:
    definition = "kind: rate\nper: 10\nfact: staff-posts\nnumerator: {add: vacant}\ndenominator: {add: posts}\n"
    table = "profession | posts | vacant\ndoctor | 2.5 | 0.5\nnurse | 1 | 0.25\n"
    assert outcome(definition, "staff-posts", table) == of("0.75", "3.5", "2.142857")


def test_a_median_has_no_numerator() -> None:
    assert outcome("kind: median\nfact: contacts\nvalue: wait_days\n", "contacts", WAITS) == of(None, None, "3")


def test_different_persons_are_counted_over_all_units() -> None:
    assert outcome_of(PATIENTS, example("contacts", WAITS)) == of("5", None, "5")


def test_without_rows_a_count_is_none_and_a_sum_is_not_known() -> None:
    empty = example("contacts", "date\n")
    waits = indicator_of("kind: count\nfact: contacts\nvalue_unit: days\nnumerator: {add: wait_days}\n")
    assert outcome_of(VISITS, empty) == of("0", None, "0")
    assert outcome_of(PATIENTS, empty) == of("0", None, "0")
    assert outcome_of(waits, empty) == of(None, None, None)
    assert outcome_of(QUICK, empty) == of("0", "0", None)


def test_conditions_may_ask_for_kinds_and_providers_that_the_example_states() -> None:
    table = "unit\nunit-1\nunit-2\nunit-3\n"
    said = {"unit_1": ExampleUnit("health_centre", "Region"), "unit_2": ExampleUnit("health_centre", "Privat AB")}
    of_kind = "kind: count\nfact: contacts\nwhere: kind(unit) = 'health_centre'\n"
    of_both = (
        "kind: share\nfact: contacts\ndenominator: kind(unit) = 'health_centre'\nnumerator: provider(unit) = 'Region'\n"
    )
    assert outcome(of_kind, "contacts", table, **said).value == 2
    assert outcome(of_both, "contacts", table, **said) == of("1", "2", "50")
    assert outcome(of_kind, "contacts", table).value == 0


def test_units_that_reach_a_level_are_counted_of_those_that_have_a_figure() -> None:
    rows = example("contacts", WAITS)
    assert outcome_of(reaching("health_centre"), rows, INDICATORS) == of("1", "2", "1")
    assert outcome_of(reaching("health_centre", ValueUnit.PERCENT), rows, INDICATORS) == of("1", "2", "50")
    assert outcome_of(reaching("health_centre", more_than=75), rows, INDICATORS) == of("0", "2", "0")


def test_units_of_another_kind_are_not_judged() -> None:
    rows = example("contacts", WAITS, unit_1=ExampleUnit("ward"), unit_2=ExampleUnit(provider="Region"))
    assert outcome_of(reaching("health_centre"), rows, INDICATORS) == of("0", "1", "0")


@pytest.mark.parametrize(
    ("name", "expected"),
    [("visits", of("4", None, "4")), ("patients", of("3", None, "3")), ("quick", of("3", "4", "75"))],
)
def test_an_indicator_may_be_taken_over_the_units_that_reach_a_level(name: str, expected: Outcome) -> None:
    assert outcome_of(among(name), example("contacts", WAITS), INDICATORS) == expected


def test_no_unit_that_reaches_the_level_makes_no_share() -> None:
    assert outcome_of(among("quick"), example("contacts", "wait_days\n9\n"), INDICATORS) == of("0", "0", None)


def test_units_may_be_judged_by_different_persons() -> None:
    level = Level("patients", Comparison.AT_LEAST, Decimal(2))
    many = replace(VISITS, kind=Kind.UNITS_REACHING, measure=Reaching(level, "health_centre"))
    assert outcome_of(many, example("contacts", WAITS), INDICATORS) == of("2", "3", "2")


def test_units_may_be_judged_by_what_others_reach() -> None:
    above = replace(among("visits"), id="visits-among-quick")
    level = Level(above.id, Comparison.AT_LEAST, Decimal(4))
    both = replace(VISITS, kind=Kind.UNITS_REACHING, measure=Reaching(level, "health_centre"))
    assert outcome_of(both, example("contacts", WAITS), INDICATORS | {above.id: above}) == of("1", "2", "1")


def test_an_indicator_that_it_rests_on_must_be_there() -> None:
    with pytest.raises(KeyError, match="quick"):
        outcome_of(reaching("health_centre"), example("contacts", WAITS))


def test_reported_figures_have_no_examples() -> None:
    reported = replace(VISITS, kind=Kind.REPORTED, measure=None)
    with pytest.raises(ValueError, match="reported"):
        outcome_of(reported, example("contacts", WAITS))


@pytest.mark.parametrize(
    ("expected", "agrees"),
    [
        (Expected(numerator=Decimal(4)), True),
        (Expected(numerator=Decimal(5)), False),
        (Expected(Decimal(4), Decimal(7)), True),
        (Expected(Decimal(4), Decimal(8)), False),
        (Expected(value=Decimal("57.1")), True),
        (Expected(value=Decimal("57.14")), True),
        (Expected(value=Decimal("57.2")), False),
        (Expected(value=Decimal("57.142857")), True),
        (Expected(value=Decimal(57)), False),
    ],
)
def test_a_figure_expected_with_decimals_agrees_when_it_rounds_to_it_and_a_whole_one_when_it_is_it(
    expected: Expected, agrees: bool
) -> None:
    assert of("4", "7", "57.142857").agrees(expected) is agrees


def test_a_figure_that_is_not_there_agrees_with_none() -> None:
    assert not of("0", "0", None).agrees(Expected(value=Decimal(0)))
    assert not of("0", "0", None).agrees(Expected(value=Decimal("0.5")))
