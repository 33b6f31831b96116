"""What a load publishes, and what it throws away."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pyarrow as pa
import pytest

from tertial.store.errors import StoreError
from tertial.store.load_log import read_log
from tertial.store.loading import begin_load
from tertial.store.pins import Pin, pin
from tertial.store.pruning import prune
from tertial.store.state import open_state
from tertial.store.verifying import verify
from tests.stored import AT_ONCE, AUGUST, HOLDER, JULY, QUICK, SEPTEMBER, held, in_force, publish, record, table


def test_the_first_load_makes_the_store_and_leads_to_state_1(tmp_path: Path) -> None:
    state = publish(tmp_path / "new" / "store", {("contacts", JULY): [1, 2]})
    assert (state.number, held(state)) == (1, {("contacts", JULY): [1, 2]})
    assert verify(tmp_path / "new" / "store") == ()


def test_a_month_is_replaced_and_the_others_stay(tmp_path: Path) -> None:
    publish(tmp_path, {("contacts", JULY): [1], ("contacts", AUGUST): [2], ("beds", JULY): [7]})
    state = publish(tmp_path, {("contacts", AUGUST): [3, 4]})
    assert held(state) == {("contacts", JULY): [1], ("contacts", AUGUST): [3, 4], ("beds", JULY): [7]}
    assert state.rows("contacts") == 3


def test_a_month_without_a_row_has_been_loaded_and_a_removed_one_has_not(tmp_path: Path) -> None:
    publish(tmp_path, {("contacts", JULY): [1], ("contacts", AUGUST): [2]})
    state = publish(tmp_path, {("contacts", JULY): [], ("contacts", AUGUST): None})
    assert state.months("contacts") == (JULY,)
    assert state.rows("contacts") == 0
    assert publish(tmp_path, {("contacts", JULY): None}).feeds == ()


def test_nothing_is_seen_before_it_is_published(tmp_path: Path) -> None:
    publish(tmp_path, {("contacts", JULY): [1]})
    with begin_load(tmp_path, HOLDER, AT_ONCE, QUICK) as load:
        load.replace_month("contacts", JULY, table([9]))
        assert in_force(tmp_path) == {("contacts", JULY): [1]}
        load.publish(record())
        assert in_force(tmp_path) == {("contacts", JULY): [9]}


def test_a_second_load_waits_while_readers_and_pins_do_not(tmp_path: Path) -> None:
    publish(tmp_path, {("contacts", JULY): [1]})
    with begin_load(tmp_path, HOLDER, AT_ONCE, QUICK) as load:
        with pytest.raises(StoreError, match="The store is in use by tertial load norr"):
            publish(tmp_path, {})
        with pytest.raises(StoreError, match="The store is in use by"):
            prune(tmp_path, 1, HOLDER, AT_ONCE, QUICK)
        pin(tmp_path, Pin(1, "Åsa", "granskning"), HOLDER, QUICK)
        assert in_force(tmp_path) == {("contacts", JULY): [1]}
        load.publish(record())
    assert publish(tmp_path, {}).number == 3


def test_a_reader_keeps_the_state_it_opened(tmp_path: Path) -> None:
    before = publish(tmp_path, {("contacts", JULY): [1]})
    publish(tmp_path, {("contacts", JULY): [2]})
    assert held(before) == held(open_state(tmp_path, 1)) == {("contacts", JULY): [1]}


def _give_up(root: Path) -> None:
    with begin_load(root, HOLDER, AT_ONCE, QUICK) as load:
        load.replace_month("contacts", JULY, table([9]))
        load.replace_month("contacts", JULY, table([10]))
        raise ZeroDivisionError


def test_a_load_that_does_not_publish_leaves_nothing(tmp_path: Path) -> None:
    publish(tmp_path, {("contacts", JULY): [1]})
    files = sorted(path for path in tmp_path.rglob("*") if path.is_file())
    with pytest.raises(ZeroDivisionError):
        _give_up(tmp_path)
    assert sorted(path for path in tmp_path.rglob("*") if path.is_file()) == files


def test_the_last_word_on_a_month_holds(tmp_path: Path) -> None:
    with begin_load(tmp_path, HOLDER, AT_ONCE, QUICK) as load:
        load.replace_month("contacts", JULY, table([1]))
        load.replace_month("contacts", JULY, table([2]))
        load.replace_month("contacts", AUGUST, table([3]))
        load.remove_month("contacts", AUGUST)
        state = load.publish(record())
    assert held(state) == {("contacts", JULY): [2]}


def test_a_load_publishes_once(tmp_path: Path) -> None:
    with begin_load(tmp_path, HOLDER, AT_ONCE, QUICK) as load:
        load.publish(record())
        with pytest.raises(ValueError, match="publishes once"):
            load.publish(record())
    with pytest.raises(ValueError, match="publishes once"):
        load.replace_month("contacts", JULY, table([1]))


def test_the_same_rows_are_the_same_file_however_the_table_is_cut(tmp_path: Path) -> None:
    first = publish(tmp_path, {("contacts", JULY): [1, 2, 3]})
    with begin_load(tmp_path, HOLDER, AT_ONCE, QUICK) as load:
        cut = pa.concat_tables([table([1]), table([2, 3])]).replace_schema_metadata({"made": "elsewhere"})
        load.replace_month("contacts", JULY, cut)
        second = load.publish(record())
    assert second.files("contacts") == first.files("contacts")
    assert second.number == 2


def test_a_feed_is_named_by_an_id_and_never_by_a_path(tmp_path: Path) -> None:
    with begin_load(tmp_path, HOLDER, AT_ONCE, QUICK) as load:
        for wrong in ("../contacts", "Contacts", "", "a/b"):
            with pytest.raises(ValueError, match="is no id"):
                load.replace_month(wrong, JULY, table([1]))


def test_the_log_tells_what_each_load_read_and_changed(tmp_path: Path) -> None:
    publish(tmp_path, {("contacts", AUGUST): [1], ("contacts", JULY): [2]})
    publish(tmp_path, {("beds", JULY): [3]}, feed="beds")
    first, second = read_log(tmp_path / "loads.jsonl")
    assert (first.number, second.number, second.record.feed) == (1, 2, "beds")
    assert first.record.touched == {"contacts": (JULY, AUGUST)}
    assert first.record.files[0].name == "kontakter-åäö.csv"
    assert (first.record.read, first.record.accepted, first.record.reasons) == (3, 2, {"unknown_unit": 1})
    assert first.record.loaded_at.microsecond == 123
    assert first.record.loaded_at.isoformat() == "2025-09-03T05:12:00.000123+00:00"


def test_a_load_over_a_feed_s_newer_columns_reads_as_one_table(tmp_path: Path) -> None:
    publish(tmp_path, {("contacts", JULY): [1]})
    with begin_load(tmp_path, HOLDER, AT_ONCE, QUICK) as load:
        load.replace_month("contacts", AUGUST, pa.table({"value": [2], "mode": ["video"]}))
        state = load.publish(record())
    rows = [{"value": 1, "mode": None}, {"value": 2, "mode": "video"}]
    assert state.table("contacts").to_pylist() == rows
    with duckdb.connect() as connection:
        assert state.scan(connection, "contacts").order("value").fetchall() == [(1, None), (2, "video")]
        assert state.scan(connection, "contacts", [JULY]).fetchall() == [(1,)]


def test_months_without_events_are_told_and_never_read_as_nothing(tmp_path: Path) -> None:
    state = publish(tmp_path, {("contacts", JULY): [1]})
    with pytest.raises(StoreError, match="State 1 has no events of contacts in these months"):
        state.table("contacts", [SEPTEMBER])
    with pytest.raises(StoreError, match="no events of beds"):
        state.files("beds")


def test_reading_where_there_is_no_store_says_so(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="There is no store in"):
        open_state(tmp_path)
    publish(tmp_path, {})
    with pytest.raises(StoreError, match="There is no state 7 yet"):
        open_state(tmp_path, 7)


def test_a_file_where_the_store_s_folder_should_be_is_told(tmp_path: Path) -> None:
    (tmp_path / "store").write_text("hello", "utf-8")
    with pytest.raises(StoreError, match="is a file where a folder should be"):
        publish(tmp_path / "store", {})


def test_a_folder_where_a_file_of_the_store_should_be_is_told(tmp_path: Path) -> None:
    publish(tmp_path, {})
    (tmp_path / "loads.jsonl").unlink()
    (tmp_path / "loads.jsonl").mkdir()
    with pytest.raises(StoreError, match="a folder where a file should be"):
        publish(tmp_path, {})


def test_what_others_put_into_the_folders_is_left_alone(tmp_path: Path) -> None:
    publish(tmp_path, {("contacts", JULY): [1]})
    notes = tmp_path / "events" / "contacts" / "2025-07" / "Thumbs.db"
    notes.write_bytes(b"x")
    publish(tmp_path, {("contacts", JULY): [2]})
    assert notes.exists()
