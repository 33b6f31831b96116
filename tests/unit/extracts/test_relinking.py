"""A list for staff meets the register in memory, in the responsible unit, and nobody is shown who may not be."""

from __future__ import annotations

import stat
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest

from tertial.domain.calendar import Month
from tertial.domain.identity_changes import IdentityChange
from tertial.domain.person_key import PersonKey
from tertial.domain.row_marks import Mark
from tertial.extracts.access_log import AccessKind, read_accesses
from tertial.extracts.identity_changing import change_identities
from tertial.extracts.keys import KeyProblem
from tertial.extracts.listed_file import ListProblem, read_listed
from tertial.extracts.relinking import Relinked, Request, hand_out, relink
from tertial.store.disk import OutFile
from tertial.store.errors import StoreError
from tertial.store.state import open_state
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
    marks,
    token,
)
from tests.store_disks import QuickDisk
from tests.stored import AT_ONCE, QUICK

AUGUST = Month(2026, 8)
DAY = date(2026, 8, 3)
REQUEST = Request("omrade-1", frozenset({"omrade-1", "hc-1", "hc-2"}), "kallelse till hälsosamtal", "anna", NOW)
REGISTER = [
    ("Personnummer", "Namn"),
    (ALICE, "Alice Åberg"),
    (BOB, "Bob Öman"),
    (CECILIA, "Cecilia Ek"),
    (DAVID, "David"),
]


@pytest.fixture
def store(tmp_path: Path) -> Path:
    root = tmp_path / "store"
    fill(
        root,
        {
            ("contacts", AUGUST): [
                contact(ALICE, "kontakt-1", DAY),
                contact(BOB, "kontakt-2", DAY, unit="hc-2"),
                contact(CECILIA, "kontakt-3", DAY, unit="elsewhere"),
                contact(DAVID_BEFORE, "kontakt-4", DAY),
            ]
        },
    )
    return root


def csv(path: Path, rows: Sequence[Sequence[str]]) -> Path:
    path.write_text("".join(";".join(row) + "\n" for row in rows), encoding="utf-8")
    return path


def relinked(
    store: Path,
    rows: Sequence[Sequence[str]],
    *,
    register: Sequence[Sequence[str]] = REGISTER,
    key: PersonKey = KEY,
    head: Sequence[str] = ("person", "unit", "due"),
    column: str = "",
) -> Relinked:
    folder = store.parent
    return relink(
        open_state(store),
        read_listed(csv(folder / "lista.csv", [head, *rows])),
        read_listed(csv(folder / "register.csv", register)),
        key,
        REQUEST,
        today=TODAY,
        column=column,
    )


def test_each_row_of_the_list_gets_the_registers_columns_in_place_of_the_token(store: Path) -> None:
    found = relinked(store, [(token(BOB), "hc-2", "2026-12"), (token(ALICE), "hc-1", "2027-01")])
    assert found.columns == ("Personnummer", "Namn", "unit", "due")
    assert found.rows == ((BOB, "Bob Öman", "hc-2", "2026-12"), (ALICE, "Alice Åberg", "hc-1", "2027-01"))
    assert (found.protected, found.elsewhere, found.not_in_register) == (0, 0, 0)


def test_a_row_of_a_unit_that_is_not_below_the_one_asked_for_stops_the_whole_list(store: Path) -> None:
    with pytest.raises(ListProblem, match=r"3.*omrade-1"):
        relinked(store, [(token(ALICE), "hc-1", ""), (token(CECILIA), "elsewhere", "")])


def test_a_person_without_a_row_in_the_unit_is_left_out_whatever_the_list_says(store: Path) -> None:
    found = relinked(store, [(token(ALICE), "hc-1", ""), (token(CECILIA), "hc-1", "")])
    assert [row[0] for row in found.rows] == [ALICE]
    assert found.elsewhere == 1


@pytest.mark.parametrize("mark", list(Mark))
def test_a_person_with_a_mark_on_any_row_of_any_feed_is_left_out_and_counted(store: Path, mark: Mark) -> None:
    fill(store, {("listing", AUGUST): [listed(ALICE, DAY, unit="elsewhere", **marks(mark))]})
    found = relinked(store, [(token(ALICE), "hc-1", ""), (token(BOB), "hc-2", "")])
    assert [row[0] for row in found.rows] == [BOB]
    assert (found.protected, found.persons) == (1, (token(BOB),))


def test_a_person_who_is_not_in_the_register_is_counted(store: Path) -> None:
    found = relinked(store, [(token(ALICE), "hc-1", ""), (token(BOB), "hc-2", "")], register=REGISTER[:2])
    assert (len(found.rows), found.not_in_register) == (1, 1)


