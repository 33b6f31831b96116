"""Months that are put in order together come out as each would have alone."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

import numpy as np
import pyarrow as pa
from hypothesis import given, settings
from hypothesis import strategies as st

from tertial.domain.feeds.registry import all_feeds
from tertial.domain.feeds.stored import event_day
from tertial.extracts.event_schema import NAMES, event_schema
from tertial.extracts.loading.events import in_order, key_hashes, tidied
from tertial.extracts.loading.months_together import ordered_months

LISTING = all_feeds()["listing"]
MONTHS = 4
Row = tuple[int, int, str | None, str]

ROWS = st.lists(
    st.tuples(
        st.integers(0, MONTHS - 1),
        st.integers(0, 27),
        st.sampled_from(["hc-1", "hc-2", "hc-3", None]),
        st.sampled_from(["key.p", "key.q", "key.r", "key.s"]),
    ),
    min_size=1,
)


def _events(rows: Sequence[Row]) -> pa.Table:
    days = [date(2025, month + 1, 1) + timedelta(days=day) for month, day, _unit, _person in rows]
    given = {
        "person": pa.array([person for _month, _day, _unit, person in rows], pa.string()).cast(NAMES),
        "unit": pa.array([unit for _month, _day, unit, _person in rows], pa.string()).cast(NAMES),
        event_day(LISTING): pa.array(days, pa.date32()),
        "extract": pa.array(["listing"] * len(rows), pa.string()).cast(NAMES),
    }
    return pa.table(
        [given.get(field.name, pa.nulls(len(rows), field.type)) for field in event_schema(LISTING)],
        schema=event_schema(LISTING),
    )


@given(ROWS)
@settings(deadline=None)
def test_each_month_is_as_it_would_be_alone(rows: list[Row]) -> None:
    events, months = _events(rows), np.array([month for month, *_rest in rows], np.int64)
    hashes = key_hashes(events, LISTING)
    together = list(ordered_months(events, LISTING, hashes, months, MONTHS))
    for month in range(MONTHS):
        mine = events.filter(pa.array(months == month))
        alone = tidied(mine.take(pa.array(in_order(mine, LISTING, hashes[months == month]))))
        assert together[month].equals(alone)
        assert [column.chunk(0).dictionary.to_pylist() for column in _words(together[month])] == [
            column.chunk(0).dictionary.to_pylist() for column in _words(alone)
        ]


def _words(table: pa.Table) -> list[pa.ChunkedArray]:
    return [column for column in table.columns if pa.types.is_dictionary(column.type) and len(column)]
