"""From the text of an expression to its tree, by recursive descent; the grammar is in docs/reference/expressions.md."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

from tertial.domain.expressions.faults import Details, ExpressionFault, FaultCode
from tertial.domain.expressions.lexer import KEY_WORDS, KeyWord, Token, TokenKind, tokens
from tertial.domain.expressions.mistaken import PATTERNS, SPANS, WORDS
from tertial.domain.expressions.tree import (
    And,
    Arithmetic,
    Between,
    Call,
    Column,
    Compare,
    Comparison,
    Day,
    Expression,
    Function,
    In,
    IsNull,
    Not,
    Number,
    Or,
    Place,
    Sign,
    Span,
    SpanUnit,
    Text,
    YesNo,
    parts_of,
)
from tertial.domain.expressions.writing import written
from tertial.domain.nearest import nearest

DEEPEST = 40
"""So many parentheses, `not`, functions and sums may stand in each other; a sum of 40 terms is as deep."""
LONGEST_SPAN = Span(100_000, SpanUnit.DAYS)
"""No length of time in the data of a region is longer; dates end where longer ones would lead."""

_COMPARISONS = frozenset(Comparison)
_FUNCTIONS = {function.value: function for function in Function}
_SPANS = {word: unit for unit in SpanUnit for word in (unit.value, unit.value.removesuffix("s"))}
_COLUMN = re.compile(r"[a-z][a-z0-9_]*")


def parse(text: str) -> Expression:
    """Read an expression. Raises ExpressionFault for the first thing that is wrong, and nothing else."""
    return _Parser(text).whole()


class _Parser:
    """Reads the tokens of one text from the left; each method reads one rule of the grammar."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._tokens = tokens(text)
        self._next = 0
        self._depth = 0

    def whole(self) -> Expression:
        if self._at_end():
            raise self._fault(FaultCode.EMPTY)
        found = self._disjunction()
        if not self._at_end():
            raise self._unexpected(FaultCode.NO_OPERATOR)
        self._check_depth(found)
        return found

    @property
    def _token(self) -> Token:
        return self._tokens[self._next]

    @property
    def _after(self) -> Token:
        return self._tokens[min(self._next + 1, len(self._tokens) - 1)]

    def _at_end(self) -> bool:
        return self._token.kind is TokenKind.END

    def _take(self) -> Token:
        token = self._token
        if token.kind is not TokenKind.END:
            self._next += 1
        return token

    def _is_sign(self, sign: str) -> bool:
        return self._token.kind is TokenKind.SIGN and self._token.value == sign

    def _is_word(self, word: KeyWord) -> bool:
        return self._token.kind is TokenKind.KEY_WORD and self._token.value == word

    def _taken(self, word: KeyWord) -> bool:
        found = self._is_word(word)
        if found:
            self._take()
        return found

    def _fault(
        self, code: FaultCode, nearest_right: str = "", details: Details | None = None, token: Token | None = None
    ) -> ExpressionFault:
        at = token or self._token
        return ExpressionFault(code, at.at, at.text, nearest_right, details or Details())

    def _deeper(self, token: Token | None = None) -> None:
        self._depth += 1
        if self._depth > DEEPEST:
            raise self._fault(FaultCode.TOO_DEEP, details=Details(high=str(DEEPEST)), token=token)

    @property
    def _start(self) -> int:
        """Where the next token begins: parentheses around the first part belong to what it is a part of."""
        return self._token.at.start

    def _since(self, start: int) -> Place:
        """From there to what was read last."""
        return Place(start, self._tokens[self._next - 1].at.end)

    def _disjunction(self) -> Expression:
        start = self._start
        first = self._conjunction()
        if not self._is_word(KeyWord.OR):
            return first
        parts = [*_same(first, Or)]
        while self._taken(KeyWord.OR):
            parts.extend(_same(self._conjunction(), Or))
        return Or(tuple(parts), self._since(start))

    def _conjunction(self) -> Expression:
        start = self._start
        first = self._negation()
        if not self._is_word(KeyWord.AND):
            return first
        parts = [*_same(first, And)]
        while self._taken(KeyWord.AND):
            parts.extend(_same(self._negation(), And))
        return And(tuple(parts), self._since(start))

    def _negation(self) -> Expression:
        if not self._is_word(KeyWord.NOT):
            return self._predicate()
        self._deeper()
        start = self._take().at.start
        part = self._negation()
        self._depth -= 1
        return Not(part, self._since(start))

    def _predicate(self) -> Expression:
        start = self._start
        left = self._sum()
        token = self._token
        if token.kind is TokenKind.SIGN and token.value in _COMPARISONS:
            return self._comparison(left, start)
        if self._taken(KeyWord.IS):
            return self._is_null(left, start)
        after = self._after
        denied = self._is_word(KeyWord.NOT) and after.kind is TokenKind.KEY_WORD
        denied = denied and after.value in {KeyWord.IN, KeyWord.BETWEEN}
        if denied:
            self._take()
        if self._taken(KeyWord.IN):
            found: Expression = self._list(left, start)
        elif self._taken(KeyWord.BETWEEN):
            found = self._between(left, start)
        else:
            return left
        return Not(found, found.at) if denied else found

    def _comparison(self, left: Expression, start: int) -> Expression:
        how = Comparison(self._take().value)
        if self._is_word(KeyWord.NULL):
            meant = {Comparison.EQUAL: "is null", Comparison.NOT_EQUAL: "is not null"}.get(how, "")
            raise self._fault(FaultCode.NULL, meant)
        right = self._sum()
        if self._token.kind is TokenKind.SIGN and self._token.value in _COMPARISONS:
            raise self._fault(FaultCode.CHAINED, self._meant_between(left, how, right))
        return Compare(how, left, right, self._since(start))

    def _meant_between(self, low: Expression, how: Comparison, value: Expression) -> str:
        """For `1 <= x <= 3` and nothing else, what says the same with `between`."""
        again, high = self._token, self._after
        if how is not Comparison.AT_MOST or again.value != how or high.kind not in {TokenKind.NUMBER, TokenKind.DATE}:
            return ""
        return f"{self._written(value)} between {self._written(low)} and {high.text}"

    def _written(self, part: Expression) -> str:
        return self._text[part.at.start : part.at.end]

    def _is_null(self, value: Expression, start: int) -> Expression:
        denied = self._taken(KeyWord.NOT)
        if not self._taken(KeyWord.NULL):
            raise self._fault(FaultCode.IS_WHAT, self._meant_is(denied=denied))
        found = IsNull(value, self._since(start))
        return Not(found, found.at) if denied else found

    def _meant_is(self, *, denied: bool) -> str:
        if self._is_word(KeyWord.TRUE) or self._is_word(KeyWord.FALSE):
            return "" if denied else f"= {self._token.value}"
        return "is not null" if denied else "is null"

    def _list(self, value: Expression, start: int) -> In:
        if not self._is_sign("("):
            raise self._fault(FaultCode.LIST_FORM)
        opening = self._take()
        if self._is_sign(")"):
            raise self._fault(FaultCode.EMPTY_LIST)
        items = [self._item()]
        while self._is_sign(","):
            self._take()
            items.append(self._item())
        self._close(opening, FaultCode.LIST_FORM)
        return In(value, tuple(items), self._since(start))

    def _item(self) -> Expression:
        return self._sum(in_list=True)

    def _between(self, value: Expression, start: int) -> Between:
        low = self._sum()
        if not self._taken(KeyWord.AND):
            raise self._unexpected(FaultCode.BETWEEN_FORM)
        high = self._sum()
        return Between(value, low, high, self._since(start))

    def _sum(self, *, in_list: bool = False) -> Expression:
        start = self._start
        left = self._product()
        while self._is_sign("+") or self._is_sign("-"):
            sign = Sign(self._take().value)
            right = self._product()
            left = Arithmetic(sign, left, right, self._since(start))
        if not in_list:
            self._refuse_decimal_comma()
        return left

    def _product(self) -> Expression:
        start = self._start
        left = self._factor()
        while self._is_sign("*"):
            self._take()
            right = self._factor()
            left = Arithmetic(Sign.TIMES, left, right, self._since(start))
        return left

    def _factor(self) -> Expression:
        token = self._token
        match token.kind:
            case TokenKind.NUMBER:
                return self._number()
            case TokenKind.DATE:
                self._take()
                return Day(date.fromisoformat(token.value), token.at)
            case TokenKind.TEXT:
                self._take()
                return Text(token.value, token.at)
            case TokenKind.KEY_WORD if token.value in {KeyWord.TRUE, KeyWord.FALSE}:
                self._take()
                return YesNo(token.value == KeyWord.TRUE, token.at)
            case TokenKind.WORD:
                return self._named()
            case TokenKind.SIGN if token.value == "(":
                return self._nested()
            case TokenKind.SIGN if token.value == "-":
                return self._negative()
        raise self._fault(FaultCode.NULL if self._is_word(KeyWord.NULL) else FaultCode.NO_VALUE)

    def _nested(self) -> Expression:
        self._deeper()
        opening = self._take()
        found = self._disjunction()
        self._close(opening, FaultCode.NO_OPERATOR)
        self._depth -= 1
        return found

    def _close(self, opening: Token, otherwise: FaultCode) -> None:
        if self._at_end():
            raise self._fault(FaultCode.NOT_CLOSED, ")", Details(low=str(opening.at.start + 1)))
        if not self._is_sign(")"):
            raise self._unexpected(otherwise)
        self._take()

    def _negative(self) -> Expression:
        minus = self._take()
        if self._token.kind is not TokenKind.NUMBER:
            raise self._fault(FaultCode.LONE_MINUS, token=minus)
        return self._number(minus)

    def _number(self, minus: Token | None = None) -> Number | Span:
        token = self._take()
        value = -Decimal(token.value) if minus else Decimal(token.value)
        start = (minus or token).at.start
        if self._token.kind is not TokenKind.WORD:
            return Number(value, Place(start, token.at.end))
        word = self._token.value.lower()
        if word in WORDS or word in PATTERNS:
            raise self._unexpected(FaultCode.NO_OPERATOR)
        place = Place(start, self._take().at.end)
        read = self._text[place.start : place.end]
        if word not in _SPANS:
            raise ExpressionFault(FaultCode.SPAN_UNIT, place, read, _meant_span(value, word))
        if not Number(value).whole:
            raise ExpressionFault(FaultCode.SPAN_COUNT, place, read)
        span = Span(int(value), _SPANS[word], place)
        if abs(span.minutes) > LONGEST_SPAN.minutes:
            raise ExpressionFault(FaultCode.SPAN_TOO_LONG, place, read, details=Details(high=str(LONGEST_SPAN.count)))
        return span

    def _named(self) -> Expression:
        name = self._take()
        word = name.value.lower()
        if self._is_sign("("):
            return self._call(name)
        if word in WORDS:
            raise self._fault(FaultCode.UNKNOWN_WORD, WORDS[word], token=name)
        if not _COLUMN.fullmatch(name.value):
            raise self._fault(FaultCode.COLUMN_FORM, word if _COLUMN.fullmatch(word) else "", token=name)
        return Column(name.value, name.at)

    def _call(self, name: Token) -> Call:
        function = _FUNCTIONS.get(name.value.lower())
        if function is None:
            meant = nearest(name.value, _FUNCTIONS)
            raise self._fault(FaultCode.UNKNOWN_FUNCTION, meant, Details(known=tuple(_FUNCTIONS)), name)
        self._deeper(name)
        opening = self._take()
        details = Details(name=function)
        if self._is_sign(")"):
            raise self._fault(FaultCode.ARGUMENTS, details=details)
        argument = self._disjunction()
        if self._is_sign(","):
            raise self._fault(FaultCode.ARGUMENTS, details=details)
        self._close(opening, FaultCode.NO_OPERATOR)
        self._depth -= 1
        return Call(function, argument, self._since(name.at.start))

    def _check_depth(self, expression: Expression) -> None:
        """Refuse a tree that nests deeper than what reads it afterwards may descend, such as a sum of 60 terms."""
        level: list[Expression] = [expression]
        for _depth in range(DEEPEST + 1):
            level = [part for node in level for part in parts_of(node)]
            if not level:
                return
        place = level[0].at
        details = Details(high=str(DEEPEST))
        raise ExpressionFault(FaultCode.TOO_DEEP, place, self._text[place.start : place.end], details=details)

    def _refuse_decimal_comma(self) -> None:
        """Outside a list a comma between digits is meant as the decimal sign."""
        before, after = self._tokens[self._next - 1], self._after
        if not self._is_sign(",") or before.kind is not TokenKind.NUMBER or after.kind is not TokenKind.NUMBER:
            return
        if before.at.end == self._token.at.start and self._token.at.end == after.at.start:
            place = Place(before.at.start, after.at.end)
            meant = "" if "." in before.text + after.text else f"{before.text}.{after.text}"
            raise ExpressionFault(FaultCode.DECIMAL_COMMA, place, before.text + "," + after.text, meant)

    def _unexpected(self, otherwise: FaultCode) -> ExpressionFault:
        """What is wrong with a token that cannot stand where it does, after a value."""
        token = self._token
        word = token.value.lower()
        if token.kind is TokenKind.KEY_WORD and word == KeyWord.NOT:
            token = self._after
            word = token.value.lower()
        if token.kind is TokenKind.WORD and word in PATTERNS:
            return self._fault(FaultCode.PATTERN, token=token)
        if token.kind is TokenKind.WORD:
            if word in WORDS:
                return self._fault(FaultCode.UNKNOWN_WORD, WORDS[word], token=token)
            return self._fault(otherwise, nearest(word, KEY_WORDS), token=token)
        if token.kind is TokenKind.SIGN and token.value == ")":
            return self._fault(FaultCode.NOT_OPENED)
        return self._fault(otherwise)


def _meant_span(count: Decimal, word: str) -> str:
    """The length of time that was meant by `2 weeks` or `2 dayz`; empty where none shows."""
    times, unit = SPANS.get(word, (1, nearest(word, SpanUnit)))
    return written(Span(int(count * times), SpanUnit(unit))) if unit else ""


def _same(part: Expression, kind: type[And | Or]) -> tuple[Expression, ...]:
    """The parts of what is of the kind already, so that it does not stand within itself."""
    return part.parts if isinstance(part, kind) else (part,)
