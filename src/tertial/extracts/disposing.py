"""Carries out a decision of disposal: the rows leave the store, then the older states that still held them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

import pyarrow.compute as pc

from tertial.domain.calendar import Month
from tertial.domain.declarations import Declaration
from tertial.domain.disposal import Disposal, can_dispose, months_due
from tertial.extracts.companions import accompanied, deleted, quarantined
from tertial.extracts.loading.events import tidied
from tertial.extracts.old_states import check_unpinned, holding_states, prune_old
from tertial.extracts.token_columns import rows_of, token_columns
from tertial.language import _
from tertial.store.disk import LOCAL, Disk
from tertial.store.load_log import LogEntry
from tertial.store.load_record import Action, LoadRecord
from tertial.store.loading import PATIENT, Load, begin_load
from tertial.store.lock import Holder, Patience
from tertial.store.state import State

REMOVED = "removed"
"""What the record of a disposal calls its outcome."""
THROUGH = "through"
"""What its decision calls the last month that goes whole."""


class DisposalRefused(ValueError):  # noqa: N818 - the noun that the command line speaks of
    """The decision cannot be carried out; the message says why."""


@dataclass(frozen=True, slots=True)
class Disposed:
    """What a disposal did: rows and months that went, and the states pruned; `state` is the one now in force."""

    rows: Mapping[str, int]
    """By feed of the store, companions by their own names."""
    months: tuple[Month, ...]
    pruned: tuple[int, ...]
    state: int


def dispose(
    root: Path,
    disposal: Disposal,
    declarations: Iterable[Declaration],
    *,
    today: date,
    now: datetime,
    program: str,
    holder: Holder,
    patience: Patience = PATIENT,
    disk: Disk = LOCAL,
) -> Disposed:
    """Carry out a decision whose time has come by every declaration of the feed.

    Interrupted after the rows have left, it finishes when run again. Raises DisposalRefused where a declaration or a
    pin stands in the way, StoreError where the store fails.
    """
    for declaration in declarations:
        _check(disposal, declaration, today)
    with begin_load(root, holder, patience, disk) as load:
        old = holding_states(
            root, load.before.number + 1, lambda state, feed, month: _held(state, feed, month, disposal)
        )
        check_unpinned(root, old)
        rows, months = _removed(load, disposal)
        if months:
            state = load.publish(_record(disposal, rows, now, program))
            # The state before holds what has just gone.
            old = holding_states(root, state.number, lambda one, feed, month: _held(one, feed, month, disposal))
        else:
            state = load.before
    pruned = prune_old(root, old, holder, patience, disk) if old.numbers else ()
    return Disposed(rows, months, pruned, state.number)


def due(state: State, declarations: Mapping[str, Iterable[Declaration]], today: date) -> dict[str, tuple[Month, ...]]:
    """The months of each feed on disk that every declaration of the feed has let go, oldest first."""
    found = {
        feed: tuple(
            month
            for month in state.months(feed)
            if declared and all(month in months_due(declaration, [month], today) for declaration in declared)
        )
        for feed, declared in ((feed, tuple(declared)) for feed, declared in declarations.items())
    }
    return {feed: months for feed, months in found.items() if months}


def disposed_through(log: Iterable[LogEntry], feed: str) -> Month | None:
    """The last month of a feed whose rows have all been disposed of; a later load must not bring them back."""
    months = [
        Month.parse(entry.record.decision[THROUGH])
        for entry in log
        if entry.record.action is Action.DISPOSAL
        and entry.record.feed == feed
        and entry.record.decision.get(THROUGH)
        and not int(entry.record.decision["persons"])
    ]
    return max(months, default=None)


def _check(disposal: Disposal, declaration: Declaration, today: date) -> None:
    if can_dispose(disposal, declaration, today):
        return
    if disposal.decision.on > today:
        raise DisposalRefused(
            _("The decision {case} holds from {day}.").format(case=disposal.decision.case, day=disposal.decision.on)
        )
    if disposal.through is None:
        raise DisposalRefused(
            _("The decision is about {feed} and the declaration about {other}.").format(
                feed=disposal.feed, other=declaration.feed
            )
        )
    raise DisposalRefused(
        _("{feed}: rows of {month} are kept through {day}, as declared.").format(
            feed=disposal.feed, month=disposal.through, day=declaration.retention.last_day(disposal.through)
        )
    )


def _removed(load: Load, disposal: Disposal) -> tuple[dict[str, int], tuple[Month, ...]]:
    """Stage the months without what must go; the rows that go by feed, and the months concerned."""
    rows: dict[str, int] = {}
    months: set[Month] = set()
    for feed in (disposal.feed, deleted(disposal.feed), quarantined(disposal.feed)):
        for month in load.before.months(feed):
            if not _held(load.before, feed, month, disposal):
                continue
            table = load.before.table(feed, [month])
            if disposal.persons:
                # Tidied, since a dictionary would go on naming whom its rows have lost.
                kept = tidied(table.filter(pc.invert(rows_of(table, feed, disposal.persons))))
                load.replace_month(feed, month, kept)
            else:
                kept = table.slice(0, 0)
                load.remove_month(feed, month)
            rows[feed] = rows.get(feed, 0) + table.num_rows - kept.num_rows
            months.add(month)
    return rows, tuple(sorted(months))


def _held(state: State, feed: str, month: Month, disposal: Disposal) -> bool:
    """Whether a month of a feed holds what must go: its being there at all, or a row of one of the persons."""
    if accompanied(feed) != disposal.feed or (disposal.through is not None and month > disposal.through):
        return False
    if not disposal.persons:
        return True
    # Quarantine names no person, so it has nothing of one to lose.
    if feed == quarantined(disposal.feed):
        return False
    table = state.table(feed, [month], token_columns(feed))
    return bool(pc.any(rows_of(table, feed, disposal.persons)).as_py())


def _record(disposal: Disposal, rows: Mapping[str, int], now: datetime, program: str) -> LoadRecord:
    removed = sum(rows.values())
    decision = disposal.decision
    return LoadRecord(
        feed=disposal.feed,
        loaded_at=now,
        files=(),
        read=removed,
        accepted=removed,
        quarantined=0,
        reasons={},
        outcome={REMOVED: removed},
        program=program,
        action=Action.DISPOSAL,
        decision={
            "by": decision.by,
            "on": decision.on.isoformat(),
            "case": decision.case,
            "what": disposal.what,
            THROUGH: "" if disposal.through is None else str(disposal.through),
            "persons": str(len(disposal.persons)),
        },
    )
