"""Changed identities: kept in the store as links between tokens, and followed in every row at once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from tertial.domain.calendar import Month
from tertial.domain.identity_changes import IdentityChange, IdentityChanges
from tertial.domain.person_key import PersonKey
from tertial.extracts.doubled_rows import Lost, doubled
from tertial.extracts.event_schema import NAMES
from tertial.extracts.keys_known import check_known
from tertial.extracts.token_columns import (
    IDENTITY_CHANGES,
    NEW,
    OLD,
    SINCE,
    rows_of,
    token_columns,
    tokens_in,
    with_tokens,
)
from tertial.language import _
from tertial.store.disk import LOCAL, Disk
from tertial.store.layout import Layout
from tertial.store.load_log import read_log
from tertial.store.load_record import Action, LoadRecord
from tertial.store.loading import PATIENT, Load, begin_load
from tertial.store.lock import Holder, Patience
from tertial.store.state import State

_SCHEMA = pa.schema([(OLD, NAMES), (NEW, NAMES), (SINCE, pa.date32())])


class IdentityRefused(ValueError):  # noqa: N818 - the noun that the command line speaks of
    """The changes of identity cannot be; the message says why."""


@dataclass(frozen=True, slots=True)
class IdentitiesChanged:
    """What became of changes given: new ones, those known before, rows that got another token, rows that became one."""

    added: int
    known: int
    renamed: int
    merged: int
    state: int


def current_tokens(state: State) -> IdentityChanges:
    """The changes of identity that a state knows; a load gives each row `current` of its token. Raises StoreError."""
    if not state.months(IDENTITY_CHANGES):
        return IdentityChanges()
    rows = state.table(IDENTITY_CHANGES).to_pylist()
    return IdentityChanges(
        tuple(
            IdentityChange(row[OLD], row[NEW], row[SINCE])
            for row in sorted(rows, key=lambda row: (row[SINCE], row[OLD]))
        )
    )


def change_identities(
    root: Path,
    wanted: Sequence[IdentityChange],
    key: PersonKey,
    *,
    now: datetime,
    program: str,
    holder: Holder,
    patience: Patience = PATIENT,
    disk: Disk = LOCAL,
) -> IdentitiesChanged:
    """Add changes of identity and give every row its person's current token, in one publish.

    A change that is known already changes nothing. Where two rows get one key, the newest version stays, else the row
    that had the new identity all along. Raises KeyProblem for a key that is not the store's, IdentityRefused where a
    person would become two or the changes run in a circle, StoreError where the store fails.
    """
    with begin_load(root, holder, patience, disk) as load:
        check_known(read_log(Layout(root).log), key)
        before = current_tokens(load.before)
        known = {(change.old, change.new) for change in before.changes}
        new = {(change.old, change.new): change for change in reversed(wanted)}
        added = tuple(change for pair, change in new.items() if pair not in known)
        changes = _together(before, added)
        if not added:
            return IdentitiesChanged(0, len(wanted), 0, 0, load.before.number)
        _stage_changes(load, added, changes)
        renamed, merged = _stage_events(load, changes)
        state = load.publish(
            LoadRecord(
                feed=IDENTITY_CHANGES,
                loaded_at=now,
                files=(),
                read=len(wanted),
                accepted=len(wanted),
                quarantined=0,
                reasons={},
                outcome={"added": len(added), "known": len(wanted) - len(added)},
                program=program,
                action=Action.IDENTITY_CHANGE,
                keys={key.id: key.check_value},
            )
        )
    return IdentitiesChanged(len(added), len(wanted) - len(added), renamed, merged, state.number)


def _together(before: IdentityChanges, added: Iterable[IdentityChange]) -> IdentityChanges:
    every = (*before.changes, *added)
    if max(Counter(change.old for change in every).values(), default=0) > 1:
        raise IdentityRefused(_("One number becomes two: a person has one identity at a time. Nothing was changed."))
    try:
        return IdentityChanges(every)
    except ValueError as error:
        raise IdentityRefused(_("The changes of identity run in a circle. Nothing was changed.")) from error


def _stage_changes(load: Load, added: Iterable[IdentityChange], changes: IdentityChanges) -> None:
    for month in {Month(change.since.year, change.since.month) for change in added}:
        rows = sorted(
            (change for change in changes.changes if Month(change.since.year, change.since.month) == month),
            key=lambda change: (change.since, change.old),
        )
        columns = [[c.old for c in rows], [c.new for c in rows], [c.since for c in rows]]
        table = pa.table(
            [
                pa.array(values, pa.string()).dictionary_encode()
                if field.type == NAMES
                else pa.array(values, field.type)
                for values, field in zip(columns, _SCHEMA, strict=True)
            ],
            schema=_SCHEMA,
        )
        load.replace_month(IDENTITY_CHANGES, month, with_tokens(table, IDENTITY_CHANGES, {}))


def _stage_events(load: Load, changes: IdentityChanges) -> tuple[int, int]:
    """Rename and merge in every feed; the rows renamed and those that another took the place of."""
    renamed: Mapping[str, str] = {change.old: changes.current(change.old) for change in changes.changes}
    counted = merged = 0
    for feed in load.before.feeds:
        if feed == IDENTITY_CHANGES or not token_columns(feed):
            continue
        lost: Lost = doubled(load.before, feed, renamed)
        for month in load.before.months(feed):
            concerned = tokens_in(load.before, feed, month) & renamed.keys()
            gone = lost.get(month, set())
            if not concerned and not gone:
                continue
            table = load.before.table(feed, [month])
            counted += int(pc.sum(rows_of(table, feed, concerned)).as_py() or 0)
            merged += len(gone)
            if gone:
                table = table.filter(pa.array([row not in gone for row in range(table.num_rows)]))
            load.replace_month(feed, month, with_tokens(table, feed, renamed))
    return counted, merged
