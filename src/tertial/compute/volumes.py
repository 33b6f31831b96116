"""Counts the rows of a feed by unit and month, with their empty cells and codes: one query over the feed's files."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

import duckdb

from tertial.compute.sources import StateEvents
from tertial.compute.table_names import table_name
from tertial.domain.calendar import Month
from tertial.domain.facts.of_feeds import fact_of_feed
from tertial.domain.feeds.columns import PERSONAL, ColumnKind
from tertial.domain.feeds.contract import Feed, Grain
from tertial.domain.feeds.registry import all_feeds
from tertial.domain.feeds.stored import MARKS
from tertial.domain.row_marks import HANDLING, Mark
from tertial.domain.volumes import WHOLE_HOUR, WITHIN_HOUR, Volume, VolumeSeries
from tertial.store.state import State

Counted = tuple[Any, ...]
"""A row as DuckDB answers: texts and whole numbers."""

_FINENESS = ", how fine"
_HOUR = 3_600_000_000
"""In microseconds."""
_NOT_KEPT = frozenset({*PERSONAL, ColumnKind.KEY})


def columns_with_gaps(feed: Feed) -> tuple[str, ...]:
    """The columns that may be empty, and of which the share that is can tell that a field was lost.

    A row that lacks what its contract requires is in quarantine and not among the rows at all.
    """
    return tuple(column.name for column in feed.columns if not column.required and column.kind not in _NOT_KEPT)


def columns_with_codes(feed: Feed) -> tuple[str, ...]:
    """The columns whose codes can drift; of counts sent as counts each row is a code by itself, so none."""
    if feed.grain is Grain.COUNT:
        return ()
    return tuple(column.name for column in feed.columns if column.scheme is not None)


def columns_with_times(feed: Feed) -> tuple[str, ...]:
    """The points in time of events, which a sender may cut to the hour or the day; counts sent as counts have none."""
    if feed.grain is Grain.COUNT:
        return ()
    return tuple(column.name for column in feed.columns if column.kind is ColumnKind.INSTANT)


def count_rows(
    connection: duckdb.DuckDBPyConnection, state: State, feed_id: str, through: Month | None = None
) -> VolumeSeries:
    """The rows of a feed in a state, up to a month where one is named. Raises StoreError.

    Rows without a unit, and those that are not counted as their marks say, are left out.
    """
    feed, fact = all_feeds()[feed_id], fact_of_feed(feed_id)
    months = [month for month in state.months(feed_id) if through is None or month <= through]
    gaps, codes, times = columns_with_gaps(feed), columns_with_codes(feed), columns_with_times(feed)
    if not months:
        return VolumeSeries(feed_id, (), {})
    StateEvents(state).offer(connection, feed_id, months)
    by_day = feed.column(feed.event).kind is not ColumnKind.MONTH
    keys = (f"year({_quoted(fact.day)})", f"month({_quoted(fact.day)})")
    weekends = f"isodow({_quoted(fact.day)}) >= 6"
    rows = connection.execute(rows_query(feed_id, fact.unit, keys, weekends, gaps, codes, times)).fetchall()
    units, weekend = _volumes(rows, gaps, (*codes, *times), frozenset(months))
    return VolumeSeries(feed_id, tuple(months), units, {month: weekend.get(month, 0) for month in months if by_day})


def rows_query(
    feed_id: str,
    unit: str,
    keys: tuple[str, str],
    weekend: str,
    gaps: Sequence[str],
    codes: Sequence[str],
    times: Sequence[str] = (),
) -> str:
    """Rows by unit and two keys, and by each coded column beside, and by how fine each point in time is: `which` says
    by which of the columns, 0 by none.

    A row of the answer: the unit, the keys, `which` and the code, the rows, those on weekends, and those in which each
    of the columns `gaps` is empty.
    """
    kept = sum(mark.bit for mark in Mark if not HANDLING[mark].counted)
    grouped = [_quoted(name) for name in (*codes, *(f"{name}{_FINENESS}" for name in times))]
    sets = ", ".join(["(unit, one, other)", *(f"(unit, one, other, {name})" for name in grouped)])
    which = " ".join(f"WHEN GROUPING({name}) = 0 THEN {place}" for place, name in enumerate(grouped, 1))
    code = " ".join(f"WHEN GROUPING({name}) = 0 THEN {name}" for name in grouped)
    empty = "".join(f", COUNT(*) FILTER ({_quoted(name)} IS NULL)" for name in gaps)
    read = "".join(f", {_quoted(name)}" for name in dict.fromkeys((*gaps, *codes)))
    read += "".join(f", {_fineness(name)} AS {_quoted(f'{name}{_FINENESS}')}" for name in times)
    return f"""
        SELECT unit, one, other, {f"CASE {which} ELSE 0 END" if grouped else "0"} AS which,
               {f"CASE {code} END" if grouped else "NULL"} AS code, COUNT(*), COUNT(*) FILTER (weekend){empty}
        FROM (
            SELECT {_quoted(unit)} AS unit, {keys[0]} AS one, {keys[1]} AS other, {weekend} AS weekend{read}
            FROM {_quoted(table_name(feed_id))}
            WHERE {_quoted(unit)} IS NOT NULL AND (COALESCE({_quoted(MARKS)}, 0) & {kept}) = 0
        )
        GROUP BY GROUPING SETS ({sets})
    """


def _fineness(name: str) -> str:
    column = _quoted(name)
    # Hours are whole in every zone that the country has had, so the instant can be asked as it is kept, in UTC.
    whole = f"epoch_us({column}) % {_HOUR} = 0"
    return f"CASE WHEN {column} IS NULL THEN NULL WHEN {whole} THEN '{WHOLE_HOUR}' ELSE '{WITHIN_HOUR}' END"


def _quoted(name: str) -> str:
    return f'"{name}"'


def _volumes(
    rows: Sequence[Counted], gaps: Sequence[str], codes: Sequence[str], months: frozenset[Month]
) -> tuple[dict[str, dict[Month, Volume]], dict[Month, int]]:
    # Tens of thousands of rows: a month is looked up by its numbers, and made into one once.
    at = {(month.year, month.number): month for month in months}
    weekend: dict[Month, int] = defaultdict(int)
    spread: dict[tuple[str, int, int], dict[str, dict[str, int]]] = {}
    whole: list[tuple[str, int, int, int, dict[str, int]]] = []
    for unit, year, number, which, code, count, on_weekend, *empty in rows:
        if (year, number) not in at:
            continue
        if which:
            if code is not None:
                of_codes = spread.setdefault((unit, year, number), {})
                of_codes.setdefault(codes[which - 1], {})[code] = count
            continue
        weekend[at[year, number]] += on_weekend
        missing = {name: lacking for name, lacking in zip(gaps, empty, strict=True) if lacking}
        whole.append((unit, year, number, count, missing))
    units: dict[str, dict[Month, Volume]] = defaultdict(dict)
    for unit, year, number, count, missing in sorted(whole, key=lambda one: one[:3]):
        units[unit][at[year, number]] = Volume(count, missing, spread.get((unit, year, number), {}))
    return dict(units), dict(weekend)
