"""How texts are read; docs/reference/expressions.md has a row for every fault."""

from __future__ import annotations

import pickle
from datetime import date
from decimal import Decimal

import pytest

from tertial.domain.expressions.faults import ExpressionFault, FaultCode
from tertial.domain.expressions.lexer import KEY_WORDS, LONGEST, day_of
from tertial.domain.expressions.parser import DEEPEST, parse
from tertial.domain.expressions.tree import (
    And,
    Arithmetic,
    Between,
    Call,
    Column,
    Compare,
    Comparison,
    Day,
    Expression,
    Function,
    In,
    IsNull,
    Not,
    Number,
    Or,
    Place,
    Sign,
    Span,
    SpanUnit,
    Text,
    YesNo,
    walk,
)
from tertial.domain.facts.registry import all_facts

A, B, C = Column("a"), Column("b"), Column("c")
ONE, TWO = Number(Decimal(1)), Number(Decimal(2))


def fault_of(text: str) -> ExpressionFault:
    with pytest.raises(ExpressionFault) as caught:
        parse(text)
    return caught.value


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("a", A),
        ("1", ONE),
        ("-2.50", Number(Decimal("-2.5"))),
        ("'it''s'", Text("it's")),
        ("''", Text("")),
        ("2024-02-29", Day(date(2024, 2, 29))),
        ("3 days", Span(3, SpanUnit.DAYS)),
        ("1 DAY", Span(1, SpanUnit.DAYS)),
        ("-24 hours", Span(-24, SpanUnit.HOURS)),
        ("1 minute", Span(1, SpanUnit.MINUTES)),
        ("TRUE", YesNo(True)),
        ("False", YesNo(False)),
        ("a != 1", Compare(Comparison.NOT_EQUAL, A, ONE)),
        ("1 >= a", Compare(Comparison.AT_LEAST, ONE, A)),
        ("a IN (1, 2)", In(A, (ONE, TWO))),
        ("a in (1,2)", In(A, (ONE, TWO))),
        ("a not in (1)", Not(In(A, (ONE,)))),
        ("a between 1 and 2", Between(A, ONE, TWO)),
        ("a Not Between 1 And 2 and b", And((Not(Between(A, ONE, TWO)), B))),
        ("a is null", IsNull(A)),
        ("a is not null", Not(IsNull(A))),
        ("year(a)", Call(Function.YEAR, A)),
        ("kind = kind(b)", Compare(Comparison.EQUAL, Column("kind"), Call(Function.KIND, B))),
        ("month = MONTH(b)", Compare(Comparison.EQUAL, Column("month"), Call(Function.MONTH, B))),
    ],
)
def test_what_can_be_written_is_read(text: str, tree: Expression) -> None:
    assert parse(text) == tree


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("a or b and c", Or((A, And((B, C))))),
        ("(a or b) and c", And((Or((A, B)), C))),
        ("not a and b", And((Not(A), B))),
        ("not (a and b)", Not(And((A, B)))),
        ("not a = b", Not(Compare(Comparison.EQUAL, A, B))),
        ("not not a", Not(Not(A))),
        ("a and (b and c)", And((A, B, C))),
        ("(a or b) or (c or a)", Or((A, B, C, A))),
        ("a - b - c", Arithmetic(Sign.MINUS, Arithmetic(Sign.MINUS, A, B), C)),
        ("a - (b - c)", Arithmetic(Sign.MINUS, A, Arithmetic(Sign.MINUS, B, C))),
        ("a + b * 2", Arithmetic(Sign.PLUS, A, Arithmetic(Sign.TIMES, B, TWO))),
        ("(a + b) * 2", Arithmetic(Sign.TIMES, Arithmetic(Sign.PLUS, A, B), TWO)),
        ("a - -1", Arithmetic(Sign.MINUS, A, Number(Decimal(-1)))),
        ("a-1", Arithmetic(Sign.MINUS, A, ONE)),
    ],
)
def test_what_binds_tighter_is_read_first(text: str, tree: Expression) -> None:
    assert parse(text) == tree


def test_spaces_tabs_and_new_lines_may_stand_anywhere_between() -> None:
    assert parse("\n a\tin\n(\u00a01 ,\n 2 )\n") == In(A, (ONE, TWO))


