"""Two engines that share nothing but the definitions agree, whatever is defined and whatever happened."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tertial.compute.engine import Engine
from tertial.compute.reference.cells import reference_cells
from tertial.compute.reference.rows import Row
from tertial.compute.reference.unique import in_order, reference_unique
from tertial.domain.facts.registry import all_facts, derived_facts
from tertial.domain.feeds.registry import all_feeds
from tertial.domain.indicators import Indicator
from tertial.domain.measures import rows_of_measure
from tertial.store.snapshots.schema import cells_of
from tests.arrow_rows import arrow_table
from tests.generative.definitions import indicators
from tests.generative.events import rows_of
from tests.generative.moving_units import MONTHS, PERIODS, MappedNodes, moving_units
from tests.memory_events import MemoryEvents

Drawn = tuple[list[Indicator], dict[str, list[Row]]]


def feeds_of(defined: Sequence[Indicator]) -> list[str]:
    """The feeds that definitions are computed from."""
    measures = [indicator.measure for indicator in defined if indicator.measure is not None]
    return sorted({feed for measure in measures for rows in rows_of_measure(measure) for feed in rows.fact.sources})


def drawn_over(facts: Sequence[str]) -> st.SearchStrategy[Drawn]:
    """Definitions over the facts, with rows of every feed that they need."""
    return indicators(facts).flatmap(
        lambda defined: st.tuples(
            st.just(defined),
            st.fixed_dictionaries({feed: rows_of(feed, months=MONTHS, most=12) for feed in feeds_of(defined)}),
        )
    )


def both_agree(defined: Sequence[Indicator], events: Mapping[str, Sequence[Row]]) -> None:
    """Assert that cells and unique cells are the same by both engines."""
    source = MemoryEvents({feed: arrow_table(feed, rows) for feed, rows in events.items()})
    fast = Engine(source, cores=1)
    assert sorted(map(repr, cells_of(fast.cells(defined, MONTHS)))) == sorted(
        map(repr, reference_cells(defined, events, MONTHS))
    )
    nodes = moving_units()
    unique = sorted(fast.unique(defined, MappedNodes(nodes), PERIODS), key=in_order)
    assert unique == reference_unique(defined, events, nodes, PERIODS)


SETTINGS = settings(max_examples=4, deadline=None, suppress_health_check=list(HealthCheck))


@pytest.mark.parametrize("feed", sorted(all_feeds()))
def test_the_engines_agree_on_definitions_over_a_feed(feed: str) -> None:
    @SETTINGS
    @given(drawn_over([feed]))
    def agree(drawn: Drawn) -> None:
        both_agree(*drawn)

    agree()


@pytest.mark.parametrize("fact", sorted(derived_facts()))
def test_the_engines_agree_on_definitions_over_a_derived_fact(fact: str) -> None:
    @SETTINGS
    @given(drawn_over([fact]))
    def agree(drawn: Drawn) -> None:
        both_agree(*drawn)

    agree()


@settings(max_examples=10, deadline=None, suppress_health_check=list(HealthCheck))
@given(drawn_over(sorted(all_facts())))
def test_the_engines_agree_on_many_definitions_at_once(drawn: Drawn) -> None:
    both_agree(*drawn)
