"""Any feed's rows as the store keeps them, drawn so that what is hard to get right comes often.

Few persons, units and clinicians, so that rows meet; days at the ends of months, on 29 February and when the clocks
change; instants at midnight and on the very same microsecond; spans of exactly 24 hours, 7, 30 and 90 days; values that
are not known wherever the feed allows; marks; and extracts of two care providers, of which one sends two, so that the
same key may come from several. Rows name the same persons and units in every feed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from functools import cache
from itertools import product
from typing import Any

from hypothesis import strategies as st

from tertial.compute.reference.rows import Row
from tertial.domain.calendar import Month
from tertial.domain.clock import TIME_ZONE, local_date
from tertial.domain.feeds.columns import Column, ColumnKind
from tertial.domain.feeds.contract import Feed
from tertial.domain.feeds.registry import all_feeds
from tertial.domain.feeds.stored import (
    AGE_DAYS,
    AGE_YEARS,
    DAY_SUFFIX,
    EXTRACT,
    MARKS,
    PROVIDER,
    SEX,
    VERSION,
    stored_columns,
)
from tertial.domain.row_marks import Mark

EXTRACTS = (("north", "region"), ("north-old", "region"), ("private", "private-care"))
"""Each extract and its care provider. An extract and the feed's key name a row: the key alone does not."""

MONTHS = tuple(Month(2024, 1).plus(step) for step in range(24))
"""Two years of months, one of them a leap year, with four changes of the clock."""

CHANGES = (date(2024, 3, 31), date(2024, 10, 27), date(2025, 3, 30), date(2025, 10, 26))
"""Local days of 23 and 25 hours."""

_SPANS = tuple(days * way for days in (0, 1, 2, 3, 6, 7, 8, 10, 29, 30, 31, 89, 90, 91, 365, 366) for way in (1, 1, -1))
"""How many days before or after the event the row's other days lie."""

_AGES = (0, 1, 2, 4, 5, 15, 17, 18, 19, 40, 64, 65, 66, 79, 80, 84, 85, 94, 95, 104)
_TIMES = (time(0), time(0, 0, 0, 1), time(23, 59, 59, 999_999), time(8), time(2, 30), time(17), time(22))
_TEXTS = ("", "a", "b", "åäö", "it's", "100 %")
_EVENT = ""
"""Holds the event's day while a row is made; no column has that name."""


def rows_of(
    feed: str,
    *,
    months: Sequence[Month] = MONTHS,
    persons: int = 5,
    units: int = 3,
    clinicians: int = 3,
    least: int = 0,
    most: int = 25,
) -> st.SearchStrategy[list[Row]]:
    """Lists of rows of a feed whose events lie in the months, no key twice in an extract.

    Lists have five rows more than `least` on the average, at most `most`.
    """
    key = (EXTRACT, *all_feeds()[feed].key)
    row = _row(feed, tuple(months), persons, units, clinicians)
    return st.lists(row, min_size=least, max_size=most, unique_by=lambda row: tuple(row[name] for name in key))


@cache
def _row(feed: str, months: tuple[Month, ...], persons: int, units: int, clinicians: int) -> st.SearchStrategy[Row]:
    """One row; everything in it is chosen from lists made once, since drawing is what takes the time."""
    contract = all_feeds()[feed]
    few = {ColumnKind.UNIT: units, ColumnKind.PERSON: persons, ColumnKind.CLINICIAN: clinicians}
    columns = [column for column in contract.columns if column.kind is not ColumnKind.BIRTH_DAY]
    choices = {column.name: _choices(contract, column, few) for column in columns}
    choices |= {
        _EVENT: _days(months),
        EXTRACT: EXTRACTS,
        VERSION: (None, 1, 2),
        # Most rows have no mark at all.
        MARKS: (0,) * 16 + tuple(range(1 + sum(mark.bit for mark in Mark))),
        AGE_YEARS: (None, *_AGES),
        SEX: choices.get(SEX, ("women", "men", "unknown", None)),
    }
    drawn = st.tuples(*(st.sampled_from(values) for values in choices.values()))
    return drawn.map(lambda values: _stored(contract, dict(zip(choices, values, strict=True))))