def test_every_node_knows_its_place() -> None:
    text = "(a or b) and year(c) + 1 > 2 and d not in ('x')"
    places = [text[node.at.start : node.at.end] for node in walk(parse(text))]
    assert places == [
        text, "a or b", "a", "b",
        "year(c) + 1 > 2", "year(c) + 1", "year(c)", "c", "1", "2",
        "d not in ('x')", "d not in ('x')", "d", "'x'",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "code", "place"),
    [
        ("", FaultCode.EMPTY, Place(0, 0)),
        ("  \n", FaultCode.EMPTY, Place(3, 3)),
        ("a =", FaultCode.NO_VALUE, Place(3, 3)),
        ("a = = b", FaultCode.NO_VALUE, Place(4, 5)),
        ("a b", FaultCode.NO_OPERATOR, Place(2, 3)),
        ("a in (1 b)", FaultCode.SPAN_UNIT, Place(6, 9)),
        ("a in ('x' 'y')", FaultCode.LIST_FORM, Place(10, 13)),
        ("a in ('x', 'y'", FaultCode.NOT_CLOSED, Place(14, 14)),
        ("year(a", FaultCode.NOT_CLOSED, Place(6, 6)),
        ("a not 5", FaultCode.NO_OPERATOR, Place(2, 5)),
        ("a not like 'x'", FaultCode.PATTERN, Place(6, 10)),
        ("a = not b", FaultCode.NO_VALUE, Place(4, 7)),
        ("a is 5", FaultCode.IS_WHAT, Place(5, 6)),
        ("a between 1", FaultCode.BETWEEN_FORM, Place(11, 11)),
        ("a.b = 1", FaultCode.UNKNOWN_SIGN, Place(1, 2)),
        ("a = 1 2", FaultCode.NUMBER_FORM, Place(4, 7)),
        ("a = - 2025-01-01", FaultCode.LONE_MINUS, Place(4, 5)),
        ("a = 'x' y", FaultCode.NO_OPERATOR, Place(8, 9)),
        ("år > 3", FaultCode.COLUMN_FORM, Place(0, 2)),
    ],
)
def test_a_fault_has_its_place(text: str, code: FaultCode, place: Place) -> None:
    fault = fault_of(text)
    assert (fault.code, fault.place) == (code, place)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("a = 'x' andd b", "and"),
        ("a => 1", ">="),
        ("a ≠ 1", "<>"),
        ("a > −1", "-"),
        ("a = “it's”", "'it''s'"),
        ("a = `x`", "'x'"),
        ("a > 3days", "3 days"),
        ("a > 3 dygn", "3 days"),
        ("a > 2 weeks", "14 days"),
        ("a > 3 dayz", "3 days"),
        ("a > 1 dag", "1 day"),
        ("a = “x", "'"),
        ("a > 1_000", "1000"),
        ("a > 1 000", "1000"),
        ("a > 12,5", "12.5"),
        ("a = 2025-8-1T10:00", "2025-08-01"),
        ("yeer(a) = 1", "year"),
        ("a <> null", "is not null"),
        ("a is not 5", "is not null"),
        ("a is false", "= false"),
        ("2025-01-01 <= a <= 2025-12-31", "a between 2025-01-01 and 2025-12-31"),
        ("inte a", "not"),
        ("a eller b", "or"),
        ("Wait_Days > 1", "wait_days"),
    ],
)
def test_a_fault_says_what_was_meant(text: str, meant: str) -> None:
    assert fault_of(text).nearest == meant


@pytest.mark.parametrize("text", ["a < null", "1 < a > 2", "a = 2025-08", "a = 1.2.3", "a > 3 moons"])
def test_a_fault_says_nothing_where_nothing_shows(text: str) -> None:
    assert fault_of(text).nearest == ""


@pytest.mark.parametrize("text", ["a < ", "a in (1, ", "year("])
def test_what_ends_too_early_is_told_at_its_end(text: str) -> None:
    fault = fault_of(text)
    assert (fault.code, fault.read, fault.place.start) == (FaultCode.NO_VALUE, "", len(text))


