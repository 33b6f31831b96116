"""The faults of expressions in words: what was read, and what was expected instead."""

from __future__ import annotations

from collections.abc import Callable

from tertial.definitions.refusal import listed
from tertial.domain.expressions.faults import ExpressionFault, FaultCode
from tertial.domain.facts.contract import ValueType
from tertial.language import _


def in_words(fault: ExpressionFault) -> tuple[str, str]:
    """What was read and what was expected, in the language in force; the nearest right text stands in the fault."""
    details = fault.details
    types = [type_in_words(kind) for kind in details.types]
    one, other = (*types, "", "")[:2]
    expected = _EXPECTED[fault.code]().format(
        name=details.name,
        one=one,
        other=other,
        known=listed(details.known),
        low=details.low,
        high=details.high,
        range=_range(details.low, details.high),
    )
    return fault.read or _nothing(fault), expected


def type_in_words(kind: ValueType) -> str:
    """What values of the type are called."""
    return _TYPES[kind]()


def _nothing(fault: ExpressionFault) -> str:
    return _("nothing") if fault.code is FaultCode.EMPTY else _("the end")


def _range(low: str, high: str) -> str:
    if not high:
        return _("{low} or more").format(low=low)
    if not low:
        return _("{high} or less").format(high=high)
    return _("{low} to {high}").format(low=low, high=high)


_TYPES: dict[ValueType, Callable[[], str]] = {
    ValueType.YES_NO: lambda: _("yes-or-no value"),
    ValueType.INTEGER: lambda: _("whole number"),
    ValueType.DECIMAL: lambda: _("decimal number"),
    ValueType.AMOUNT: lambda: _("amount"),
    ValueType.TEXT: lambda: _("text"),
    ValueType.CODE: lambda: _("code"),
    ValueType.UNIT: lambda: _("unit"),
    ValueType.DAY: lambda: _("date"),
    ValueType.INSTANT: lambda: _("point in time"),
    ValueType.SPAN: lambda: _("length of time"),
    ValueType.TOKEN: lambda: _("token"),
}

