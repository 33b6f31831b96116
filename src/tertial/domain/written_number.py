"""How identity numbers are written: signs between, days, the check digit, and the form that can be told to people."""

from __future__ import annotations

from calendar import isleap

CENTURIES = (18, 19, 20)
"""The first two digits of the years of birth that numbers are given for."""

COORDINATION_DAY = 60
"""What a co-ordination number adds to the day of birth."""

LONGEST = 40
"""Characters; nothing longer is a written identity number."""

# Spaces of every kind go; the dashes that word processors and spreadsheets put in are hyphens.
_SIGNS = {ord(sign): None for sign in "\t \u00a0\u2007\u2009\u202f"} | {
    ord(sign): "-" for sign in "\u2010\u2011\u2012–−"
}
_DAYS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_DOUBLED = str.maketrans("0123456789", "0246813579")
_SHOWN_AS_THEY_ARE = frozenset(" +-")


def squash(text: str) -> str:
    """The text without spaces, in capitals, with plain hyphens; a text too long to be a number is cut."""
    return text[: LONGEST + 1].translate(_SIGNS).upper()


def is_day(year: int, month: int, day: int) -> bool:
    """Whether there is such a day.

    By table and not by trying `date`: the message of its ValueError would hold the day of birth.
    """
    if not 1 <= month <= len(_DAYS):
        return False
    leap_day = 1 if month == 2 and isleap(year) else 0
    return 1 <= day <= _DAYS[month - 1] + leap_day


def check_digit(digits: str) -> str:
    """The digit that ends a number by modulus 10: every other digit, from the first, counts double, by digit sum.

    `digits` are nine and only digits.
    """
    signs = digits[::2].translate(_DOUBLED) + digits[1::2]
    # The codes of the digits and not the digits: one addition in C for what is done once a person.
    return str(-(sum(signs.encode("ascii")) - len(signs) * ord("0")) % 10)


def shape(text: str) -> str:
    """How a text is written, without its contents: N for a digit, A for a letter, ? for what is neither."""
    if not text:
        return "as nothing"
    if len(text) > LONGEST:
        return f"with {len(text)} characters"
    return "".join(map(_kind, text))


def _kind(sign: str) -> str:
    if sign.isdigit():
        return "N"
    if sign.isalpha():
        return "A"
    return sign if sign in _SHOWN_AS_THEY_ARE else "?"
