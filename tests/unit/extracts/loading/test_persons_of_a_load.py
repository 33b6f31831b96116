"""Persons in a load: their tokens, ages and marks, the key, and identities that have changed."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tertial.domain.extracts import Extract, Flag
from tertial.domain.identity_changes import IdentityChange
from tertial.domain.person_key import PersonKey
from tertial.domain.row_marks import Mark
from tertial.extracts.identity_changing import change_identities
from tertial.extracts.keys import KeyProblem
from tertial.extracts.loading.outcome import Outcome
from tests.loaded import VERSION, Incoming, extract
from tests.persons_in_store import ALICE, BOB, CECILIA, DAVID, DAVID_BEFORE, HOLDER, KEY, NEW_KEY, NOW, token
from tests.stored import AT_ONCE, QUICK
from tests.unit.extracts.loading.sent import contact, listed


@pytest.fixture
def incoming(tmp_path: Path) -> Incoming:
    return Incoming(tmp_path)


def marked(*marks: Mark) -> Extract:
    """An extract of contacts with a column for each mark."""
    return extract(marks={mark: Flag(mark.value, frozenset({"ja"})) for mark in marks})


def test_a_person_has_one_token_however_the_number_is_written(incoming: Incoming) -> None:
    written = (ALICE, ALICE.replace("-", ""), ALICE[2:], f" {ALICE} ", BOB)
    incoming.load(extract(), [contact(f"K-{place}", person=one) for place, one in enumerate(written)])
    assert [row["person"] for row in incoming.rows("contacts", "contact_id", "person")] == [token(ALICE)] * 4 + [
        token(BOB)
    ]


def test_the_age_is_that_at_the_event_and_the_day_of_birth_is_nowhere(incoming: Incoming) -> None:
    incoming.load(
        extract(),
        [
            contact("K-1", person=ALICE, date="2026-03-15"),
            contact("K-2", person=ALICE, date="2026-03-16"),
            contact("K-3", person=CECILIA, date="2023-01-31"),
            contact("K-4", person=CECILIA, date="2024-12-31"),
            contact("K-5", person=CECILIA, date="2025-01-01"),
        ],
    )
    rows = incoming.rows("contacts", "contact_id", "age_years", "age_days", "sex")
    assert [tuple(row.values()) for row in rows] == [
        ("K-1", 40, None, "women"),
        ("K-2", 41, None, "women"),
        ("K-3", 0, 30, "women"),
        ("K-4", 1, 730, "women"),
        ("K-5", 2, None, "women"),
    ]


def test_a_mark_of_a_source_is_a_bit_of_the_row(incoming: Incoming) -> None:
    of = marked(Mark.PROTECTED_IDENTITY, Mark.BLOCKED)
    incoming.load(
        of,
        [
            contact("K-1", protected_identity="", blocked=""),
            contact("K-2", protected_identity="ja", blocked="nej"),
            contact("K-3", protected_identity="Ja", blocked="ja"),
        ],
    )
    bits = Mark.PROTECTED_IDENTITY.bit, Mark.PROTECTED_IDENTITY.bit + Mark.BLOCKED.bit
    assert [row["marks"] for row in incoming.rows("contacts", "contact_id", "marks")] == [0, *bits]


def test_a_row_that_a_patient_has_kept_out_of_the_register_leaves_the_store(incoming: Incoming) -> None:
    of = marked(Mark.REGISTER_OPT_OUT)
    incoming.load(of, [contact("K-1", register_opt_out=""), contact("K-2", register_opt_out="")])
    loaded = incoming.load(of, [contact("K-1", register_opt_out="ja")])
    assert loaded.tally.outcome == {Outcome.WITHDRAWN: 1}
    assert incoming.values("contact_id") == ["K-2"]
    assert [row["contact_id"] for row in incoming.withdrawn()] == ["K-1"]
    assert set(incoming.withdrawn()[0]) == {"extract", "contact_id", "version"}


def test_a_withdrawal_of_a_row_that_never_came_is_remembered(incoming: Incoming) -> None:
    of = extract(version=VERSION, marks={Mark.REGISTER_OPT_OUT: Flag("no", frozenset({"1"}))})
    incoming.load(of, [contact("K-1", changed="2", no="1")])
    assert incoming.load(of, [contact("K-1", changed="1", no="")]).tally.outcome == {Outcome.OUTDATED: 1}
    assert incoming.rows() == []
    assert incoming.load(of, [contact("K-1", changed="3", no="")]).tally.outcome == {Outcome.ADDED: 1}
    assert incoming.withdrawn() == []


def test_another_key_of_the_same_name_is_refused(incoming: Incoming) -> None:
    incoming.load(extract(), [contact("K-1")])
    with pytest.raises(KeyProblem):
        incoming.load(extract(), [contact("K-2")], key=PersonKey("k1", bytes(range(7, 39))))
    with pytest.raises(KeyProblem):
        incoming.load(extract("listing"), [listed()], key=NEW_KEY)
    assert (incoming.state.number, incoming.values("contact_id")) == (1, ["K-1"])


def test_without_a_key_nothing_of_persons_is_written(incoming: Incoming) -> None:
    def absent() -> PersonKey:
        raise KeyProblem("there is no key")

    with pytest.raises(KeyProblem):
        incoming.load(extract(), [contact("K-1")], key=absent)
    assert incoming.state.number == 0
    assert not list((incoming.store / "incoming").iterdir())


def test_a_feed_without_persons_needs_no_key(incoming: Incoming) -> None:
    def absent() -> PersonKey:
        raise KeyProblem("there is no key")

    names = ("unit", "date", "established", "staffed", "occupied")
    row = dict(zip(names, ("hc-1", "2026-11-02", "20", "18", "17"), strict=True))
    loaded = incoming.load(extract("beds"), [row], key=absent)
    assert loaded.tally.quarantined == 0 or set(loaded.tally.reasons) == {"missing_column"}
    assert incoming.record.keys == {}


def test_the_record_of_a_load_has_the_check_value_of_the_key(incoming: Incoming) -> None:
    incoming.load(extract(), [contact("K-1")])
    assert incoming.record.keys == {"k1": KEY.check_value}


def changed(incoming: Incoming) -> None:
    """David's co-ordination number becomes a personal number."""
    change_identities(
        incoming.store,
        [IdentityChange(token(DAVID_BEFORE), token(DAVID), date(2026, 5, 1))],
        KEY,
        now=NOW,
        program="0.1.0",
        holder=HOLDER,
        patience=AT_ONCE,
        disk=QUICK,
    )


