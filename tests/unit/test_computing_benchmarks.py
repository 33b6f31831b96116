from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa
import pytest
from benchmarks.care_events import add_to_month, write_store
from benchmarks.care_units import MONTHS
from benchmarks.indicator_answers import (
    additive_answers,
    cells_of_answer,
    check_same,
    differences,
    hundred_answers,
    named_counts,
    pack_answers,
)
from benchmarks.indicator_pack import additive, hundred, pack
from benchmarks.polars_rival import additive_answers as additive_in_polars
from benchmarks.rival_queries import QUERIES, connected, hundred_filters

from tertial.store.state import open_state

CONTACTS = 12_000
MANY = 1_000
"""Fewer cells than this of all indicators would show little."""


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    root = tmp_path_factory.mktemp("care") / "store"
    with pytest.MonkeyPatch.context() as patch:
        for module in ("care_events", "indicator_answers"):
            patch.setattr(f"benchmarks.{module}.MONTHS", MONTHS[-14:])
        write_store(root, CONTACTS, persons=60)
        yield root


def in_sql(store: Path) -> dict[str, pa.Table]:
    with connected(store) as connection:
        return {name: connection.sql(query).to_arrow_table() for name, query in QUERIES.items()}


def answer(**columns: list[object]) -> dict[str, pa.Table]:
    return {"one": pa.table({"unit": ["hc-00"], "m": [MONTHS[0].first_day], "sex": ["women"]} | columns)}


def test_the_engine_and_a_query_an_indicator_answer_the_pack_alike_cell_by_cell(store: Path) -> None:
    ours, theirs = pack_answers(store, cores=1), in_sql(store)
    assert ours.keys() == theirs.keys() == pack().keys()
    assert differences(ours, theirs) == []
    assert all(cells_of_answer(table) for table in ours.values())


def test_polars_answers_the_additive_set_as_the_engine_does(store: Path) -> None:
    ours = additive_answers(store, cores=1)
    assert ours.keys() == additive().keys()
    assert check_same(ours, additive_in_polars(store)) > MANY


def test_a_hundred_counts_are_the_hundred_filters_of_one_query(store: Path) -> None:
    with connected(store) as connection:
        found = connection.sql(hundred_filters()).to_arrow_table()
    assert check_same(hundred_answers(store, cores=1), named_counts(found, hundred())) > MANY


def test_another_figure_is_a_difference_and_ends_the_run() -> None:
    ours, theirs = answer(n=[4], d=[5]), answer(n=[4], d=[6])
    assert differences(ours, ours) == []
    assert len(differences(ours, theirs)) == 1
    with pytest.raises(RuntimeError, match="1 cells differ"):
        check_same(ours, theirs)


def test_a_cell_or_an_indicator_that_only_one_has_is_a_difference() -> None:
    ours = answer(n=[4], d=[5])
    assert len(differences(ours, {"one": ours["one"].slice(1)})) == 1
    assert len(differences(ours, {})) == 1


def test_means_are_the_same_to_the_last_digits_that_floating_point_holds_and_counts_only_when_equal() -> None:
    ours = answer(n=[0.1 + 0.2], d=[5])
    assert differences(ours, answer(n=[0.3], d=[5])) == []
    assert differences(ours, answer(n=[0.3000001], d=[5]))
    assert differences(answer(n=[3], d=[5]), answer(n=[4], d=[5]))


def test_nothing_to_divide_by_is_no_cell_and_a_cell_twice_is_refused() -> None:
    assert cells_of_answer(answer(n=[0], d=[0])["one"]) == {}
    table = answer(n=[1], d=[1])["one"]
    with pytest.raises(RuntimeError, match="twice"):
        cells_of_answer(pa.concat_tables([table, table]))


def test_a_month_that_is_replaced_has_as_many_other_rows(tmp_path: Path) -> None:
    root = tmp_path / "store"
    write_store(root, 2_000, persons=50)
    before = open_state(root)
    last = MONTHS[-1]
    old = before.table("contacts", [last])
    add_to_month(root, last, old.num_rows, persons=50)
    new = open_state(root).table("contacts", [last])
    assert open_state(root).rows("contacts") == before.rows("contacts")
    assert not set(old["contact_id"].to_pylist()) & set(new["contact_id"].to_pylist())
