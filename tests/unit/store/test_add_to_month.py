"""A load may add a file to a month and leave those that it has as they are."""

from __future__ import annotations

from pathlib import Path

from tertial.domain.calendar import Month
from tertial.store.loading import begin_load
from tertial.store.state import open_state
from tests.stored import AT_ONCE, HOLDER, QUICK, publish, record, table

AUGUST = Month(2025, 8)


def test_rows_added_to_a_month_stand_beside_those_that_it_had(tmp_path: Path) -> None:
    before = publish(tmp_path, {("contacts", AUGUST): [1, 2]})
    with begin_load(tmp_path, HOLDER, AT_ONCE, QUICK) as load:
        load.add_to_month("contacts", AUGUST, table([3]))
        load.add_to_month("contacts", AUGUST, table([4]))
        load.publish(record())
    after = open_state(tmp_path)
    assert sorted(after.table("contacts")["value"].to_pylist()) == [1, 2, 3, 4]
    assert set(before.files("contacts")) < set(after.files("contacts"))


def test_rows_added_to_a_month_that_was_never_loaded_are_its_first(tmp_path: Path) -> None:
    with begin_load(tmp_path, HOLDER, AT_ONCE, QUICK) as load:
        load.add_to_month("contacts", AUGUST, table([3]))
        load.publish(record())
    assert open_state(tmp_path).table("contacts")["value"].to_pylist() == [3]


def test_a_month_replaced_after_rows_were_added_holds_the_new_rows_alone(tmp_path: Path) -> None:
    publish(tmp_path, {("contacts", AUGUST): [1, 2]})
    with begin_load(tmp_path, HOLDER, AT_ONCE, QUICK) as load:
        load.add_to_month("contacts", AUGUST, table([3]))
        load.replace_month("contacts", AUGUST, table([5]))
        load.publish(record())
    assert open_state(tmp_path).table("contacts")["value"].to_pylist() == [5]
