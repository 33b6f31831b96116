"""What each delivery in full said, counted when it was loaded and kept beside the store.

A delivery in full takes the place of the one before, whose rows go when old states are pruned. So its counts, which
hold no persons, are kept in `deliveries/FEED/YYYY-MM.json`: the last delivery of each month that one came in. A file is
written whole or not at all; one that is lacking, as after a load that was killed before it, is written when it is next
asked for, as long as the state is there.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import duckdb

from tertial.compute.connection import looking
from tertial.compute.stocks import count_stock, has_stocks
from tertial.definitions.atomic_file import replace_file
from tertial.domain.calendar import Month
from tertial.domain.clock import local_date
from tertial.domain.feeds.registry import all_feeds
from tertial.domain.stocks import Stock
from tertial.domain.volumes import Volume
from tertial.store.canonical import canonical
from tertial.store.errors import StoreError
from tertial.store.load_log import LogEntry, read_log
from tertial.store.load_record import Action
from tertial.store.state import State, open_state

FOLDER = "deliveries"
KEPT = 24
"""Months with a delivery that are kept of each feed."""


def keep_deliveries(root: Path, feeds: Sequence[str]) -> None:
    """Count and keep what the latest deliveries of feeds sent in full say.

    Nothing is raised: what cannot be counted or kept now is when somebody asks.
    """
    wanted = [feed for feed in dict.fromkeys(feeds) if feed in all_feeds() and has_stocks(all_feeds()[feed])]
    if not wanted:
        return
    try:
        state = open_state(root)
        log = read_log(state.layout.log)
        with looking(root) as connection:
            for feed in wanted:
                stocks_of(connection, state, log, feed)
    except (StoreError, OSError, duckdb.Error):
        return


def stocks_of(
    connection: duckdb.DuckDBPyConnection, state: State, log: Sequence[LogEntry], feed: str
) -> tuple[Stock, ...]:
    """The deliveries of a feed, one of each month that one came in, the last of them as the state has it.

    Deliveries before rows were disposed of say nothing of what should be there after. Raises StoreError where the state
    cannot be read.
    """
    entries = [entry for entry in log if entry.number <= state.number and entry.record.feed == feed]
    gone = max((entry.number for entry in entries if entry.record.action is Action.DISPOSAL), default=0)
    loads = [entry for entry in entries if entry.record.action is Action.LOAD]
    if not loads:
        return ()
    last_of_month = {_month(entry): entry for entry in loads if entry.number > gone}
    *earlier, last = sorted(last_of_month.values() or loads[-1:], key=lambda entry: entry.number)
    found = [
        stock
        for entry in earlier[-KEPT:]
        if (stock := _earlier(connection, state, loads, entry)) is not None and stock.state > gone
    ]
    touched = [
        entry.number for entry in log if last.number < entry.number <= state.number and feed in entry.record.touched
    ]
    # Other things than loads may have changed the rows since the last delivery: then they are no longer what it said.
    number = touched[-1] if touched else last.number
    return (*found, _counted(connection, state, loads, last, number))


def _earlier(
    connection: duckdb.DuckDBPyConnection, state: State, loads: Sequence[LogEntry], entry: LogEntry
) -> Stock | None:
    """What a delivery said, as it is kept or else as its state has it; None where both are gone."""
    kept = _kept(_path(state.layout.root, entry))
    if kept is not None and kept.state == entry.number:
        return kept
    try:
        then = open_state(state.layout.root, entry.number)
        return _counted(connection, then, [one for one in loads if one.number <= entry.number], entry, entry.number)
    except StoreError:
        # Pruned away. An earlier delivery of the same month may be all that is known.
        return kept if kept is not None and kept.state < entry.number else None


def _counted(
    connection: duckdb.DuckDBPyConnection, state: State, loads: Sequence[LogEntry], entry: LogEntry, number: int
) -> Stock:
    """What a state says of the feed, whose rows are as they were in the state of that number."""
    feed = entry.record.feed
    path = _path(state.layout.root, entry)
    kept = _kept(path)
    if kept is not None and kept.state == number:
        return kept
    came = {one.record.extract: local_date(one.record.loaded_at) for one in loads}
    stock = replace(count_stock(connection, state, feed, max(came.values()), came), state=number)
    # An older state that is asked for does not take the place of what is known of a newer delivery.
    if number == entry.number and (kept is None or kept.state < number):
        _keep(path, stock)
    return stock


def _month(entry: LogEntry) -> Month:
    day: date = local_date(entry.record.loaded_at)
    return Month(day.year, day.month)


def _path(root: Path, entry: LogEntry) -> Path:
    return root / FOLDER / entry.record.feed / f"{_month(entry)}.json"


def _keep(path: Path, stock: Stock) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        replace_file(path, canonical(_document(stock)))
        for old in sorted(path.parent.glob("*.json"))[: -KEPT - 1]:
            old.unlink(missing_ok=True)
    except OSError:
        return


def _kept(path: Path) -> Stock | None:
    """What is kept; None where nothing is, or not as it was written."""
    try:
        return _stock(json.loads(path.read_bytes()))
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _document(stock: Stock) -> dict[str, object]:
    return {
        "feed": stock.feed,
        "state": stock.state,
        "months": [str(month) for month in stock.months],
        "columns": list(stock.columns),
        "until": {unit: str(month) for unit, month in stock.until.items()},
        "units": {
            unit: [
                [stock.months.index(month), one.rows, one.missing, one.codes] for month, one in sorted(volumes.items())
            ]
            for unit, volumes in stock.units.items()
        },
    }


def _stock(document: Mapping[str, Any]) -> Stock:
    months = tuple(Month.parse(text) for text in document["months"])

    def volumes(rows: Sequence[Any]) -> Iterator[tuple[Month, Volume]]:
        return ((months[place], Volume(count, missing, codes)) for place, count, missing, codes in rows)

    return Stock(
        document["feed"],
        document["state"],
        months,
        {unit: dict(volumes(rows)) for unit, rows in document["units"].items()},
        {unit: Month.parse(text) for unit, text in document["until"].items()},
        tuple(document["columns"]),
    )
