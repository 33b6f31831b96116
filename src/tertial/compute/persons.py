"""Rows of several feeds with their tokens: the one way to them, and it asks the declarations first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

import duckdb

from tertial.domain.declarations import Declaration, check_can_join_all
from tertial.domain.feeds.stored import MARKS
from tertial.domain.row_marks import Mark, handling
from tertial.language import _
from tertial.store.declared import read_declaration
from tertial.store.errors import StoreError
from tertial.store.load_log import LogEntry, read_log
from tertial.store.load_record import Action
from tertial.store.state import State

ALL_BITS = sum(mark.bit for mark in Mark)

COUNTED = tuple(bits for bits in range(ALL_BITS + 1) if handling(mark for mark in Mark if bits & mark.bit).counted)
"""What the column of marks holds in rows that may be counted."""


def recorded_declarations(log: Iterable[LogEntry], feed: str) -> dict[str, Declaration]:
    """What each extract of a feed declared when it was last loaded, by the extract's id. Raises StoreError."""
    found: dict[str, Declaration] = {}
    for entry in log:
        record = entry.record
        if record.action is not Action.LOAD or record.feed != feed:
            continue
        try:
            found[record.extract] = read_declaration(record.declaration)
        except (ValueError, KeyError, TypeError) as error:
            raise StoreError(
                _("The load of {feed} to state {number} recorded no declaration. Load {extract} again.").format(
                    feed=feed, number=entry.number, extract=record.extract
                )
            ) from error
    return found


def open_persons(
    state: State, connection: duckdb.DuckDBPyConnection, feeds: Sequence[str], on: date
) -> Mapping[str, duckdb.DuckDBPyRelation]:
    """The rows of the feeds with the tokens of their persons, a relation for each feed, to be joined by token.

    Every two sources must share a purpose and, across care providers, allow each other by decisions in force on the
    day. Rows that may not be counted are left out, and where several providers take part those that may not be joined
    across providers. Raises JoinRefused where sources may not be joined, StoreError where the store cannot be read or a
    load recorded no declaration.
    """
    log = [entry for entry in read_log(state.layout.log) if entry.number <= state.number]
    declarations = [
        declaration for feed in dict.fromkeys(feeds) for declaration in recorded_declarations(log, feed).values()
    ]
    check_can_join_all(declarations, on)
    across = len({declaration.provider for declaration in declarations}) > 1
    kept = ", ".join(str(bits) for bits in range(ALL_BITS + 1) if _allowed(bits, across=across))
    return {
        feed: state.scan(connection, feed).filter(f"coalesce({MARKS}, 0) IN ({kept})") for feed in dict.fromkeys(feeds)
    }


def _allowed(bits: int, *, across: bool) -> bool:
    may = handling(mark for mark in Mark if bits & mark.bit)
    return may.counted and (may.joined_across_providers or not across)
