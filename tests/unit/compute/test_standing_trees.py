"""Trees that many ask at once, in any order, answer each the same."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from itertools import permutations
from threading import Barrier

import pytest

from tertial.compute.standing_trees import Placing, StandingTrees
from tertial.domain.calendar import Month
from tertial.domain.organisation import LINE, Organisation
from tests.unit.compute.organisations import TODAY, a_unit, an_organisation

DEPTH, THREADS, TIMES = 40, 4, 40


@pytest.fixture
def threads_take_turns_often() -> Iterator[None]:
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    yield
    sys.setswitchinterval(before)


def a_deep_line() -> Organisation:
    below = ("region", *(f"area-{number}" for number in range(DEPTH)))
    areas = (a_unit(f"area-{number}", below[number], "area") for number in range(DEPTH))
    return an_organisation(*areas, a_unit("a", below[-1]))


@pytest.mark.usefixtures("threads_take_turns_often")
def test_threads_that_ask_of_a_unit_at_the_same_time_are_told_the_same() -> None:
    organisation = a_deep_line()
    alone = StandingTrees(organisation, TODAY, TODAY, carried=True).placing("a", LINE)
    assert len(alone.counted) == DEPTH + 2
    for _time in range(TIMES):
        trees, together = StandingTrees(organisation, TODAY, TODAY, carried=True), Barrier(THREADS)

        def ask(_thread: int, trees: StandingTrees = trees, together: Barrier = together) -> Placing:
            together.wait()
            return trees.placing("a", LINE)

        with ThreadPoolExecutor(THREADS) as pool:
            assert list(pool.map(ask, range(THREADS))) == [alone] * THREADS
        assert trees.placing("a", LINE) == alone


def test_what_a_unit_is_told_does_not_depend_on_who_asked_before() -> None:
    # In June 2024 the nearest row of a is one below b, and b is below a: a circle.
    organisation = an_organisation(
        a_unit("a", "b", last=date(2021, 6, 30)),
        a_unit("b", first=date(2020, 1, 1), last=date(2021, 6, 30)),
        a_unit("b", "a", first=date(2024, 1, 1)),
        a_unit("c", "a"),
        a_unit("d", "b"),
    )
    june = Month(2024, 6)
    units = ("a", "b", "c", "d")
    found = []
    for order in permutations(units):
        trees = StandingTrees(organisation, june.first_day, june.last_day, carried=False)
        told = {unit: trees.placing(unit, LINE) for unit in order}
        found.append([told[unit] for unit in units])
    assert all(one == found[0] for one in found)
