"""A store has one key at a time, and another is refused."""

from dataclasses import replace

import pytest

from tertial.domain.person_key import PersonKey
from tertial.extracts.keys import KeyProblem
from tertial.extracts.keys_known import ROTATED_TO, check_known, check_value, key_in_force, known_keys
from tertial.store.load_log import LogEntry
from tertial.store.load_record import Action, LoadRecord
from tests.stored import record

FIRST = PersonKey("k1", bytes(range(32)))
OTHER = PersonKey("k1", bytes(range(1, 33)))
SECOND = PersonKey("k2", bytes(range(2, 34)))

LOADED = replace(record(), keys={FIRST.id: FIRST.check_value})
ROTATED = replace(
    record(),
    action=Action.KEY_ROTATION,
    keys={FIRST.id: FIRST.check_value, SECOND.id: SECOND.check_value},
    decision={ROTATED_TO: SECOND.id},
)


def logged(*records: LoadRecord) -> tuple[LogEntry, ...]:
    return tuple(LogEntry(one, number, "c" * 64, "d" * 64) for number, one in enumerate(records, start=1))


def test_a_store_without_tokens_takes_any_key() -> None:
    check_known((), FIRST)
    check_known(logged(record()), FIRST)
    assert key_in_force(logged(record())) is None


def test_the_key_that_made_the_store_is_taken() -> None:
    check_known(logged(record(), LOADED, LOADED), FIRST)


def test_another_key_under_the_same_id_is_refused_and_gives_nothing_away() -> None:
    with pytest.raises(KeyProblem, match="k1") as refused:
        check_known(logged(LOADED), OTHER)
    assert OTHER.reveal().hex() not in str(refused.value)
    assert OTHER.check_value not in str(refused.value)


def test_a_key_with_another_id_is_refused_until_it_has_taken_over() -> None:
    with pytest.raises(KeyProblem, match="k2"):
        check_known(logged(LOADED), SECOND)
    check_known(logged(LOADED, ROTATED), SECOND)


def test_a_key_that_another_has_taken_over_from_is_refused() -> None:
    with pytest.raises(KeyProblem, match="k2"):
        check_known(logged(LOADED, ROTATED, record()), FIRST)


def test_a_key_about_to_take_over_has_an_id_of_its_own() -> None:
    check_value(logged(LOADED), SECOND)
    with pytest.raises(KeyProblem, match="k1"):
        check_value(logged(LOADED), OTHER)


def test_every_key_of_the_log_is_known() -> None:
    assert known_keys(logged(LOADED, ROTATED)) == {"k1": FIRST.check_value, "k2": SECOND.check_value}