_EXPECTED: dict[FaultCode, Callable[[], str]] = {
    FaultCode.EMPTY: lambda: _("an expression, such as profession = 'doctor'"),
    FaultCode.TOO_LONG: lambda: _("at most {high} characters"),
    FaultCode.TOO_DEEP: lambda: _("at most {high} parentheses, not and terms within each other"),
    FaultCode.UNKNOWN_SIGN: lambda: _("a sign of the language: = <> < <= > >= + - * ( ) ,"),
    FaultCode.DIVISION: lambda: _("no division: instead of a / b > 2 write a > 2 * b"),
    FaultCode.QUOTES: lambda: _("straight single quotation marks around the text"),
    FaultCode.OPEN_TEXT: lambda: _("a single quotation mark that ends the text"),
    FaultCode.UNPRINTABLE: lambda: _("a text on one line, with plain spaces"),
    FaultCode.NUMBER_FORM: lambda: _("a number written as 1500 or 2.5"),
    FaultCode.DECIMAL_COMMA: lambda: _("a decimal point"),
    FaultCode.TOO_LARGE: lambda: _("at most {low} digits before the decimal point and {high} after it"),
    FaultCode.DATE_FORM: lambda: _("a date written as 2025-08-31"),
    FaultCode.NO_SUCH_DATE: lambda: _("a date that exists, from the year {low} to {high}"),
    FaultCode.SPAN_UNIT: lambda: _("minutes, hours or days, or an operator, after a number"),
    FaultCode.SPAN_COUNT: lambda: _("a whole number of minutes, hours or days"),
    FaultCode.SPAN_TOO_LONG: lambda: _("at most {high} days"),
    FaultCode.COLUMN_FORM: lambda: _("the name of a column: a-z, digits and _"),
    FaultCode.UNKNOWN_FUNCTION: lambda: _("one of the functions {known}"),
    FaultCode.ARGUMENTS: lambda: _("one argument in the parentheses of {name}"),
    FaultCode.UNKNOWN_WORD: lambda: _("a key word of the language: and, or, not, in, between, is"),
    FaultCode.PATTERN: lambda: _("a list of codes, in ('a', 'b'); there are no patterns"),
    FaultCode.NO_VALUE: lambda: _("a column, a constant or a parenthesis"),
    FaultCode.NO_OPERATOR: lambda: _("an operator, such as and, or the end"),
    FaultCode.NOT_CLOSED: lambda: _("a parenthesis that closes the one at sign {low}"),
    FaultCode.NOT_OPENED: lambda: _("no closing parenthesis without an opening one"),
    FaultCode.NULL: lambda: _("is null or is not null: nothing equals what is unknown"),
    FaultCode.IS_WHAT: lambda: _("null or not null after is"),
    FaultCode.CHAINED: lambda: _("one comparison at a time, or between: x between 1 and 3"),
    FaultCode.LONE_MINUS: lambda: _("a number after the minus; for a column write 0 - column"),
    FaultCode.EMPTY_LIST: lambda: _("at least one constant in the list"),
    FaultCode.LIST_FORM: lambda: _("a list in parentheses with commas: in ('a', 'b')"),
    FaultCode.BETWEEN_FORM: lambda: _("two bounds with and: between 1 and 3"),
    FaultCode.UNKNOWN_COLUMN: lambda: _("one of the columns of {name}: {known}"),
    FaultCode.UNQUOTED: lambda: _("a code between single quotation marks"),
    FaultCode.UNKNOWN_CODE: lambda: _("one of the codes of {name}: {known}"),
    FaultCode.UNKNOWN_UNIT: lambda: _("the id of a unit in organisation.csv"),
    FaultCode.UNKNOWN_KIND: lambda: _("one of the kinds of unit in organisation.csv: {known}"),
    FaultCode.UNKNOWN_PROVIDER: lambda: _("one of the care providers in organisation.csv: {known}"),
    FaultCode.NOT_A_CONDITION: lambda: _("a condition, which is true or false, not: {one}"),
    FaultCode.NOT_A_QUANTITY: lambda: _("a number, an amount or the days between two dates, not: {one}"),
    FaultCode.NOT_COMPARABLE: lambda: _("two values of the same type, not: {one} and {other}"),
    FaultCode.CODES_APART: lambda: _("a column with codes in common with {name}: {known}"),
    FaultCode.NO_ORDER: lambda: _("=, <> or in: there is no order between values of the type {one}"),
    FaultCode.TOKEN: lambda: _("another token column, or is null: a token names a person or an event"),
    FaultCode.LIST_ITEM: lambda: _("nothing but constants in the list"),
    FaultCode.NOT_ADDABLE: lambda: _("values that {name} can put together, not: {one} and {other}"),
    FaultCode.MULTIPLIER: lambda: _("a whole number on one side of * and a number or an amount on the other"),
    FaultCode.MULTIPLIED: lambda: _("at most {high} times as much"),
    FaultCode.ARGUMENT_TYPE: lambda: _("a column of the type {one} for {name}, not: {other}"),
    FaultCode.UNIT_FUNCTION: lambda: _("=, <> or in with texts: kind and provider are used in no other way"),
    FaultCode.DIFFERENCE: lambda: _("the difference compared with a length of time, such as <= 3 days"),
    FaultCode.SPAN_OF_DATES: lambda: _("days: a date has no time of day"),
    FaultCode.AMOUNT_FORM: lambda: _("kronor: at most {low} digits before the decimal point and {high} after it"),
    FaultCode.WHOLE_NUMBER: lambda: _("a whole number: {name} has no decimals"),
    FaultCode.OUT_OF_RANGE: lambda: _("what {name} can be: {range}"),
    FaultCode.REVERSED: lambda: _("the lower bound first"),
    FaultCode.TWICE: lambda: _("each constant once in the list"),
    FaultCode.EMPTY_TEXT: lambda: _("is null: an empty cell is unknown"),
    FaultCode.CONSTANT: lambda: _("a column: this is the same for every row"),
}
