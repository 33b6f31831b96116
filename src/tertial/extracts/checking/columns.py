"""How the texts of a column are held against it, by its kind."""

from __future__ import annotations

from typing import Protocol

import numpy as np
import pyarrow as pa

from tertial.domain.extracts import Cell, Flag, Version, VersionKind
from tertial.domain.feeds.columns import Column, ColumnKind
from tertial.domain.identity import Fault
from tertial.domain.label import Label
from tertial.extracts.checking.cells import Cells
from tertial.extracts.checking.codes import code_judge, flag_judge, unit_judge, unit_names, yes_no
from tertial.extracts.checking.days import Possible, date_judge, month_judge
from tertial.extracts.checking.distinct import Distinct
from tertial.extracts.checking.instants import Instants
from tertial.extracts.checking.numbers import number_judge, plain_numbers
from tertial.extracts.checking.persons import FAULTS, Persons
from tertial.extracts.checking.terms import Terms
from tertial.extracts.checking.text_bytes import stripped
from tertial.extracts.checking.verdict import NOTHING, VALUE, Held, state_of
from tertial.extracts.checking.words import Words
from tertial.extracts.reasons import Reason

CARE_UNIT = "unit"
"""The column with the unit that an extract must be declared for; other columns of units only tell of them."""

_PERSON_STATES = np.array([state_of(Reason(f"person_{fault}")) for fault in FAULTS], np.uint8)
_EMPTY = FAULTS.index(Fault.EMPTY)


class Holder(Protocol):
    """Holds the texts of a column against what is expected of it; several threads may ask at once."""

    def hold(self, texts: pa.Array) -> Held:
        """The values, with what is missing or at fault."""


def names_of(column: Column, terms: Terms) -> tuple[str, ...]:
    """The names that a column of codes or units can hold, in the order that values are numbered by."""
    return unit_names(terms.units) if column.scheme is None else tuple(column.scheme.codes)


def column_holder(column: Column, terms: Terms, persons: Persons) -> Holder:
    """The holder for a column of the feed."""
    cells = Cells(terms.extract.columns.get(column.name, Cell(column=column.name)))
    possible = Possible(terms, column)
    match column.kind:
        case ColumnKind.PERSON:
            return _PersonColumn(cells, persons, required=column.required)
        case ColumnKind.KEY | ColumnKind.CLINICIAN | ColumnKind.TEXT:
            return Words(cells, column.kind, terms.today, required=column.required)
        case ColumnKind.INSTANT:
            return Instants(cells, possible, required=column.required)
        case ColumnKind.DATE | ColumnKind.BIRTH_DAY:
            return Distinct(cells, date_judge(possible, cells.format), np.int32, required=column.required)
        case ColumnKind.MONTH:
            return Distinct(cells, month_judge(possible, cells.format), np.int32, required=column.required)
        case ColumnKind.YES_NO:
            return Distinct(cells, yes_no, np.bool_, required=column.required)
        case ColumnKind.UNIT:
            judge = unit_judge(terms.units, terms.declared if column.name == CARE_UNIT else None)
            return Distinct(cells, judge, np.int32, required=column.required)
    if column.scheme is not None:
        return Distinct(cells, code_judge(column.scheme), np.int16, required=column.required)
    judge, at_once = number_judge(column), plain_numbers(column)
    return Distinct(cells, judge, np.int64, required=column.required, at_once=at_once)


def flag_holder(flag: Flag) -> Holder:
    """The holder for a column that tells rows by its values: true or false for every row that says anything."""
    return Distinct(Cells(Cell(column=flag.column)), flag_judge(flag.values), np.bool_, required=False)


def version_holder(version: Version, terms: Terms) -> Holder:
    """The holder for a column of versions: whole numbers, or microseconds since 1970."""
    cells = Cells(Cell(column=version.column))
    if version.kind is VersionKind.INSTANT:
        return _VersionColumn(Instants(cells, Possible(terms), required=True))
    column = Column(version.column, ColumnKind.INTEGER, Label(version.column, version.column))
    return _VersionColumn(Distinct(cells, number_judge(column), np.int64, required=True, at_once=plain_numbers(column)))


class _VersionColumn:
    def __init__(self, holder: Holder) -> None:
        self._holder = holder

    def hold(self, texts: pa.Array) -> Held:
        held = self._holder.hold(texts)
        if held.states is None:
            return Held(held.values)
        bad = state_of(Reason.BAD_VERSION)
        return Held(held.values, np.where(held.states == VALUE, VALUE, bad).astype(np.uint8))


class _PersonColumn:
    """The sender's codes are not mapped here: no code is a person."""

    def __init__(self, cells: Cells, persons: Persons, *, required: bool) -> None:
        self._cells = cells
        self._persons = persons
        self._states = _PERSON_STATES.copy()
        if not required:
            self._states[_EMPTY] = NOTHING

    def hold(self, texts: pa.Array) -> Held:
        texts = stripped(texts)
        numbers = self._persons.numbers(texts)
        states = np.zeros(len(numbers), np.uint8)
        wrong = np.flatnonzero(numbers < 0)
        states[wrong] = self._states[-1 - numbers[wrong]]
        empty = self._cells.are_empty(texts)
        if empty is not None:
            states[empty] = self._states[_EMPTY]
        return Held(numbers, states if states.any() else None)
