"""Whatever is defined and whatever happened, the last step has the rows that the figure rests on."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings

from tertial.compute.connection import single
from tertial.compute.engine import Engine
from tertial.compute.filters import chains_of
from tertial.compute.nodes import NodesOfPlaces
from tertial.compute.places import Places
from tertial.compute.steps import Node, count_steps
from tertial.domain.calendar import Month, Period, PeriodKind
from tertial.domain.cells import View
from tertial.domain.facts.registry import derived_facts
from tertial.domain.indicators import Indicator
from tertial.domain.label import Label
from tertial.domain.measures import Unique
from tertial.domain.organisation import LINE, Organisation, Unit, Validity
from tertial.domain.results import Sex
from tertial.store.snapshots.schema import cells_of
from tests.arrow_rows import arrow_table
from tests.generative.moving_units import MONTHS
from tests.generative.test_engines import Drawn, drawn_over
from tests.memory_events import MemoryEvents

MOVED = date(2024, 4, 1)


ALWAYS = Validity()


def _unit(id: str, parent: str, validity: Validity = ALWAYS) -> Unit:
    return Unit(id, Label(id), "area" if parent == "top" else "clinic", parent, validity=validity)


ORGANISATION = Organisation(
    (
        Unit("top", Label("top"), "region"),
        _unit("north", "top"),
        _unit("south", "top"),
        _unit("unit-1", "north"),
        _unit("unit-2", "north", validity=Validity(None, date(2024, 3, 31))),
        _unit("unit-2", "south", validity=Validity(MOVED, None)),
    ),
    trees={"line": ("region", "area", "clinic")},
)
"""Unit 2 moves from the north to the south, and unit 3 is unknown."""

PLACES = {view: Places(ORGANISATION, MONTHS, view=view, on=MONTHS[-1].last_day) for view in View}
NODES = ((View.AS_IT_WAS, "top"), (View.AS_IT_IS, "south"))
SETTINGS = settings(max_examples=4, deadline=None, suppress_health_check=list(HealthCheck))


def last_steps_are_the_figures(defined: list[Indicator], source: MemoryEvents) -> None:
    """Assert it for each part of each indicator at each node, in both views, for everybody and for each sex."""
    fast = Engine(source, cores=1)
    cells = list(cells_of(fast.cells(defined, MONTHS)))
    for indicator in defined:
        if isinstance(indicator.measure, Unique):
            continue
        asked = [(view, id, Sex.ALL) for view, id in NODES]
        if "sex" in indicator.by:
            asked += [(View.AS_IT_WAS, "top", sex) for sex in (Sex.UNKNOWN,)]
        for view, id, sex in asked:
            node = Node(id, LINE, PLACES[view])
            for chain in chains_of(indicator, sex):
                if sex is not Sex.ALL and not chain.fact.has("sex"):
                    continue
                with single() as connection:
                    steps = count_steps(connection, source, chain, node, MONTHS)
                left = [step.rows for step in steps.steps]
                assert left == sorted(left, reverse=True)
                for part in chain.ends:
                    own = [cell for cell in cells if cell.indicator == indicator.id and cell.part is part]
                    assert steps.rows(part) == sum(
                        cell.rows
                        for cell in own
                        if id in PLACES[view].of(cell.unit, cell.month).counted and sex in {Sex.ALL, cell.sex}
                    )


def different_ones_are_the_figures(defined: list[Indicator], source: MemoryEvents) -> None:
    """Assert that as many different persons are left as are counted."""
    period = Period(PeriodKind.YTD, Month(2024, 6))
    fast = Engine(source, cores=1)
    unique = [one for one in defined if isinstance(one.measure, Unique)]
    counted = {
        (cell.indicator, cell.view, cell.node): cell.count
        for cell in fast.unique(unique, NodesOfPlaces(PLACES), [period])
        if cell.split.is_whole
    }
    for indicator in unique:
        (chain,) = chains_of(indicator)
        for view, id in NODES:
            with single() as connection:
                steps = count_steps(connection, source, chain, Node(id, LINE, PLACES[view]), MONTHS)
            assert steps.different == counted.get((indicator.id, view, id), 0)


def both_hold(drawn: Drawn) -> None:
    """Assert both over what was drawn."""
    defined, events = drawn
    source = MemoryEvents({feed: arrow_table(feed, rows) for feed, rows in events.items()})
    last_steps_are_the_figures(defined, source)
    different_ones_are_the_figures(defined, source)


@pytest.mark.parametrize("feed", ["contacts", "staff-absence"])
def test_the_last_steps_over_a_feed_have_the_rows_of_the_figure(feed: str) -> None:
    @SETTINGS
    @given(drawn_over([feed]))
    def agree(drawn: Drawn) -> None:
        both_hold(drawn)

    agree()


@settings(max_examples=4, deadline=None, suppress_health_check=list(HealthCheck))
@given(drawn_over(sorted(derived_facts())))
def test_the_last_steps_over_derived_facts_have_the_rows_of_the_figure(drawn: Drawn) -> None:
    both_hold(drawn)
