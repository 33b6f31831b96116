"""Expressions are written in one way, with no more parentheses than they need."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tertial.domain.expressions.parser import parse
from tertial.domain.expressions.tree import Column, Number, Span, SpanUnit, Text
from tertial.domain.expressions.writing import written


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("((a))", "a"),
        ("(a and b) and c", "a and b and c"),
        ("(a and b) or c", "a and b or c"),
        ("a and (b or c)", "a and (b or c)"),
        ("not (a = 1)", "not a = 1"),
        ("not (a and b)", "not (a and b)"),
        ("not not a", "not not a"),
        ("not (a in (1))", "a not in (1)"),
        ("not (a is null)", "a is not null"),
        ("not not a is null", "not a is not null"),
        ("NOT (a BETWEEN 1 AND 2)", "a not between 1 and 2"),
        ("(a + b) + c", "a + b + c"),
        ("a + (b + c)", "a + (b + c)"),
        ("(a * 2) + b", "a * 2 + b"),
        ("a * (2 * b)", "a * (2 * b)"),
        ("(a = 1) = true", "(a = 1) = true"),
        ("(a or b) is null", "(a or b) is null"),
        ("(a in (1)) in (true)", "(a in (1)) in (true)"),
        ("year((a))", "year(a)"),
        ("a - -1", "a - -1"),
        ("1 days < a", "1 day < a"),
        ("a>-1 hour", "a > -1 hour"),
        ("a = 1.50", "a = 1.5"),
        ("a = 100", "a = 100"),
    ],
)
def test_what_means_the_same_is_written_the_same(text: str, shown: str) -> None:
    assert written(parse(text)) == shown


@pytest.mark.parametrize(
    ("number", "shown"),
    [("0", "0"), ("-0", "0"), ("0.000", "0"), ("1E+3", "1000"), ("-0.50", "-0.5"), ("1E-6", "0.000001")],
)
def test_numbers_are_written_without_exponents_and_idle_zeros(number: str, shown: str) -> None:
    assert written(Number(Decimal(number))) == shown


def test_leaves_are_written_as_they_are_read() -> None:
    assert [written(leaf) for leaf in (Column("a_1"), Text("it's"), Span(2, SpanUnit.MINUTES))] == [
        "a_1",
        "'it''s'",
        "2 minutes",
    ]
