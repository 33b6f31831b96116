"""What an expression is made of once it is read. Nodes compare equal wherever they stood in the text."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
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


_MINUTES = {SpanUnit.MINUTES: 1, SpanUnit.HOURS: 60, SpanUnit.DAYS: 24 * 60}


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
    """A number as written; whole where it has no decimals. Raises ValueError for what is no number."""

    value: Decimal
    at: Place = field(default=NOWHERE, compare=False)

    def __post_init__(self) -> None:
        if not self.value.is_finite():
            raise ValueError(f"{self.value} is no number")

    @property
    def whole(self) -> bool:
        """Whether it has no decimals."""
        return self.value == self.value.to_integral_value()


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

    @property
    def minutes(self) -> int:
        """Its length in minutes; a day has 24 hours."""
        return self.count * _MINUTES[self.unit]


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
    """Whether the value is one of the items; unknown where the value is. Raises ValueError without items."""

    value: Expression
    items: tuple[Expression, ...]
    at: Place = field(default=NOWHERE, compare=False)

    def __post_init__(self) -> None:
        if not self.items:
            raise ValueError("a list has at least one item")


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
    """False where a part is false, else unknown where a part is unknown; two parts or more, none an `And`.

    Raises ValueError for fewer, or for one within itself.
    """

    parts: tuple[Expression, ...]
    at: Place = field(default=NOWHERE, compare=False)

    def __post_init__(self) -> None:
        _check_flat(self.parts, And)


@dataclass(frozen=True, slots=True)
class Or:
    """True where a part is true, else unknown where a part is unknown; two parts or more, none an `Or`.

    Raises ValueError for fewer, or for one within itself.
    """

    parts: tuple[Expression, ...]
    at: Place = field(default=NOWHERE, compare=False)

    def __post_init__(self) -> None:
        _check_flat(self.parts, Or)


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


def _check_flat(parts: tuple[Expression, ...], kind: type[And | Or]) -> None:
    if len(parts) < 2 or any(isinstance(part, kind) for part in parts):
        raise ValueError(f"{kind.__name__} joins two parts or more, none of them of its own kind")


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


def with_parts(expression: Expression, parts: tuple[Expression, ...]) -> Expression:
    """The expression made of other parts, as many as `parts_of` gives, in that order."""
    match expression:
        case Compare() | Arithmetic():
            return replace(expression, left=parts[0], right=parts[1])
        case Between():
            return replace(expression, value=parts[0], low=parts[1], high=parts[2])
        case In():
            return replace(expression, value=parts[0], items=parts[1:])
        case IsNull():
            return replace(expression, value=parts[0])
        case Not():
            return replace(expression, part=parts[0])
        case And() | Or():
            return replace(expression, parts=parts)
        case Call():
            return replace(expression, argument=parts[0])
        case _:
            return expression


def rewritten(expression: Expression, change: Callable[[Expression], Expression]) -> Expression:
    """The expression with each part changed, then itself; it may nest as deep as the language lets it."""
    before = parts_of(expression)
    after = tuple(rewritten(part, change) for part in before)
    changed = any(new is not old for new, old in zip(after, before, strict=True))
    return change(with_parts(expression, after) if changed else expression)


def walk(expression: Expression) -> Iterator[Expression]:
    """The expression and all that it is made of, each before its parts, from the left; at any depth."""
    waiting = [expression]
    while waiting:
        node = waiting.pop()
        yield node
        waiting.extend(reversed(parts_of(node)))


def columns_of(expression: Expression) -> frozenset[str]:
    """The names of the columns that an expression reads."""
    return frozenset(node.name for node in walk(expression) if isinstance(node, Column))


def all_of(*conditions: Expression | None) -> Expression | None:
    """The conditions joined by `and`, those that are not there or there already left out; None where none is."""
    parts: dict[Expression, None] = {}
    for condition in conditions:
        if condition is not None:
            parts.update(dict.fromkeys(condition.parts if isinstance(condition, And) else (condition,)))
    if len(parts) < 2:
        return next(iter(parts), None)
    return And(tuple(parts))
