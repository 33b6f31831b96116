"""What type the value of an expression has, by the contract of a fact."""

from __future__ import annotations

from tertial.domain.expressions.tree import (
    Arithmetic,
    Call,
    Column,
    Day,
    Expression,
    Function,
    Number,
    Sign,
    Span,
    SpanUnit,
    Text,
)
from tertial.domain.facts.contract import NUMERIC, Fact, ValueType

TIMES = frozenset({ValueType.DAY, ValueType.INSTANT})
"""Types of which the difference is a length of time."""
ORDERED = NUMERIC | TIMES | {ValueType.SPAN}
"""Types whose values come one before another."""

UNIT_FUNCTIONS = frozenset({Function.KIND, Function.PROVIDER})
"""The functions that ask the organisation."""


def type_of(expression: Expression, fact: Fact) -> ValueType | None:
    """The type of the value; None for a column that the fact lacks, or values that cannot be put together.

    A number in a sum with an amount is kronor. The difference of two dates, or instants, is a length of time.
    """
    match expression:
        case Column():
            return fact.column(expression.name).type if fact.has(expression.name) else None
        case Number():
            return ValueType.INTEGER if expression.whole else ValueType.DECIMAL
        case Text():
            return ValueType.TEXT
        case Day():
            return ValueType.DAY
        case Span():
            return ValueType.SPAN
        case Call():
            return ValueType.TEXT if expression.function in UNIT_FUNCTIONS else ValueType.INTEGER
        case Arithmetic():
            return _together(expression, type_of(expression.left, fact), type_of(expression.right, fact))
        case _:
            return ValueType.YES_NO


def _together(node: Arithmetic, left: ValueType | None, right: ValueType | None) -> ValueType | None:
    if left is None or right is None:
        return None
    if node.sign is Sign.TIMES:
        return _product(left, right)
    if left in TIMES and isinstance(node.right, Span):
        return left if left is ValueType.INSTANT or node.right.unit is SpanUnit.DAYS else None
    if left in TIMES:
        return ValueType.SPAN if left is right and node.sign is Sign.MINUS else None
    if left not in NUMERIC or right not in NUMERIC:
        return None
    if left is right:
        return left
    if ValueType.AMOUNT in {left, right}:
        return ValueType.AMOUNT if isinstance(node.left, Number) or isinstance(node.right, Number) else None
    return ValueType.DECIMAL


def _product(left: ValueType, right: ValueType) -> ValueType | None:
    if not {left, right} <= NUMERIC:
        return None
    for kind in (ValueType.AMOUNT, ValueType.DECIMAL):
        if kind in {left, right}:
            return kind
    return ValueType.INTEGER
