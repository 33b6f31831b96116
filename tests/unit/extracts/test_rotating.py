"""A new key takes over the whole store at once, or nothing is changed."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tertial.domain.calendar import Month
from tertial.domain.identity_changes import IdentityChange
from tertial.domain.key_rotation import Rotation, rotation
from tertial.domain.person_key import PersonKey
from tertial.extracts.access_log import Access, AccessKind, log_accesses, read_accesses
from tertial.extracts.identity_changing import change_identities, current_tokens
from tertial.extracts.keys import KeyProblem
from tertial.extracts.keys_known import check_known
from tertial.extracts.rotating import Rotated, RotationRefused, rotate
from tertial.store.errors import StoreError
from tertial.store.load_log import read_log
from tertial.store.pins import Pin, pin
from tertial.store.state import open_state
from tertial.store.verifying import verify
from tests.invented_persons import TODAY
from tests.persons_in_store import (
    ALICE,
    BOB,
    CECILIA,
    DAVID,
    DAVID_BEFORE,
    HOLDER,
    KEY,
    NEW_KEY,
    NOW,
    contact,
    every_byte,
    fill,
    listed,
    token,
)
from tests.store_disks import QuickDisk
from tests.stored import AT_ONCE, QUICK

JULY, AUGUST = Month(2026, 7), Month(2026, 8)
EVERYBODY = (ALICE, BOB, DAVID, DAVID_BEFORE)


@pytest.fixture
def store(tmp_path: Path) -> Path:
    root = tmp_path / "store"
    fill(
        root,
        {
            ("contacts", JULY): [
                contact(ALICE, "kontakt-1", date(2026, 7, 1)),
                contact(BOB, "kontakt-2", date(2026, 7, 2)),
            ],
            ("contacts", AUGUST): [contact(DAVID_BEFORE, "kontakt-3", date(2026, 8, 3))],
        },
    )
    fill(root, {("listing", JULY): [listed(BOB, date(2026, 7, 1))]})
    change = IdentityChange(token(DAVID_BEFORE), token(DAVID), date(2026, 8, 20))
    change_identities(root, [change], KEY, now=NOW, program="0.1.0", holder=HOLDER, patience=AT_ONCE, disk=QUICK)
    return root


def register(*numbers: str, new: PersonKey = NEW_KEY) -> Rotation:
    return rotation(numbers, KEY, new, TODAY).rotation


def rotated(store: Path, made: Rotation, *, old: PersonKey = KEY, new: PersonKey = NEW_KEY) -> Rotated:
    return rotate(store, made, old, new, now=NOW, program="0.1.0", holder=HOLDER, patience=AT_ONCE, disk=QUICK)


def test_every_token_of_every_feed_becomes_the_new_keys_and_the_rows_are_the_same_persons(store: Path) -> None:
    done = rotated(store, register(*EVERYBODY))
    state = open_state(store)
    rows = [(row["contact_id"], row["person"]) for row in state.table("contacts").to_pylist()]
    assert sorted(rows) == [
        ("kontakt-1", token(ALICE, NEW_KEY)),
        ("kontakt-2", token(BOB, NEW_KEY)),
        ("kontakt-3", token(DAVID, NEW_KEY)),
    ]
    assert state.table("listing").column("person").to_pylist() == [token(BOB, NEW_KEY)]
    assert current_tokens(state).current(token(DAVID_BEFORE, NEW_KEY)) == token(DAVID, NEW_KEY)
    assert (done.months, done.state) == (4, 4)


def test_no_token_of_the_old_key_is_left_on_the_disk(store: Path) -> None:
    assert b"k1." in every_byte(store)
    done = rotated(store, register(*EVERYBODY))
    assert b"k1." not in every_byte(store)
    assert done.pruned == (0, 1, 2, 3)
    assert verify(store) == ()


def test_the_new_key_loads_from_then_on_and_the_old_one_is_refused(store: Path) -> None:
    rotated(store, register(*EVERYBODY))
    log = read_log(store / "loads.jsonl")
    check_known(log, NEW_KEY)
    with pytest.raises(KeyProblem, match="k2"):
        check_known(log, KEY)


def test_persons_who_are_not_in_the_register_are_counted_and_nothing_is_changed(store: Path) -> None:
    with pytest.raises(RotationRefused, match=r"\b2\b"):
        rotated(store, register(ALICE, DAVID))
    assert open_state(store).number == 3


def test_a_number_that_only_a_change_of_identity_names_must_be_in_the_register_too(store: Path) -> None:
    with pytest.raises(RotationRefused, match=r"\b1\b"):
        rotated(store, register(ALICE, BOB, DAVID))


def test_a_register_of_more_persons_than_the_store_has_will_do(store: Path) -> None:
    assert rotated(store, register(*EVERYBODY, CECILIA)).months == 4


def test_keys_that_are_not_the_stores_are_refused(store: Path) -> None:
    other = PersonKey("k1", bytes(range(5, 37)))
    with pytest.raises(KeyProblem, match="k1"):
        rotated(store, rotation(EVERYBODY, other, NEW_KEY, TODAY).rotation, old=other)
    third = PersonKey("k3", bytes(range(6, 38)))
    with pytest.raises(KeyProblem, match="k1"):
        rotated(store, rotation(EVERYBODY, third, NEW_KEY, TODAY).rotation, old=third)
    assert open_state(store).number == 3


def test_a_pin_that_holds_old_tokens_is_named_before_anything_is_done(store: Path) -> None:
    pin(store, Pin(2, "delårsrapport", "augusti 2026"), HOLDER, QUICK)
    with pytest.raises(StoreError, match="delårsrapport"):
        rotated(store, register(*EVERYBODY))
    assert open_state(store).number == 3


def test_the_access_log_names_persons_by_their_new_tokens_and_tells_of_those_left(store: Path) -> None:
    seen = [
        Access(AccessKind.RELINK, "hc-1", NOW, "anna", token(number), "kallelser") for number in (ALICE, CECILIA, ALICE)
    ]
    log_accesses(store, seen, HOLDER, QUICK)
    done = rotated(store, register(*EVERYBODY))
    assert done.accesses_left == 1
    assert [access.person for access in read_accesses(store)] == [
        token(ALICE, NEW_KEY),
        token(CECILIA),
        token(ALICE, NEW_KEY),
    ]


class _Cut(BaseException):
    """The process is gone."""


class _CutAfterThePublish(QuickDisk):
    def remove(self, path: Path) -> None:
        if path.parent.name == "manifests":
            raise _Cut
        super().remove(path)


def test_a_rotation_cut_off_after_the_publish_is_finished_when_run_again(store: Path) -> None:
    made = register(*EVERYBODY)
    with pytest.raises(_Cut):
        rotate(
            store,
            made,
            KEY,
            NEW_KEY,
            now=NOW,
            program="0.1.0",
            holder=HOLDER,
            patience=AT_ONCE,
            disk=_CutAfterThePublish(),
        )
    assert b"k1." in every_byte(store)
    done = rotated(store, made)
    assert (done.rows, done.state) == (0, 4)
    assert b"k1." not in every_byte(store)


def test_keys_can_be_rotated_again_and_again(store: Path) -> None:
    rotated(store, register(*EVERYBODY))
    third = PersonKey("k3", bytes(range(6, 38)))
    rotated(store, rotation(EVERYBODY, NEW_KEY, third, TODAY).rotation, old=NEW_KEY, new=third)
    assert open_state(store).table("listing").column("person").to_pylist() == [token(BOB, third)]


def test_a_store_without_tokens_gets_its_new_key_all_the_same(tmp_path: Path) -> None:
    root = tmp_path / "store"
    fill(root, {("contacts", JULY): []})
    done = rotated(root, register(ALICE))
    assert (done.rows, done.months) == (0, 0)
    check_known(read_log(root / "loads.jsonl"), NEW_KEY)


def test_tokens_of_a_third_key_are_told_and_nothing_is_changed(tmp_path: Path) -> None:
    root = tmp_path / "store"
    stray = token(ALICE, PersonKey("k3", bytes(range(6, 38))))
    fill(root, {("contacts", JULY): [{**contact(ALICE, "kontakt-1", date(2026, 7, 1)), "person": stray}]})
    with pytest.raises(RotationRefused, match=r"contacts.*2026-07.*k3"):
        rotated(root, register(ALICE))
    assert open_state(root).number == 1
