"""Expressions held against the contracts of facts; docs/reference/expressions.md has a row for every fault."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tertial.domain.expressions.checking import MOST_TIMES, check_condition, check_quantity, resolved
from tertial.domain.expressions.faults import ExpressionFault, FaultCode
from tertial.domain.expressions.parser import parse
from tertial.domain.expressions.value_types import type_of
from tertial.domain.expressions.writing import written
from tertial.domain.facts.contract import Fact, FactColumn, ValueType
from tertial.domain.facts.of_feeds import fact_of_feed
from tertial.domain.label import Label

CONTACTS, ADMISSIONS, TRAVEL = map(fact_of_feed, ("contacts", "admissions", "travel-costs"))
RECALLS, DRG = map(fact_of_feed, ("dental-recalls", "drg-costs"))


def column(name: str, kind: ValueType, *codes: str) -> FactColumn:
    return FactColumn(name, kind, Label(name), True, codes)


SHELF = Fact(
    id="shelf",
    title=Label("Hylla"),
    row=Label("En sak"),
    columns=(
        column("day", ValueType.DAY),
        column("unit", ValueType.UNIT),
        column("other_unit", ValueType.UNIT),
        column("note", ValueType.TEXT),
        column("other_note", ValueType.TEXT),
        column("colour", ValueType.CODE, "red", "green"),
        column("lining", ValueType.CODE, "green", "blue"),
        column("shape", ValueType.CODE, "round"),
        column("moment", ValueType.INSTANT),
        column("pieces", ValueType.INTEGER),
        column("weight", ValueType.DECIMAL),
        column("price", ValueType.AMOUNT),
        column("age_years", ValueType.INTEGER),
    ),
    day="day",
    unit="unit",
    person="",
    sources=("contacts",),
    derived=True,
)


def codes(text: str, fact: Fact = SHELF) -> list[FaultCode]:
    return [fault.code for fault in check_condition(parse(text), fact)]


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        ("unit = other_unit", SHELF),
        ("note = other_note and note in ('a', 'b') and note <> 'c'", SHELF),
        ("colour = lining", SHELF),
        ("'green' = lining", SHELF),
        ("pieces > weight and weight between 0.5 and pieces", SHELF),
        ("pieces * 2 + weight - 1 >= 3 * (pieces - weight)", SHELF),
        ("pieces > 2.5 and 2.5 < pieces", SHELF),
        ("price + 10 - price > 2 * price and price between 1 and 99.99", SHELF),
        ("(pieces > 3) = (weight > 3)", SHELF),
        ("(pieces > 3) is null", SHELF),
        ("day + 3 days - 1 day > 2025-01-01", SHELF),
        ("2025-06-30 between day and day + 30 days", SHELF),
        ("day - 2025-01-01 > 3 days and 3 days < 2025-12-31 - day", SHELF),
        ("moment - 3 days < moment + 90 minutes", SHELF),
        ("moment - (moment + 1 hour) between -1 hour and 1 day", SHELF),
        ("year(day + 30 days) = 2025 and month(day) * 2 > weekday(day)", SHELF),
        ("age_years between 0 and 150", SHELF),
        ("person = clinician and person is not null and person <> contact_id", CONTACTS),
        ("chose_to_wait or not chose_to_wait = true or chose_to_wait in (false)", CONTACTS),
        ("true", CONTACTS),
    ],
)
def test_what_fits_is_right(text: str, fact: Fact) -> None:
    assert check_condition(parse(text), fact) == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("unit = note", FaultCode.NOT_COMPARABLE),
        ("colour = shape", FaultCode.CODES_APART),
        ("colour = note", FaultCode.NOT_COMPARABLE),
        ("colour = 'blue'", FaultCode.UNKNOWN_CODE),
        ("note < 'a'", FaultCode.NO_ORDER),
        ("unit between 'a' and 'b'", FaultCode.NO_ORDER),
        ("(pieces > 3) < true", FaultCode.NO_ORDER),
        ("price > pieces", FaultCode.NOT_COMPARABLE),
        ("price + pieces > 3", FaultCode.NOT_ADDABLE),
        ("price > 10000000000", FaultCode.AMOUNT_FORM),
        ("price + 0.001 > price", FaultCode.AMOUNT_FORM),
        ("day = moment", FaultCode.NOT_COMPARABLE),
        ("day - moment > 3 days", FaultCode.NOT_ADDABLE),
        ("day + day > day", FaultCode.NOT_ADDABLE),
        ("3 days + day > day", FaultCode.NOT_ADDABLE),
        ("day - day - day > 3 days", FaultCode.NOT_ADDABLE),
        ("day - day = day - day", FaultCode.DIFFERENCE),
        ("day - day > pieces", FaultCode.DIFFERENCE),
        ("day + 100000 days + 1 day > day", FaultCode.SPAN_TOO_LONG),
        ("moment in (2025-01-01)", FaultCode.NOT_COMPARABLE),
        ("pieces = 1 day", FaultCode.NOT_COMPARABLE),
        ("pieces * weight > 1", FaultCode.MULTIPLIER),
        ("pieces * 0.5 > 1", FaultCode.MULTIPLIER),
        ("2 * note > 1", FaultCode.MULTIPLIER),
        ("kind(unit) + 1 > 2", FaultCode.NOT_ADDABLE),
        ("kind(note) = 'a'", FaultCode.ARGUMENT_TYPE),
        ("kind(unit) = note", FaultCode.UNIT_FUNCTION),
        ("note = provider(unit)", FaultCode.UNIT_FUNCTION),
        ("year('2025')= 2025", FaultCode.CONSTANT),
        ("year(2025-01-01) = 2025", FaultCode.CONSTANT),
        ("pieces > 1 + 1", FaultCode.CONSTANT),
        ("day > 2025-01-01 + 3 days", FaultCode.CONSTANT),
        ("3 in (3, 4)", FaultCode.CONSTANT),
        ("3 is null", FaultCode.CONSTANT),
        ("3 between 1 and pieces", FaultCode.CONSTANT),
        ("pieces in (weight)", FaultCode.LIST_ITEM),
        ("pieces in (1, 2, 1.0)", FaultCode.TWICE),
        ("pieces in (1.5)", FaultCode.WHOLE_NUMBER),
        ("age_years = 151", FaultCode.OUT_OF_RANGE),
        ("month(day) between 1 and 13", FaultCode.OUT_OF_RANGE),
        ("moment - moment between 2 days and 24 hours", FaultCode.REVERSED),
        ("day between 2025-02-01 and 2025-01-01", FaultCode.REVERSED),
        ("not pieces", FaultCode.NOT_A_CONDITION),
        ("2025-01-01", FaultCode.NOT_A_CONDITION),
        ("pieces or true", FaultCode.NOT_A_CONDITION),
    ],
)
def test_what_does_not_fit_is_told_once(text: str, expected: FaultCode) -> None:
    assert codes(text) == [expected]


@pytest.mark.parametrize(
    ("text", "fact", "read", "meant"),
    [
        ("mode = home", CONTACTS, "home", "'home'"),
        ("home = mode", CONTACTS, "home", "'home'"),
        ("mode in ('phone', video)", CONTACTS, "video", "'video'"),
        ("chose_to_wait = 0", CONTACTS, "0", "false"),
        ("chose_to_wait <> 'Ja'", CONTACTS, "'Ja'", "true"),
        ("date > 20250131", CONTACTS, "20250131", "2025-01-31"),
        ("date > 20251301", CONTACTS, "20251301", ""),
        ("date = 'i fjol'", CONTACTS, "'i fjol'", ""),
        ("discharged_at > ready_at_day", ADMISSIONS, "discharged_at", "discharged_at_day"),
        ("2025-01-01 < ready_at", ADMISSIONS, "ready_at", "ready_at_day"),
        ("month(admitted_at) = 3", ADMISSIONS, "admitted_at", "admitted_at_day"),
        ("discharged_at - ready_at > 1", ADMISSIONS, "1", "1 hour"),
        ("called - due > 1", RECALLS, "1", "1 day"),
        ("called - due > 1.5", RECALLS, "1.5", ""),
        ("due + 1 > called", RECALLS, "1", "1 day"),
        ("moment + 24 > moment", SHELF, "24", "24 hours"),
        ("wait_days > 7 days", CONTACTS, "7 days", "7"),
        ("moment > 2025-01-01", SHELF, "2025-01-01", ""),
    ],
)
def test_a_fault_says_what_was_meant(text: str, fact: Fact, read: str, meant: str) -> None:
    (fault,) = check_condition(parse(text), fact)
    assert (fault.read, fault.nearest) == (read, meant)


def test_all_faults_are_told_from_the_left() -> None:
    text = "wait_day <= 3 and (mode = 'telefon' or age_years > 200) and not sex"
    faults = check_condition(parse(text), CONTACTS)
    assert [(fault.code, text[fault.place.start : fault.place.end]) for fault in faults] == [
        (FaultCode.UNKNOWN_COLUMN, "wait_day"),
        (FaultCode.UNKNOWN_CODE, "'telefon'"),
        (FaultCode.OUT_OF_RANGE, "200"),
        (FaultCode.NOT_A_CONDITION, "sex"),
    ]


def test_an_unknown_column_is_told_once_and_hides_what_follows_of_it() -> None:
    assert codes("x + 1 > y * 2 and year(z) = 1 and x in (1) and x between 1 and 2") == [FaultCode.UNKNOWN_COLUMN] * 5


def test_units_kinds_and_providers_are_checked_where_they_are_known() -> None:
    expression = parse("unit = 'a' and other_unit in ('b', 'c') and kind(unit) = 'd' and provider(unit) <> 'e'")
    assert check_condition(expression, SHELF) == ()
    faults = check_condition(expression, SHELF, kinds=["dd"], providers=["ee"], units=["a", "b"])
    assert [(fault.code, fault.read) for fault in faults] == [
        (FaultCode.UNKNOWN_UNIT, "'c'"),
        (FaultCode.UNKNOWN_KIND, "'d'"),
        (FaultCode.UNKNOWN_PROVIDER, "'e'"),
    ]


def test_a_unit_that_looks_like_a_column_is_meant_as_a_text() -> None:
    (fault,) = check_condition(parse("unit = ward"), SHELF, units=["ward"])
    assert (fault.code, fault.nearest) == (FaultCode.UNQUOTED, "'ward'")


@pytest.mark.parametrize("factor", [MOST_TIMES, -MOST_TIMES])
def test_values_are_multiplied_so_many_times_and_no_more(factor: int) -> None:
    assert codes(f"{factor} * pieces > 1") == []
    assert codes(f"2 * ({factor} * pieces) > 1") == [FaultCode.MULTIPLIED]
    assert codes(f"2 * (pieces + {factor} * weight) > 1") == [FaultCode.MULTIPLIED]
    assert codes(f"2 * (pieces + {factor}) > 1") == []


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("pieces", ValueType.INTEGER),
        ("pieces + 1", ValueType.INTEGER),
        ("pieces + 0.5", ValueType.DECIMAL),
        ("pieces - weight", ValueType.DECIMAL),
        ("weight * 3", ValueType.DECIMAL),
        ("price", ValueType.AMOUNT),
        ("0 - price", ValueType.AMOUNT),
        ("2 * price + 10", ValueType.AMOUNT),
        ("day - 2025-01-01", ValueType.INTEGER),
        ("weekday(day)", ValueType.INTEGER),
    ],
)
def test_a_quantity_has_its_type(text: str, kind: ValueType) -> None:
    assert check_quantity(parse(text), SHELF) is kind


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("pices", FaultCode.UNKNOWN_COLUMN),
        ("3", FaultCode.CONSTANT),
        ("3 days", FaultCode.CONSTANT),
        ("note", FaultCode.NOT_A_QUANTITY),
        ("kind(unit)", FaultCode.NOT_A_QUANTITY),
        ("moment - moment", FaultCode.NOT_A_QUANTITY),
        ("day", FaultCode.NOT_A_QUANTITY),
        ("pieces > 3", FaultCode.NOT_A_QUANTITY),
        ("day - day + 1", FaultCode.NOT_ADDABLE),
        ("price + pieces", FaultCode.NOT_ADDABLE),
    ],
)
def test_what_cannot_be_added_up_is_told(text: str, expected: FaultCode) -> None:
    found = check_quantity(parse(text), SHELF)
    assert isinstance(found, tuple)
    assert [fault.code for fault in found] == [expected]


@pytest.mark.parametrize(
    ("text", "ready"),
    [
        ("cost >= 99.5", "cost >= 9950"),
        ("99.5 <= cost", "9950 <= cost"),
        ("cost between 0.01 and 2", "cost between 1 and 200"),
        ("cost not in (1, 2.5)", "cost not in (100, 250)"),
        ("cost + 1 > 2 * cost", "cost + 100 > 2 * cost"),
        ("2 * (cost - 1) > 10 - cost", "2 * (cost - 100) > 1000 - cost"),
        ("year(month) = 2025 or between_workplaces", "year(month) = 2025 or between_workplaces"),
    ],
)
def test_kronor_become_ore_beside_amounts_and_nowhere_else(text: str, ready: str) -> None:
    expression = parse(text)
    assert check_condition(expression, TRAVEL) == ()
    assert written(resolved(expression, TRAVEL)) == ready


def test_kronor_become_ore_in_what_is_added_up() -> None:
    assert written(resolved(parse("cost - 10"), DRG)) == "cost - 1000"
    assert written(resolved(parse("contacts - 10"), DRG)) == "contacts - 10"


def test_every_type_of_column_is_the_type_of_an_expression() -> None:
    assert [type_of(parse(name), SHELF) for name in SHELF.names] == [column.type for column in SHELF.columns]
    assert type_of(parse("lost"), SHELF) is None
    assert type_of(parse("lost + 1"), SHELF) is None
    assert type_of(parse("note * 2"), SHELF) is None


def test_the_bounds_of_a_feed_hold_for_the_feed_and_not_for_what_is_made_of_it() -> None:
    text = "wait_days > 4000"
    assert codes(text, CONTACTS) == [FaultCode.OUT_OF_RANGE]
    assert codes(text, replace(CONTACTS, id="made-of-contacts", derived=True)) == []


@pytest.mark.parametrize("joint", [" or ", " and "])
def test_every_fault_of_ten_thousand_characters_is_told(joint: str) -> None:
    text = joint.join(f"wait_days = {number}" for number in range(9_000, 9_600))
    assert len(text) > 10_000
    faults = check_condition(parse(text), CONTACTS)
    assert [fault.code for fault in faults] == [FaultCode.OUT_OF_RANGE] * 600


def test_ten_thousand_characters_that_are_right_are_right() -> None:
    text = " or ".join(f"cost = {number}" for number in range(1_000, 2_000))
    assert len(text) > 10_000
    expression = parse(text)
    assert check_condition(expression, TRAVEL) == ()
    assert written(expression) == text
    assert written(resolved(expression, TRAVEL)) == " or ".join(f"cost = {number}00" for number in range(1_000, 2_000))


def test_a_fault_is_raised_as_an_exception_where_a_caller_wishes() -> None:
    (fault,) = check_condition(parse("wait_day"), CONTACTS)
    with pytest.raises(ExpressionFault, match="unknown-column at 0"):
        raise fault
