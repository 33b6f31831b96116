"""The keys that the load log knows: a store has one key at a time, told by its id and its check value.

With another key, or another id, the same person would get a second token, and nobody would see it.
"""

from __future__ import annotations

from collections.abc import Iterable

from tertial.domain.person_key import PersonKey
from tertial.extracts.keys import KeyProblem
from tertial.language import _
from tertial.store.load_log import LogEntry
from tertial.store.load_record import Action

ROTATED_TO = "new_key"
"""What the decision of a rotation's record calls the id of the key that took over."""


def known_keys(log: Iterable[LogEntry]) -> dict[str, str]:
    """The check value of every key that the log has a record of, by the key's id."""
    return {key_id: check_value for entry in log for key_id, check_value in entry.record.keys.items()}


def key_in_force(log: Iterable[LogEntry]) -> str | None:
    """The id of the key that the store's tokens are made with; None while it has none."""
    in_force: str | None = None
    for entry in log:
        record = entry.record
        if record.action is Action.KEY_ROTATION:
            in_force = record.decision[ROTATED_TO]
        elif in_force is None and record.keys:
            in_force = next(iter(record.keys))
    return in_force


def check_known(log: Iterable[LogEntry], key: PersonKey) -> None:
    """Raise KeyProblem, with a sentence for people, when the store's tokens are made with another key."""
    entries = tuple(log)
    in_force = key_in_force(entries)
    if in_force is not None and in_force != key.id:
        raise KeyProblem(
            _(
                "The store's key is {known}, not {id}: this key would make two persons of each. "
                "A new key takes over by tertial rotate-key."
            ).format(known=in_force, id=key.id)
        )
    check_value(entries, key)


def check_value(log: Iterable[LogEntry], key: PersonKey) -> None:
    """Raise KeyProblem, with a sentence for people, when the log knows another key of the same id."""
    known = known_keys(log).get(key.id)
    if known is not None and known != key.check_value:
        raise KeyProblem(
            _(
                "The store knows another key {id}: this one would make two persons of each. Use that key; one that "
                "is new has a new id, and takes over by tertial rotate-key."
            ).format(id=key.id)
        )
