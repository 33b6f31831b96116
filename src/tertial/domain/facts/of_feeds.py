"""Each feed as a fact: the columns that its events have in the store, with the types that expressions know."""

from __future__ import annotations

from functools import cache

from tertial.domain.facts.contract import Fact, FactColumn, ValueType
from tertial.domain.feeds.columns import ColumnKind
from tertial.domain.feeds.contract import Feed, Grain
from tertial.domain.feeds.registry import all_feeds
from tertial.domain.feeds.schemes import SEX as SEX_SCHEME
from tertial.domain.feeds.stored import (
    AGE_DAYS,
    AGE_YEARS,
    EXTRACT,
    MARKS,
    PROVIDER,
    SEX,
    VERSION,
    StoredColumn,
    event_day,
    stored_columns,
)
from tertial.domain.label import Label

UNSEEN = frozenset({EXTRACT, PROVIDER, MARKS, VERSION})
"""Columns that every event has for the store's own sake; definitions do not see them."""

_TYPES = {
    ColumnKind.TEXT: ValueType.TEXT,
    ColumnKind.INTEGER: ValueType.INTEGER,
    ColumnKind.DECIMAL: ValueType.DECIMAL,
    ColumnKind.AMOUNT: ValueType.AMOUNT,
    ColumnKind.DATE: ValueType.DAY,
    ColumnKind.INSTANT: ValueType.INSTANT,
    ColumnKind.MONTH: ValueType.DAY,
    ColumnKind.YES_NO: ValueType.YES_NO,
    ColumnKind.CODE: ValueType.CODE,
    ColumnKind.UNIT: ValueType.UNIT,
    ColumnKind.PERSON: ValueType.TOKEN,
    ColumnKind.CLINICIAN: ValueType.TOKEN,
    ColumnKind.KEY: ValueType.TOKEN,
}

_EVERY_EVENT = {
    AGE_YEARS: FactColumn(
        AGE_YEARS, ValueType.INTEGER, Label("Fyllda år vid händelsen", "Completed years at the event")
    ),
    AGE_DAYS: FactColumn(
        AGE_DAYS, ValueType.INTEGER, Label("Ålder i dagar, under två år", "Age in days, under two years of age")
    ),
    SEX: FactColumn(
        SEX,
        ValueType.CODE,
        Label("Juridiskt kön enligt numret", "Legal sex by the number"),
        True,
        tuple(SEX_SCHEME.codes),
    ),
}


def _column(feed: Feed, stored: StoredColumn) -> FactColumn:
    if not stored.of:
        return _EVERY_EVENT[stored.name]
    column = feed.column(stored.of)
    if stored.name != column.name:
        meaning = Label(f"{column.meaning.sv} (datum)", f"{column.meaning.en} (date)")
        return FactColumn(stored.name, ValueType.DAY, meaning, not column.required)
    labels = {} if column.scheme is None else column.scheme.codes
    kind = _TYPES[column.kind]
    return FactColumn(column.name, kind, column.meaning, not column.required, tuple(labels), labels)


@cache
def fact_of_feed(feed: str) -> Fact:
    """The feed as a fact: a row counts at its first column of units, on its event's day. Raises KeyError."""
    contract = all_feeds()[feed]
    columns = tuple(_column(contract, stored) for stored in stored_columns(contract) if stored.name not in UNSEEN)
    person = contract.person
    return Fact(
        id=contract.id,
        title=contract.title,
        row=contract.row,
        columns=columns,
        day=event_day(contract),
        unit=next(column.name for column in columns if column.type is ValueType.UNIT),
        person=person.name if person is not None and contract.grain is Grain.PERSON else "",
        sources=(contract.id,),
    )
