"""Any feed's rows as the store keeps them, drawn so that what is hard to get right comes often.

Few persons, units and clinicians, so that rows meet; days at the ends of months, on 29 February and when the clocks
change; instants at midnight and on the very same microsecond; spans of exactly 24 hours, 7, 30 and 90 days; values that
are not known wherever the feed allows; marks; and extracts of two care providers, of which one sends two, so that the
same key may come from several. Rows name the same persons and units in every feed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
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

SPANS = (0, 1, 2, 3, 6, 7, 8, 10, 11, 14, 29, 30, 31, 60, 89, 90, 91, 180, 365, 366)
AGES = (0, 1, 2, 4, 5, 15, 17, 18, 19, 40, 64, 65, 66, 79, 80, 84, 85, 94, 95, 104)
TIMES = (time(0), time(0, 0, 0, 1), time(23, 59, 59, 999_999), time(8), time(1, 30), time(3, 30), time(17), time(22))
TEXTS = ("", "a", "b", "åäö", "it's", "100 %")


def rows_of(
    feed: str,
    *,
    months: Sequence[Month] = MONTHS,
    persons: int = 5,
    units: int = 3,
    clinicians: int = 3,
    most: int = 25,
) -> st.SearchStrategy[list[Row]]:
    """Lists of rows of a feed whose events lie in the months, at most `most` rows and no key twice in an extract."""
    contract = all_feeds()[feed]
    row = _row(contract, tuple(months), persons, units, clinicians)
    key = (EXTRACT, *contract.key)
    return st.lists(row, max_size=most, unique_by=lambda row: tuple(row[name] for name in key))


@st.composite
def _row(
    draw: st.DrawFn, feed: Feed, months: tuple[Month, ...], persons: int, units: int, clinicians: int
) -> dict[str, Any]:
    event = draw(_days(months))
    values: dict[str, Any] = {}
    for column in feed.columns:
        if column.kind is ColumnKind.BIRTH_DAY:
            continue
        unknown = not column.required and draw(st.integers(0, 2)) == 0
        value = None if unknown else draw(_value(feed, column, event, persons, units, clinicians))
        values[column.name] = value
        if column.kind is ColumnKind.INSTANT:
            values[column.name + DAY_SUFFIX] = None if value is None else local_date(value)
    values[EXTRACT], values[PROVIDER] = draw(st.sampled_from(EXTRACTS))
    values[VERSION] = draw(st.sampled_from((None, 1, 2)))
    values[MARKS] = draw(_marks(feed, values))
    names = [column.name for column in stored_columns(feed)]
    if AGE_YEARS in names:
        values[AGE_YEARS] = draw(st.none() | st.sampled_from(AGES))
        values[AGE_DAYS] = draw(_age_days(values[AGE_YEARS]))
    if SEX in names and SEX not in values:
        values[SEX] = draw(st.sampled_from(("women", "men", None)))
    return {name: values[name] for name in names}


def _days(months: tuple[Month, ...]) -> st.SearchStrategy[date]:
    """Days of the months: the first, the last, those when the clocks change, and any other."""
    ends = [day for month in months for day in (month.first_day, month.last_day)]
    changes = [day for day in CHANGES if Month(day.year, day.month) in months]
    any_day = st.builds(
        lambda month, number: month.first_day + timedelta(days=min(number, month.last_day.day) - 1),
        st.sampled_from(months),
        st.integers(1, 31),
    )
    return st.sampled_from([*ends, *changes, *changes]) | any_day


def _value(
    feed: Feed, column: Column, event: date, persons: int, units: int, clinicians: int
) -> st.SearchStrategy[Any]:
    strategies: Mapping[ColumnKind, st.SearchStrategy[Any]] = {
        ColumnKind.TEXT: st.sampled_from(TEXTS),
        # Of the row's own key there are many, so that rows are not refused; of others few, so that they meet.
        ColumnKind.KEY: st.integers(1, 200 if column.name in feed.key else 4).map(lambda number: f"k{number}"),
        ColumnKind.YES_NO: st.booleans(),
        ColumnKind.UNIT: st.integers(1, units).map(lambda number: f"unit-{number}"),
        ColumnKind.PERSON: st.integers(1, persons).map(lambda number: f"person-{number}"),
        ColumnKind.CLINICIAN: st.integers(1, clinicians).map(lambda number: f"clinician-{number}"),
    }
    if column.kind in strategies:
        return strategies[column.kind]
    if column.scheme is not None:
        return st.sampled_from(tuple(column.scheme.codes))
    match column.kind:
        case ColumnKind.INTEGER:
            return _whole(column, 1)
        case ColumnKind.AMOUNT:
            return _whole(column, 100)
        case ColumnKind.DECIMAL:
            return _decimals(column)
    day = st.just(event) if column.name == feed.event else _near(event)
    match column.kind:
        case ColumnKind.MONTH:
            return day.map(lambda day: day.replace(day=1))
        case ColumnKind.INSTANT:
            return st.builds(_instant, day, st.sampled_from(TIMES), st.integers(0, 1))
        case _:
            return day


def _near(event: date) -> st.SearchStrategy[date]:
    """A day at a telling distance from the event, oftener after than before."""
    return st.builds(
        lambda days, way: event + timedelta(days=days * way), st.sampled_from(SPANS), st.sampled_from((1, 1, 1, -1))
    )


def _instant(day: date, at: time, fold: int) -> datetime:
    """The instant of a Swedish clock time; of a doubled hour the first or the second, of a skipped one what follows."""
    return datetime.combine(day, at, TIME_ZONE).replace(fold=fold).astimezone(UTC)


def _whole(column: Column, times: int) -> st.SearchStrategy[int]:
    """Whole numbers within the column's bounds, small ones oftener; amounts in öre."""
    low = -1000 if column.low is None else int(column.low * times)
    high = max(low, 1000) * times if column.high is None else int(column.high * times)
    return st.integers(low, min(high, low + 5)) | st.integers(low, high)


def _decimals(column: Column) -> st.SearchStrategy[Decimal]:
    """Numbers of at most six decimals within the column's bounds."""
    low = Decimal(-1000) if column.low is None else column.low
    high = Decimal(1000) if column.high is None else column.high
    near = st.sampled_from((Decimal(0), Decimal(1), Decimal("0.5"), Decimal("0.000001"))).map(
        lambda more: min(high, low + more)
    )
    return near | st.decimals(low, high, places=2) | st.decimals(low, high, places=6)


def _marks(feed: Feed, values: Mapping[str, Any]) -> st.SearchStrategy[int]:
    """Marks, oftenest none; what the row itself says sets its bit."""
    said = sum({column.mark.bit for column in feed.columns if column.mark is not None and values[column.name]})
    every = sum(mark.bit for mark in Mark)
    return (st.just(0) | st.just(0) | st.integers(0, every)).map(lambda bits: bits | said)


def _age_days(years: int | None) -> st.SearchStrategy[int | None]:
    if years is None or years > 1:
        return st.none()
    return st.sampled_from((0, 1, 27, 28, 364) if years == 0 else (365, 366, 729))
