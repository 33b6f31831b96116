"""What an expression comes to for one row, a node at a time."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from decimal import Context, Decimal, Inexact

from tertial.compute.reference.rows import Row
from tertial.compute.reference.three_valued import NOT, Truth, all_true, any_true
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
    Sign,
    Span,
    SpanUnit,
    Text,
    YesNo,
)

EXACT = Context(prec=2000, traps=[Inexact])
"""Decimals are never rounded on the way."""

Value = object | None
"""`bool` of yes or no, `int` or `Decimal` of numbers, text, `date`, `datetime`, `timedelta` of a length of time; the
difference of two dates is its days, a whole number. None where the value is not known."""


def value_of(expression: Expression, row: Row) -> Value:
    """What the expression comes to for the row.

    Raises KeyError for a column that the row lacks, and ValueError for values that do not go together and for `kind`
    and `provider`, which are turned into units before.
    """
    match expression:
        case Column(name=name):
            return row[name]
        case Number(value=value):
            return int(value) if expression.whole else value
        case Text() | Day() | YesNo():
            return expression.value
        case Span(count=count, unit=unit):
            return _span(count, unit)
        case Arithmetic(sign=sign, left=left, right=right):
            return _put_together(sign, value_of(left, row), value_of(right, row))
        case Call(function=function, argument=argument):
            return _called(function, value_of(argument, row))
        case _:
            return truth_of(expression, row)


def truth_of(expression: Expression, row: Row) -> Truth:
    """Whether the row meets the condition. Raises ValueError for an expression that is no condition."""
    match expression:
        case Compare(how=how, left=left, right=right):
            return compared(how, value_of(left, row), value_of(right, row))
        case Between(value=value, low=low, high=high):
            it = value_of(value, row)
            from_low = compared(Comparison.AT_LEAST, it, value_of(low, row))
            to_high = compared(Comparison.AT_MOST, it, value_of(high, row))
            return all_true((from_low, to_high))
        case In(value=value, items=items):
            it = value_of(value, row)
            return any_true(compared(Comparison.EQUAL, it, value_of(item, row)) for item in items)
        case IsNull(value=value):
            return value_of(value, row) is None
        case Not(part=part):
            return NOT[truth_of(part, row)]
        case And(parts=parts):
            return all_true(truth_of(part, row) for part in parts)
        case Or(parts=parts):
            return any_true(truth_of(part, row) for part in parts)
        case Column() | YesNo():
            found = value_of(expression, row)
            if found is None or isinstance(found, bool):
                return found
            raise ValueError(f"{found!r} is neither true nor false")
        case _:
            raise ValueError(f"{expression!r} is no condition")


def holds(condition: Expression | None, row: Row) -> bool:
    """Whether a row counts: only where the condition is true, not where it is unknown; always without one."""
    return condition is None or truth_of(condition, row) is True


def compared(how: Comparison, left: Value, right: Value) -> Truth:
    """The comparison of two values, unknown where either is. Raises ValueError for values of different kinds."""
    if left is None or right is None:
        return None
    left, right = _alike(left, right), _alike(right, left)
    if _kind(left) is not _kind(right):
        raise ValueError(f"{left!r} is not compared with {right!r}")
    return _COMPARED[how](left, right)


def _alike(value: object, other: object) -> object:
    """The days between two dates as a length of time, where they stand beside one."""
    if isinstance(other, timedelta) and isinstance(value, int) and not isinstance(value, bool):
        return timedelta(days=value)
    return value


def _kind(value: object) -> type:
    # Decimals and whole numbers compare exactly; True is no number, and an instant no date, whatever Python says.
    return Decimal if type(value) is int else type(value)


_COMPARED: dict[Comparison, Callable[[object, object], bool]] = {
    Comparison.EQUAL: lambda left, right: left == right,
    Comparison.NOT_EQUAL: lambda left, right: left != right,
    Comparison.LESS: lambda left, right: left < right,  # type: ignore[operator]
    Comparison.AT_MOST: lambda left, right: left <= right,  # type: ignore[operator]
    Comparison.MORE: lambda left, right: left > right,  # type: ignore[operator]
    Comparison.AT_LEAST: lambda left, right: left >= right,  # type: ignore[operator]
}


def _span(count: int, unit: SpanUnit) -> timedelta:
    match unit:
        case SpanUnit.MINUTES:
            return timedelta(minutes=count)
        case SpanUnit.HOURS:
            return timedelta(hours=count)
        case SpanUnit.DAYS:
            return timedelta(hours=24 * count)


def _put_together(sign: Sign, left: Value, right: Value) -> Value:
    if left is None or right is None:
        return None
    if isinstance(left, int | Decimal) and isinstance(right, int | Decimal):
        return _numbers(sign, left, right)
    if isinstance(left, timedelta) and sign is Sign.PLUS:
        left, right = right, left
    match sign, left, right:
        case Sign.MINUS, datetime(), datetime():
            return left - right
        case Sign.PLUS, datetime(), timedelta():
            return left + right
        case Sign.MINUS, datetime(), timedelta():
            return left - right
        case _:
            return _dates(sign, left, right)


def _dates(sign: Sign, left: object, right: object) -> Value:
    if isinstance(left, date) and not isinstance(left, datetime):
        if sign is Sign.MINUS and isinstance(right, date) and not isinstance(right, datetime):
            return (left - right).days
        if sign is not Sign.TIMES and isinstance(right, timedelta) and right == timedelta(days=right.days):
            return left + right if sign is Sign.PLUS else left - right
    raise ValueError(f"{left!r} {sign} {right!r} means nothing")


def _numbers(sign: Sign, left: int | Decimal, right: int | Decimal) -> int | Decimal:
    if isinstance(left, int) and isinstance(right, int):
        match sign:
            case Sign.PLUS:
                return left + right
            case Sign.MINUS:
                return left - right
            case Sign.TIMES:
                return left * right
    match sign:
        case Sign.PLUS:
            return EXACT.add(left, right)
        case Sign.MINUS:
            return EXACT.subtract(left, right)
        case Sign.TIMES:
            return EXACT.multiply(left, right)


def _called(function: Function, argument: Value) -> Value:
    if function in {Function.KIND, Function.PROVIDER}:
        raise ValueError(f"{function}() is turned into units before anything is computed")
    if argument is None:
        return None
    if not isinstance(argument, date) or isinstance(argument, datetime):
        raise ValueError(f"{function}() takes a date, not {argument!r}")
    match function:
        case Function.YEAR:
            return argument.year
        case Function.MONTH:
            return argument.month
        case _:
            return argument.isoweekday()
