"""What each mark on a row means."""

from __future__ import annotations

from itertools import combinations

import pytest

from tertial.domain.row_marks import HANDLING, Handling, Mark, handling


def test_every_mark_says_what_may_be_done() -> None:
    assert set(HANDLING) == set(Mark)


def test_a_row_without_marks_may_be_used_for_everything() -> None:
    assert handling([]) == Handling(True, True, True, True)


@pytest.mark.parametrize("mark", list(Mark))
def test_no_marked_row_is_shown_listed_or_joined_across_providers(mark: Mark) -> None:
    found = handling([mark])
    assert [found.in_row_views, found.in_lists, found.joined_across_providers] == [False, False, False]


def test_only_whoever_refused_the_register_leaves_the_counts() -> None:
    assert [mark for mark in Mark if not handling([mark]).counted] == [Mark.REGISTER_OPT_OUT]


@pytest.mark.parametrize("pair", list(combinations(Mark, 2)))
def test_two_marks_allow_only_what_both_allow(pair: tuple[Mark, Mark]) -> None:
    together, (one, other) = handling(pair), (HANDLING[mark] for mark in pair)
    assert together.counted == (one.counted and other.counted)
    assert not together.in_lists
