"""Reads the expressions of a definition file; what is wrong is told at its line, with its place in the text."""

from __future__ import annotations

from dataclasses import dataclass

from tertial.definitions.definition_file import DefinitionDocument
from tertial.definitions.expression_words import in_words
from tertial.definitions.findings import Findings
from tertial.domain.expressions.checking import check_condition, check_quantity, resolved
from tertial.domain.expressions.faults import ExpressionFault
from tertial.domain.expressions.faults import FaultCode as Fault
from tertial.domain.expressions.parser import parse
from tertial.domain.expressions.tree import Expression
from tertial.domain.facts.contract import Fact
from tertial.language import _

_CODES = {
    code: told
    for told, codes in {
        "E702": (Fault.UNKNOWN_COLUMN, Fault.UNKNOWN_WORD, Fault.COLUMN_FORM),
        "E703": (Fault.UNKNOWN_CODE, Fault.UNQUOTED, Fault.EMPTY_TEXT),
        "E704": (Fault.UNKNOWN_FUNCTION, Fault.ARGUMENTS, Fault.ARGUMENT_TYPE, Fault.UNIT_FUNCTION),
        "E705": (
            Fault.NOT_A_CONDITION,
            Fault.NOT_A_QUANTITY,
            Fault.NOT_COMPARABLE,
            Fault.CODES_APART,
            Fault.NO_ORDER,
            Fault.TOKEN,
            Fault.LIST_ITEM,
            Fault.NOT_ADDABLE,
            Fault.MULTIPLIER,
            Fault.MULTIPLIED,
            Fault.DIFFERENCE,
            Fault.SPAN_OF_DATES,
        ),
        "E706": (Fault.DIVISION,),
        "E707": (
            Fault.NUMBER_FORM,
            Fault.DECIMAL_COMMA,
            Fault.TOO_LARGE,
            Fault.DATE_FORM,
            Fault.NO_SUCH_DATE,
            Fault.SPAN_UNIT,
            Fault.SPAN_COUNT,
            Fault.SPAN_TOO_LONG,
            Fault.AMOUNT_FORM,
            Fault.WHOLE_NUMBER,
        ),
        "E708": (Fault.UNKNOWN_UNIT, Fault.UNKNOWN_KIND, Fault.UNKNOWN_PROVIDER),
        "E709": (Fault.OUT_OF_RANGE, Fault.REVERSED, Fault.TWICE, Fault.CONSTANT),
        "E710": (Fault.TOO_LONG, Fault.TOO_DEEP),
    }.items()
    for code in codes
}
"""Kind of fault of an expression -> its code here; the rest is grammar."""

GRAMMAR = "E701"


@dataclass(frozen=True, slots=True)
class KnownNames:
    """The kinds of unit, care providers and units that expressions may name; None where they are not known here."""

    kinds: frozenset[str] | None = None
    providers: frozenset[str] | None = None
    units: frozenset[str] | None = None


class ExpressionTexts:
    """The expressions of one file."""

    def __init__(self, document: DefinitionDocument, known: KnownNames, findings: Findings) -> None:
        self._document = document
        self._known = known
        self._findings = findings

    def condition(self, text: str, fact: Fact, *location: str) -> Expression | None:
        """The condition over rows of a fact, or None when it is none; everything wrong is noted."""
        expression = self._parsed(text, location)
        if expression is None:
            return None
        known = self._known
        faults = check_condition(expression, fact, kinds=known.kinds, providers=known.providers, units=known.units)
        return self._resolved(expression, fact, faults, location)

    def quantity(self, text: str, fact: Fact, *location: str) -> Expression | None:
        """The quantity of each row of a fact, or None when it is none; everything wrong is noted."""
        expression = self._parsed(text, location)
        if expression is None:
            return None
        known = self._known
        found = check_quantity(expression, fact, kinds=known.kinds, providers=known.providers, units=known.units)
        faults = found if isinstance(found, tuple) else ()
        return self._resolved(expression, fact, faults, location)

    def _parsed(self, text: str, location: tuple[str, ...]) -> Expression | None:
        try:
            return parse(text)
        except ExpressionFault as fault:
            self._note(fault, location)
            return None

    def _resolved(
        self,
        expression: Expression,
        fact: Fact,
        faults: tuple[ExpressionFault, ...],
        location: tuple[str, ...],
    ) -> Expression | None:
        for fault in faults:
            self._note(fault, location)
        return None if faults else resolved(expression, fact)

    def _note(self, fault: ExpressionFault, location: tuple[str, ...]) -> None:
        code = _CODES.get(fault.code, GRAMMAR)
        line = self._document.line(*location)
        read, expected = in_words(fault)
        placed = _("{expected} (sign {place} of the expression)").format(expected=expected, place=fault.place.start + 1)
        self._findings.add(code, self._document.path, line, read, placed, fault.nearest)
