"""Whole numbers, decimal numbers and amounts of money, as people and systems write them."""

from __future__ import annotations

import math
import re

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from tertial.domain.feeds.columns import Column, ColumnKind
from tertial.extracts.checking.distinct import AtOnce, Judge
from tertial.extracts.checking.verdict import Verdict, fault
from tertial.extracts.reasons import Reason

DECIMALS = {ColumnKind.INTEGER: 0, ColumnKind.DECIMAL: 6, ColumnKind.AMOUNT: 2}
"""Decimals kept; a value is a whole number of the smallest step."""

MOST_DIGITS = 18
"""Of a value with its decimals, so that it fits 64 bits."""

_SPACE = "[ \u00a0\u2007\u2009\u202f]"
_WHOLE = rf"([0-9]{{1,3}}(?:{_SPACE}[0-9]{{3}})+|[0-9]+)"
# Of a whole number three zeros alone may as well be thousands: 1.000 is not read as one.
_INTEGER = re.compile(rf"([+-]?){_WHOLE}(?:[.,](?!000\Z)0+)?()")
_DECIMAL = (
    re.compile(rf"([+-]?){_WHOLE}(?:[.,]([0-9]+))?"),
    re.compile(r"([+-]?)()[.,]([0-9]+)"),
    re.compile(r"([+-]?)([0-9]{1,3}(?:\.[0-9]{3})+),([0-9]+)"),
    re.compile(r"([+-]?)([0-9]{1,3}(?:,[0-9]{3})+)\.([0-9]+)"),
)
_NO_DIGIT = re.compile("[^0-9]")
_MINUS = "\u2212"


def number_judge(column: Column) -> Judge:
    """The value of a written number in steps of its kind: 12,5 kronor are 1250 öre."""
    decimals = DECIMALS[column.kind]
    low, high = _bounds(column)
    forms = _DECIMAL if decimals else (_INTEGER,)

    def judge(text: str) -> Verdict:
        text = text.replace(_MINUS, "-", 1)
        match = next(filter(None, (form.fullmatch(text) for form in forms)), None)
        if match is None:
            return fault(Reason.NOT_A_NUMBER)
        negative = match[1] == "-"
        fraction = (match[3] or "").rstrip("0")
        if len(fraction) > decimals:
            return fault(Reason.MANY_DECIMALS)
        digits = (_NO_DIGIT.sub("", match[2]) + fraction.ljust(decimals, "0")).lstrip("0")
        if len(digits) > MOST_DIGITS:
            return fault(Reason.TOO_LOW if negative else Reason.TOO_HIGH)
        value = int(digits or "0") * (-1 if negative else 1)
        if value < low:
            return fault(Reason.TOO_LOW)
        return fault(Reason.TOO_HIGH) if value > high else Verdict(value)

    return judge


def plain_numbers(column: Column) -> AtOnce:
    """The values of numbers written with digits and at most a sign before and a decimal sign, all at once."""
    decimals = DECIMALS[column.kind]
    low, high = _bounds(column)
    form = rf"^-?[0-9]{{1,{MOST_DIGITS - decimals}}}" + (rf"([.,][0-9]{{1,{decimals}}})?$" if decimals else "$")

    def at_once(texts: pa.Array) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.bool_]]:
        plain = pc.match_substring_regex(texts, form)
        clean = pc.if_else(plain, texts, "0")
        if decimals:
            numbers = pc.replace_substring(clean, ",", ".").cast(pa.decimal128(MOST_DIGITS, decimals))
            # A decimal of 18 digits is its lower half.
            halves = np.frombuffer(numbers.buffers()[1], np.int64)
            values = halves[2 * numbers.offset : 2 * (numbers.offset + len(numbers)) : 2].copy()
        else:
            values = clean.cast(pa.int64()).to_numpy().copy()
        done = plain.to_numpy(zero_copy_only=False) & (values >= low) & (values <= high)
        return values, done

    return at_once


def _bounds(column: Column) -> tuple[int, int]:
    """The lowest and the highest value, in steps of the kind."""
    step, most = 10 ** DECIMALS[column.kind], 10**MOST_DIGITS - 1
    low = -most if column.low is None else max(-most, math.ceil(column.low * step))
    high = most if column.high is None else min(most, math.floor(column.high * step))
    return low, high