def _choices(feed: Feed, column: Column, few: Mapping[ColumnKind, int]) -> tuple[Any, ...]:
    """What may stand in a column; of days and instants, how they are reached from the event's day."""
    known = tuple(_known(feed, column, few))
    return known if column.required else (*known, *(None,) * (len(known) // 2))


def _known(feed: Feed, column: Column, few: Mapping[ColumnKind, int]) -> Iterable[Any]:
    if column.kind in few:
        return (f"{column.kind}-{number + 1}" for number in range(few[column.kind]))
    if column.scheme is not None:
        return column.scheme.codes
    spans = (0,) if column.name == feed.event else _SPANS
    match column.kind:
        case ColumnKind.INTEGER:
            return _whole(column, 1)
        case ColumnKind.AMOUNT:
            return _whole(column, 100)
        case ColumnKind.DECIMAL:
            return _decimals(column)
        case ColumnKind.YES_NO:
            return (True, False)
        case ColumnKind.DATE | ColumnKind.MONTH:
            return spans
        case ColumnKind.INSTANT:
            return product(spans, _TIMES, (0, 1))
        case ColumnKind.KEY:
            # Of the row's own key there are many, so that rows are not refused; of others few, so that they meet.
            return (f"k{number}" for number in range(200 if column.name in feed.key else 4))
        case _:
            return _TEXTS


def _days(months: tuple[Month, ...]) -> tuple[date, ...]:
    """The days of the months, those of changes of the clock and the ends of months as often as all others together."""
    every = [month.first_day + timedelta(days=day) for month in months for day in range(month.last_day.day)]
    telling = [day for month in months for day in (month.first_day, month.last_day)]
    telling += [day for day in CHANGES if Month(day.year, day.month) in months] * 2
    return (*telling * (1 + len(every) // len(telling)), *every)


def _whole(column: Column, times: int) -> list[int]:
    """Whole numbers within the column's bounds, small ones oftener; amounts in öre."""
    low = -3 if column.low is None else int(column.low * times)
    high = 10**6 if column.high is None else int(column.high * times)
    return sorted({min(high, low + more) for more in (0, 1, 2, 3, 4, 5, 6, 7, 8, 60, 61, 99, 100, 12345)})


def _decimals(column: Column) -> list[Decimal]:
    """Numbers of at most six decimals within the column's bounds."""
    low = Decimal(-3) if column.low is None else column.low
    high = Decimal(10**6) if column.high is None else column.high
    more = ("0", "0.000001", "0.5", "1", "1.75", "2", "3", "3.000000", "7.7", "99.999999", "123456.789012")
    return sorted({min(high, low + Decimal(one)) for one in more})


def _stored(feed: Feed, drawn: Mapping[str, Any]) -> Row:
    """The row in the order of the store's columns, with all that follows from what was drawn."""
    values = dict(drawn)
    for column in feed.columns:
        way = values.get(column.name)
        if column.kind is ColumnKind.INSTANT:
            values[column.name] = None if way is None else _instant(values[_EVENT], *way)
            values[column.name + DAY_SUFFIX] = None if way is None else local_date(values[column.name])
        elif way is not None and column.kind in {ColumnKind.DATE, ColumnKind.MONTH}:
            day = values[_EVENT] + timedelta(days=way)
            values[column.name] = day.replace(day=1) if column.kind is ColumnKind.MONTH else day
        if column.mark is not None and values[column.name]:
            values[MARKS] |= column.mark.bit
    values[EXTRACT], values[PROVIDER] = values[EXTRACT]
    years = values[AGE_YEARS]
    values[AGE_DAYS] = None if years is None or years > 1 else 365 * years + values[_EVENT].day % 30
    return {column.name: values[column.name] for column in stored_columns(feed)}


def _instant(event: date, days: int, at: time, fold: int) -> datetime:
    """The instant of a Swedish clock time; of a doubled hour the first or the second, of a skipped one what follows."""
    return datetime.combine(event + timedelta(days=days), at, TIME_ZONE).replace(fold=fold).astimezone(UTC)