def test_a_list_from_before_a_change_of_identity_is_joined_all_the_same(store: Path) -> None:
    change = IdentityChange(token(DAVID_BEFORE), token(DAVID), DAY)
    change_identities(store, [change], KEY, now=NOW, program="0.1.0", holder=HOLDER, patience=AT_ONCE, disk=QUICK)
    found = relinked(store, [(token(DAVID_BEFORE), "hc-1", "")])
    assert [row[0] for row in found.rows] == [DAVID]
    assert found.persons == (token(DAVID),)


def test_what_is_no_token_is_refused_and_not_repeated(store: Path) -> None:
    with pytest.raises(ListProblem, match="2") as refused:
        relinked(store, [(ALICE, "hc-1", "")])
    assert ALICE not in str(refused.value)


def test_tokens_of_another_key_and_keys_of_another_store_are_refused(store: Path) -> None:
    with pytest.raises(ListProblem, match="k2"):
        relinked(store, [(token(ALICE, NEW_KEY), "hc-1", "")])
    with pytest.raises(KeyProblem):
        relinked(store, [(token(ALICE), "hc-1", "")], key=PersonKey("k1", bytes(range(9, 41))))


@pytest.mark.parametrize("head", [("person", "enhet", "due"), ("patient", "unit", "due")])
def test_a_list_without_the_columns_is_refused(store: Path, head: Sequence[str]) -> None:
    with pytest.raises(ListProblem, match="due"):
        relinked(store, [(token(ALICE), "hc-1", "")], head=head)


def test_the_column_of_numbers_is_found_by_its_values_and_named_where_two_have_them(store: Path) -> None:
    two = [("Barn", "Vårdnadshavare"), (CECILIA, ALICE), (BOB, ALICE)]
    rows = [(token(BOB), "hc-2", "")]
    with pytest.raises(ListProblem, match=r"Barn.*Vårdnadshavare"):
        relinked(store, rows, register=two)
    assert relinked(store, rows, register=two, column="barn").rows == ((BOB, ALICE, "hc-2", ""),)
    with pytest.raises(ListProblem):
        relinked(store, rows, register=[("Namn", "Ort"), ("Alice", "Umeå")])


def test_whose_rows_are_handed_out_is_logged_and_the_file_is_its_owners_alone(store: Path, tmp_path: Path) -> None:
    found = relinked(store, [(token(ALICE), "hc-1", ""), (token(BOB), "hc-2", ""), (token(ALICE), "hc-1", "")])
    out = tmp_path / "kallelser.csv"
    hand_out(store, found, b"rows", out, REQUEST, HOLDER, QUICK)
    assert out.read_bytes() == b"rows"
    assert stat.S_IMODE(out.stat().st_mode) == 0o600
    accesses = read_accesses(store)
    assert [access.person for access in accesses] == [token(ALICE), token(BOB)]
    assert {(one.kind, one.unit, one.user, one.reason, one.at) for one in accesses} == {
        (AccessKind.RELINK, "omrade-1", "anna", "kallelse till hälsosamtal", NOW)
    }


def test_a_file_that_is_there_is_never_written_over(store: Path, tmp_path: Path) -> None:
    out = tmp_path / "kallelser.csv"
    out.write_bytes(b"mine")
    with pytest.raises(FileExistsError):
        hand_out(store, relinked(store, [(token(ALICE), "hc-1", "")]), b"rows", out, REQUEST, HOLDER, QUICK)
    assert out.read_bytes() == b"mine"


class _FullDisk(QuickDisk):
    def extend(self, path: Path) -> OutFile:
        raise OSError(28, "No space left on device", str(path))


def test_nothing_is_handed_out_that_could_not_be_logged(store: Path, tmp_path: Path) -> None:
    out = tmp_path / "kallelser.csv"
    with pytest.raises(StoreError):
        hand_out(store, relinked(store, [(token(ALICE), "hc-1", "")]), b"rows", out, REQUEST, HOLDER, _FullDisk())
    assert not out.exists()


def test_no_number_or_name_is_left_in_the_store_or_in_any_text_of_the_rows(store: Path, tmp_path: Path) -> None:
    found = relinked(store, [(token(ALICE), "hc-1", "")])
    hand_out(store, found, b"rows", tmp_path / "kallelser.csv", REQUEST, HOLDER, QUICK)
    for secret in (ALICE, ALICE.replace("-", ""), "Åberg"):
        assert secret.encode() not in every_byte(store)
        assert secret not in repr(found)
