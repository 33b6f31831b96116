"""The fast engine where there is nothing, too much, or something odd to compute."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from tertial.compute.engine import Engine, runs
from tertial.compute.plan import planned
from tertial.compute.reference.cells import reference_cells
from tertial.compute.terms import terms_of
from tertial.domain.calendar import Month
from tertial.domain.cells import Cell
from tertial.domain.expressions.parser import parse
from tertial.domain.facts.registry import all_facts
from tertial.domain.indicators import Indicator
from tertial.domain.measures import Additive, Part, Rows, Spread, Sum
from tertial.store.snapshots.schema import cells_of
from tests.arrow_rows import arrow_table
from tests.memory_events import MemoryEvents
from tests.unit.compute.counted import a_monthly

JULY, AUGUST = Month(2025, 7), Month(2025, 8)
CONTACTS = all_facts()["contacts"]

Event = Mapping[str, Any]


def contact(number: int, **columns: object) -> Event:
    usual = {"contact_id": f"k{number}", "person": "p1", "unit": "unit-1", "profession": "nurse", "mode": "phone"}
    added = {"visit": "first", "date": date(2025, 8, 15), "marks": 0, "extract": "journal", "provider": "region"}
    return {**usual, **added, **columns}


def rows(where: str = "") -> Rows:
    return Rows(CONTACTS, parse(where) if where else None)


def computed(defined: Sequence[Indicator], events: Sequence[Event], months: Sequence[Month] = (AUGUST,)) -> list[Cell]:
    source = MemoryEvents({"contacts": arrow_table("contacts", events)}, loaded=(JULY, AUGUST))
    return sorted(cells_of(Engine(source, cores=2).cells(defined, months)), key=repr)


def test_a_month_without_rows_has_no_cells() -> None:
    assert computed([a_monthly("all", Additive(Sum(rows())))], [contact(1)], [JULY]) == []


def test_a_month_that_was_never_loaded_has_no_cells() -> None:
    assert computed([a_monthly("all", Additive(Sum(rows())))], [contact(1)], [Month(1999, 1)]) == []


def test_a_sum_of_a_column_that_is_never_known_has_no_cell_rather_than_nought() -> None:
    total = a_monthly("waits", Additive(Sum(rows(), parse("wait_days"))))
    assert computed([total], [contact(1), contact(2)]) == []


def test_a_sum_that_comes_to_nought_has_a_cell() -> None:
    total = a_monthly("waits", Additive(Sum(rows(), parse("wait_days"))))
    (cell,) = computed([total], [contact(1, wait_days=0), contact(2)])
    assert (cell.amount, cell.rows) == (0, 1)


def test_a_condition_on_a_unit_that_never_existed_meets_no_row() -> None:
    nowhere = a_monthly("nowhere", Additive(Sum(rows("unit = 'unit-99'"))))
    assert computed([nowhere], [contact(1)]) == []


def test_a_thousand_indicators_share_a_few_cuboids() -> None:
    defined = [
        a_monthly(
            f"i-{number}",
            Additive(
                Sum(rows(f"wait_days <= {number % 50} and mode = '{CONTACTS.column('mode').codes[number % 5]}'")),
                Sum(rows(f"age_years >= {number % 90}")),
            ),
        )
        for number in range(1000)
    ]
    events = [contact(number, wait_days=number % 40, age_years=number % 95) for number in range(200)]
    assert computed(defined, events) == sorted(reference_cells(defined, {"contacts": events}, [AUGUST]), key=repr)
    (scope,) = planned(terms_of(defined))
    assert len(scope.cuboids) < 400


def test_a_condition_of_thirteen_thousand_signs_is_computed() -> None:
    condition = "wait_days = 1" + "".join(f" or wait_days = {days}" for days in range(2, 730))
    assert len(condition) > 13_000
    (cell,) = computed([a_monthly("long", Additive(Sum(rows(condition))))], [contact(1, wait_days=729)])
    assert cell.amount == 1


def test_a_histogram_has_a_cell_for_each_value() -> None:
    median = a_monthly("median", Spread(rows(), parse("wait_days"), percent=50), "sex")
    events = [contact(1, wait_days=3, sex="women"), contact(2, wait_days=3, sex="women"), contact(3, wait_days=9)]
    assert [(cell.part, cell.sex, cell.value, cell.amount) for cell in computed([median], events)] == [
        (Part.SPREAD, "unknown", 9, 1),
        (Part.SPREAD, "women", 3, 2),
    ]


def test_months_are_taken_in_runs_that_follow_each_other() -> None:
    months = [Month(2025, number) for number in (1, 2, 3, 5, 6)]
    assert [[str(month) for month in run] for run in runs(months, longest=2)] == [
        ["2025-01", "2025-02"],
        ["2025-03"],
        ["2025-05", "2025-06"],
    ]


def test_a_condition_on_bands_of_staff_reads_what_the_feed_says_though_cells_are_split_by_them() -> None:
    older = a_monthly(
        "older", Additive(Sum(Rows(all_facts()["staff-absence"], parse("age_band = 'from_50'")))), "age_band"
    )
    usual = {"unit": "unit-1", "profession": "nurse", "sex": "women", "month": date(2025, 8, 1), "marks": 0}
    events = [{**usual, "age_band": band} for band in ("from_50", "from_50", "under_30")]
    source = MemoryEvents({"staff-absence": arrow_table("staff-absence", events)})
    (cell,) = cells_of(Engine(source, cores=1).cells([older], [AUGUST]))
    assert (cell.age_band, cell.amount) == ("50+", 2)
