"""The words, values and signs that the text of an expression is made of."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from tertial.domain.calendar import FIRST_YEAR, LAST_YEAR
from tertial.domain.expressions.faults import Details, ExpressionFault, FaultCode
from tertial.domain.expressions.mistaken import DIVIDING, QUOTES, SIGNS, meant_date, meant_number
from tertial.domain.expressions.tree import Place

LONGEST = 20_000
"""Characters that an expression may have."""
MOST_DIGITS, MOST_DECIMALS = 12, 6
"""Digits of a number before its decimal point and after it: as many as a decimal column of the store holds."""

_SHOWN = 40
"""So much is quoted of a text that has no end."""


class KeyWord(StrEnum):
    """The words that name no column, in capitals or not."""

    AND = "and"
    OR = "or"
    NOT = "not"
    IN = "in"
    BETWEEN = "between"
    IS = "is"
    NULL = "null"
    TRUE = "true"
    FALSE = "false"


KEY_WORDS = frozenset(KeyWord)


class TokenKind(StrEnum):
    """What a token is. The value of a `TEXT` is without its quotation marks, of a `KEY_WORD` in lower case."""

    NUMBER = "number"
    DATE = "date"
    TEXT = "text"
    KEY_WORD = "key word"
    WORD = "word"
    SIGN = "sign"
    END = "end"


@dataclass(frozen=True, slots=True)
class Token:
    """One word, value or sign: as it stands in the text, what it means, and where it stands."""

    kind: TokenKind
    text: str
    value: str
    at: Place


_TOKEN = re.compile(
    r"""
    (?P<SPACE>\s+)
    | (?P<TEXT>'[^']*(?:''[^']*)*')
    | (?P<DATE>[0-9]{4}-[0-9][\w:.]*(?:-[\w:.]*)*)
    | (?P<NUMBER>\.?[0-9][\w.]*)
    | (?P<WORD>[^\W\d]\w*)
    | (?P<WRONG>==|=<|=>|&&|\|\|)
    | (?P<SIGN><>|!=|<=|>=|[=<>+*(),-])
    | (?P<OTHER>.)
    """,
    re.VERBOSE | re.DOTALL,
)
_NUMBER = re.compile(r"(?:0|[1-9][0-9]*)(?:\.[0-9]+)?")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def tokens(text: str) -> list[Token]:
    """The tokens of the text, `END` the last. Raises ExpressionFault for what is no token."""
    if len(text) > LONGEST:
        details = Details(high=str(LONGEST))
        raise ExpressionFault(FaultCode.TOO_LONG, Place(LONGEST, len(text)), text[:_SHOWN], details=details)
    found: list[Token] = []
    for match in _TOKEN.finditer(text):
        group, read, at = match.lastgroup, match[0], Place(match.start(), match.end())
        match group:
            case "SPACE":
                continue
            case "WORD":
                small = read.lower()
                kind = TokenKind.KEY_WORD if small in KEY_WORDS else TokenKind.WORD
                found.append(Token(kind, read, small if kind is TokenKind.KEY_WORD else read, at))
            case "SIGN":
                found.append(Token(TokenKind.SIGN, read, "<>" if read == "!=" else read, at))
            case "NUMBER":
                if found and found[-1].kind is TokenKind.NUMBER:
                    raise _two_numbers(found[-1], read, at)
                found.append(Token(TokenKind.NUMBER, read, _number(read, at), at))
            case "TEXT":
                found.append(Token(TokenKind.TEXT, read, _text(read, at), at))
            case "DATE":
                found.append(Token(TokenKind.DATE, read, _date(read, at), at))
            case _:
                raise _unknown(text, read, at)
    found.append(Token(TokenKind.END, "", "", Place(len(text), len(text))))
    return found


def _number(read: str, at: Place) -> str:
    if not _NUMBER.fullmatch(read):
        raise ExpressionFault(FaultCode.NUMBER_FORM, at, read, meant_number(read, _NUMBER.fullmatch))
    before, _point, after = read.partition(".")
    if len(before) > MOST_DIGITS or len(after) > MOST_DECIMALS:
        details = Details(low=str(MOST_DIGITS), high=str(MOST_DECIMALS))
        raise ExpressionFault(FaultCode.TOO_LARGE, at, read, details=details)
    return read


def _two_numbers(before: Token, read: str, at: Place) -> ExpressionFault:
    """The fault of a number after another: thousands that stand apart, or a sign or comma that is not there."""
    meant = before.text + read if len(read) == 3 and _NUMBER.fullmatch(before.text + read) else ""
    return ExpressionFault(FaultCode.NUMBER_FORM, Place(before.at.start, at.end), f"{before.text} {read}", meant)


def _text(read: str, at: Place) -> str:
    value = read[1:-1].replace("''", "'")
    if not value.isprintable():
        raise ExpressionFault(FaultCode.UNPRINTABLE, at, read)
    return value


def _date(read: str, at: Place) -> str:
    if not _DATE.fullmatch(read):
        raise ExpressionFault(FaultCode.DATE_FORM, at, read, meant_date(read, day_of))
    if day_of(read) is None:
        details = Details(low=str(FIRST_YEAR), high=str(LAST_YEAR))
        raise ExpressionFault(FaultCode.NO_SUCH_DATE, at, read, details=details)
    return read


def day_of(text: str) -> date | None:
    """The day written as 2025-08-31; None where there is no such day in the years that dates are written in."""
    if not _DATE.fullmatch(text):
        return None
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if FIRST_YEAR <= day.year <= LAST_YEAR else None


def _unknown(text: str, read: str, at: Place) -> ExpressionFault:
    if read == "'":
        return ExpressionFault(FaultCode.OPEN_TEXT, Place(at.start, len(text)), text[at.start : at.start + _SHOWN])
    if read in DIVIDING:
        return ExpressionFault(FaultCode.DIVISION, at, read)
    if read in QUOTES:
        end = next((place for place in range(at.end, len(text)) if text[place] in QUOTES), None)
        if end is None:
            return ExpressionFault(FaultCode.QUOTES, at, read, "'")
        inside = text[at.end : end].replace("'", "''")
        return ExpressionFault(FaultCode.QUOTES, Place(at.start, end + 1), text[at.start : end + 1], f"'{inside}'")
    return ExpressionFault(FaultCode.UNKNOWN_SIGN, at, read, SIGNS.get(read, ""))
