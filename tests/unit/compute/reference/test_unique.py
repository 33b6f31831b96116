"""What holds of different persons whatever the rows. The rules themselves are tables in tests/spec."""

from __future__ import annotations

from collections import defaultdict

from hypothesis import given, settings

from tertial.compute.reference.rows import Row
from tertial.compute.reference.unique import in_order, reference_unique
from tertial.domain.calendar import Month, Period
from tertial.domain.cells import NO_UNIT, UniqueCell, View
from tertial.domain.organisation import LINE
from tests.generative.events import rows_of
from tests.spec.measure_case import events_of, indicator_of

MONTHS = (Month(2025, 7), Month(2025, 8))
PERIODS = (Period.parse("2025-07"), Period.parse("2025-08"), Period.parse("2025-T2"))
UNITS = ("unit-1", "unit-2", "unit-3")
PLACES = {(View.AS_IT_WAS, LINE, unit, month): (unit, "region") for unit in UNITS for month in MONTHS}
PATIENTS = indicator_of("kind: distinct\nfact: contacts\nof: person\nby: [sex, age_band, mode]\n")


def test_other_measures_have_no_counts_of_different_persons() -> None:
    assert reference_unique([indicator_of("kind: count\nfact: contacts\n")], {"contacts": []}, PLACES, PERIODS) == []


def test_units_that_count_nowhere_are_left_out() -> None:
    events = events_of({"contacts": "unit | person\nelsewhere | p-1\n"}, MONTHS[-1])
    assert reference_unique([PATIENTS], events, PLACES, PERIODS) == []
    whole = {(View.AS_IT_WAS, LINE, NO_UNIT, MONTHS[-1]): ("region",)}
    assert reference_unique([PATIENTS], events, whole, PERIODS) == []


@settings(max_examples=40)
@given(rows_of("contacts", months=MONTHS, least=4))
def test_a_whole_lies_between_its_largest_part_and_the_sum_of_its_parts(rows: list[Row]) -> None:
    found = reference_unique([PATIENTS], {"contacts": rows}, PLACES, PERIODS)
    assert found == sorted(found, key=in_order)
    assert len({in_order(cell) for cell in found}) == len(found)
    parts: dict[tuple[str, str], list[int]] = defaultdict(list)
    wholes: dict[tuple[str, str], int] = {}
    for cell in found:
        if cell.split.is_whole:
            wholes[cell.node, str(cell.period)] = cell.count
        elif cell.sex != "all" and cell.age_band and cell.category:
            parts[cell.node, str(cell.period)].append(cell.count)
    assert wholes.keys() == parts.keys()
    assert all(max(parts[place]) <= whole <= sum(parts[place]) for place, whole in wholes.items())


@settings(max_examples=40)
@given(rows_of("contacts", months=MONTHS, least=4))
def test_the_region_has_no_fewer_persons_than_a_unit_and_a_tertial_no_fewer_than_a_month(rows: list[Row]) -> None:
    counts = {place(cell): cell.count for cell in reference_unique([PATIENTS], {"contacts": rows}, PLACES, PERIODS)}
    for (node, period, *split), count in counts.items():
        assert counts["region", period, *split] >= count
        assert counts[node, "2025-T2", *split] >= count


def place(cell: UniqueCell) -> tuple[str, ...]:
    return cell.node, str(cell.period), cell.sex, cell.age_band, cell.category
