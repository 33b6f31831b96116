"""Rows leave by a decision: the months whose time has come, the rows of a person, and every byte of them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tertial.domain.calendar import Month
from tertial.domain.declarations import KeptMonths, RecordedDecision
from tertial.domain.disposal import Disposal
from tertial.extracts.companions import deleted, quarantined
from tertial.extracts.disposing import DisposalRefused, Disposed, dispose, disposed_through, due
from tertial.store.disk import Disk
from tertial.store.errors import StoreError
from tertial.store.load_log import read_log
from tertial.store.load_record import Action
from tertial.store.pins import Pin, pin
from tertial.store.state import open_state
from tertial.store.verifying import verify
from tests.invented_persons import TODAY
from tests.persons_in_store import ALICE, BOB, HOLDER, NOW, contact, every_byte, fill, listed, token
from tests.store_disks import QuickDisk
from tests.stored import AT_ONCE, QUICK
from tests.unit.domain.declared import declared

OLD, LATER, RECENT = Month(2019, 11), Month(2019, 12), Month(2026, 10)
DECISION = RecordedDecision("Arkivchefen", date(2026, 11, 1), "HSN 2026/31")
FIVE_YEARS = declared(retention=KeptMonths(60))


@pytest.fixture
def store(tmp_path: Path) -> Path:
    root = tmp_path / "store"
    fill(
        root,
        {
            ("contacts", OLD): [
                contact(ALICE, "kontakt-1", date(2019, 11, 4)),
                contact(BOB, "kontakt-2", date(2019, 11, 5)),
            ],
            ("contacts", LATER): [contact(BOB, "kontakt-3", date(2019, 12, 5))],
            ("contacts", RECENT): [
                contact(ALICE, "kontakt-4", date(2026, 10, 6)),
                contact(BOB, "kontakt-5", date(2026, 10, 6)),
            ],
            (deleted("contacts"), OLD): [{"contact_id": "kontakt-6"}],
            (quarantined("contacts"), LATER): [
                {"file_sha256": "a" * 64, "line": 7, "column": "date", "reason": "not_a_date"}
            ],
            (quarantined("contacts"), RECENT): [
                {"file_sha256": "b" * 64, "line": 8, "column": "unit", "reason": "unknown_unit"}
            ],
        },
    )
    fill(root, {("listing", RECENT): [listed(ALICE, date(2026, 10, 1))]})
    return root


def of_months(through: Month = LATER) -> Disposal:
    return Disposal(DECISION, "contacts", "gallring efter fem år", through=through)


def of_alice(through: Month | None = None) -> Disposal:
    return Disposal(DECISION, "contacts", "journal förstörd", through, frozenset({token(ALICE)}))


def carried_out(store: Path, disposal: Disposal, *, disk: Disk = QUICK) -> Disposed:
    return dispose(
        store, disposal, [FIVE_YEARS], today=TODAY, now=NOW, program="0.1.0", holder=HOLDER, patience=AT_ONCE, disk=disk
    )


def contacts(store: Path, month: Month) -> list[str]:
    found: list[str] = open_state(store).table("contacts", [month]).column("contact_id").to_pylist()
    return sorted(found)


def test_the_months_of_the_decision_go_with_their_withdrawn_and_quarantined_rows_and_the_others_stand(
    store: Path,
) -> None:
    done = carried_out(store, of_months())
    state = open_state(store)
    assert state.months("contacts") == (RECENT,)
    assert state.months(deleted("contacts")) == ()
    assert state.months(quarantined("contacts")) == (RECENT,)
    assert state.months("listing") == (RECENT,)
    assert done.rows == {"contacts": 3, deleted("contacts"): 1, quarantined("contacts"): 1}
    assert done.months == (OLD, LATER)
    assert done.state == state.number


def test_nothing_of_the_rows_is_left_on_the_disk_when_it_is_done(store: Path) -> None:
    before = every_byte(store)
    assert b"kontakt-3" in before
    done = carried_out(store, of_months())
    left = every_byte(store)
    assert [name for name in (b"kontakt-1", b"kontakt-2", b"kontakt-3", b"kontakt-6") if name in left] == []
    assert b"kontakt-4" in left
    assert done.pruned == (0, 1, 2)
    assert verify(store) == ()


def test_the_decision_stands_in_the_log_with_how_many_rows_went(store: Path) -> None:
    carried_out(store, of_months())
    record = read_log(store / "loads.jsonl")[-1].record
    assert record.action is Action.DISPOSAL
    assert (record.read, record.accepted, record.outcome) == (5, 5, {"removed": 5})
    assert record.decision == {
        "by": "Arkivchefen",
        "on": "2026-11-01",
        "case": "HSN 2026/31",
        "what": "gallring efter fem år",
        "through": "2019-12",
        "persons": "0",
    }


def test_one_persons_rows_go_from_every_month_and_so_does_the_token(store: Path) -> None:
    done = carried_out(store, of_alice())
    assert done.rows == {"contacts": 2}
    assert contacts(store, OLD) == ["kontakt-2"]
    assert contacts(store, RECENT) == ["kontakt-5"]
    for path in (store / "events" / "contacts").rglob("*.parquet"):
        assert token(ALICE).encode() not in every_byte(path.parent)


def test_a_person_and_a_month_together_spare_later_rows(store: Path) -> None:
    carried_out(store, of_alice(through=OLD))
    assert contacts(store, OLD) == ["kontakt-2"]
    assert contacts(store, RECENT) == ["kontakt-4", "kontakt-5"]


def test_a_disposal_names_nobody_in_the_log(store: Path) -> None:
    carried_out(store, of_alice())
    log = (store / "loads.jsonl").read_bytes()
    assert token(ALICE).encode() not in log
    assert read_log(store / "loads.jsonl")[-1].record.decision["persons"] == "1"


def test_months_that_are_to_be_kept_are_refused_and_nothing_changes(store: Path) -> None:
    with pytest.raises(DisposalRefused, match=r"contacts.*2026-10.*2031-10-31"):
        carried_out(store, of_months(RECENT))
    assert open_state(store).number == 2


def test_every_extract_of_the_feed_must_let_the_months_go(store: Path) -> None:
    longer = declared(retention=KeptMonths(120))
    with pytest.raises(DisposalRefused, match="2029-12-31"):
        dispose(
            store,
            of_months(),
            [FIVE_YEARS, longer],
            today=TODAY,
            now=NOW,
            program="0.1.0",
            holder=HOLDER,
            patience=AT_ONCE,
        )


def test_a_decision_of_tomorrow_is_refused(store: Path) -> None:
    tomorrow = Disposal(RecordedDecision("Arkivchefen", date(2026, 11, 23), "HSN 2026/32"), "contacts", "gallring", OLD)
    with pytest.raises(DisposalRefused, match=r"HSN 2026/32.*2026-11-23"):
        carried_out(store, tomorrow)


@pytest.mark.parametrize("number", [1, 2])
def test_a_pin_that_holds_the_rows_is_named_before_anything_is_done(store: Path, number: int) -> None:
    pin(store, Pin(number, "delårsrapport", "augusti 2026"), HOLDER, QUICK)
    with pytest.raises(StoreError, match=rf"{number}.*delårsrapport.*augusti 2026"):
        carried_out(store, of_months())
    assert open_state(store).number == 2


def test_a_pin_of_a_state_without_the_rows_stands(store: Path) -> None:
    pin(store, Pin(0, "prov", "tomt lager"), HOLDER, QUICK)
    assert carried_out(store, of_months()).pruned == (1, 2)


class _Cut(BaseException):
    """The process is gone."""


class _CutAfterThePublish(QuickDisk):
    def remove(self, path: Path) -> None:
        if path.parent.name == "manifests":
            raise _Cut
        super().remove(path)


def test_a_disposal_cut_off_between_publish_and_pruning_is_finished_when_run_again(store: Path) -> None:
    with pytest.raises(_Cut):
        carried_out(store, of_months(), disk=_CutAfterThePublish())
    assert b"kontakt-3" in every_byte(store)
    done = carried_out(store, of_months())
    assert (done.rows, done.state) == ({}, 3)
    assert b"kontakt-3" not in every_byte(store)


def test_what_has_been_disposed_of_is_told_to_a_later_load(store: Path) -> None:
    log = store / "loads.jsonl"
    assert disposed_through(read_log(log), "contacts") is None
    carried_out(store, of_months(OLD))
    carried_out(store, of_alice(through=RECENT))
    assert disposed_through(read_log(log), "contacts") == OLD
    assert disposed_through(read_log(log), "listing") is None


def test_the_months_due_are_those_that_every_declaration_lets_go(store: Path) -> None:
    state = open_state(store)
    assert due(state, {"contacts": [FIVE_YEARS]}, TODAY) == {"contacts": (OLD, LATER)}
    assert due(state, {"contacts": [FIVE_YEARS, declared(retention=KeptMonths(83))]}, TODAY) == {"contacts": (OLD,)}
    assert due(state, {"contacts": []}, TODAY) == {}
