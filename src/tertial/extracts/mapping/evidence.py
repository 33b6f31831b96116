"""How well the values of a file's column fit a feed's column."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial

from tertial.domain.feeds.columns import NUMBERS, Column, ColumnKind
from tertial.domain.identity import Fault, read
from tertial.domain.reserve_numbers import ReservePattern
from tertial.extracts.mapping.codes import meant_code
from tertial.extracts.mapping.sample import Sample, Values
from tertial.extracts.mapping.shapes import (
    NO_DAYS,
    PLAIN,
    PLAIN_TIMES_AS_DAYS,
    YES_NO,
    formats,
    is_day,
    is_month,
    is_time,
    is_written,
    number,
)

MOST_CODES = 100
"""Distinct values; a column with more is none of codes."""
MOST_TRIED = 100
"""Distinct values that each format is tried on."""
MOSTLY = 0.9
"""The share from which what is left over is mistakes."""

TELLING = {
    ColumnKind.PERSON: 1.0,
    ColumnKind.UNIT: 0.9,
    ColumnKind.CODE: 0.8,
    ColumnKind.INSTANT: 0.6,
    ColumnKind.MONTH: 0.6,
    ColumnKind.DATE: 0.5,
    ColumnKind.YES_NO: 0.4,
    ColumnKind.BIRTH_DAY: 0.1,
    ColumnKind.KEY: 0.1,
    ColumnKind.INTEGER: 0.1,
    ColumnKind.DECIMAL: 0.1,
    ColumnKind.AMOUNT: 0.1,
}
"""How much it says, from 0 to 1, that all values of a column can be of a kind: almost any number can be a count."""
_CODES_OF_DIGITS = 0.2


@dataclass(frozen=True, slots=True)
class Evidence:
    """The share of the rows with a value whose value can be right, and how much that says, both from 0 to 1.

    `format` is how dates and points in time are written, where loading has to be told; `shared` are further formats
    that read as many of them.
    """

    share: float
    telling: float
    format: str = PLAIN
    shared: tuple[str, ...] = ()


class Judge:
    """Judges the columns of a sample, each question once.

    `units` are the ids, HSA ids and names of the organisation's units in small letters; empty where none is known.
    """

    def __init__(
        self, sample: Sample, units: Mapping[str, str], today: date, patterns: tuple[ReservePattern, ...] = ()
    ) -> None:
        self._sample = sample
        self._units = units
        self._today = today
        self._patterns = patterns
        self._found: dict[tuple[object, ...], Evidence | None] = {}

    def evidence(self, header: str, column: Column, *, sole_key: bool = False) -> Evidence | None:
        """What the values under a header say; None where there are none, or any text would do.

        `sole_key` is whether the column alone names a row.
        """
        scheme = column.scheme.id if column.scheme is not None else ""
        question = (header, column.kind, scheme, column.low, column.high, sole_key)
        if question not in self._found:
            self._found[question] = self._judged(self._sample.columns[header], column, sole_key=sole_key)
        return self._found[question]

    def is_person(self, text: str) -> bool:
        """Whether a text is an identity number."""
        return not isinstance(read(text, self._today, self._patterns), Fault)

    def _judged(self, values: Values, column: Column, *, sole_key: bool) -> Evidence | None:
        if not values.counts.reveal():
            return None
        match column.kind:
            case ColumnKind.DATE | ColumnKind.BIRTH_DAY | ColumnKind.INSTANT:
                return _time(values, column.kind)
            case ColumnKind.CODE:
                return self._code(values, column)
            case ColumnKind.UNIT:
                return self._unit(values)
            case ColumnKind.KEY | ColumnKind.CLINICIAN | ColumnKind.TEXT:
                return self._opaque(values, column.kind, sole_key=sole_key)
            case ColumnKind.PERSON:
                return Evidence(values.share(self.is_person), TELLING[column.kind])
            case _:
                return Evidence(values.share(_reader(column)), TELLING[column.kind])

    def _code(self, values: Values, column: Column) -> Evidence:
        scheme = column.scheme
        if scheme is None or values.distinct > MOST_CODES:
            return Evidence(0.0, 0.0)
        digits = all(value.isdigit() for value in values.counts.reveal())
        told = _CODES_OF_DIGITS if digits else TELLING[ColumnKind.CODE]
        return Evidence(values.share(lambda value: meant_code(scheme, value) is not None), told)

    def _unit(self, values: Values) -> Evidence:
        if self._units:
            return Evidence(values.share(lambda value: value.casefold() in self._units), TELLING[ColumnKind.UNIT])
        # Without an organisation any text may be a unit, but a day, a decimal number or a person is none.
        return Evidence(1.0 - values.share(self._is_other), 0.0)

    def _opaque(self, values: Values, kind: ColumnKind, *, sole_key: bool) -> Evidence:
        share = 1.0 - values.share(self._is_other)
        if not sole_key:
            return Evidence(share, 0.0)
        return Evidence(min(share, values.unique), TELLING[kind] * values.unique)

    def _is_other(self, value: str) -> bool:
        return is_time(value) or (is_day(value) and not value.isdigit()) or self.is_person(value)


def _time(values: Values, kind: ColumnKind) -> Evidence:
    fits = is_time if kind is ColumnKind.INSTANT else is_day
    told = TELLING[kind]
    plain = values.share(lambda value: fits(value) or value in NO_DAYS)
    if plain > MOSTLY:
        return Evidence(plain, told)
    shares = {form: values.share(partial(_is_written, form), MOST_TRIED) for form in formats(kind) if form != PLAIN}
    best = max(shares, key=lambda form: shares[form])
    if plain >= shares[best]:
        return Evidence(plain, told)
    others = tuple(form for form, share in shares.items() if share == shares[best] and form != best)
    with_time = best in PLAIN_TIMES_AS_DAYS or "%H" in best
    return Evidence(shares[best], told if with_time == (kind is ColumnKind.INSTANT) else told / 2, best, others)


def _is_written(form: str, value: str) -> bool:
    return is_written(value, form) or value in NO_DAYS


def _reader(column: Column) -> Callable[[str], bool]:
    if column.kind is ColumnKind.MONTH:
        return is_month
    if column.kind is ColumnKind.YES_NO:
        return lambda value: value.casefold() in YES_NO
    if column.kind in NUMBERS:
        return lambda value: _is_number(column, value)
    raise ValueError(f"{column.kind} is judged otherwise")


def _is_number(column: Column, value: str) -> bool:
    found = number(value)
    if found is None or (column.kind is ColumnKind.INTEGER and found % 1):
        return False
    return (column.low is None or found >= column.low) and (column.high is None or found <= column.high)
