"""What quantities are added up in: whole numbers, and how many of them make one of what people write."""

from __future__ import annotations

from tertial.domain.expressions.tree import Column, Expression, Number, walk
from tertial.domain.expressions.value_types import type_of
from tertial.domain.facts.contract import MICRO, Fact, ValueType

ORE = 100
"""Öre in a krona."""


def scale_of(expression: Expression | None, fact: Fact) -> int:
    """How many of the whole numbers that are added up make one of the quantity.

    Millionths where a column or a number with decimals takes part, else ones; amounts are in öre. Rows are counted in
    ones.
    """
    if expression is None:
        return 1
    for node in walk(expression):
        if isinstance(node, Number) and not node.whole:
            return MICRO
        if isinstance(node, Column) and fact.column(node.name).type is ValueType.DECIMAL:
            return MICRO
    return 1


def written_scale(expression: Expression | None, fact: Fact) -> int:
    """How many of the whole numbers that are added up make one as people write it: amounts are written in kronor."""
    is_amount = expression is not None and type_of(expression, fact) is ValueType.AMOUNT
    return scale_of(expression, fact) * (ORE if is_amount else 1)
