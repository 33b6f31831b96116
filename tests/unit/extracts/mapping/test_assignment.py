"""The assignment is the best there is: a slow try of every one finds no better."""

from __future__ import annotations

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tertial.extracts.mapping.assignment import best_assignment

Scores = list[list[int]]


@st.composite
def tables(draw: st.DrawFn) -> Scores:
    wide = draw(st.integers(0, 5))
    return draw(st.lists(st.lists(st.integers(-3, 9), min_size=wide, max_size=wide), min_size=1, max_size=4))


def worth(scores: Scores, found: tuple[int | None, ...]) -> int:
    return sum(scores[row][column] for row, column in enumerate(found) if column is not None)


@given(tables())
def test_no_other_assignment_is_worth_more(scores: Scores) -> None:
    places: list[int | None] = [*range(len(scores[0])), *([None] * len(scores))]
    best = max(worth(scores, chosen) for chosen in permutations(places, len(scores)))
    assert worth(scores, best_assignment(scores)) == best


@given(tables())
def test_a_column_goes_to_one_row_and_only_for_a_score_above_zero(scores: Scores) -> None:
    found = [(row, column) for row, column in enumerate(best_assignment(scores)) if column is not None]
    assert len({column for _row, column in found}) == len(found)
    assert all(scores[row][column] > 0 for row, column in found)


def test_the_greediest_first_choice_is_given_up_for_a_better_whole() -> None:
    assert best_assignment([[0.9, 0.8], [0.8, 0.1]]) == (1, 0)


def test_rows_of_unequal_length_are_refused() -> None:
    with pytest.raises(ValueError, match="unequal"):
        best_assignment([[1.0], [1.0, 2.0]])


def test_nothing_to_assign_is_nothing_assigned() -> None:
    assert best_assignment([]) == ()
