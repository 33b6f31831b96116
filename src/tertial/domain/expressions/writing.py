"""From a tree back to text, in one way: what is hashed, and what `tertial explain` shows."""

from __future__ import annotations

from decimal import Decimal

from tertial.domain.expressions.tree import (
    And,
    Arithmetic,
    Between,
    Call,
    Column,
    Compare,
    Day,
    Expression,
    In,
    IsNull,
    Not,
    Number,
    Or,
    Sign,
    Span,
    Text,
    YesNo,
)


def written(expression: Expression) -> str:
    """The expression as text with no more parentheses than it needs; read again it is the same expression."""
    match expression:
        case Or():
            return " or ".join(written(part) for part in expression.parts)
        case And():
            return " and ".join(_within(part, Or) for part in expression.parts)
        case Not(part=In() | IsNull() | Between() as part):
            return _predicate(part, "not ")
        case Not(part=part):
            return f"not {_within(part, And, Or)}"
        case Compare():
            return f"{_value(expression.left)} {expression.how} {_value(expression.right)}"
        case In() | IsNull() | Between():
            return _predicate(expression)
        case Arithmetic():
            return _arithmetic(expression)
        case Call():
            return f"{expression.function}({written(expression.argument)})"
        case _:
            return _leaf(expression)


def _leaf(expression: Column | Number | Text | Day | Span | YesNo) -> str:
    match expression:
        case Column():
            return expression.name
        case Number():
            return format(expression.value.normalize() or Decimal(0), "f")
        case Text():
            return "'" + expression.value.replace("'", "''") + "'"
        case Day():
            return expression.value.isoformat()
        case Span():
            unit = expression.unit.removesuffix("s") if abs(expression.count) == 1 else expression.unit
            return f"{expression.count} {unit}"
        case YesNo():
            return "true" if expression.value else "false"


def _predicate(expression: In | IsNull | Between, denied: str = "") -> str:
    value = _value(expression.value)
    match expression:
        case In():
            return f"{value} {denied}in ({', '.join(map(_value, expression.items))})"
        case IsNull():
            return f"{value} is {denied}null"
        case Between():
            return f"{value} {denied}between {_value(expression.low)} and {_value(expression.high)}"


def _arithmetic(expression: Arithmetic) -> str:
    left, right = _value(expression.left), _value(expression.right)
    times = expression.sign is Sign.TIMES
    if times and _is_sum(expression.left):
        left = f"({left})"
    if isinstance(expression.right, Arithmetic) and (times or _is_sum(expression.right)):
        right = f"({right})"
    return f"{left} {expression.sign} {right}"


def _is_sum(expression: Expression) -> bool:
    return isinstance(expression, Arithmetic) and expression.sign is not Sign.TIMES


def _value(expression: Expression) -> str:
    """As a side of a comparison or a term of a sum, where conditions stand in parentheses."""
    return _within(expression, Or, And, Not, Compare, Between, In, IsNull)


def _within(expression: Expression, *loose: type[Expression]) -> str:
    text = written(expression)
    return f"({text})" if isinstance(expression, loose) else text
