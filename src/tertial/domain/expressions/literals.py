"""Whether a constant can be right where it stands: beside a column, a function or a sum of a certain type."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from decimal import Decimal

from tertial.domain.expressions.faults import Details, ExpressionFault, FaultCode
from tertial.domain.expressions.lexer import day_of
from tertial.domain.expressions.ranges import range_of
from tertial.domain.expressions.tree import (
    Arithmetic,
    Between,
    Call,
    Column,
    Day,
    Expression,
    Function,
    Literal,
    Number,
    Place,
    Sign,
    Span,
    SpanUnit,
    Text,
    YesNo,
)
from tertial.domain.expressions.value_types import type_of
from tertial.domain.expressions.writing import written
from tertial.domain.facts.contract import NUMERIC, Fact, ValueType
from tertial.domain.feeds.stored import DAY_SUFFIX
from tertial.domain.nearest import nearest

KRONOR_DIGITS, KRONOR_DECIMALS = 10, 2
"""Digits of an amount in kronor before its decimal point and after it."""

_WORTH = {"yes": "true", "ja": "true", "true": "true", "1": "true",
          "no": "false", "nej": "false", "false": "false", "0": "false"}  # fmt: skip
"""What is written for yes and no elsewhere."""

_LITERALS: dict[ValueType, type[Literal]] = {
    ValueType.YES_NO: YesNo,
    ValueType.INTEGER: Number,
    ValueType.DECIMAL: Number,
    ValueType.AMOUNT: Number,
    ValueType.TEXT: Text,
    ValueType.CODE: Text,
    ValueType.UNIT: Text,
    ValueType.DAY: Day,
    ValueType.SPAN: Span,
}
"""Type of a value -> the literals it can be compared with; instants and tokens have none."""


@dataclass(frozen=True, slots=True)
class Names:
    """The names of the organisation that texts are held against; None where they are not known."""

    kinds: Collection[str] | None = None
    providers: Collection[str] | None = None
    units: Collection[str] | None = None


@dataclass(frozen=True, slots=True)
class Subject:
    """What a literal stands beside, and its type."""

    node: Expression
    kind: ValueType
    fact: Fact
    names: Names

    @property
    def known(self) -> Collection[str] | None:
        """The codes or names that it can have; None where any text may stand."""
        match self.node:
            case Call(function=Function.KIND):
                return self.names.kinds
            case Call(function=Function.PROVIDER):
                return self.names.providers
            case Column(name=name) if self.kind is ValueType.CODE:
                return self.fact.column(name).codes
            case _:
                return self.names.units if self.kind is ValueType.UNIT else None

    @property
    def day_beside(self) -> str:
        """The name of the local date beside it, where it is a column of instants; else empty."""
        name = self.node.name + DAY_SUFFIX if isinstance(self.node, Column) else ""
        return name if self.fact.has(name) else ""

    @property
    def counts_days(self) -> bool:
        """Whether it is the difference of two dates, not of instants."""
        return isinstance(self.node, Arithmetic) and type_of(self.node.left, self.fact) is ValueType.DAY

    @property
    def name(self) -> str:
        """What it is called."""
        return written(self.node)


def literal_fault(subject: Subject, literal: Literal, *, exact: bool) -> ExpressionFault | None:
    """Why the literal cannot be right beside the subject; None where it can. `exact` asks for equality."""
    if subject.kind is ValueType.TOKEN:
        return _fault(FaultCode.TOKEN, literal)
    if not isinstance(literal, _LITERALS.get(subject.kind, ())):
        return _other_type(subject, literal)
    match literal:
        case Text():
            return _text_fault(subject, literal)
        case Number():
            return _number_fault(subject, literal, exact=exact)
        case Span() if subject.counts_days and literal.unit is not SpanUnit.DAYS:
            return _fault(FaultCode.SPAN_OF_DATES, literal)
        case _:
            return None


def _fault(code: FaultCode, node: Expression, meant: str = "", details: Details | None = None) -> ExpressionFault:
    return ExpressionFault(code, node.at, written(node), meant, details or Details())


def _other_type(subject: Subject, literal: Literal) -> ExpressionFault:
    other = type_of(literal, subject.fact) or ValueType.TEXT
    if isinstance(literal, Day) and subject.day_beside:
        details = Details(types=(other, subject.kind))
        return _fault(FaultCode.NOT_COMPARABLE, subject.node, subject.day_beside, details)
    code = FaultCode.DIFFERENCE if subject.kind is ValueType.SPAN else FaultCode.NOT_COMPARABLE
    return _fault(code, literal, _meant(subject, literal), Details(types=(subject.kind, other)))


def _meant(subject: Subject, literal: Literal) -> str:
    """What was meant by a literal of another type; empty where nothing shows."""
    kind, plain = subject.kind, written(literal).strip("'")
    if kind is ValueType.YES_NO:
        return _WORTH.get(plain.lower(), "")
    if kind is ValueType.DAY:
        digits = f"{plain[:4]}-{plain[4:6]}-{plain[6:]}" if plain.isdecimal() else plain
        return digits if day_of(digits) else ""
    match literal:
        case Number() if kind is ValueType.SPAN and literal.whole:
            return written(Span(int(literal.value), SpanUnit.DAYS if subject.counts_days else SpanUnit.HOURS))
        case Number() if plain in (subject.known or ()):
            return f"'{plain}'"
        case Span() if kind in NUMERIC:
            return str(literal.count)
        case _:
            return ""


def _text_fault(subject: Subject, literal: Text) -> ExpressionFault | None:
    if not literal.value:
        return _fault(FaultCode.EMPTY_TEXT, literal, "is null")
    known = subject.known
    if known is None or literal.value in known:
        return None
    match subject.node:
        case Call(function=Function.KIND):
            code = FaultCode.UNKNOWN_KIND
        case Call():
            code = FaultCode.UNKNOWN_PROVIDER
        case _:
            code = FaultCode.UNKNOWN_CODE if subject.kind is ValueType.CODE else FaultCode.UNKNOWN_UNIT
    alike = nearest(literal.value, known)
    return _fault(code, literal, f"'{alike}'" if alike else "", Details(name=subject.name, known=tuple(known)))


def _number_fault(subject: Subject, literal: Number, *, exact: bool) -> ExpressionFault | None:
    value = literal.value
    if subject.kind is ValueType.AMOUNT and not _is_kronor(value):
        details = Details(low=str(KRONOR_DIGITS), high=str(KRONOR_DECIMALS))
        return _fault(FaultCode.AMOUNT_FORM, literal, details=details)
    if subject.kind is ValueType.INTEGER and exact and not literal.whole:
        return _fault(FaultCode.WHOLE_NUMBER, literal, details=Details(name=subject.name))
    low, high = range_of(subject.node, subject.fact)
    if (low is not None and value < low) or (high is not None and value > high):
        least, most = ("" if bound is None else str(bound) for bound in (low, high))
        return _fault(FaultCode.OUT_OF_RANGE, literal, details=Details(name=subject.name, low=least, high=most))
    return None


def _is_kronor(value: Decimal) -> bool:
    return abs(value) < 10**KRONOR_DIGITS and value == round(value, KRONOR_DECIMALS)


def order_fault(node: Between) -> ExpressionFault | None:
    """The fault of bounds in the wrong order; None where they are right or cannot be told."""
    low, high = node.low, node.high
    match node:
        case Between(low=Number(value=least), high=Number(value=most)):
            wrong = least > most
        case Between(low=Day(value=first), high=Day(value=last)):
            wrong = first > last
        case Between(low=Span() as shortest, high=Span() as longest):
            wrong = shortest.minutes > longest.minutes
        case _:
            return None
    if not wrong:
        return None
    place = Place(node.low.at.start, node.high.at.end)
    read, meant = (f"{written(one)} and {written(other)}" for one, other in ((low, high), (high, low)))
    return ExpressionFault(FaultCode.REVERSED, place, read, meant)


def magnitude(expression: Expression) -> Decimal:
    """How many times any of its columns, or constants of sums, an expression may be, as `*` makes it."""
    match expression:
        case Arithmetic(sign=Sign.TIMES, left=Number(value=factor), right=part):
            return abs(factor) * magnitude(part)
        case Arithmetic(sign=Sign.TIMES, left=part, right=Number(value=factor)):
            return abs(factor) * magnitude(part)
        case Arithmetic():
            return max(magnitude(expression.left), magnitude(expression.right))
        case _:
            return Decimal(1)


def added_minutes(expression: Expression) -> int:
    """How far the lengths of time of a sum move a date in all, whichever way."""
    match expression:
        case Arithmetic():
            return added_minutes(expression.left) + added_minutes(expression.right)
        case Span():
            return abs(expression.minutes)
        case _:
            return 0
