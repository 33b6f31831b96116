"""Every example of the library gives what it says, by the slow engine."""

from __future__ import annotations

import pytest

from tertial.compute.examples import outcome_of
from tertial.definitions.examples import PlacedExample
from tertial.definitions.library import library_definitions, library_indicators

EXAMPLES = [placed for definition in library_definitions().values() for placed in definition.examples]


@pytest.mark.parametrize("placed", EXAMPLES, ids=lambda placed: f"{placed.indicator}:{placed.line}")
def test_an_example_gives_what_it_says(placed: PlacedExample) -> None:
    indicators = library_indicators()
    outcome = outcome_of(indicators[placed.indicator], placed.example, indicators)
    assert outcome.agrees(placed.example.expected), f"{placed.path}:{placed.line}: the rows give {outcome}"
