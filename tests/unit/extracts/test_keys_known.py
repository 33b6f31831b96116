"""A key that the log knows by another check value is refused."""

from dataclasses import replace

import pytest

from tertial.domain.person_key import PersonKey
from tertial.extracts.keys import KeyProblem
from tertial.extracts.keys_known import check_known, known_keys
from tertial.store.load_log import LogEntry
from tests.stored import record

FIRST = PersonKey("k1", bytes(range(32)))
OTHER = PersonKey("k1", bytes(range(1, 33)))
SECOND = PersonKey("k2", bytes(range(2, 34)))


def logged(*keys: PersonKey) -> tuple[LogEntry, ...]:
    return tuple(
        LogEntry(replace(record(), keys={key.id: key.check_value}), number, "c" * 64, "d" * 64)
        for number, key in enumerate(keys, start=1)
    )


def test_the_key_that_made_the_store_is_taken_and_so_is_a_key_never_seen() -> None:
    check_known(logged(FIRST), FIRST)
    check_known(logged(FIRST), SECOND)
    check_known((), FIRST)


def test_another_key_under_an_id_that_the_log_knows_is_refused() -> None:
    with pytest.raises(KeyProblem, match="k1") as refused:
        check_known(logged(FIRST, SECOND), OTHER)
    assert OTHER.reveal().hex() not in str(refused.value)
    assert OTHER.check_value not in str(refused.value)


def test_every_key_of_the_log_is_known() -> None:
    assert known_keys(logged(FIRST, SECOND)) == {"k1": FIRST.check_value, "k2": SECOND.check_value}
