"""The rows that generated tests draw are such as the store keeps."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import Phase, find, given, settings
from hypothesis import strategies as st

from tertial.compute.reference.rows import Row, may_be_counted
from tertial.compute.sql import feed_table
from tertial.domain.calendar import Month
from tertial.domain.clock import local_date
from tertial.domain.feeds.columns import ColumnKind
from tertial.domain.feeds.registry import all_feeds
from tertial.domain.feeds.stored import DAY_SUFFIX, EXTRACT, event_day
from tests.arrow_rows import arrow_table
from tests.duckdb_run import run
from tests.generative.events import CHANGES, rows_of

SPRING = (Month(2025, 2), Month(2025, 3))


@settings(max_examples=3)
@pytest.mark.parametrize("feed", all_feeds())
@given(data=st.data())
def test_rows_of_any_feed_pass_through_duckdb_unchanged(feed: str, data: st.DataObject) -> None:
    rows = data.draw(rows_of(feed, months=SPRING, most=8))
    read = run(feed_table(feed), {feed: arrow_table(feed, rows)})
    assert sorted(read, key=str) == sorted(rows, key=str)


@settings(max_examples=5)
@pytest.mark.parametrize("feed", all_feeds())
@given(data=st.data())
def test_rows_of_any_feed_keep_the_contract(feed: str, data: st.DataObject) -> None:
    contract = all_feeds()[feed]
    rows = data.draw(rows_of(feed, months=SPRING, most=8))
    keys = {(row[EXTRACT], *(row[name] for name in contract.key)) for row in rows}
    assert len(keys) == len(rows)
    for row in rows:
        day = row[event_day(contract)]
        assert SPRING[0].first_day <= day <= SPRING[1].last_day  # type: ignore[operator]
        for column in contract.columns:
            if column.kind is ColumnKind.BIRTH_DAY:
                continue
            value = row[column.name]
            assert value is not None or not column.required
            if column.kind is ColumnKind.INSTANT:
                assert row[column.name + DAY_SUFFIX] == (None if value is None else local_date(value))  # type: ignore[arg-type]
            if value is not None and column.low is not None:
                times = 100 if column.kind is ColumnKind.AMOUNT else 1
                assert value >= column.low * times  # type: ignore[operator]


def two_at_once(rows: list[Row]) -> bool:
    return len({(row["person"], row["admitted_at"]) for row in rows}) < len(rows)


def on_the_day_of_a_change(rows: list[Row]) -> bool:
    return any(row["admitted_at_day"] in CHANGES for row in rows)


def one_key_of_two_extracts(rows: list[Row]) -> bool:
    return len({row["admission_id"] for row in rows}) < len(rows)


def one_that_may_not_be_counted(rows: list[Row]) -> bool:
    return not all(may_be_counted(row) for row in rows)


@pytest.mark.parametrize(
    "hard", [two_at_once, on_the_day_of_a_change, one_key_of_two_extracts, one_that_may_not_be_counted]
)
def test_what_is_hard_comes(hard: Callable[[list[Row]], bool]) -> None:
    # The simplest of them is not looked for, which would take a minute.
    assert find(
        rows_of("admissions"), hard, settings=settings(max_examples=2000, phases=(Phase.generate,), database=None)
    )
