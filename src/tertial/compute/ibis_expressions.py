"""Expressions of definitions as Ibis expressions: the same on every engine, unknown where SQL says NULL."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from functools import partial
from operator import add, and_, eq, ge, gt, le, lt, mul, ne, or_, sub

import ibis
import ibis.expr.types as ir

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

_COMPARED: Mapping[Comparison, Callable[[ir.Value, ir.Value], ir.BooleanValue]] = {
    Comparison.EQUAL: eq,
    Comparison.NOT_EQUAL: ne,
    Comparison.LESS: lt,
    Comparison.AT_MOST: le,
    Comparison.MORE: gt,
    Comparison.AT_LEAST: ge,
}
_TURNED = {
    Comparison.EQUAL: Comparison.EQUAL,
    Comparison.NOT_EQUAL: Comparison.NOT_EQUAL,
    Comparison.LESS: Comparison.MORE,
    Comparison.AT_MOST: Comparison.AT_LEAST,
    Comparison.MORE: Comparison.LESS,
    Comparison.AT_LEAST: Comparison.AT_MOST,
}
_PUT_TOGETHER = {Sign.PLUS: add, Sign.MINUS: sub, Sign.TIMES: mul}


def ibis_value(expression: Expression, table: ir.Table) -> ir.Value:
    """The expression over the rows of a table that has its columns.

    Raises ValueError for what the checks of expressions refuse, and for `kind` and `provider`, which are turned into
    units before.
    """
    match expression:
        case Column(name=name):
            return table[name]
        case Number(value=value):
            return _number(value)
        case Text() | Day() | YesNo():
            return ibis.literal(expression.value)
        case Arithmetic():
            return _arithmetic(expression, table)
        case Call(function=function, argument=argument):
            return _call(function, ibis_value(argument, table))
        case Span():
            raise ValueError("a length of time stands alone only beside a difference")
        case _:
            return _condition(expression, table)


def _condition(expression: Compare | Between | In | IsNull | Not | And | Or, table: ir.Table) -> ir.BooleanValue:
    of = partial(ibis_value, table=table)
    match expression:
        case Compare():
            return _compared(expression, table)
        case Between(value=value, low=low, high=high):
            least = Compare(Comparison.AT_LEAST, value, low)
            return _compared(least, table) & _compared(Compare(Comparison.AT_MOST, value, high), table)
        case In(value=value, items=items):
            return _alike(of(value), [of(item) for item in items])
        case IsNull(value=value):
            return of(value).isnull()
        case Not(part=part):
            return ~of(part)
        case And(parts=parts):
            return _joined(and_, [of(part) for part in parts])
        case Or(parts=parts):
            return _joined(or_, [of(part) for part in parts])


def _number(value: Decimal) -> ir.Value:
    whole = value == value.to_integral_value()
    return ibis.literal(int(value), "int64") if whole else ibis.literal(value, "decimal(38, 6)")


def _alike(value: ir.Value, items: Sequence[ir.Value]) -> ir.BooleanValue:
    return value.isin([_comparable(item, value) for item in items])


def _comparable(value: ir.Value, other: ir.Value) -> ir.Value:
    """A whole number as a decimal where it is set beside one: engines round the one to the other otherwise."""
    if value.type().is_integer() and other.type().is_decimal():
        return value.cast("decimal(38, 6)")
    return value


def _compared(expression: Compare, table: ir.Table) -> ir.BooleanValue:
    left, right, how = expression.left, expression.right, expression.how
    if isinstance(left, Span):
        left, right, how = right, left, _TURNED[how]
    if isinstance(right, Span):
        return _span_compared(left, how, right, table)
    one, other = ibis_value(left, table), ibis_value(right, table)
    return _COMPARED[how](_comparable(one, other), _comparable(other, one))


def _span_compared(difference: Expression, how: Comparison, span: Span, table: ir.Table) -> ir.BooleanValue:
    """`later - earlier` beside a length of time: dates by their days, instants by the time that passed."""
    if not isinstance(difference, Arithmetic) or difference.sign is not Sign.MINUS:
        raise ValueError("a length of time is compared with a difference")
    later, earlier = ibis_value(difference.left, table), ibis_value(difference.right, table)
    if later.type().is_date():
        return _COMPARED[how](_days_between(later, earlier), ibis.literal(_days(span), "int64"))
    return _COMPARED[how](later, earlier + _interval(span))


def _days(span: Span) -> int:
    if span.unit is not SpanUnit.DAYS:
        raise ValueError("dates differ by days")
    return span.count


def _interval(span: Span) -> ir.IntervalScalar:
    return ibis.interval(**{span.unit.value: span.count})


def _days_between(later: ir.Value, earlier: ir.Value) -> ir.IntegerValue:
    return later.delta(earlier, unit="day").cast("int64")


def _arithmetic(expression: Arithmetic, table: ir.Table) -> ir.Value:
    left, right = expression.left, expression.right
    if isinstance(left, Span):
        left, right = right, left
    one = ibis_value(left, table)
    if isinstance(right, Span):
        moved = _PUT_TOGETHER[expression.sign](one, _interval(right))
        # Ibis takes a date and a length of time for a date; DuckDB makes a timestamp of them.
        return moved.cast("timestamp").cast("date") if one.type().is_date() else moved
    other = ibis_value(right, table)
    if one.type().is_date() and other.type().is_date():
        return _days_between(one, other)
    return _PUT_TOGETHER[expression.sign](_comparable(one, other), _comparable(other, one))


def _call(function: Function, argument: ir.Value) -> ir.Value:
    match function:
        case Function.YEAR:
            return argument.year().cast("int64")
        case Function.MONTH:
            return argument.month().cast("int64")
        case Function.WEEKDAY:
            return (argument.day_of_week.index() + 1).cast("int64")
        case _:
            raise ValueError(f"{function}() is turned into units before anything is computed")


def _joined(how: Callable[[ir.Value, ir.Value], ir.Value], parts: Sequence[ir.Value]) -> ir.Value:
    """The parts joined two by two, so that a thousand of them are ten deep."""
    while len(parts) > 1:
        pairs = [how(*parts[place : place + 2]) for place in range(0, len(parts) - 1, 2)]
        parts = pairs + list(parts[len(parts) - len(parts) % 2 :])
    return parts[0]
