"""The tabled cases of the organisation's history, and the page made of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.spec.history_case import VIEWS, Asked, HistoryCase, says, written
from tests.spec.organisation_history import CASES, history_page

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "organisation-history.md"
ROWS = [(case, asked) for case in CASES for asked in case.asked()]


@pytest.mark.parametrize(
    ("case", "asked"), ROWS, ids=[f"{case.title}: {one.node} {one.period} {one.view}" for case, one in ROWS]
)
def test_the_figure_is_that_of_the_table(case: HistoryCase, asked: Asked) -> None:
    figure = case.results().figure("seen", asked.node, asked.period, view=asked.view, tree=asked.tree)
    assert written(figure) == asked.figure
    if asked.figure != "none" or asked.says:
        assert says(figure) == asked.says


def test_both_views_of_the_organisation_have_cases() -> None:
    assert {asked.view for _case, asked in ROWS} == set(VIEWS.values())


def test_the_page_of_the_organisations_history_is_fresh() -> None:
    assert PAGE.read_text("utf-8") == history_page(CASES)
