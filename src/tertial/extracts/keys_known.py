"""The check values of keys that the load log knows: the same id with another key would make two persons of each."""

from __future__ import annotations

from collections.abc import Iterable

from tertial.domain.person_key import PersonKey
from tertial.extracts.keys import KeyProblem
from tertial.language import _
from tertial.store.load_log import LogEntry


def known_keys(log: Iterable[LogEntry]) -> dict[str, str]:
    """The check value of every key that the log has a record of, by the key's id."""
    return {key_id: check_value for entry in log for key_id, check_value in entry.record.keys.items()}


def check_known(log: Iterable[LogEntry], key: PersonKey) -> None:
    """Raise KeyProblem, with a sentence for people, when the log knows the key's id with another check value."""
    known = known_keys(log).get(key.id)
    if known is not None and known != key.check_value:
        raise KeyProblem(
            _(
                "The store was made with another key {id}. Use that key: this one would make two persons of each. "
                "A key that is new has a new id, and takes over by tertial rotate-key."
            ).format(id=key.id)
        )