def test_rows_sent_under_an_old_number_get_the_person_s_token_of_today(incoming: Incoming) -> None:
    incoming.load(extract(), [contact("K-1", person=DAVID_BEFORE)])
    changed(incoming)
    loaded = incoming.load(extract(), [contact("K-1", person=DAVID_BEFORE), contact("K-2", person=DAVID_BEFORE)])
    assert loaded.tally.outcome == {Outcome.UNCHANGED: 1, Outcome.ADDED: 1}
    assert incoming.values("person") == [token(DAVID)] * 2


def test_a_key_with_a_person_in_it_follows_the_person_to_the_new_number(incoming: Incoming) -> None:
    listing = extract("listing")
    incoming.load(listing, [listed(DAVID_BEFORE), listed(BOB)])
    changed(incoming)
    loaded = incoming.load(listing, [listed(DAVID), listed(BOB, unit="hc-2")])
    assert loaded.tally.outcome == {Outcome.UNCHANGED: 1, Outcome.CORRECTED: 1}
    assert loaded.tally.removed == 0


def test_old_and_new_number_side_by_side_are_one_person_and_make_the_same_file(incoming: Incoming) -> None:
    incoming.load(extract(), [contact("K-0", date="2026-09-01")])
    changed(incoming)
    numbers = [DAVID_BEFORE, DAVID, BOB, DAVID_BEFORE, ALICE]
    incoming.load(extract(), [contact(f"K-{place}", person=one) for place, one in enumerate(numbers, 1)])
    mixed = incoming.event_files()
    again = Incoming(incoming.root / "again")
    again.load(extract(), [contact("K-0", date="2026-09-01")])
    changed(again)
    new = [DAVID if one == DAVID_BEFORE else one for one in numbers]
    again.load(extract(), [contact(f"K-{place}", person=one) for place, one in enumerate(new, 1)])
    assert incoming.values("person") == again.values("person")
    assert mixed == again.event_files()


def test_a_register_that_says_that_an_identity_is_protected_marks_the_row(incoming: Incoming) -> None:
    row = {"as_of": "2026-10-31", "sex": "women", "opted_out": "no"}
    incoming.load(
        extract("persons"), [{**row, "person": ALICE, "protected": "ja"}, {**row, "person": BOB, "protected": "nej"}]
    )
    bits = {one["person"]: one["marks"] for one in incoming.rows("persons", "person", "marks")}
    assert bits == {token(ALICE): Mark.PROTECTED_IDENTITY.bit, token(BOB): 0}
