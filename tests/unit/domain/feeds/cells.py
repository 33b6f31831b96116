"""Reads the cells of a sample by the kinds of their columns, strictly and in the plainest way."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime
from decimal import Decimal

from tertial.domain.calendar import Month
from tertial.domain.feeds.columns import Column, ColumnKind
from tertial.domain.identifier import check_identifier

_TEST_NUMBER = re.compile(r"19121212-1212|[0-9]{8}-(?:238|239|98[0-9])[0-9]")
"""The shapes of the identity numbers that Skatteverket publishes for tests."""


def read(column: Column, text: str) -> object:
    """The cell's value. Raises ValueError for a text that is none of the column's kind, code or bounds."""
    if column.scheme is not None and text not in column.scheme.codes:
        raise ValueError(f"{text!r} is no code of {column.scheme.id}")
    value = _READERS[column.kind](text)
    if isinstance(value, int | Decimal) and not isinstance(value, bool):
        low, high = column.low, column.high
        if (low is not None and value < low) or (high is not None and value > high):
            raise ValueError(f"{text} lies outside {low} to {high}")
    return value


def _amount(text: str) -> Decimal:
    if not re.fullmatch(r"-?[0-9]+(?:\.[0-9]{1,2})?", text):
        raise ValueError(f"{text!r} is no amount in kronor")
    return Decimal(text)


def _decimal(text: str) -> Decimal:
    if not re.fullmatch(r"-?[0-9]+(?:\.[0-9]+)?", text):
        raise ValueError(f"{text!r} is no decimal number")
    return Decimal(text)


def _instant(text: str) -> datetime:
    if "T" not in text:
        raise ValueError(f"{text!r} is a date, not a point in time")
    return datetime.fromisoformat(text)


def _yes_no(text: str) -> bool:
    if text not in ("yes", "no"):
        raise ValueError(f"{text!r} is neither yes nor no")
    return text == "yes"


def _test_person(text: str) -> str:
    """An identity number that belongs to nobody and whose last digit checks."""
    if not _TEST_NUMBER.fullmatch(text):
        raise ValueError(f"{text!r} is no test number of Skatteverket")
    date.fromisoformat(text[:8])
    doubled = [int(digit) * (2 - place % 2) for place, digit in enumerate(text[2:8] + text[9:])]
    if sum(number // 10 + number % 10 for number in doubled) % 10:
        raise ValueError(f"the last digit of {text!r} does not check")
    return text


def _opaque(text: str) -> str:
    if not re.fullmatch(r"[A-Za-z][A-Za-z0-9]*(?:-[A-Za-z0-9]+)*", text):
        raise ValueError(f"{text!r} is no short id that begins with a letter")
    return text


_READERS: Mapping[ColumnKind, Callable[[str], object]] = {
    ColumnKind.TEXT: str,
    ColumnKind.INTEGER: int,
    ColumnKind.DECIMAL: _decimal,
    ColumnKind.AMOUNT: _amount,
    ColumnKind.DATE: date.fromisoformat,
    ColumnKind.INSTANT: _instant,
    ColumnKind.MONTH: Month.parse,
    ColumnKind.YES_NO: _yes_no,
    ColumnKind.CODE: str,
    ColumnKind.UNIT: check_identifier,
    ColumnKind.PERSON: _test_person,
    ColumnKind.BIRTH_DAY: date.fromisoformat,
    ColumnKind.CLINICIAN: _opaque,
    ColumnKind.KEY: _opaque,
}
