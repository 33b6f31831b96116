"""What can be wrong with an expression, said without words: definitions/expression_words.py has the sentences."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from tertial.domain.expressions.tree import Place
from tertial.domain.facts.contract import ValueType


class FaultCode(StrEnum):
    """The kinds of fault, each with an example in docs/reference/expressions.md; a code never changes its meaning."""

    # Found while the text is read.
    EMPTY = "empty"
    TOO_LONG = "too-long"
    TOO_DEEP = "too-deep"
    UNKNOWN_SIGN = "unknown-sign"
    DIVISION = "division"
    QUOTES = "quotes"
    OPEN_TEXT = "open-text"
    UNPRINTABLE = "unprintable"
    NUMBER_FORM = "number-form"
    DECIMAL_COMMA = "decimal-comma"
    TOO_LARGE = "too-large"
    DATE_FORM = "date-form"
    NO_SUCH_DATE = "no-such-date"
    SPAN_UNIT = "span-unit"
    SPAN_COUNT = "span-count"
    SPAN_TOO_LONG = "span-too-long"
    COLUMN_FORM = "column-form"
    UNKNOWN_FUNCTION = "unknown-function"
    ARGUMENTS = "arguments"
    UNKNOWN_WORD = "unknown-word"
    PATTERN = "pattern"
    NO_VALUE = "no-value"
    NO_OPERATOR = "no-operator"
    NOT_CLOSED = "not-closed"
    NOT_OPENED = "not-opened"
    NULL = "null"
    IS_WHAT = "is-what"
    CHAINED = "chained"
    LONE_MINUS = "lone-minus"
    EMPTY_LIST = "empty-list"
    LIST_FORM = "list-form"
    BETWEEN_FORM = "between-form"
    # Found when it is held against the contract of a fact.
    UNKNOWN_COLUMN = "unknown-column"
    UNQUOTED = "unquoted"
    UNKNOWN_CODE = "unknown-code"
    UNKNOWN_UNIT = "unknown-unit"
    UNKNOWN_KIND = "unknown-kind"
    UNKNOWN_PROVIDER = "unknown-provider"
    NOT_A_CONDITION = "not-a-condition"
    NOT_A_QUANTITY = "not-a-quantity"
    NOT_COMPARABLE = "not-comparable"
    CODES_APART = "codes-apart"
    NO_ORDER = "no-order"
    TOKEN = "token"
    LIST_ITEM = "list-item"
    NOT_ADDABLE = "not-addable"
    MULTIPLIER = "multiplier"
    MULTIPLIED = "multiplied"
    ARGUMENT_TYPE = "argument-type"
    UNIT_FUNCTION = "unit-function"
    DIFFERENCE = "difference"
    SPAN_OF_DATES = "span-of-dates"
    AMOUNT_FORM = "amount-form"
    WHOLE_NUMBER = "whole-number"
    OUT_OF_RANGE = "out-of-range"
    REVERSED = "reversed"
    TWICE = "twice"
    EMPTY_TEXT = "empty-text"
    CONSTANT = "constant"


@dataclass(frozen=True, slots=True)
class Details:
    """What a fault's sentence is filled in with; which of these are given depends on the code."""

    name: str = ""
    """The column, function, sign or fact that it is about."""
    types: tuple[ValueType, ...] = ()
    known: tuple[str, ...] = ()
    """The names that would have been right."""
    low: str = ""
    high: str = ""


NO_DETAILS = Details()


class ExpressionFault(Exception):  # noqa: N818  (the noun that the domain speaks of)
    """One thing that is wrong with an expression: where it stands, what was read there, and the nearest right text."""

    def __init__(
        self, code: FaultCode, place: Place, read: str, nearest: str = "", details: Details = NO_DETAILS
    ) -> None:
        super().__init__(code, place, read, nearest, details)
        self.code = code
        self.place = place
        self.read = read
        self.nearest = nearest
        self.details = details

    def __str__(self) -> str:
        return f"{self.code} at {self.place.start}: {self.read!r}"

    @property
    def key(self) -> tuple[FaultCode, Place, str]:
        """What makes two faults one."""
        return self.code, self.place, self.read
