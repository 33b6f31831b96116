"""Holds an expression against the contract of a fact: do its columns and codes exist, do its types fit.

`check_condition` and `check_quantity` tell everything that is wrong; `resolved` makes ready for the engines what is
right. The rules are in docs/reference/expressions.md.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from tertial.domain.expressions.faults import Details, ExpressionFault, FaultCode
from tertial.domain.expressions.literals import Names, Subject, added_minutes, literal_fault, magnitude, order_fault
from tertial.domain.expressions.parser import LONGEST_SPAN
from tertial.domain.expressions.tree import (
    And,
    Arithmetic,
    Between,
    Call,
    Column,
    Compare,
    Comparison,
    Expression,
    In,
    IsNull,
    Literal,
    Not,
    Number,
    Or,
    Sign,
    Span,
    SpanUnit,
    rewritten,
)
from tertial.domain.expressions.value_types import ORDERED, TIMES, UNIT_FUNCTIONS, type_of
from tertial.domain.expressions.writing import written
from tertial.domain.facts.contract import NUMERIC, Fact, ValueType
from tertial.domain.nearest import nearest

ORE = 100
"""Öre in a krona."""
MOST_TIMES = 10_000
"""So many times a value may be multiplied: forty terms of twelve digits then fit in 64 bits."""

_EQUALITIES = frozenset({Comparison.EQUAL, Comparison.NOT_EQUAL})
_MIXED = frozenset({ValueType.INTEGER, ValueType.DECIMAL})


def check_condition(
    expression: Expression,
    fact: Fact,
    *,
    kinds: Collection[str] | None = None,
    providers: Collection[str] | None = None,
    units: Collection[str] | None = None,
) -> tuple[ExpressionFault, ...]:
    """Everything that hinders the expression from saying which rows of the fact count, by place; empty where it can.

    Kinds of unit, care providers and units are checked where the names that there are are given.
    """
    checker = _Checker(fact, Names(kinds, providers, units))
    checker.condition(expression)
    return checker.faults


def check_quantity(
    expression: Expression,
    fact: Fact,
    *,
    kinds: Collection[str] | None = None,
    providers: Collection[str] | None = None,
    units: Collection[str] | None = None,
) -> ValueType | tuple[ExpressionFault, ...]:
    """The type of a number that each row of the fact has: whole, decimal or an amount; or everything that is wrong.

    The days between two dates are a whole number.
    """
    checker = _Checker(fact, Names(kinds, providers, units))
    found = checker.quantity(expression)
    return checker.faults if found is None else found


def resolved(expression: Expression, fact: Fact) -> Expression:
    """The expression, found right, as engines read it: kronor that stand beside amounts become öre, so never twice."""
    return rewritten(expression, lambda node: _in_ore(node, fact))


def _in_ore(node: Expression, fact: Fact) -> Expression:
    match node:
        case Compare() if _is_amount(node.left, fact) or _is_amount(node.right, fact):
            return replace(node, left=_ore(node.left), right=_ore(node.right))
        case Between() if any(_is_amount(part, fact) for part in (node.value, node.low, node.high)):
            return replace(node, value=_ore(node.value), low=_ore(node.low), high=_ore(node.high))
        case In() if _is_amount(node.value, fact):
            return replace(node, items=tuple(map(_ore, node.items)))
        case Arithmetic() if node.sign is not Sign.TIMES and _is_amount(node, fact):
            return replace(node, left=_ore(node.left), right=_ore(node.right))
        case _:
            return node


def _is_amount(expression: Expression, fact: Fact) -> bool:
    return type_of(expression, fact) is ValueType.AMOUNT


def _ore(expression: Expression) -> Expression:
    return replace(expression, value=expression.value * ORE) if isinstance(expression, Number) else expression


class _Checker:
    """Walks an expression once and notes what is wrong; a type is None where its fault is noted already."""

    def __init__(self, fact: Fact, names: Names) -> None:
        self._fact = fact
        self._names = names
        self._found: dict[object, ExpressionFault] = {}

    @property
    def faults(self) -> tuple[ExpressionFault, ...]:
        return tuple(sorted(self._found.values(), key=lambda fault: (fault.place.start, fault.place.end)))

    def _note(self, fault: ExpressionFault | None) -> None:
        if fault is not None:
            self._found.setdefault(fault.key, fault)

    def _fault(
        self, code: FaultCode, node: Expression, nearest_right: str = "", details: Details | None = None
    ) -> None:
        self._note(ExpressionFault(code, node.at, written(node), nearest_right, details or Details()))

    def condition(self, node: Expression) -> None:
        """Note what hinders the expression from being true, false or unknown."""
        found = self._value(node)
        if found is not None and found is not ValueType.YES_NO:
            self._fault(FaultCode.NOT_A_CONDITION, node, details=Details(types=(found,)))

    def quantity(self, node: Expression) -> ValueType | None:
        """The type of the number; None where something is wrong."""
        found = self._value(node)
        if isinstance(node, Literal):
            self._fault(FaultCode.CONSTANT, node)
        elif found is ValueType.SPAN and self._subject(node, found).counts_days:
            found = ValueType.INTEGER
        elif found is not None and found not in NUMERIC:
            self._fault(FaultCode.NOT_A_QUANTITY, node, details=Details(types=(found,)))
        return None if self._found else found

    def _value(self, node: Expression) -> ValueType | None:
        match node:
            case And() | Or():
                for part in node.parts:
                    self.condition(part)
            case Not():
                self.condition(node.part)
            case Compare():
                self._compare(node)
            case Between():
                self._between(node)
            case In():
                self._in(node)
            case IsNull():
                self._is_null(node)
            case Call():
                return self._call(node)
            case Arithmetic():
                return self._arithmetic(node)
            case Column():
                return self._column(node)
            case _:
                return type_of(node, self._fact)
        return ValueType.YES_NO

    def _column(self, node: Column) -> ValueType | None:
        if not self._fact.has(node.name):
            names = self._fact.names
            details = Details(name=self._fact.id, known=names)
            self._fault(FaultCode.UNKNOWN_COLUMN, node, nearest(node.name, names), details)
            return None
        return self._fact.column(node.name).type

    def _compare(self, node: Compare) -> None:
        self._pair(node, node.left, node.right, ordered=node.how not in _EQUALITIES)

    def _between(self, node: Between) -> None:
        self._pair(node, node.value, node.low, ordered=True)
        self._pair(node, node.value, node.high, ordered=True)
        self._note(order_fault(node))

    def _pair(self, node: Expression, left: Expression, right: Expression, *, ordered: bool) -> None:
        """Note what hinders the two from being compared."""
        if isinstance(left, Literal):
            left, right = right, left
        if isinstance(left, Literal):
            self._fault(FaultCode.CONSTANT, node)
            return
        if self._meant_text(left, right):
            self._value(left)
            return
        if self._meant_text(right, left):
            self._value(right)
            return
        kind = self._value(left)
        if isinstance(right, Literal):
            if kind is not None and self._comparable(node, left, kind, ordered=ordered):
                self._note(literal_fault(self._subject(left, kind), right, exact=not ordered))
            return
        other = self._value(right)
        if kind is None or other is None or not self._comparable(node, left, kind, ordered=ordered):
            return
        if ValueType.SPAN in {kind, other}:
            self._fault(FaultCode.DIFFERENCE, node)
        elif _asks_organisation(left) or _asks_organisation(right):
            self._fault(FaultCode.UNIT_FUNCTION, node)
        else:
            self._two_columns(self._subject(left, kind), self._subject(right, other))

    def _comparable(self, node: Expression, subject: Expression, kind: ValueType, *, ordered: bool) -> bool:
        if not ordered or kind in ORDERED:
            return True
        if _asks_organisation(subject):
            self._fault(FaultCode.UNIT_FUNCTION, node)
        else:
            self._fault(FaultCode.NO_ORDER, node, details=Details(types=(kind,)))
        return False

    def _subject(self, node: Expression, kind: ValueType) -> Subject:
        return Subject(node, kind, self._fact, self._names)

    def _meant_text(self, node: Expression, word: Expression) -> bool:
        """Note a word that is no column but a code, or a name, of what it is compared with."""
        kind = type_of(node, self._fact)
        if kind is None or not isinstance(word, Column) or self._fact.has(word.name):
            return False
        if word.name not in (self._subject(node, kind).known or ()):
            return False
        self._fault(FaultCode.UNQUOTED, word, f"'{word.name}'")
        return True

    def _two_columns(self, one: Subject, other: Subject) -> None:
        """Note what hinders two values, neither of them a literal, from being equal or in order."""
        types = {one.kind, other.kind}
        if types == {ValueType.INSTANT, ValueType.DAY}:
            instant = one if one.kind is ValueType.INSTANT else other
            details = Details(types=(ValueType.DAY, ValueType.INSTANT))
            self._fault(FaultCode.NOT_COMPARABLE, instant.node, instant.day_beside, details)
        elif one.kind is not other.kind and types != _MIXED:
            self._fault(FaultCode.NOT_COMPARABLE, other.node, details=Details(types=(one.kind, other.kind)))
        elif one.kind is ValueType.CODE and set(one.known or ()).isdisjoint(other.known or ()):
            self._fault(FaultCode.CODES_APART, other.node, details=Details(name=one.name, known=tuple(one.known or ())))

    def _in(self, node: In) -> None:
        kind = self._value(node.value)
        if isinstance(node.value, Literal):
            self._fault(FaultCode.CONSTANT, node)
            return
        if kind is ValueType.SPAN:
            self._fault(FaultCode.DIFFERENCE, node)
            return
        seen: set[Expression] = set()
        for item in node.items:
            if not isinstance(item, Literal):
                if not self._meant_text(node.value, item):
                    self._fault(FaultCode.LIST_ITEM, item)
                continue
            if item in seen:
                self._fault(FaultCode.TWICE, item)
            seen.add(item)
            if kind is not None:
                self._note(literal_fault(self._subject(node.value, kind), item, exact=True))

    def _is_null(self, node: IsNull) -> None:
        kind = self._value(node.value)
        if isinstance(node.value, Literal):
            self._fault(FaultCode.CONSTANT, node)
        elif _asks_organisation(node.value):
            self._fault(FaultCode.UNIT_FUNCTION, node)
        elif kind is ValueType.SPAN:
            self._fault(FaultCode.DIFFERENCE, node)

    def _call(self, node: Call) -> ValueType | None:
        kind = self._value(node.argument)
        if isinstance(node.argument, Literal):
            self._fault(FaultCode.CONSTANT, node)
            return None
        wanted = ValueType.UNIT if node.function in UNIT_FUNCTIONS else ValueType.DAY
        if kind is None:
            return None
        if kind is not wanted:
            day = self._subject(node.argument, kind).day_beside if wanted is ValueType.DAY else ""
            details = Details(name=node.function, types=(wanted, kind))
            self._fault(FaultCode.ARGUMENT_TYPE, node.argument, day, details)
            return None
        return type_of(node, self._fact)

    def _arithmetic(self, node: Arithmetic) -> ValueType | None:
        left, right = self._value(node.left), self._value(node.right)
        if isinstance(node.left, Literal) and isinstance(node.right, Literal):
            self._fault(FaultCode.CONSTANT, node)
            return None
        if left is None or right is None:
            return None
        if node.sign is Sign.TIMES:
            return self._times(node, left, right)
        found = type_of(node, self._fact)
        if found is None or _asks_organisation(node.left) or _asks_organisation(node.right):
            self._not_addable(node, left, right)
            return None
        if found in TIMES and added_minutes(node) > LONGEST_SPAN.minutes:
            self._fault(FaultCode.SPAN_TOO_LONG, node, details=Details(high=str(LONGEST_SPAN.count)))
            return None
        if found is ValueType.AMOUNT:
            for part in (node.left, node.right):
                if isinstance(part, Number):
                    self._note(literal_fault(self._subject(node, found), part, exact=False))
        return found

    def _not_addable(self, node: Arithmetic, left: ValueType, right: ValueType) -> None:
        if left is ValueType.DAY and isinstance(node.right, Span):
            self._fault(FaultCode.SPAN_OF_DATES, node.right)
            return
        meant = ""
        if left in TIMES and isinstance(node.right, Number) and node.right.whole:
            unit = SpanUnit.DAYS if left is ValueType.DAY else SpanUnit.HOURS
            meant = written(Span(int(node.right.value), unit))
        details = Details(name=node.sign, types=(left, right))
        self._fault(FaultCode.NOT_ADDABLE, node.right if meant else node, meant, details)

    def _times(self, node: Arithmetic, left: ValueType, right: ValueType) -> ValueType | None:
        factor = node.left if isinstance(node.left, Number) else node.right
        if not isinstance(factor, Number) or not factor.whole or not {left, right} <= NUMERIC:
            self._fault(FaultCode.MULTIPLIER, node, details=Details(types=(left, right)))
            return None
        if magnitude(node) > MOST_TIMES:
            self._fault(FaultCode.MULTIPLIED, node, details=Details(high=str(MOST_TIMES)))
            return None
        return type_of(node, self._fact)


def _asks_organisation(node: Expression) -> bool:
    return isinstance(node, Call) and node.function in UNIT_FUNCTIONS
