"""Puts the units themselves where an expression asks the organisation for their kind or care provider."""

from __future__ import annotations

from collections.abc import Iterable

from tertial.domain.expressions.tree import (
    Call,
    Compare,
    Comparison,
    Expression,
    Function,
    In,
    Not,
    Text,
    rewritten,
)
from tertial.domain.expressions.value_types import UNIT_FUNCTIONS
from tertial.domain.organisation import Organisation

NO_SUCH_UNIT = "-"
"""The id of no unit: ids are letters and digits with hyphens between."""


def grounded(expression: Expression, organisation: Organisation) -> Expression:
    """The expression without `kind(…)` and `provider(…)`: lists of units instead, in order of their ids.

    A unit has every kind, and every provider, that a row of organisation.csv has ever given it. Where no unit has the
    name the list holds `NO_SUCH_UNIT`, so that the answer is no, and unknown where the row's unit is. Only `=`,
    `<>` and `in` are replaced: checking refuses every other use of the functions.
    """
    return rewritten(expression, lambda node: _grounded(node, organisation))


def _grounded(node: Expression, organisation: Organisation) -> Expression:
    match node:
        case Compare(how=how, left=Call() as call, right=Text() as name) if _asks(call, how):
            return _units(call, (name,), node, organisation, denied=how is Comparison.NOT_EQUAL)
        case Compare(how=how, left=Text() as name, right=Call() as call) if _asks(call, how):
            return _units(call, (name,), node, organisation, denied=how is Comparison.NOT_EQUAL)
        case In(value=Call() as call, items=items) if call.function in UNIT_FUNCTIONS:
            return _units(call, items, node, organisation, denied=False)
        case _:
            return node


def _asks(call: Call, how: Comparison) -> bool:
    return call.function in UNIT_FUNCTIONS and how in {Comparison.EQUAL, Comparison.NOT_EQUAL}


def _units(
    call: Call, names: Iterable[Expression], node: Expression, organisation: Organisation, *, denied: bool
) -> Expression:
    wanted = {name.value for name in names if isinstance(name, Text)}
    of_kind = call.function is Function.KIND
    ids = {unit.id for unit in organisation.units if (unit.kind if of_kind else unit.provider) in wanted}
    found = In(call.argument, tuple(Text(unit) for unit in sorted(ids) or (NO_SUCH_UNIT,)), node.at)
    return Not(found, node.at) if denied else found
