"""Counts the rows of a feed sent in full that are in force at the ends of months: one query over the feed's files."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import accumulate

import duckdb

from tertial.compute.sources import StateEvents
from tertial.compute.table_names import table_name
from tertial.compute.volumes import Counted, columns_with_codes, columns_with_gaps, rows_query
from tertial.domain.calendar import Month
from tertial.domain.facts.of_feeds import fact_of_feed
from tertial.domain.feeds.contract import Delivery, Feed
from tertial.domain.feeds.registry import all_feeds
from tertial.domain.feeds.stored import EXTRACT
from tertial.domain.stocks import LONGEST, Stock
from tertial.domain.volumes import Volume
from tertial.store.state import State

LAST_DAY = "valid_to"
"""The column with the last day that a row is in force, that day included."""


def has_stocks(feed: Feed) -> bool:
    """Whether a feed comes in full, with rows in force from a day to a day: every such contract has both."""
    return feed.delivery is Delivery.FULL and LAST_DAY in feed.names


def count_stock(
    connection: duckdb.DuckDBPyConnection, state: State, feed_id: str, came: date, extracts: Mapping[str, date]
) -> Stock:
    """What a state says of a feed sent in full, whose latest delivery came on a day, and each extract on its own.

    Raises StoreError. Rows without a unit, and those that are not counted as their marks say, are left out.
    """
    feed, fact = all_feeds()[feed_id], fact_of_feed(feed_id)
    gaps, codes = tuple(name for name in columns_with_gaps(feed) if name != LAST_DAY), columns_with_codes(feed)
    last = _last_over(came)
    months = tuple(last.plus(1 - ago) for ago in range(LONGEST, 0, -1))
    stored = state.months(feed_id)
    if not stored:
        return Stock(feed_id, state.number, months, {}, {}, gaps)
    StateEvents(state).offer(connection, feed_id, stored)
    first = f"GREATEST({months[0].ordinal}, {_place(fact.day)})"
    # Counted for the last time in the month before the one in which its last day and a day more lie.
    out = f"COALESCE({_place(f'{LAST_DAY} + 1', is_column=False)}, {last.ordinal + 1})"
    rows = connection.execute(rows_query(feed_id, fact.unit, (first, out), "FALSE", gaps, codes)).fetchall()
    sent = connection.execute(
        f'SELECT DISTINCT "{fact.unit}", "{EXTRACT}" FROM "{table_name(feed_id)}" WHERE "{fact.unit}" IS NOT NULL'
    ).fetchall()
    until: dict[str, Month] = {}
    for unit, extract in sent:
        if extract in extracts:
            until[unit] = max(until.get(unit, months[0]), _last_over(extracts[extract]))
    return Stock(
        feed_id,
        state.number,
        months,
        _units(rows, gaps, codes, months),
        {unit: month for unit, month in until.items() if month < last},
        gaps,
    )


def _last_over(day: date) -> Month:
    """The last month that is over at the end of a day."""
    month = Month(day.year, day.month)
    return month if day == month.last_day else month.plus(-1)


def _place(day: str, *, is_column: bool = True) -> str:
    """The `Month.ordinal` of a day, in SQL."""
    named = f'"{day}"' if is_column else f"({day})"
    return f"(year({named}) * 12 + month({named}) - 1)"


def _units(
    rows: Sequence[Counted], gaps: Sequence[str], codes: Sequence[str], months: Sequence[Month]
) -> dict[str, dict[Month, Volume]]:
    """Rows by unit, first month and month after the last, as rows in force by unit and month."""
    steps: dict[tuple[str, str, str], list[int]] = {}

    def add(unit: str, column: str, code: str, first: int, out: int, count: int) -> None:
        step = steps.setdefault((unit, column, code), [0] * (len(months) + 1))
        step[first] += count
        step[out] -= count

    begin = months[0].ordinal
    for unit, came, left, which, code, count, _weekend, *empty in rows:
        first, out = came - begin, min(left - begin, len(months))
        if first >= out:
            continue
        if which:
            if code is not None:
                add(unit, codes[which - 1], code, first, out, count)
            continue
        add(unit, "", "", first, out, count)
        for name, lacking in zip(gaps, empty, strict=True):
            add(unit, name, "", first, out, lacking)
    counted: dict[str, list[tuple[str, str, list[int]]]] = {}
    for (unit, column, code), step in sorted(steps.items()):
        counted.setdefault(unit, []).append((column, code, list(accumulate(step))))
    return {unit: dict(_volumes(each, months)) for unit, each in counted.items()}


def _volumes(each: Sequence[tuple[str, str, list[int]]], months: Sequence[Month]) -> Iterator[tuple[Month, Volume]]:
    for place, month in enumerate(months):
        rows = next((counts[place] for column, _code, counts in each if not column), 0)
        if not rows:
            continue
        missing = {column: counts[place] for column, code, counts in each if column and not code and counts[place]}
        codes: dict[str, dict[str, int]] = {}
        for column, code, counts in each:
            if code and counts[place]:
                codes.setdefault(column, {})[code] = counts[place]
        yield month, Volume(rows, missing, codes)
