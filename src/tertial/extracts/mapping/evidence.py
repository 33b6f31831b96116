"""How well the values of a file's column fit a feed's column."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import partial

from tertial.domain.feeds.columns import Column, ColumnKind
from tertial.domain.identity import Fault, read
from tertial.domain.reserve_numbers import ReservePattern
from tertial.extracts.checking.codes import yes_no
from tertial.extracts.checking.numbers import number_judge
from tertial.extracts.checking.verdict import VALUE
from tertial.extracts.mapping.codes import meant_code
from tertial.extracts.mapping.sample import Sample, Values
from tertial.extracts.mapping.shapes import (
    NO_DAYS,
    PLAIN,
    PLAIN_TIMES_AS_DAYS,
    formats,
    is_day,
    is_month,
    is_time,
    is_written,
)
from tertial.extracts.mapping.units import Units

MOST_CODES = 100
"""Distinct values; a column with more is none of codes."""
MOST_TRIED = 100
"""Distinct values that each format is tried on."""
LEAST_SHARE = 0.5
"""With fewer right values the others speak against the column."""
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

    `against` is whether most values are of another kind. Codes that nobody knows yet do not speak against a column,
    since a proposal is where they are told. `format` is how days and points in time are written, where loading has to
    be told; `shared` are further formats that read as many of them.
    """

    share: float
    telling: float
    against: bool
    format: str = PLAIN
    shared: tuple[str, ...] = ()


class Judge:
    """Judges the columns of a sample, each question once; `units` are those of the organisation, if one is known."""

    def __init__(self, sample: Sample, units: Units, today: date, patterns: tuple[ReservePattern, ...] = ()) -> None:
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
                return _of_share(values.share(self.is_person), column.kind)
            case _:
                return _of_share(values.share(_reader(column)), column.kind)

    def _code(self, values: Values, column: Column) -> Evidence:
        scheme = column.scheme
        if scheme is None or values.distinct > MOST_CODES:
            return Evidence(0.0, 0.0, against=True)
        digits = all(value.isdigit() for value in values.counts.reveal())
        told = _CODES_OF_DIGITS if digits else TELLING[ColumnKind.CODE]
        share = values.share(lambda value: meant_code(scheme, value) is not None)
        return Evidence(share, told, against=share < LEAST_SHARE and self._are_others(values))

    def _unit(self, values: Values) -> Evidence:
        others = self._are_others(values)
        if not self._units:
            # Without an organisation any text may be a unit, but a day, a point in time or a person is none.
            return Evidence(0.0 if others else 1.0, 0.0, against=others)
        share = values.share(lambda value: bool(self._units.find(value)))
        return Evidence(share, TELLING[ColumnKind.UNIT], against=share < LEAST_SHARE and others)

    def _opaque(self, values: Values, kind: ColumnKind, *, sole_key: bool) -> Evidence:
        share = 1.0 - values.share(self._is_other)
        if not sole_key:
            return Evidence(share, 0.0, against=share < LEAST_SHARE)
        share = min(share, values.unique)
        return Evidence(share, TELLING[kind] * values.unique, against=share < LEAST_SHARE)

    def _are_others(self, values: Values) -> bool:
        return values.share(self._is_other) >= LEAST_SHARE

    def _is_other(self, value: str) -> bool:
        return is_time(value) or (is_day(value) and not value.isdigit()) or self.is_person(value)


def _of_share(share: float, kind: ColumnKind) -> Evidence:
    return Evidence(share, TELLING[kind], against=share < LEAST_SHARE)


def _time(values: Values, kind: ColumnKind) -> Evidence:
    fits = is_time if kind is ColumnKind.INSTANT else is_day
    plain = values.share(lambda value: fits(value) or value in NO_DAYS)
    if plain > MOSTLY:
        return _of_share(plain, kind)
    shares = {form: values.share(partial(_is_written, form), MOST_TRIED) for form in formats(kind) if form != PLAIN}
    best = max(shares, key=lambda form: shares[form])
    if plain >= shares[best]:
        return _of_share(plain, kind)
    others = tuple(form for form, share in shares.items() if share == shares[best] and form != best)
    with_time = best in PLAIN_TIMES_AS_DAYS or "%H" in best
    told = TELLING[kind] if with_time == (kind is ColumnKind.INSTANT) else TELLING[kind] / 2
    return Evidence(shares[best], told, shares[best] < LEAST_SHARE, best, others)


def _is_written(form: str, value: str) -> bool:
    return is_written(value, form) or value in NO_DAYS


def _reader(column: Column) -> Callable[[str], bool]:
    if column.kind is ColumnKind.MONTH:
        return is_month
    judge = yes_no if column.kind is ColumnKind.YES_NO else number_judge(column)
    return lambda value: judge(value).state == VALUE
