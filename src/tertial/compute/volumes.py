"""Counts the rows of a feed by unit and month, with their empty cells and codes: one query over the feed's files."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

import duckdb

from tertial.compute.sources import StateEvents
from tertial.compute.table_names import table_name
from tertial.domain.calendar import Month
from tertial.domain.facts.of_feeds import fact_of_feed
from tertial.domain.feeds.columns import PERSONAL, ColumnKind
from tertial.domain.feeds.contract import Delivery, Feed, Grain
from tertial.domain.feeds.registry import all_feeds
from tertial.domain.feeds.stored import MARKS
from tertial.domain.row_marks import HANDLING, Mark
from tertial.domain.volumes import Volume, VolumeSeries
from tertial.store.state import State

Counted = tuple[object, ...]

_NOT_KEPT = frozenset({*PERSONAL, ColumnKind.KEY})


def has_volumes(feed: Feed) -> bool:
    """Whether a feed's rows come month by month; one sent in full has what is in force, of any month."""
    return feed.delivery is Delivery.DELTA


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


def count_rows(
    connection: duckdb.DuckDBPyConnection, state: State, feed_id: str, through: Month | None = None
) -> VolumeSeries:
    """The rows of a feed in a state, up to a month where one is named. Raises StoreError.

    Rows without a unit, and those that are not counted as their marks say, are left out.
    """
    feed, fact = all_feeds()[feed_id], fact_of_feed(feed_id)
    months = [month for month in state.months(feed_id) if through is None or month <= through]
    gaps, codes = columns_with_gaps(feed), columns_with_codes(feed)
    if not months:
        return VolumeSeries(feed_id, (), {})
    StateEvents(state).offer(connection, feed_id, months)
    by_day = feed.column(feed.event).kind is not ColumnKind.MONTH
    rows = connection.execute(_query(feed_id, fact.unit, fact.day, gaps, codes)).fetchall()
    units, weekend = _volumes(rows, gaps, codes, frozenset(months))
    return VolumeSeries(feed_id, tuple(months), units, {month: weekend.get(month, 0) for month in months if by_day})


def _query(feed_id: str, unit: str, day: str, gaps: Sequence[str], codes: Sequence[str]) -> str:
    """Rows by unit and month, and by each coded column beside: `which` says by which one, 0 by none."""
    kept = sum(mark.bit for mark in Mark if not HANDLING[mark].counted)
    sets = ", ".join(["(unit, year, month)", *(f"(unit, year, month, {_quoted(name)})" for name in codes)])
    which = " ".join(f"WHEN GROUPING({_quoted(name)}) = 0 THEN {place}" for place, name in enumerate(codes, 1))
    code = " ".join(f"WHEN GROUPING({_quoted(name)}) = 0 THEN {_quoted(name)}" for name in codes)
    empty = "".join(f", COUNT(*) FILTER ({_quoted(name)} IS NULL)" for name in gaps)
    read = "".join(f", {_quoted(name)}" for name in dict.fromkeys((*gaps, *codes)))
    return f"""
        SELECT unit, year, month, {f"CASE {which} ELSE 0 END" if codes else "0"} AS which,
               {f"CASE {code} END" if codes else "NULL"} AS code, COUNT(*), COUNT(*) FILTER (weekend){empty}
        FROM (
            SELECT {_quoted(unit)} AS unit, year({_quoted(day)}) AS year, month({_quoted(day)}) AS month,
                   isodow({_quoted(day)}) >= 6 AS weekend{read}
            FROM {_quoted(table_name(feed_id))}
            WHERE {_quoted(unit)} IS NOT NULL AND (COALESCE({_quoted(MARKS)}, 0) & {kept}) = 0
        )
        GROUP BY GROUPING SETS ({sets})
    """


def _quoted(name: str) -> str:
    return f'"{name}"'


def _volumes(
    rows: Sequence[Counted], gaps: Sequence[str], codes: Sequence[str], months: frozenset[Month]
) -> tuple[dict[str, dict[Month, Volume]], dict[Month, int]]:
    units: dict[str, dict[Month, Volume]] = defaultdict(dict)
    weekend: dict[Month, int] = defaultdict(int)
    spread: dict[tuple[str, Month], dict[str, dict[str, int]]] = defaultdict(lambda: defaultdict(dict))
    whole: list[tuple[str, Month, int, dict[str, int]]] = []
    for unit, month, which, code, count, on_weekend, empty in _typed(rows):
        if month not in months:
            continue
        if which:
            if code is not None:
                spread[unit, month][codes[which - 1]][code] = count
            continue
        weekend[month] += on_weekend
        missing = {name: lacking for name, lacking in zip(gaps, empty, strict=True) if lacking}
        whole.append((unit, month, count, missing))
    for unit, month, count, missing in sorted(whole, key=lambda one: one[:2]):
        units[unit][month] = Volume(count, missing, dict(spread[unit, month]))
    return dict(units), dict(weekend)


def _typed(rows: Sequence[Counted]) -> Iterator[tuple[str, Month, int, str | None, int, int, list[int]]]:
    for unit, year, month, which, code, *counts in rows:
        of_all, on_weekend, *empty = (int(str(count)) for count in counts)
        named = None if code is None else str(code)
        yield str(unit), Month(int(str(year)), int(str(month))), int(str(which)), named, of_all, on_weekend, empty
