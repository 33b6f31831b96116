"""The columns of a feed's events in the store: those of its contract made safe, and those that every event has."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from tertial.domain.feeds.columns import PERSONAL, Column, ColumnKind
from tertial.domain.feeds.contract import Feed

EXTRACT, PROVIDER, VERSION, MARKS, AGE_YEARS, AGE_DAYS, SEX = (
    "extract",
    "provider",
    "version",
    "marks",
    "age_years",
    "age_days",
    "sex",
)
"""`extract` is the id of the extract in extracts.toml, `provider` the care provider that it declares; the extract and
the feed's key name a row. `version` is a whole number, absent where the extract states none. `marks` adds up the bits
of the row's marks. The ages are at the event, in completed years and, under two, in days; the sex is the number's."""

DAY_SUFFIX = "_day"
"""Ends the name of the local date beside an instant."""


class StoredKind(StrEnum):
    """How a column is kept: `AMOUNT` in whole öre, `INSTANT` in UTC microseconds, `MONTH` as its first day."""

    TEXT = "text"
    NAME = "name"
    """A text of few values: codes, units, extracts."""
    TOKEN = "token"
    INTEGER = "integer"
    DECIMAL = "decimal"
    AMOUNT = "amount"
    DATE = "date"
    INSTANT = "instant"
    YES_NO = "yes_no"


@dataclass(frozen=True, slots=True)
class StoredColumn:
    """A column in the store, and the feed's column that it comes of; empty where every event has it."""

    name: str
    kind: StoredKind
    of: str = ""


_KINDS = {
    ColumnKind.TEXT: StoredKind.TEXT,
    ColumnKind.KEY: StoredKind.TEXT,
    ColumnKind.CLINICIAN: StoredKind.TEXT,
    ColumnKind.INTEGER: StoredKind.INTEGER,
    ColumnKind.DECIMAL: StoredKind.DECIMAL,
    ColumnKind.AMOUNT: StoredKind.AMOUNT,
    ColumnKind.DATE: StoredKind.DATE,
    ColumnKind.MONTH: StoredKind.DATE,
    ColumnKind.INSTANT: StoredKind.INSTANT,
    ColumnKind.YES_NO: StoredKind.YES_NO,
    ColumnKind.CODE: StoredKind.NAME,
    ColumnKind.UNIT: StoredKind.NAME,
    ColumnKind.PERSON: StoredKind.TOKEN,
}


def stored_columns(feed: Feed) -> tuple[StoredColumn, ...]:
    """The columns of a feed's events, in order: the contract's, then those that every event has.

    A day of birth leaves no column. Raises ValueError for a contract with a column named as one of the others.
    """
    own = [stored for column in feed.columns for stored in _of_column(column)]
    added = [StoredColumn(EXTRACT, StoredKind.NAME), StoredColumn(PROVIDER, StoredKind.NAME)]
    if any(column.kind in PERSONAL for column in feed.columns):
        added += [StoredColumn(AGE_YEARS, StoredKind.INTEGER), StoredColumn(AGE_DAYS, StoredKind.INTEGER)]
        if SEX not in feed.names:
            added.append(StoredColumn(SEX, StoredKind.NAME))
    added += [StoredColumn(MARKS, StoredKind.INTEGER), StoredColumn(VERSION, StoredKind.INTEGER)]
    names = [column.name for column in (*own, *added)]
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        raise ValueError(f"{feed.id}: {twice[0]} is the name of a column that every event has")
    return (*own, *added)


def _of_column(column: Column) -> tuple[StoredColumn, ...]:
    if column.kind is ColumnKind.BIRTH_DAY:
        return ()
    stored = StoredColumn(column.name, _KINDS[column.kind], column.name)
    if column.kind is ColumnKind.INSTANT:
        return stored, StoredColumn(column.name + DAY_SUFFIX, StoredKind.DATE, column.name)
    return (stored,)


def event_day(feed: Feed) -> str:
    """The stored column with the local date of the event (the first day where the event is a month)."""
    column = feed.column(feed.event)
    return column.name + DAY_SUFFIX if column.kind is ColumnKind.INSTANT else column.name
