"""A changed identity is followed in every row of the store, and nobody becomes two."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tertial.domain.calendar import Month
from tertial.domain.identity_changes import IdentityChange, IdentityChanges
from tertial.domain.person_key import PersonKey
from tertial.extracts.companions import deleted
from tertial.extracts.identity_changing import (
    IdentitiesChanged,
    IdentityRefused,
    change_identities,
    current_tokens,
)
from tertial.extracts.keys import KeyProblem
from tertial.store.load_log import read_log
from tertial.store.load_record import Action
from tertial.store.state import open_state
from tests.persons_in_store import (
    ALICE,
    BOB,
    CECILIA,
    DAVID,
    DAVID_BEFORE,
    HOLDER,
    KEY,
    NOW,
    contact,
    fill,
    listed,
    token,
)
from tests.stored import AT_ONCE, QUICK

JULY, AUGUST = Month(2026, 7), Month(2026, 8)
SINCE = date(2026, 8, 20)
DAVIDS = IdentityChange(token(DAVID_BEFORE), token(DAVID), SINCE)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return tmp_path / "store"


def changed(root: Path, *changes: IdentityChange, key: PersonKey = KEY) -> IdentitiesChanged:
    return change_identities(root, changes, key, now=NOW, program="0.1.0", holder=HOLDER, patience=AT_ONCE, disk=QUICK)


def person_of(root: Path) -> dict[str, str]:
    rows = open_state(root).table("contacts").to_pylist()
    return {row["contact_id"]: row["person"] for row in rows}


def listing(root: Path, feed: str = "listing") -> list[tuple[str, str, int | None]]:
    rows = open_state(root).table(feed).to_pylist()
    return sorted((row["person"], row.get("unit", ""), row["version"]) for row in rows)


def test_rows_of_both_identities_become_one_persons(root: Path) -> None:
    fill(
        root,
        {
            ("contacts", JULY): [
                contact(DAVID_BEFORE, "kontakt-1", date(2026, 7, 1)),
                contact(ALICE, "kontakt-2", date(2026, 7, 1)),
            ],
            ("contacts", AUGUST): [contact(DAVID, "kontakt-3", date(2026, 8, 25))],
        },
    )
    done = changed(root, DAVIDS)
    assert person_of(root) == {"kontakt-1": token(DAVID), "kontakt-2": token(ALICE), "kontakt-3": token(DAVID)}
    assert (done.added, done.known, done.renamed, done.merged) == (1, 0, 1, 0)


def test_months_without_the_person_are_not_written_again(root: Path) -> None:
    fill(root, {("contacts", AUGUST): [contact(ALICE, "kontakt-2", date(2026, 8, 1))]})
    before = open_state(root).files("contacts", [AUGUST])
    changed(root, DAVIDS)
    assert open_state(root).files("contacts", [AUGUST]) == before


def test_the_changes_are_kept_for_the_loads_that_follow(root: Path) -> None:
    fill(root, {("contacts", JULY): [contact(BOB, "kontakt-1", date(2026, 7, 1))]})
    assert current_tokens(open_state(root)) == IdentityChanges()
    to_bob = IdentityChange(token(DAVID), token(BOB), date(2026, 8, 30))
    changed(root, DAVIDS)
    changed(root, to_bob)
    changes = current_tokens(open_state(root))
    assert changes.changes == (DAVIDS, to_bob)
    assert changes.current(token(DAVID_BEFORE)) == token(BOB)


def test_the_log_tells_of_the_change_and_its_key(root: Path) -> None:
    fill(root, {("contacts", JULY): [contact(BOB, "kontakt-1", date(2026, 7, 1))]})
    changed(root, DAVIDS)
    record = read_log(root / "loads.jsonl")[-1].record
    assert (record.action, record.outcome) == (Action.IDENTITY_CHANGE, {"added": 1, "known": 0})
    assert record.keys == {KEY.id: KEY.check_value}


def test_a_change_that_is_known_changes_nothing(root: Path) -> None:
    fill(root, {("contacts", JULY): [contact(DAVID_BEFORE, "kontakt-1", date(2026, 7, 1))]})
    changed(root, DAVIDS)
    again = changed(root, DAVIDS, IdentityChange(DAVIDS.old, DAVIDS.new, date(2026, 9, 1)))
    assert (again.added, again.known, again.state) == (0, 2, 2)
    assert open_state(root).number == 2


def test_changes_in_a_circle_are_refused_also_when_the_circle_closes_later(root: Path) -> None:
    fill(root, {("contacts", JULY): [contact(DAVID, "kontakt-1", date(2026, 7, 1))]})
    changed(root, DAVIDS)
    with pytest.raises(IdentityRefused):
        changed(root, IdentityChange(DAVIDS.new, DAVIDS.old, SINCE))
    assert person_of(root) == {"kontakt-1": token(DAVID)}


def test_a_number_that_becomes_two_is_refused(root: Path) -> None:
    fill(root, {("contacts", JULY): [contact(DAVID, "kontakt-1", date(2026, 7, 1))]})
    changed(root, DAVIDS)
    with pytest.raises(IdentityRefused):
        changed(root, IdentityChange(DAVIDS.old, token(BOB), SINCE))


def test_a_key_that_is_not_the_stores_is_refused(root: Path) -> None:
    fill(root, {("contacts", JULY): [contact(DAVID, "kontakt-1", date(2026, 7, 1))]})
    with pytest.raises(KeyProblem):
        changed(root, DAVIDS, key=PersonKey("k1", bytes(range(7, 39))))


def test_of_two_rows_that_get_one_key_the_newest_version_stays(root: Path) -> None:
    since = date(2026, 7, 1)
    fill(
        root,
        {
            ("listing", JULY): [
                listed(DAVID_BEFORE, since, unit="hc-2", version=8),
                listed(DAVID, since, unit="hc-1", version=7),
                listed(ALICE, since, version=1),
            ]
        },
    )
    done = changed(root, DAVIDS)
    assert listing(root) == sorted([(token(DAVID), "hc-2", 8), (token(ALICE), "hc-1", 1)])
    assert (done.renamed, done.merged) == (1, 1)


def test_without_versions_the_row_that_had_the_new_identity_stays(root: Path) -> None:
    since = date(2026, 7, 1)
    fill(root, {("listing", JULY): [listed(DAVID, since, unit="hc-1"), listed(DAVID_BEFORE, since, unit="hc-2")]})
    changed(root, DAVIDS)
    assert listing(root) == [(token(DAVID), "hc-1", None)]


def test_rows_of_different_extracts_keep_their_own_keys(root: Path) -> None:
    since = date(2026, 7, 1)
    fill(root, {("listing", JULY): [listed(DAVID, since, extract="one"), listed(DAVID_BEFORE, since, extract="two")]})
    changed(root, DAVIDS)
    assert [row[0] for row in listing(root)] == [token(DAVID)] * 2


def test_the_withdrawal_of_the_old_identitys_row_does_not_withdraw_the_new_ones(root: Path) -> None:
    since = date(2026, 7, 1)
    fill(
        root,
        {
            ("listing", JULY): [listed(DAVID, since, version=4)],
            (deleted("listing"), JULY): [
                {"person": token(DAVID_BEFORE), "valid_from": since, "version": 9},
                {"person": token(CECILIA), "valid_from": since, "version": 2},
            ],
        },
    )
    changed(root, DAVIDS)
    assert listing(root) == [(token(DAVID), "hc-1", 4)]
    assert listing(root, deleted("listing")) == [(token(CECILIA), "", 2)]


def test_of_two_withdrawals_the_newest_is_remembered(root: Path) -> None:
    since = date(2026, 7, 1)
    gone = [
        {"person": token(DAVID_BEFORE), "valid_from": since, "version": 9},
        {"person": token(DAVID), "valid_from": since, "version": 2},
    ]
    fill(root, {(deleted("listing"), JULY): gone})
    changed(root, DAVIDS)
    assert listing(root, deleted("listing")) == [(token(DAVID), "", 9)]
