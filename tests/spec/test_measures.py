"""The tabled cases of measures, run on each engine."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from tertial.compute.examples import outcome_of
from tertial.compute.reference.unique import in_order
from tertial.domain.examples import Example, Expected
from tertial.domain.indicators import Kind
from tests.engines import CELLS, UNIQUE_CELLS, Cells, UniqueCells
from tests.spec.measure_case import Case, UniqueCase
from tests.spec.measures import CHAPTERS
from tests.spec.measures_page import measures_page

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "measures.md"
EVERY = [case for chapter in CHAPTERS for case in chapter.cases]
CASES = [case for case in EVERY if isinstance(case, Case)]
UNIQUE_CASES = [case for case in EVERY if isinstance(case, UniqueCase)]
COMPUTED = set(Kind) - {Kind.REPORTED, Kind.UNITS_REACHING, Kind.AMONG_REACHING}


@pytest.mark.parametrize("engine", CELLS.values(), ids=CELLS)
@pytest.mark.parametrize("case", CASES, ids=lambda case: case.title)
def test_the_cells_are_those_of_the_table(case: Case, engine: Cells) -> None:
    assert sorted(engine([case.indicator()], case.events(), case.months)) == case.expected()


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.title)
def test_the_figure_is_that_of_the_table(case: Case) -> None:
    rows = {feed: tuple(table) for feed, table in case.events().items()}
    example = Example(rows, Expected(value=Decimal(0)), case.months[-1])
    outcome = outcome_of(case.indicator(), example)
    assert outcome.value == (None if case.figure == "none" else Decimal(case.figure))


@pytest.mark.parametrize("engine", UNIQUE_CELLS.values(), ids=UNIQUE_CELLS)
@pytest.mark.parametrize("case", UNIQUE_CASES, ids=lambda case: case.title)
def test_different_persons_are_those_of_the_table(case: UniqueCase, engine: UniqueCells) -> None:
    found = engine([case.indicator()], case.events(), case.nodes(), case.periods)
    assert sorted(found, key=in_order) == sorted(case.expected(), key=in_order)


def test_every_kind_of_first_stage_has_cases() -> None:
    assert {case.indicator().kind for case in EVERY} == COMPUTED


def test_no_two_cases_go_by_the_same_name() -> None:
    assert len({case.title for case in EVERY}) == len(EVERY)


def test_the_page_of_measures_is_fresh() -> None:
    assert PAGE.read_text("utf-8") == measures_page(CHAPTERS)