def test_a_comma_between_constants_of_a_list_is_no_decimal_comma() -> None:
    assert parse("a in (1,2)") == In(A, (ONE, TWO))


def test_an_expression_has_so_many_characters_and_not_one_more() -> None:
    longest = "a or " * 3_999 + "a" + " " * 4
    assert len(longest) == LONGEST
    parse(longest)
    assert fault_of(longest + " ").code is FaultCode.TOO_LONG


@pytest.mark.parametrize(
    ("before", "after"), [("(", ")"), ("not ", ""), ("year(", ")")], ids=["parentheses", "not", "functions"]
)
def test_so_many_stand_in_each_other_and_not_one_more(before: str, after: str) -> None:
    parse(before * DEEPEST + "a" + after * DEEPEST)
    fault = fault_of(before * (DEEPEST + 1) + "a" + after * (DEEPEST + 1))
    assert (fault.code, fault.place.start) == (FaultCode.TOO_DEEP, len(before) * DEEPEST)


def test_a_sum_of_forty_terms_is_as_deep_as_forty_parentheses() -> None:
    parse(" + ".join(["a"] * (DEEPEST + 1)))
    fault = fault_of(" + ".join(["a"] * (DEEPEST + 2)))
    assert (fault.code, fault.read) == (FaultCode.TOO_DEEP, "a")


@pytest.mark.parametrize("joint", [" or ", " and "])
def test_ten_thousand_characters_of_conditions_stand_beside_each_other(joint: str) -> None:
    text = joint.join(f"a = {number}" for number in range(1_000, 1_900))
    assert len(text) > 10_000
    tree = parse(text)
    assert isinstance(tree, And | Or)
    assert len(tree.parts) == 900


@pytest.mark.parametrize(
    ("number", "right"),
    [("999999999999.999999", True), ("1000000000000", False), ("0.0000001", False), ("0", True), ("00", False)],
)
def test_numbers_are_as_long_as_the_store_keeps_them(number: str, right: bool) -> None:
    if right:
        assert parse(number) == Number(Decimal(number))
    else:
        assert fault_of(number).code in {FaultCode.TOO_LARGE, FaultCode.NUMBER_FORM}


@pytest.mark.parametrize("span", ["100000 days", "2400000 hours", "-144000000 minutes"])
def test_a_length_of_time_ends_at_a_hundred_thousand_days(span: str) -> None:
    assert isinstance(parse(span), Span)
    count, unit = span.split()
    further = int(count) + (1 if int(count) > 0 else -1)
    assert fault_of(f"{further} {unit}").code is FaultCode.SPAN_TOO_LONG


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("1900-01-01", date(1900, 1, 1)),
        ("2199-12-31", date(2199, 12, 31)),
        ("1899-12-31", None),
        ("2200-01-01", None),
        ("2025-02-29", None),
        ("20250801", None),
        ("2025-W01", None),
    ],
)
def test_dates_are_of_three_hundred_years(text: str, day: date | None) -> None:
    assert day_of(text) == day


def test_a_text_keeps_letters_and_signs_and_refuses_what_cannot_be_seen() -> None:
    assert parse("'Åsele – ”100 %”; --'") == Text("Åsele – ”100 %”; --")
    for unseen in ("\n", "\t", "\x00", "\u00a0", "\u200b", "\ud800"):
        assert fault_of(f"'a{unseen}b'").code is FaultCode.UNPRINTABLE


def test_a_fault_tells_of_itself_and_can_be_sent_between_processes() -> None:
    fault = fault_of("a = = b")
    assert str(fault) == "no-value at 4: '='"
    again = pickle.loads(pickle.dumps(fault))
    assert (again.key, again.nearest, again.details) == (fault.key, fault.nearest, fault.details)


def test_no_column_of_any_fact_is_named_as_a_key_word() -> None:
    names = {column.name for fact in all_facts().values() for column in fact.columns}
    assert names.isdisjoint(KEY_WORDS)
    for name in names:
        assert parse(f"{name} = 1 or {name} in (1)") == Or(
            (Compare(Comparison.EQUAL, Column(name), ONE), In(Column(name), (ONE,)))
        )
