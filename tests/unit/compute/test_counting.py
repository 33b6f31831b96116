"""Counting by numbers of rows: whatever does not fit is counted another way, and comes to the same."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import numpy as np
import pyarrow as pa
import pytest

from tertial.compute import coded, counted_cells, term_sums
from tertial.compute.engine import Engine
from tertial.compute.reference.cells import reference_cells
from tertial.domain.calendar import Month
from tertial.domain.expressions.parser import parse
from tertial.domain.facts.registry import all_facts
from tertial.domain.measures import Additive, Rows, Spread, Sum
from tertial.store.snapshots.schema import cells_of
from tests.arrow_rows import arrow_table
from tests.memory_events import MemoryEvents
from tests.unit.compute.counted import a_monthly

AUGUST = Month(2025, 8)
CONTACTS = all_facts()["contacts"]


def contact(number: int) -> Mapping[str, Any]:
    return {
        "contact_id": f"k{number}",
        "person": f"p{number % 7}",
        "unit": (None, "unit-1", "unit-2", "unit-3")[number % 4],
        "profession": ("nurse", "doctor", None)[number % 3],
        "mode": ("phone", "video")[number % 2],
        "visit": "first" if number % 5 else None,
        "sex": ("women", "unknown", None)[number // 3 % 3],
        "age_years": number * 11 % 97 if number % 13 else None,
        "wait_days": number * 7 % 61 if number % 6 else None,
        "date": date(2025, 8, 1 + number % 31),
        "marks": 0,
        "extract": "journal",
        "provider": "region",
    }


EVENTS = [contact(number) for number in range(300)]
DEFINED = [
    a_monthly("all", Additive(Sum(Rows(CONTACTS, None))), "sex"),
    a_monthly("kept", Additive(Sum(Rows(CONTACTS, parse("wait_days <= 7 and mode = 'phone'")))), "sex", "age_band"),
    a_monthly("late", Additive(Sum(Rows(CONTACTS, parse("date >= 2025-08-20 or wait_days > 30"))))),
    a_monthly("here", Additive(Sum(Rows(CONTACTS, parse("unit = 'unit-1' and age_years >= 65"))))),
    a_monthly("waited", Additive(Sum(Rows(CONTACTS, parse("visit = 'first'")), parse("wait_days")))),
    a_monthly("both", Additive(Sum(Rows(CONTACTS, None), parse("wait_days + age_years"))), category="profession"),
    a_monthly("median", Spread(Rows(CONTACTS, parse("wait_days < age_years")), parse("wait_days"), percent=50)),
]


@pytest.mark.parametrize(
    ("module", "limit", "value"),
    [
        (coded, "MOST_BINS", 1 << 22),
        (coded, "AT_ONCE", 7),
        (coded, "MOST_NUMBERS", 20),
        (coded, "WIDEST", 5),
        (counted_cells, "MOST_BINS", 3),
        (counted_cells, "MOST_COMBINATIONS", 1),
        (counted_cells, "EXACT", 0.0),
        (term_sums, "MOST_PAIRS", 1),
        (term_sums, "AT_ONCE", 1),
        (term_sums, "FEW", 1),
    ],
)
def test_cells_are_the_same_whatever_fits(
    monkeypatch: pytest.MonkeyPatch, module: Any, limit: str, value: float
) -> None:
    monkeypatch.setattr(module, limit, value)
    source = MemoryEvents({"contacts": arrow_table("contacts", EVENTS)})
    found = cells_of(Engine(source, cores=1).cells(DEFINED, [AUGUST]))
    assert sorted(map(repr, found)) == sorted(map(repr, reference_cells(DEFINED, {"contacts": EVENTS}, [AUGUST])))


YEAR = [AUGUST.plus(step) for step in range(-11, 1)]


def in_month(number: int, event: Mapping[str, Any]) -> Mapping[str, Any]:
    """The event in a month of the year: waits are many different in some, unknown in others, and one month is empty."""
    wait = None if number % 5 == 4 or event["wait_days"] is None else event["wait_days"] * (1, 9, 1, 59)[number % 4]
    unit = event["unit"] if number % 2 else event["unit"] and event["unit"].replace("unit", "centre")
    month = YEAR[number]
    day = date(month.year, month.number, min(event["date"].day, 28))
    return {**event, "contact_id": f"{event['contact_id']}-{number}", "unit": unit, "wait_days": wait, "date": day}


@pytest.mark.parametrize("widest", [100, 1 << 12])
def test_months_whose_columns_hold_other_values_are_counted_together(
    monkeypatch: pytest.MonkeyPatch, widest: int
) -> None:
    monkeypatch.setattr(coded, "WIDEST", widest)
    events = [in_month(number, event) for number in range(len(YEAR)) if number != 7 for event in EVENTS[::3]]
    source = MemoryEvents({"contacts": arrow_table("contacts", events)}, loaded=YEAR)
    found = cells_of(Engine(source, cores=1).cells(DEFINED, YEAR))
    assert sorted(map(repr, found)) == sorted(map(repr, reference_cells(DEFINED, {"contacts": events}, YEAR)))


def test_a_column_that_older_events_lack_is_unknown_in_every_row() -> None:
    class Older(MemoryEvents):
        def read(self, feed: str, month: Month, columns: Any) -> pa.Table:
            table = super().read(feed, month, columns)
            gone = {"sex", "profession", "wait_days"} & set(columns)
            return pa.table(
                {name: pa.nulls(len(table)) if name in gone else table[name] for name in table.column_names}
            )

    events = [{**event, "sex": None, "profession": None, "wait_days": None} for event in EVENTS]
    source = Older({"contacts": arrow_table("contacts", events)})
    found = cells_of(Engine(source, cores=1).cells(DEFINED, [AUGUST]))
    assert sorted(map(repr, found)) == sorted(map(repr, reference_cells(DEFINED, {"contacts": events}, [AUGUST])))


def test_a_sum_past_what_64_bits_hold_is_refused() -> None:
    with pytest.raises(OverflowError):
        counted_cells.addable(pa.array([1 << 61, 1]).to_numpy(), 4)


def test_a_sum_past_what_a_floating_point_number_holds_is_exact() -> None:
    amounts = counted_cells.addable(pa.array([(1 << 53) + 1, 2, 1]).to_numpy(), 3)
    assert counted_cells.added(pa.array([0, 0, 1]).to_numpy(), amounts, 2).tolist() == [(1 << 53) + 3, 1]


def test_months_whose_sums_are_small_take_nothing_from_one_whose_are_large() -> None:
    def month(amount: int) -> counted_cells.Cells:
        keyed = [coded.Keyed(np.zeros(1, np.int32), coded.Classes(None, pa.table({"unit": ["a"]})))]
        return counted_cells.counted_cells(keyed, {"sum": counted_cells.addable(np.array([amount]), 1)}, 1)

    large = (1 << 53) + 1
    together = counted_cells.side_by_side([month(1), month(large), month(2)], "month", pa.array([1, 2, 3]))
    assert together.sums["sum"].tolist() == [1, large, 2]


def test_rows_of_very_many_kinds_are_numbered_apart() -> None:
    codes = pa.array([0, 3000, 3000, 1], pa.int32()).to_numpy()
    axes = [coded.Axis(codes, 4000) for _axis in range(9)]
    numbered = coded.joint(axes, 4)
    assert [place.tolist() for place in numbered.places(numbered.numbers)] == [codes.tolist()] * 9


def whole_numbers(values: list[int], known: list[bool]) -> pa.Array:
    """Numbers of which some are unknown, with something in their places all the same."""
    _nothing, places = pa.array(values, pa.int64()).buffers()
    there, _numbers = pa.array([True if one else None for one in known], pa.bool_()).buffers()
    return pa.Array.from_buffers(pa.int64(), len(values), [there, places])


@pytest.mark.parametrize("left_behind", [0, 7, -1, 1 << 40, -(1 << 63)])
@pytest.mark.parametrize("first", [0, 5, -200, 1 << 60])
def test_what_stands_where_a_number_is_unknown_is_not_seen(first: int, left_behind: int) -> None:
    column = whole_numbers([first, left_behind, first + 3, left_behind], [True, False, True, False])
    found = coded.coded_column(column)
    assert found is not None
    assert found.values.take(pa.array(found.codes)).to_pylist() == [first, None, first + 3, None]


def test_numbers_near_the_end_of_64_bits_are_coded_by_their_values() -> None:
    for number in ((1 << 63) - 1, -(1 << 63)):
        column = pa.array([number, None], pa.int64())
        assert coded.coded_column(column) is None
        found = coded.coded_values(column)
        assert found.values.take(pa.array(found.codes)).to_pylist() == [number, None]
