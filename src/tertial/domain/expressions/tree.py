"""What an expression is made of once it is read. Nodes compare equal wherever they stood in the text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands in the text: from the first character up to, not including, the last."""

    start: int = 0
    end: int = 0


NOWHERE = Place()


class Comparison(StrEnum):
    """How two values are compared."""

    EQUAL = "="
    NOT_EQUAL = "<>"
    LESS = "<"
    AT_MOST = "<="
    MORE = ">"
    AT_LEAST = ">="


class Sign(StrEnum):
    """How two values are put together. There is no division: rates are divided once, on the way out."""

    PLUS = "+"
    MINUS = "-"
    TIMES = "*"


class SpanUnit(StrEnum):
    """What a length of time is counted in. A day of instants is 24 hours; a day of dates is the next date."""

    MINUTES = "minutes"
    HOURS = "hours"
    DAYS = "days"


class Function(StrEnum):
    """The functions, each of one argument.

    `YEAR`, `MONTH` and `WEEKDAY` (1 is Monday) take a date and give a whole number; `KIND` and `PROVIDER` take a unit
    and give what organisation.csv says of it.
    """

    YEAR = "year"
    MONTH = "month"
    WEEKDAY = "weekday"
    KIND = "kind"
    PROVIDER = "provider"


@dataclass(frozen=True, slots=True)
class Column:
    """The value of a column of the row."""

    name: str
    at: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Number:
    """A number as written; whole where it has no decimals."""

    value: Decimal
    at: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Text:
    """A text between single quotation marks: a code, a unit, a word."""

    value: str
    at: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Day:
    """A date, written 2025-08-31."""

    value: date
    at: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Span:
    """A length of time, written 3 days."""

    count: int
    unit: SpanUnit
    at: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class YesNo:
    """`true` or `false`."""

    value: bool
    at: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Compare:
    """Unknown where either side is."""

    how: Comparison
    left: Expression
    right: Expression
    at: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Between:
    """Both bounds included; the same as two comparisons joined by `and`."""

    value: Expression
    low: Expression
    high: Expression
    at: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class In:
    """Whether the value is one of the items, of which there is at least one; unknown where the value is."""

    value: Expression
    items: tuple[Expression, ...]
    at: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class IsNull:
    """Whether the value is unknown; never unknown itself."""

    value: Expression
    at: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Not:
    """The contrary; unknown stays unknown."""

    part: Expression
    at: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class And:
    """False where a part is false, else unknown where a part is unknown; two parts or more, none an `And`."""

    parts: tuple[Expression, ...]
    at: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Or:
    """True where a part is true, else unknown where a part is unknown; two parts or more, none an `Or`."""

    parts: tuple[Expression, ...]
    at: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Arithmetic:
    """Two values put together; unknown where either is."""

    sign: Sign
    left: Expression
    right: Expression
    at: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Call:
    """A function of a value; unknown where the value is."""

    function: Function
    argument: Expression
    at: Place = field(default=NOWHERE, compare=False)


Literal = Number | Text | Day | Span | YesNo
Expression = Column | Literal | Compare | Between | In | IsNull | Not | And | Or | Arithmetic | Call


def parts_of(expression: Expression) -> tuple[Expression, ...]:
    """The expressions that an expression is made of, from the left."""
    match expression:
        case Compare() | Arithmetic():
            return (expression.left, expression.right)
        case Between():
            return (expression.value, expression.low, expression.high)
        case In():
            return (expression.value, *expression.items)
        case IsNull():
            return (expression.value,)
        case Not():
            return (expression.part,)
        case And() | Or():
            return expression.parts
        case Call():
            return (expression.argument,)
        case _:
            return ()


def walk(expression: Expression) -> Iterator[Expression]:
    """The expression and all that it is made of."""
    yield expression
    for part in parts_of(expression):
        yield from walk(part)


def columns_of(expression: Expression) -> frozenset[str]:
    """The names of the columns that an expression reads."""
    return frozenset(node.name for node in walk(expression) if isinstance(node, Column))


def all_of(*conditions: Expression | None) -> Expression | None:
    """The conditions joined by `and`, those that are not there left out; None where none is."""
    parts: list[Expression] = []
    for condition in conditions:
        if condition is not None:
            parts.extend(condition.parts if isinstance(condition, And) else (condition,))
    if len(parts) < 2:
        return parts[0] if parts else None
    return And(tuple(parts))
