"""Old states go when nobody needs them; pinned ones and the newest stay."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest

from tertial.store.errors import StoreError
from tertial.store.pins import Pin, pin, pins, unpin
from tertial.store.pruning import prune
from tertial.store.state import open_state
from tertial.store.verifying import verify
from tests.stored import AT_ONCE, AUGUST, HOLDER, JULY, QUICK, held, publish

REPORT = Pin(2, "report 2025-08", "Delårsrapport per augusti 2025")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for number in range(1, 6):
        publish(tmp_path, {("contacts", JULY): [number], ("contacts", AUGUST): [100]})
    return tmp_path


def kept(root: Path) -> list[int]:
    return sorted(int(path.stem) for path in (root / "manifests").glob("*.json"))


def test_pruning_keeps_the_newest_and_their_files_and_no_other(root: Path) -> None:
    assert prune(root, 2, HOLDER, AT_ONCE, QUICK) == (0, 1, 2, 3)
    assert kept(root) == [4, 5]
    assert len(list((root / "events").rglob("*.parquet"))) == 3
    assert held(open_state(root, 4)) == {("contacts", JULY): [4], ("contacts", AUGUST): [100]}
    assert verify(root) == ()


def test_a_pinned_state_outlives_pruning_until_the_pin_goes(root: Path) -> None:
    pin(root, REPORT, HOLDER, QUICK)
    assert pins(root) == (REPORT,)
    prune(root, 1, HOLDER, AT_ONCE, QUICK)
    assert kept(root) == [2, 5]
    assert held(open_state(root, 2))["contacts", JULY] == [2]
    assert verify(root) == ()
    unpin(root, 2, "report 2025-08", HOLDER, QUICK)
    assert prune(root, 1, HOLDER, AT_ONCE, QUICK) == (2,)


def test_two_may_pin_the_same_state_and_one_s_second_pin_replaces_the_reason(root: Path) -> None:
    pin(root, REPORT, HOLDER, QUICK)
    pin(root, Pin(2, "Åsa", "granskning"), HOLDER, QUICK)
    pin(root, Pin(2, "Åsa", "granskning klar"), HOLDER, QUICK)
    assert pins(root) == (REPORT, Pin(2, "Åsa", "granskning klar"))
    unpin(root, 2, "Åsa", HOLDER, QUICK)
    assert pins(root) == (REPORT,)


def test_a_state_that_is_gone_cannot_be_pinned_nor_a_pin_taken_that_is_not_there(root: Path) -> None:
    prune(root, 1, HOLDER, AT_ONCE, QUICK)
    with pytest.raises(StoreError, match="State 2 is pruned away"):
        pin(root, REPORT, HOLDER, QUICK)
    with pytest.raises(StoreError, match="State 5 is not pinned by Åsa"):
        unpin(root, 5, "Åsa", HOLDER, QUICK)


def test_a_pin_names_who_and_why() -> None:
    for number, by, why in ((-1, "a", "b"), (1, " ", "b"), (1, "a", "")):
        with pytest.raises(ValueError, match="a pin names"):
            Pin(number, by, why)


def test_a_reader_of_a_pruned_state_is_told(root: Path) -> None:
    old = open_state(root, 2)
    prune(root, 1, HOLDER, AT_ONCE, QUICK)
    with pytest.raises(StoreError, match="State 2 is pruned away or lacks files"):
        old.table("contacts")
    with duckdb.connect() as connection, pytest.raises(StoreError, match="State 2 is pruned away or lacks files"):
        old.scan(connection, "contacts")


def test_there_is_nothing_to_prune_where_there_is_no_store(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="There is no store"):
        prune(tmp_path, 1, HOLDER, AT_ONCE, QUICK)
    assert list(tmp_path.iterdir()) == []


def test_the_state_in_force_is_always_kept(root: Path) -> None:
    with pytest.raises(ValueError, match="at least the state in force"):
        prune(root, 0, HOLDER, AT_ONCE, QUICK)


def test_a_damaged_pin_stops_pruning_rather_than_losing_what_it_kept(root: Path) -> None:
    pin(root, REPORT, HOLDER, QUICK)
    (path,) = (root / "pins").iterdir()
    path.write_bytes(b"{}")
    with pytest.raises(StoreError, match="is a damaged pin"):
        prune(root, 1, HOLDER, AT_ONCE, QUICK)
    assert 2 in kept(root)
    assert [finding.path for finding in verify(root)] == [root / "pins"]


def test_a_pin_whose_state_somebody_removed_shows(root: Path) -> None:
    pin(root, REPORT, HOLDER, QUICK)
    (root / "manifests" / "00000002.json").unlink()
    assert [finding.path.name for finding in verify(root) if not finding.harmless] == ["00000002.json"]


def test_events_are_not_swept_while_a_manifest_that_may_need_them_is_damaged(root: Path) -> None:
    before = sorted((root / "events").rglob("*.parquet"))
    (root / "manifests" / "00000002.json").write_bytes(b"{")
    publish(root, {("contacts", JULY): [5]})
    assert sorted((root / "events").rglob("*.parquet")) == before
