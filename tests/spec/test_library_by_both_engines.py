"""The whole library over the rows of all its examples at once: the fast engine's cells are those of the slow one."""

from __future__ import annotations

from collections import defaultdict

from tertial.compute.engine import Engine
from tertial.compute.reference.cells import reference_cells
from tertial.compute.reference.rows import Row
from tertial.compute.reference.unique import in_order, reference_unique
from tertial.definitions.library import library_definitions
from tertial.domain.calendar import Month, Period, PeriodKind
from tertial.domain.cells import NodesOfUnits, View
from tertial.domain.examples import Example
from tertial.domain.feeds.columns import ColumnKind
from tertial.domain.feeds.registry import all_feeds
from tertial.domain.grounded_measures import grounded_indicator
from tertial.domain.indicators import Indicator
from tertial.domain.label import Label
from tertial.domain.measures import AmongReaching, Reaching
from tertial.domain.organisation import LINE, Organisation, Unit
from tertial.store.snapshots.schema import cells_of
from tests.arrow_rows import arrow_table
from tests.memory_events import MemoryEvents

MONTHS = (Month(2025, 1), Month(2025, 7), Month(2025, 8), Month(2025, 9))
NAMES_OF_ONE_EXAMPLE = frozenset({ColumnKind.KEY, ColumnKind.PERSON, ColumnKind.UNIT, ColumnKind.CLINICIAN})
"""Kinds of column whose values are told apart between examples, so that no row of one meets a row of another."""


def apart(name: str, place: int) -> str:
    return f"e{place}-{name}"


def pooled() -> tuple[dict[str, list[Row]], dict[str, str]]:
    """The rows of every example by feed, and the kinds of their units."""
    rows: dict[str, list[Row]] = defaultdict(list)
    kinds: dict[str, str] = {}
    examples = [placed.example for definition in library_definitions().values() for placed in definition.examples]
    for place, example in enumerate(examples):
        kinds |= {apart(unit, place): said.kind for unit, said in example.units.items()}
        for feed, told_apart in rows_apart(example, place).items():
            rows[feed] += told_apart
    return rows, kinds


def rows_apart(example: Example, place: int) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = {}
    for feed, rows in example.rows.items():
        names = {column.name for column in all_feeds()[feed].columns if column.kind in NAMES_OF_ONE_EXAMPLE}
        found[feed] = [
            {
                name: apart(str(value), place) if name in names and value is not None else value
                for name, value in row.items()
            }
            for row in rows
        ]
    return found


def first_stages(kinds: dict[str, str]) -> list[Indicator]:
    """Every definition that is computed from events, knowing which units are of which kind."""
    organisation = Organisation(tuple(Unit(id, Label(id, id), kind) for id, kind in kinds.items()))
    return [
        grounded_indicator(definition.indicator, organisation)
        for definition in library_definitions().values()
        if not isinstance(definition.indicator.measure, Reaching | AmongReaching)
    ]


class MappedNodes:
    """Where units count, by a table."""

    ways = ((View.AS_IT_WAS, LINE),)

    def __init__(self, nodes: NodesOfUnits) -> None:
        self._nodes = nodes

    def at(self, view: View, tree: str, unit: str, month: Month) -> tuple[str, ...]:
        return self._nodes.get((view, tree, unit, month), ())


def test_both_engines_compute_the_library_alike() -> None:
    rows, kinds = pooled()
    indicators = first_stages(kinds)
    source = MemoryEvents({feed: arrow_table(feed, found) for feed, found in rows.items()})
    fast = Engine(source, cores=1)
    slow = reference_cells(indicators, rows, MONTHS)
    assert len(slow) > len(indicators)
    assert sorted(map(repr, cells_of(fast.cells(indicators, MONTHS)))) == sorted(map(repr, slow))


def test_both_engines_tell_persons_apart_alike() -> None:
    rows, kinds = pooled()
    indicators = first_stages(kinds)
    source = MemoryEvents({feed: arrow_table(feed, found) for feed, found in rows.items()})
    periods = (Period(PeriodKind.MONTH, Month(2025, 8)), Period(PeriodKind.YTD, Month(2025, 8)))
    units = {str(row["unit"]) for found in rows.values() for row in found if "unit" in row}
    nodes: NodesOfUnits = {
        (View.AS_IT_WAS, LINE, unit, month): ("all",)
        for unit in {*units, ""}
        for period in periods
        for month in period.months
    }
    fast = sorted(Engine(source, cores=1).unique(indicators, MappedNodes(nodes), periods), key=in_order)
    assert fast == reference_unique(indicators, rows, nodes, periods)
    assert fast
