"""Lets a new key take over: every token of the store becomes the new key's, and nothing of the old key's is left."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from tertial.domain.calendar import Month
from tertial.domain.key_rotation import Rotation
from tertial.domain.person_key import PersonKey, key_of
from tertial.extracts.access_log import rename_accessed
from tertial.extracts.keys_known import ROTATED_TO, check_known, check_value, key_in_force
from tertial.extracts.old_states import check_unpinned, holding_states, prune_old
from tertial.extracts.token_columns import tokens_in, with_tokens
from tertial.language import _
from tertial.store.disk import LOCAL, Disk
from tertial.store.layout import Layout
from tertial.store.load_log import read_log
from tertial.store.load_record import Action, LoadRecord
from tertial.store.loading import PATIENT, Load, begin_load
from tertial.store.lock import Holder, Patience

ALL_FEEDS = "all-feeds"
"""Stands for the feed in the record of a change to every feed."""
RENAMED = "renamed"
"""What the record calls its outcome."""

Progress = Callable[[str], None]


def _untold(_sentence: str) -> None:
    """The progress of a caller who does not follow along."""


class RotationRefused(ValueError):  # noqa: N818 - the noun that the command line speaks of
    """The rotation cannot be carried out; the message says why."""


@dataclass(frozen=True, slots=True)
class Rotated:
    """What a rotation did: rows and months written again, states pruned, and the state in force.

    `accesses_left` counts the lines of the access log whose person was not in the register: they keep the old key's
    token, so the old key is kept as long as they are.
    """

    rows: int
    months: int
    pruned: tuple[int, ...]
    state: int
    accesses_left: int


def rotate(
    root: Path,
    rotation: Rotation,
    old: PersonKey,
    new: PersonKey,
    *,
    now: datetime,
    program: str,
    holder: Holder,
    tell: Progress = _untold,
    patience: Patience = PATIENT,
    disk: Disk = LOCAL,
) -> Rotated:
    """Carry out a rotation that covers every token of the store's old key, in one publish, then prune what was.

    Interrupted after the publish, it finishes when run again. Raises KeyProblem for keys that are not the store's,
    RotationRefused where persons are missing, StoreError where a pin stands in the way or the store fails.
    """
    with begin_load(root, holder, patience, disk) as load:
        log = read_log(Layout(root).log)
        check_value(log, new)
        taken_over = key_in_force(log) == new.id
        if taken_over:
            check_value(log, old)
        else:
            check_known(log, old)
        rewritten = _covered(load, rotation)
        before = holding_states(
            root,
            load.before.number + 1,
            lambda state, feed, month: any(_is_of(one, old.id) for one in tokens_in(state, feed, month)),
        )
        check_unpinned(root, before)
        rows = 0
        for feed, months in rewritten.items():
            tell(_("Writes {feed} again, months: {count}").format(feed=feed, count=len(months)))
            for month in months:
                table = load.before.table(feed, [month])
                rows += table.num_rows
                load.replace_month(feed, month, with_tokens(table, feed, rotation.tokens))
        finished = taken_over and not rewritten
        state = load.before if finished else load.publish(_record(rows, old, new, now, program))
    left = rename_accessed(root, rotation, holder, disk)
    pruned = prune_old(root, before, holder, patience, disk) if before.numbers else ()
    return Rotated(rows, sum(len(months) for months in rewritten.values()), pruned, state.number, left)


def _covered(load: Load, rotation: Rotation) -> dict[str, list[Month]]:
    """The months of each feed that hold tokens to replace. Raises RotationRefused where a person is missing."""
    missing: set[str] = set()
    found: dict[str, list[Month]] = {}
    for feed in load.before.feeds:
        for month in load.before.months(feed):
            tokens = tokens_in(load.before, feed, month)
            own = {token for token in tokens if _is_of(token, rotation.old)}
            strange = next((token for token in tokens - own if not _is_of(token, rotation.new)), None)
            if strange is not None:
                raise RotationRefused(
                    _("{feed} of {month} has tokens of a third key {id}. Rotate that one first.").format(
                        feed=feed, month=month, id=key_of(strange)
                    )
                )
            missing |= rotation.missing(own)
            if own:
                found.setdefault(feed, []).append(month)
    if missing:
        raise RotationRefused(
            _(
                "Persons of the store who are not in the register: {count}. Nothing was changed. The register must "
                "hold everybody who was ever loaded, the dead and those who moved away too."
            ).format(count=len(missing))
        )
    return found


def _is_of(token: str, key_id: str) -> bool:
    """Whether a token of the store is of a key; what is stored needs no full reading, and there are many."""
    return token.startswith(f"{key_id}.")


def _record(rows: int, old: PersonKey, new: PersonKey, now: datetime, program: str) -> LoadRecord:
    return LoadRecord(
        feed=ALL_FEEDS,
        loaded_at=now,
        files=(),
        read=rows,
        accepted=rows,
        quarantined=0,
        reasons={},
        outcome={RENAMED: rows},
        program=program,
        action=Action.KEY_ROTATION,
        decision={"old_key": old.id, ROTATED_TO: new.id},
        keys={old.id: old.check_value, new.id: new.check_value},
    )
